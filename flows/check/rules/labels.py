"""V25: the labels beside a figure do not say otherwise than its codes."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator

from flows.check.figure import figure_name, labels_of, place_name
from flows.check.figures import LINES, groups, is_known, line_of, table_of
from flows.check.printed import band, calendar_years, names_year, years, years_of_sentence
from flows.check.registry import Breach, Subject, rule, told
from schemas.categories import codes
from schemas.code_tables import AliasTable, load_aliases
from schemas.online_words import flag_words
from schemas.rows import LEVELS, Observation


@rule("V25", "error", "the label and the code of the figure disagree: look at the header in the return")
def label_says_otherwise(subject: Subject) -> Iterator[Breach]:
    """No label of a figure names another sex, year, age band or flag than the figure is of."""
    for name, says in (("sex", _sex), ("year", _year), ("age", _age), ("online flag", _online)):
        said = {row.observation_id: words for row in subject.figures if (words := says(row))}

        def say(row: Observation, said: dict[str, str] = said) -> str:
            where = place_name(row.place)
            return f"{figure_name(row)}, but its label says {said[row.observation_id]}" + f" ({where})" * bool(where)

        wrong = [(row,) for row in subject.figures if row.observation_id in said]
        yield from told(f"{{n}} figures have a label of another {name}", wrong, say)


@rule("V25", "error", "the title and the header disagree: look which of the two holds, and say so by a recipe")
def title_says_otherwise(subject: Subject) -> Iterator[Breach]:
    """No title names one year, or one sex, that none of the figures below it is of, while their labels name another.

    A title that prints a calendar year from its first day to its last does not stand above financial years.
    """
    titled = [row for row in subject.figures if row.caption and row.method != "prose"]
    for rows in groups(titled, lambda row: (table_of(row), row.caption)).values():
        title = rows[0].caption or ""
        of_years = {row.period_start.year for row in rows if row.period_start and row.period_type == "financial_year"}
        sexes = {hit.alias.code for hit in _sexes().find(title) if hit.alias.certainty >= 1} & {"female", "male"}
        of_sexes = {row.sex for row in rows}
        financial = all(row.period_type == "financial_year" for row in rows)
        named = (
            ("year", years(title), of_years),
            ("sex", sexes, of_sexes),
            ("kind of year", calendar_years(title), {"financial"} if financial else set()),
        )
        for name, said, there in named:
            contradicted = len(said) == 1 and there and not there & {*said, "all", "unknown"}
            if contradicted:
                what = f'the title "{title}" names another {name} than the labels of all {len(rows)} figures below it'
                row = rows[0]
                yield Breach(f"{what}: {figure_name(row)}", row, names=[one.observation_id for one in rows])


def _sexes() -> AliasTable:
    return load_aliases("sexes", frozenset(codes("sexes")))


@rule("V25", "error", "a sum over the table counts it twice: mark it as a total by a recipe, or correct its label")
def total_as_labelled(subject: Subject) -> Iterator[Breach]:
    """What its label calls a total, beside other figures of its series in its row or column, is marked as a total."""
    counted = [row for row in subject.figures if row.unit == "count"]
    rows, columns = (Counter((line_of(row, line), row.series_id) for row in counted) for line in LINES)

    def is_called_one(row: Observation) -> bool:
        at, below = line_of(row, "row"), line_of(row, "column")
        by_row = below is not None and columns[below, row.series_id] > 1 and _is_total(row.raw_row_label or "")
        return by_row or (at is not None and rows[at, row.series_id] > 1 and _is_total(row.raw_column_label or ""))

    wrong = [(row,) for row in counted if is_known(row) and not row.is_total and is_called_one(row)]
    yield from told(
        "{n} figures are called a total and are not marked as one",
        wrong,
        lambda row: f'{figure_name(row)}, "{labels_of(row)}" at {place_name(row.place)}',
    )


@functools.lru_cache(maxsize=16384)
def _is_total(label: str) -> bool:
    table = load_aliases("totals", frozenset(codes("totals")))
    return any((hit := table.lookup(part.strip())) and hit.certainty >= 0.9 for part in label.split(LEVELS))


@functools.lru_cache(maxsize=16384)
def _parts(*labels: str | None) -> tuple[str, ...]:
    parts = [part.strip() for label in labels if label for part in label.split(LEVELS)]
    return tuple(part for part in parts if part)


def _sex(row: Observation) -> str | None:
    """The sex that the labels name in place of the row's; None where they name none, both, or its own.

    The caption speaks where no label holds the row's own: it may be the name of an offence, as `assault on a male`.
    """
    if row.sex == "all":
        return None
    named, held = _sexes_of(_parts(row.raw_row_label, row.raw_column_label))
    if not named and row.sex not in held and row.caption and row.method != "prose":
        named = {hit.alias.code for hit in _sexes().find(row.caption) if hit.alias.certainty >= 1}
    named = named & {"female", "male"}
    return next(iter(named)) if len(named) == 1 and row.sex in {"female", "male"} - named else None


@functools.lru_cache(maxsize=16384)
def _sexes_of(parts: tuple[str, ...]) -> tuple[set[str], set[str]]:
    """The sexes that some labels are the names of, and those that stand somewhere in them."""
    table = _sexes()
    named = {found.code for part in parts if (found := table.lookup(part)) and found.certainty >= 0.9}
    return named, {hit.alias.code for part in parts for hit in table.find(part)}


def _online(row: Observation) -> str | None:
    """The flag that the labels name and do not deny, where the row is of those without it."""
    if row.online != "no":
        return None
    parts = _parts(row.raw_row_label, row.raw_column_label)
    said = {hit.alias.code for part in parts for hit in flag_words().find(part)}
    flagged = said & {"subject", "flag"} and not said & {"no", "not", "unknown", "all", "joining", "borne"}
    return "online" if flagged else None


def _year(row: Observation) -> str | None:
    """The financial years that the labels print, where the row's is none of them; else those of title or sentence."""
    if row.period_start is None or row.period_type != "financial_year":
        return None
    labels = _parts(row.raw_row_label, row.raw_column_label)
    printed = frozenset[int]().union(*map(years, labels))
    if row.caption and not printed and not any(map(names_year, labels)):
        printed = (years_of_sentence if row.method == "prose" else years)(row.caption)
    alone = len(printed) == 1 and row.period_start.year not in printed
    return " and ".join(f"{year}/{(year + 1) % 100:02d}" for year in printed) if alone else None


def _age(row: Observation) -> str | None:
    """The band that a label is, where the row is of another; `16-17` beside figures of 2016/17 may be their year."""
    if row.age_low is None:
        return None
    printed = {found for part in _parts(row.raw_row_label, row.raw_column_label) if (found := band(part))}
    year = row.period_start.year % 100 if row.period_start else None
    bands = [one for one in printed if one.high <= 99 and not (one.low == year and one.high == one.low + 1 >= 11)]
    if len(bands) != 1 or (row.age_low, row.age_high) == bands[0]:
        return None
    return f"{bands[0].low}-{bands[0].high}"

"""V25: the labels beside a figure do not say otherwise than its codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from flows.check.coded import NONE
from flows.check.columns import Columns
from flows.check.figure import figure_name, labels_of, place_name
from flows.check.printed import band, calendar_years, years
from flows.check.registry import Breach, Subject, breaches, rule
from schemas.alike import kinds
from schemas.categories import codes
from schemas.code_tables import AliasTable, load_aliases
from schemas.online_words import flag_words
from schemas.rows import LEVELS, Observation


@rule("V25", "error", "the label and the code of the figure disagree: look at the header in the return")
def label_says_otherwise(subject: Subject) -> Iterator[Breach]:
    """No label of a figure names another sex, year, age band or flag than the figure is of."""
    figures = subject.figures
    first, like = _labels(figures)
    examples = figures.rows(first)
    for name, says in (("sex", _sex), ("year", _year), ("age", _age), ("online flag", _online)):
        told = [says(row) for row in examples]
        wrong = np.flatnonzero(np.array([words is not None for words in told], bool)[like])

        def say(k: int, wrong: np.ndarray = wrong, told: list[str | None] = told) -> str:
            row = figures.row(wrong[k])
            where = place_name(row.place)
            return f"{figure_name(row)}, but its label says {told[like[wrong[k]]]}" + (f" ({where})" * bool(where))

        yield from breaches(figures, f"{{n}} figures have a label of another {name}", wrong, say)


@rule("V25", "error", "the title and the header disagree: look which of the two holds, and say so by a recipe")
def title_says_otherwise(subject: Subject) -> Iterator[Breach]:
    """No title names one year, or one sex, that none of the figures below it is of, while their labels name another.

    A title that prints a calendar year from its first day to its last does not stand above financial years.
    """
    tables: defaultdict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for row in subject.observations:
        if row.caption and row.method != "prose":
            tables[row.document_id, row.place.sheet, row.place.table, row.caption].append(row)
    for rows in tables.values():
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
    """What its label calls a total, beside other figures of its row or column, is marked as a total."""
    figures = subject.figures
    unmarked = figures.known & ~figures.is_total
    wrong = np.zeros(len(figures), bool)
    for label, line in (("raw_row_label", figures.line("column")), ("raw_column_label", figures.line("row"))):
        called = figures.text(label).each(_is_total, False).astype(bool)
        others = np.bincount(line + 1, figures.counted) > 1
        wrong |= unmarked & called & others[line + 1] & (line != NONE)
    rows = np.flatnonzero(wrong)

    def say(k: int) -> str:
        row = figures.row(rows[k])
        label = labels_of(row)
        return f'{figure_name(row)}, "{label}" at {place_name(row.place)}'

    yield from breaches(figures, "{n} figures are called a total and are not marked as one", rows, say)


def _is_total(label: str) -> bool:
    table = load_aliases("totals", frozenset(codes("totals")))
    return any((hit := table.lookup(part.strip())) and hit.certainty >= 0.9 for part in label.split(LEVELS))


def _labels(figures: Columns) -> tuple[np.ndarray, np.ndarray]:
    """The first of all rows with the same labels and codes, and for each row which of these it is like."""
    names = ("raw_row_label", "raw_column_label", "caption", "sex", "age_band", "online", "method")
    alike = kinds(figures.period, *(figures.text(name).codes for name in names))
    return alike.first, alike.own


def _parts(row: Observation) -> list[str]:
    both = labels_of(row)
    return [part.strip() for part in both.split(LEVELS) if part.strip()]


def _sex(row: Observation) -> str | None:
    """The sex that the labels name in place of the row's; None where they name none, both, or its own.

    The caption speaks where no label holds the row's own: it may be the name of an offence, as `assault on a male`.
    """
    if row.sex == "all":
        return None
    table = _sexes()
    named = {found.code for part in _parts(row) if (found := table.lookup(part)) and found.certainty >= 0.9}
    own = any(hit.alias.code == row.sex for part in _parts(row) for hit in table.find(part))
    if not named and not own and row.caption and row.method != "prose":
        named = {hit.alias.code for hit in table.find(row.caption) if hit.alias.certainty >= 1}
    named &= {"female", "male"}
    return next(iter(named)) if len(named) == 1 and row.sex in {"female", "male"} - named else None


def _online(row: Observation) -> str | None:
    """The flag that the labels name and do not deny, where the row is of those without it."""
    if row.online != "no":
        return None
    table = flag_words()
    said = {hit.alias.code for part in _parts(row) for hit in table.find(part)}
    flagged = said & {"subject", "flag"} and not said & {"no", "not", "unknown", "all", "joining", "borne"}
    return "online" if flagged else None


def _year(row: Observation) -> str | None:
    """The financial years that the labels print, where the row's is none of them."""
    if row.period_start is None or row.period_type != "financial_year":
        return None
    printed = frozenset[int]().union(*map(years, _parts(row))) or years(row.caption or "")
    alone = len(printed) == 1 and row.period_start.year not in printed
    return " and ".join(f"{year}/{(year + 1) % 100:02d}" for year in printed) if alone else None


def _age(row: Observation) -> str | None:
    """The band that a label is, where the row is of another."""
    if row.age_low is None:
        return None
    bands = {found for part in _parts(row) if (found := band(part)) and found.high <= 99}
    bands = {
        found
        for found in bands
        if not (
            found.low >= 10
            and found.high == found.low + 1
            and row.period_start
            and row.period_start.year % 100 == found.low
        )
    }
    if len(bands) != 1 or (row.age_low, row.age_high) in bands:
        return None
    found = next(iter(bands))
    return f"{found.low}-{found.high}"

"""How the tables of a return were understood, in words, from the rows of the data set alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from schemas.rows import Observation

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """What was made of one table, or of the text (`table` None): what holds for all its figures, and label by label.

    `counted`: something says what its figures count.
    """

    table: int | None
    caption: str
    figures: int
    all: Words
    rows: Sequence[tuple[str, Words]]
    columns: Sequence[tuple[str, Words]]
    counted: bool


def understood(observations: Sequence[Observation]) -> list[Understood]:
    """The tables of one document in their order, the text last."""
    tables: defaultdict[int | None, list[Observation]] = defaultdict(list)
    for row in observations:
        tables[row.place.table].append(row)
    return [_table(number, tables[number]) for number in sorted(tables, key=lambda n: (n is None, n or 0))]


def said(row: Observation) -> dict[str, str]:
    """What a figure counts, dimension by dimension, in words; what is not split is left out.

    >>> said(Observation("c", "kent", "d", "o", "s", "kent", period_label="2016/17", measure="offences", online="yes"))
    {'force': 'kent', 'period': '2016/17', 'measure': 'offences', 'online': 'online'}
    """
    online = {"yes": "online", "no": "not online", "unknown": "online or not unknown"}
    values = {
        "force": row.force_id,
        "period": row.period_label,
        "measure": row.measure or row.measure_label,
        "offence": row.offence_code or (row.offence_group if row.offence_group != "all" else None),
        "age": _age(row.age_band),
        "sex": None if row.sex == "all" else "sex unknown" if row.sex == "unknown" else row.sex,
        "online": online.get(row.online),
        "unit": row.unit if row.unit != "count" else None,
        **{f"other {name}": f"{name}: {value}" for name, value in row.other.items()},
        "total": "a total" if row.is_total else None,
    }
    return {name: value for name, value in values.items() if value}


def _age(band: str) -> str | None:
    """An age band in words, None for all ages.

    >>> _age("7-7"), _age("0-10"), _age("11-15"), _age("16+"), _age("0-0")
    ('aged 7', 'aged 10 and under', 'aged 11 to 15', 'aged 16 and over', 'aged under 1')
    """
    if band == "all":
        return None
    if band == "unknown":
        return "age unknown"
    low, _, high = band.removesuffix("+").partition("-")
    if not high:
        return f"aged {low} and over"
    if low == high:
        return f"aged {low}" if int(low) else "aged under 1"
    return f"aged {low} to {high}" if int(low) else f"aged {high} and under"


def _table(number: int | None, rows: Sequence[Observation]) -> Understood:
    sayings = [said(row) for row in rows]
    common = _common(sayings)
    varying = [{name: value for name, value in one.items() if name not in common} for one in sayings]
    by_row = _by_label((row.raw_row_label for row in rows), varying)
    by_column = _by_label((row.raw_column_label for row in rows), varying)
    captions = {row.caption for row in rows if row.caption}
    caption = captions.pop() if len(captions) == 1 else ""
    counted = any(row.measure or row.measure_label or row.unit != "count" for row in rows)
    return Understood(number, caption, len(rows), tuple(common.values()), by_row, by_column, counted)


def _by_label(labels: Iterable[str | None], sayings: Sequence[dict[str, str]]) -> list[tuple[str, Words]]:
    """Each label, in the order in which they come, with what all its figures have in common and others have not."""
    found: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for label, saying in zip(labels, sayings, strict=True):
        if label:
            found[label].append(saying)
    return [(label, tuple(_common(own).values())) for label, own in found.items()]


def _common(sayings: Sequence[dict[str, str]]) -> dict[str, str]:
    first, *rest = sayings
    return {name: value for name, value in first.items() if all(one.get(name) == value for one in rest)}

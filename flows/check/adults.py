"""Totals over all ages that count adults too: no figure of offences against children."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from flows.check.figure import SPLITS, FigureKey, interval, key
from schemas.rows import Observation

ADULT = 18


def is_of_adults(row: Observation) -> bool:
    """Whether a figure's age band holds adults: `18-25`, `26+`, `16-24`; an open `16+` may end at 17 and does not."""
    if row.age_low is None:
        return False
    return row.age_low >= ADULT or (row.age_high is not None and row.age_high >= ADULT)


def totals_with_adults(rows: Iterable[Observation]) -> list[Observation]:
    """The figures of all ages that count adults: those in a table with a band of adults, and the same told elsewhere.

    There it may be called that of all children. A band of adults that counts none adds none.
    """
    counted = [row for row in rows if row.unit == "count"]
    adults: defaultdict[tuple[object, ...], list[FigureKey]] = defaultdict(list)
    for row in counted:
        if is_of_adults(row) and interval(row).high != 0:
            adults[_table(row)].append(key(row))
    found = [
        row
        for row in counted
        if row.age_band == "all" and any(_can_hold(key(row), of_adults) for of_adults in adults.get(_table(row), ()))
    ]
    told = set(map(_told, found))
    return [row for row in counted if row.age_band in ("all", "0-17") and _told(row) in told]


def _told(row: Observation) -> tuple[object, ...]:
    return row.document_id, key(row).without("age"), row.status, row.count


def _table(row: Observation) -> tuple[object, ...]:
    return row.document_id, row.place.sheet, row.place.table, key(row).without(*SPLITS)


def _can_hold(whole: FigureKey, part: FigureKey) -> bool:
    """Whether two figures that differ in age can count the same offences: nothing that both are split by parts them."""
    common = {*whole.splits} & {*part.splits} - {"age"}
    return all(getattr(whole, name) == getattr(part, name) for name in common)

"""What rules ask of figures: which are counts, which count the same, which stand in one line, which come first."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from typing import Literal, TypeVar

from flows.check.figure import FigureKey, key
from schemas.rows import Observation

G = TypeVar("G", bound=Hashable)
R = TypeVar("R")
Within = Literal["document", "return", "campaign", "everywhere"]
Line = Literal["row", "column"]
LINES: tuple[Line, ...] = ("row", "column")
Table = tuple[str, str | None, int | None]
"""A document, a sheet and the number of a table."""


def same(within: Within, *without: str, before: bool = False) -> Callable[[Observation], tuple[Hashable, FigureKey]]:
    """What two rows have in common where they are figures of one thing in one document, return or campaign.

    `without`: whatever they are in these parts of their keys. `before`: that of the same figure a year before.
    """

    def of(row: Observation) -> tuple[Hashable, FigureKey]:
        match within:
            case "document":
                scope: Hashable = row.document_id
            case "return":
                scope = (row.campaign, row.respondent)
            case "campaign":
                scope = row.campaign
            case _:
                scope = None
        figure = key(row).without(*without) if without else key(row)
        if before:
            start, end = a_year_before(row) or (None, None)
            figure = figure._replace(start=start, end=end)
        return scope, figure

    return of


def groups(rows: Iterable[R], by: Callable[[R], G]) -> dict[G, list[R]]:
    """The rows by what they have in common."""
    found: defaultdict[G, list[R]] = defaultdict(list)
    for row in rows:
        found[by(row)].append(row)
    return found


def pairs(
    ones: Iterable[Observation],
    others: Iterable[Observation],
    by: Callable[[Observation], Hashable],
    by_other: Callable[[Observation], Hashable] | None = None,
) -> list[tuple[Observation, Observation]]:
    """Each of `ones` with the first of the `others` that has the same in common; those without one left out."""
    mine = list(ones)
    first: dict[Hashable, Observation] = {}
    for row in others if mine else ():
        first.setdefault((by_other or by)(row), row)
    return [(row, first[name]) for row in mine if first and (name := by(row)) in first]


def is_exact(row: Observation) -> bool:
    """Whether a row is a count that is printed."""
    return row.unit == "count" and row.status == "exact"


def is_known(row: Observation) -> bool:
    """Whether a row is a count that is printed, or withheld as a small number."""
    return row.unit == "count" and row.status in ("exact", "suppressed")


def is_said(row: Observation) -> bool:
    """Whether a row is a count of which the return says what is counted, and in which days.

    Two numbers of which it does not need not be one figure, however alike the rest of what is known of them.
    """
    return row.unit == "count" and (row.measure or row.measure_label) is not None and row.period_start is not None


def is_of_all_ages(row: Observation) -> bool:
    """Whether a row is of all the ages that are asked about: 0-17 is all of them."""
    return row.age_band in ("all", "0-17")


def least(row: Observation) -> int:
    """What a count is at least."""
    return row.count_low or 0


def most(row: Observation) -> float:
    """What a count is at most; infinite where nothing bounds it."""
    return math.inf if row.count_high is None else row.count_high


def year_of(row: Observation) -> int | None:
    """The year in which a row's period begins."""
    return row.period_start.year if row.period_start else None


def a_year_before(row: Observation) -> tuple[dt.date, dt.date] | None:
    """The span one year before a row's; the end of February is the end of February."""
    start, end = row.period_start, row.period_end
    if start is None or end is None or start.year == dt.MINYEAR or (start.month, start.day) == (2, 29):
        return None
    after = end + dt.timedelta(days=1)
    if (after.month, after.day) == (3, 1):
        return start.replace(year=start.year - 1), dt.date(end.year - 1, 3, 1) - dt.timedelta(days=1)
    return start.replace(year=start.year - 1), end.replace(year=end.year - 1)


def table_of(row: Observation) -> Table:
    """The table that a row stands in; the number is None for what stands in the text."""
    return row.document_id, row.place.sheet, row.place.table


def line_of(row: Observation, line: Line) -> tuple[Table, int] | None:
    """The row, or the column, of its table that a figure stands in; None for what stands in no table."""
    place = row.place.row if line == "row" else row.place.column
    return None if place is None or row.place.table is None else (table_of(row), place)

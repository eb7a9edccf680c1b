"""V21: zero, withheld, missing and not held are told apart, and an interval is as wide as it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from flows.check.figure import place_name, says
from flows.check.figures import least, most
from flows.check.printed import Band, band, numbers
from flows.check.registry import Breach, Subject, rule, told
from schemas.rows import Observation

REMEDY = "an interval is kept as it is printed, never worked back from totals: look at the cell and the notes"
_BELOW = re.compile(r"\W*[<≤]\s?=?\s?(\d+)\W*")


@rule("V21", "error", REMEDY)
def interval_as_printed(subject: Subject) -> Iterator[Breach]:
    """A withheld count is known to be what its mark says, no more and no less."""
    withheld = [row for row in subject.figures if row.unit == "count" and row.status == "suppressed"]
    wrong = [row for row in withheld if not _fits(row.raw_value or "", least(row), most(row))]
    yield from _told("{n} withheld figures are not what their mark says", wrong)


def _fits(text: str, low: int, high: float) -> bool:
    """Whether an interval can be that of a mark: no mark without a number says that a count is two or more.

    >>> _fits("<5", 1, 4), _fits("<5", 2, 3), _fits("1-4", 1, 4), _fits("*", 1, 4), _fits("*", 3, 3)
    (True, False, True, True, False)
    """
    between, below, printed = band(text), _BELOW.fullmatch(text), numbers(text)
    if isinstance(between, Band):
        return (low, high) == between
    if below:
        return low <= 1 and high in (int(below[1]) - 1, int(below[1]))
    return low <= 1 or low in printed or low - 1 in printed


@rule("V21", "error", "the cell prints a figure, or nothing shows that its blank is zero: look at it and at the totals")
def status_as_printed(subject: Subject) -> Iterator[Breach]:
    """A printed number is a figure, and a blank is zero only where that is said."""
    counted = [r for r in subject.figures if r.unit == "count" and r.method not in ("records", "recipe")]
    lost = [row for row in counted if row.status != "exact" and _is_number(row.raw_value or "")]
    blank = [row for row in _in_tables(counted) if row.status == "exact" and not (row.raw_value or "").strip()]
    unsaid = [row for row in blank if "blank_as_zero" not in row.flags]
    yield from _told("{n} figures are not what the cell shows", lost + unsaid)


def _in_tables(figures: Iterable[Observation]) -> list[Observation]:
    return [row for row in figures if row.unit == "count" and row.place.table is not None]


def _is_number(text: str) -> bool:
    return text.strip().replace(",", "").isdecimal()


def _told(cause: str, rows: Iterable[Observation]) -> Iterator[Breach]:
    def say(row: Observation) -> str:
        bounds = f" ({row.count_low} to {row.count_high})" if row.status == "suppressed" else ""
        return f'{says(row)}{bounds}, "{row.raw_value or ""}" at {place_name(row.place)}'

    return told(cause, [(row,) for row in rows], say)

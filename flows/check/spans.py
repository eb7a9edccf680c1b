"""The days of a figure: whole numbers in a column, and the span a year before."""

from __future__ import annotations

import datetime as dt

from flows.check.coded import NONE

Span = tuple[dt.date | None, dt.date | None]
EPOCH = dt.date(1970, 1, 1).toordinal()
"""Days are counted from the year 1, so that none is below zero: some returns look back beyond 1970."""


def day_of(number: int) -> dt.date | None:
    return None if number == NONE else dt.date.fromordinal(int(number))


def year_before(start: dt.date | None, end: dt.date | None) -> Span | None:
    """The span one year before; the end of February is the end of February."""
    if start is None or end is None or start.year == dt.MINYEAR or (start.month, start.day) == (2, 29):
        return None
    last = dt.date(end.year - 1, 3, 1) - dt.timedelta(days=1) if _ends_february(end) else end.replace(year=end.year - 1)
    return start.replace(year=start.year - 1), last


def _ends_february(day: dt.date) -> bool:
    return day.month == 2 and (day + dt.timedelta(days=1)).month == 3

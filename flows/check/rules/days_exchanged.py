"""V31: the days of a list of crimes are read as they were meant, day and month in their order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise

from flows.check.records import record_lists
from flows.check.registry import Breach, Subject, rule
from schemas.checks import threshold


@rule("V31", "error", "day and month of the dates are exchanged: ask the force for the list as its system has it")
def days_exchanged(subject: Subject) -> Iterator[Breach]:
    """A list of crimes does not stand in the order of its days only with day and month the other way round."""
    for table in record_lists(subject):
        days = table.days()
        printed, exchanged = (_falls(one) for one in (days, [*map(_exchanged, days)]))
        if printed >= threshold("V31", "fewest") and exchanged <= threshold("V31", "left") * printed:
            names = sorted(table.figures)
            what = f"the {len(days)} dates stand in order only with day and month exchanged where that can be"
            yield Breach(what, table.figures[names[0]], names=names)


def _exchanged(day: dt.date) -> dt.date:
    """The day that a program makes of one if it takes its day for the month.

    >>> _exchanged(dt.date(2015, 4, 1)), _exchanged(dt.date(2015, 4, 13))
    (datetime.date(2015, 1, 4), datetime.date(2015, 4, 13))
    """
    return day.replace(month=day.day, day=day.month) if day.day <= 12 else day


def _falls(days: Sequence[dt.date]) -> int:
    return sum(other < one for one, other in pairwise(days))

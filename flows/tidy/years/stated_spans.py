"""Spans of days that a return states over years in turn: `1 January 2019 to 24 February 2022` cuts the last short."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from flows.tidy.dimensions import find
from flows.tidy.draft import Draft
from flows.tidy.labels.forms import one_of
from flows.tidy.labels.meanings import Period, in_turn
from flows.tidy.labels.periods.dates import MONTH, MONTHS

_SURE = 0.9
_SHORTEST = dt.timedelta(days=31)
#: `1 April 2013 to 1 April 2016` ends with the year before its last day.
_A_WEEK = dt.timedelta(days=7)

_NTH = rf"\d{{1,2}}{one_of('th')}?"
#: The days on which years begin and end, none of them with a year of its own: `each year`, or years named behind them.
_EACH_YEAR = re.compile(
    rf"(?P<run>\byears?[ ,:(]{{1,2}}(?:that )?(?:{one_of('runs')} )?(?:from )?)?"
    rf"\b(?:(?P<day>{_NTH})\s+(?:of\s+)?)?(?P<first>{MONTH})(?:\s+(?P<nth>{_NTH}))?"
    rf"\s*{one_of('through')}\s*"
    rf"(?:(?P<last_day>{_NTH})\s+(?:of\s+)?)?(?P<last>{MONTH})(?:\s+(?P<last_nth>{_NTH})\b)?"
    rf"(?:\W{{1,3}}(?:{one_of('in')} )?(?:(?P<each>each|every)\b|(?P<years>(?=(?:19|20)\d\d[/-]\d\d\b))))?"
)
_LEAP = 2016


class Turn(NamedTuple):
    """The day on which each year begins and the one on which it ends, as month and day."""

    first: tuple[int, int]
    last: tuple[int, int]

    def of(self, year: int) -> Period | None:
        """The year that begins in this one; None where these are no twelve months."""
        start = dt.date(year, *self.first)
        end = dt.date(year + 1, *self.first) - dt.timedelta(days=1)
        leap = (dt.date(_LEAP, *self.first) - dt.timedelta(days=1)).timetuple()[1:3]
        return Period.of_days(start, end) if self.last in ((end.month, end.day), leap) else None

    def is_of(self, period: Period) -> bool:
        """Whether a period begins and ends in the months of these years."""
        return (self.first[0], self.last[0]) == (period.start.month, period.end.month)


def stated_spans(texts: Iterable[str]) -> list[Period]:
    """The spans that texts name and that are no whole years.

    >>> [p.label for p in stated_spans(["Rapes from 1 January 2019 to 24 February 2022, and in 2018"])]
    ['2019-01-01/2022-02-24']
    """
    found = (f.reading for text in texts for f in find("period", text) if f.reading.certainty >= _SURE)
    spans = (r.value for r in found if r.value.type == "range" and r.value.end - r.value.start > _SHORTEST)
    return list(dict.fromkeys(spans))


def cut_years(drafts: Sequence[Draft], spans: Sequence[Period]) -> None:
    """End the last of the years that figures are of where the one span over all of them ends, and so their total."""
    dated = [(d, p) for d in drafts if isinstance(p := d.values.get("period"), Period)]
    years = sorted({p for _, p in dated if p.type != "range"}, key=lambda p: p.start)
    if len(years) < 2 or not in_turn(years) or (cut := end_of_last(years, spans)) is None:
        return
    for draft, period in dated:
        if period == years[-1]:
            draft.values["period"] = cut
            draft.how.discard("period_open")
            draft.doubts.discard("period_open")
        elif period == years[0].through(years[-1]):
            draft.values["period"] = years[0].through(cut)
            draft.doubts.discard("period_unclear")


def end_of_last(years: Sequence[Period], spans: Sequence[Period]) -> Period | None:
    """What of the last of some years in turn the one span over all of them takes in, where that cuts it short."""
    first, last = years[0], years[-1]
    over = {s for s in spans if s.start == first.start and last.start + _A_WEEK <= s.end < last.end}
    return Period.of_days(last.start, over.pop().end) if len(over) == 1 else None


def turns_of_years(texts: Iterable[str]) -> set[Turn]:
    """The first and last day of each year, where words say which those are: `1st June - 31 May each year`.

    `April 6 - April 5 2021/22, 2022/23` says so too, as no part of a year would: `April to June 2021/22`.

    >>> turns_of_years(["1st June - 31 May each year"]), turns_of_years(["April to June 2021/22"])
    ({Turn(first=(6, 1), last=(5, 31))}, set())
    """
    found = set()
    for m in (m for text in texts for m in _EACH_YEAR.finditer(text.lower())):
        first = _day_of(m["first"], m["day"] or m["nth"] or "1")
        last = _day_of(m["last"], m["last_day"] or m["last_nth"])
        twelve = first and last and (first[0] - last[0]) % 12 < 2
        if first and last and (m["each"] or (twelve and (m["run"] or m["years"] is not None))):
            found.add(Turn(first, last))
    return found


def _day_of(month: str, day: str | None) -> tuple[int, int] | None:
    """A month and its day, the last where none is written; None where it has no such day."""
    number = MONTHS[month.rstrip(".")]
    days = calendar.monthrange(_LEAP - 1, number)[1]
    written = int(day.rstrip("stndrh")) if day else days
    return (number, written) if 1 <= written <= days else None

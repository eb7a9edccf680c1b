"""Spans of days that a return states over years in turn: `1 January 2019 to 24 February 2022` cuts the last short."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from flows.tidy.dimensions import find
from flows.tidy.draft import Draft
from flows.tidy.labels.meanings import Period, in_turn
from flows.tidy.labels.periods.dates import MONTH, MONTHS

_SURE = 0.9
_SHORTEST = dt.timedelta(days=31)
#: `1 April 2013 to 1 April 2016` ends with the year before its last day.
_A_WEEK = dt.timedelta(days=7)

_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
#: The days on which years begin and end, none of them with a year of its own: `each year`, or years named behind them.
_EACH_YEAR = re.compile(
    rf"\b(?:{_NTH}\s+(?:of\s+)?)?(?P<first>{MONTH})(?:\s+{_NTH})?\s*(?:-|–|—|to|until|through|and)\s*"
    rf"(?:{_NTH}\s+(?:of\s+)?)?(?P<last>{MONTH})(?:\s+{_NTH}\b)?"
    r"\W{1,3}(?:in |of |for )?(?:(?P<each>each|every)\b|(?=(?:19|20)\d\d[/-]\d\d\b))"
)


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
    if len(years) < 2 or not in_turn(years):
        return
    first, last = years[0], years[-1]
    over = {s for s in spans if s.start == first.start and last.start + _A_WEEK <= s.end < last.end}
    if len(over) != 1:
        return
    span = over.pop()
    for draft, period in dated:
        if period == last:
            draft.values["period"] = Period.of_days(last.start, span.end)
        elif period == first.through(last):
            draft.values["period"] = span
            draft.doubts.discard("period_unclear")


def months_of_years(texts: Iterable[str]) -> set[tuple[int, int]]:
    """The first and last month of each year, where words say which those are: `1st June - 31 May each year`.

    `April 6 - April 5 2021/22, 2022/23` says so too, as no part of a year would: `April to June 2021/22`.

    >>> months_of_years(["1st June - 31 May each year"]), months_of_years(["April to June 2021/22"])
    ({(6, 5)}, set())
    """
    runs = [m for text in texts for m in _EACH_YEAR.finditer(text.lower())]
    named = ((m, MONTHS[m["first"].rstrip(".")], MONTHS[m["last"].rstrip(".")]) for m in runs)
    return {(first, last) for m, first, last in named if m["each"] or (first - last) % 12 < 2}


def doubt_other_years(drafts: Iterable[Draft], months: set[tuple[int, int]]) -> None:
    """Doubt the years of figures where words say that each begins and ends in other months."""
    for draft in drafts if months else ():
        period = draft.values.get("period")
        if isinstance(period, Period) and period.type != "range" and months != {(period.start.month, period.end.month)}:
            draft.doubts.add("period_unclear")

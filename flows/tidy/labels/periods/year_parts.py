"""Parts of a year that the year beside them dates: quarters, halves, months."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise

from flows.tidy.labels.forms import form, values
from flows.tidy.labels.meanings import Found, Period, Reading
from flows.tidy.labels.periods.ranges import JOIN, Atom, before, in_calendar_year, in_financial_year, joined


def find(parts: list[Atom], line: str) -> list[Found[Period]]:
    """The parts of years in a folded line whose dates and years are `parts`."""
    return [*_numbered(parts, line), *_months(parts, line), *_cut_short(parts, line), *_partly(parts, line)]


def _numbered(parts: list[Atom], line: str) -> list[Found[Period]]:
    """`2016/17 H2`, `Q1-Q3 2016/17`, `3rd quarter 2016`: of a calendar year less sure than of a financial one."""
    found = []
    for m in form("periods", "part").finditer(line):
        printed = m["qa"] or m["qb"] or m["ha"] or m["hb"] or m["hc"]
        length = 3 if m["qa"] or m["qb"] else 6
        number = values("nth", "unit").get(printed) or int(printed[0])
        number = 12 // length if number < 0 else number
        through = form("periods", "through").match(line, m.end()) if m["qa"] else None
        last = max(int(through["last"]), number) if through else number
        stop = through.end() if through else m.end()
        for part in parts:
            gap = line[stop : part.start] if stop <= part.start else line[part.end : m.start()]
            named = part.year is not None or (part.date is not None and part.date.to == "year")
            if not named or not form("periods", "gap").fullmatch(gap):
                continue
            start, end = min(m.start(), part.start), max(stop, part.end)
            if part.year is not None:
                value = _nth(part.year, number, length).through(_nth(part.year, last, length))
                found.append(Found(start, end, Reading(value)))
            elif part.date and part.date.year:
                value, other = (
                    _nth(year, number, length).through(_nth(year, last, length))
                    for year in (Period.calendar_year(part.date.year), Period.financial_year(part.date.year))
                )
                found.append(Found(start, end, Reading(value, ("period_ambiguous",), (other,), 0.5)))
    return found


def _cut_short(parts: list[Atom], line: str) -> list[Found[Period]]:
    """`2017 (from 3 Apr)`, `2017/18 to 31 December`: a year that is counted from a day in it, or up to one."""
    found = []
    for year, day in pairwise(parts):
        cut = form("periods", "cut").fullmatch(line[year.end : day.start])
        if cut is None or day.date is None or day.date.to == "year" or JOIN.match(line, day.end):
            continue
        calendar = year.date is not None and year.date.to == "year"
        whole = Period.calendar_year(year.date.year or 0) if calendar and year.date else year.year
        if whole is None or (year.year and year.certainty < 1):
            continue
        ends = [
            (day.date.first(y), whole.end) if cut["since"] else (whole.start, day.date.last(y))
            for y in dict.fromkeys((whole.start.year, whole.end.year))
            if day.date.year in (None, y)
        ]
        for first, last in ends:
            if whole.start <= first <= last <= whole.end:
                found.append(Found(year.start, day.end, Reading(Period.of_days(first, last))))
    return found


def _partly(parts: list[Atom], line: str) -> list[Found[Period]]:
    """`2015/16 (part year)`: some part of a year, and nothing says which."""
    found = []
    for part in parts:
        calendar = part.date is not None and part.date.to == "year" and part.date.year
        year = part.year if part.year is not None else Period.calendar_year(calendar) if calendar else None
        behind = form("periods", "partly").match(line, part.end)
        led = before("part of", line, part.start)
        if year is not None and (behind or led):
            start, end = led.start() if led else part.start, behind.end() if behind else part.end
            found.append(Found(start, end, Reading(year, ("period_open",), certainty=0.3)))
    return found


def academic(found: Found[Period], line: str) -> Found[Period]:
    """`Academic year 2017/18`: from September, as in most schools, where no month is said; some begin earlier."""
    start, end = found.reading.value.start, found.reading.value.end
    first = dt.date(start.year, 9, 1)
    if not form("periods", "no month").match(line, found.start) or (start.month, start.day) != (4, 1) or end <= first:
        return found
    period = Period.of_days(first, dt.date(end.year, 8, 31) if (end.month, end.day) == (3, 31) else end)
    flags = (*found.reading.flags, "period_ambiguous")
    return Found(found.start, found.end, Reading(period, flags, (found.reading.value,), found.reading.certainty))


def _nth(year: Period, number: int, length: int) -> Period:
    """The n-th run of `length` months of a year."""
    before = year.start.year * 12 + year.start.month - 1 + (number - 1) * length
    first = dt.date(before // 12, before % 12 + 1, 1)
    after = before + length
    return Period.of_days(first, dt.date(after // 12, after % 12 + 1, 1) - dt.timedelta(days=1))


def _months(parts: list[Atom], line: str) -> list[Found[Period]]:
    """`Apr-Jun 2016/17`, `2016/17 (April to March)`, `January 2016/17`: months whose year the financial year gives."""
    found = []
    for i, part in enumerate(parts):
        calendar_year = part.date.year if part.date and part.date.to == "year" else None
        if calendar_year is None and (part.year is None or part.certainty < 1):
            continue
        for run in (parts[max(i - 2, 0) : i], parts[max(i - 1, 0) : i], parts[i + 1 : i + 3], parts[i + 1 : i + 2]):
            dates = [p.date for p in run if p.date]
            if (
                not run
                or len(dates) < len(run)
                or (len(run) == 2 and not JOIN.fullmatch(line[run[0].end : run[1].start]))
            ):
                continue
            start, end = min(run[0].start, part.start), max(run[-1].end, part.end)
            gap = line[run[-1].end : part.start] if run[-1].end <= part.start else line[part.end : run[0].start]
            following = parts[i + 2 : i + 3] if run == parts[i + 1 : i + 2] else []
            if following and joined(run[0], following[0], line):  # `Q3 2019/20 (Oct-Dec 19)`
                continue
            if part.year is not None:
                period = in_financial_year(part.year, dates[0], dates[-1])
            else:
                period = in_calendar_year(calendar_year or 0, dates[0], dates[-1])
            if period and re.fullmatch(r"[\s,:(\[)-]*", gap):
                found.append(Found(start, end, Reading(period)))
    return found

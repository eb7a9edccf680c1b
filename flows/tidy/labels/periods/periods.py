"""What period a label names: financial and calendar years, months, quarters, date ranges, part years."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise

from flows.tidy.labels import wording
from flows.tidy.labels.forms import form
from flows.tidy.labels.meanings import Found, Period, Reading
from flows.tidy.labels.periods import year_parts
from flows.tidy.labels.periods.dates import YEAR, Written
from flows.tidy.labels.periods.glued import between_numbered, glued_period
from flows.tidy.labels.periods.ranges import (
    Atom,
    atoms,
    before,
    beginning,
    ending,
    financial_years,
    joined,
    single,
)
from flows.tidy.labels.periods.spread import with_ends_apart
from flows.tidy.labels.words import small

#: What begins in April.
_APRIL = 4
_TRIPLE = re.compile(r"(?<![\w/])((?:19|20)\d\d)/(\d\d)(?:/|\s*/?\s*(?:and|&)\s*)(\d\d)(?![\w/])")
_GLUED = re.compile(rf"\s*({YEAR}(?:[/-]\d\d)?)(\d)\s*")
#: `to May 2021 - 28`: the year of a month, and a number behind it.
_THEN_A_NUMBER = re.compile(rf"{YEAR}\s+-+\s+\d\d")
_CLOSED = re.compile(r"\s*[)\]]")


def parse(label: str, dated: dt.date | None = None) -> Reading[Period] | None:
    """The period that is all the label says; None where it says something else, or two periods.

    `dated` is the day of the answer, which closes `2022 to date`.

    >>> parse("FY 2016-17").value.label, parse("1st April 2016 to 31 March 2017").value.label
    ('2016/17', '2016/17')
    >>> r = parse("16-17"); r.value.label, r.certainty < 1
    ('2016/17', True)
    >>> parse("2016").alternatives[0].label
    '2015/16'
    """

    def read(text: str) -> Reading[Period] | None:
        found = find(text, dated)
        return wording.whole(text, found, "period") or _bracketed(text, found)

    whole = wording.read_label(label, read)
    if whole is not None:
        return whole
    if (run_together := glued_period(label)) is not None:
        return run_together
    glued = _GLUED.fullmatch(label)
    reading = parse(glued[1]) if glued else None
    return wording.flagged(reading, "footnote_removed", "period_ambiguous", certainty=0.3) if reading else None


def find(text: str, dated: dt.date | None = None) -> list[Found[Period]]:
    """Every period named in a text, left to right; years of Acts are left out.

    >>> [f.reading.value.label for f in find("Between April 2016 and March 2017, under the 2003 Act, against 2015/16")]
    ['2016/17', '2015/16']
    >>> [f.reading.value.label for f in find("June 2020 to May 2021 - 28")]
    ['2020-06-01/2021-05-31']
    >>> {f.reading.value.label for f in find("since it came into force on 3 April 2017, how many up to 30 June 2017")}
    {'2017-04-03/2017-06-30'}
    >>> [f.reading.value.label for f in find("twelve months (April 2015 up to March 2016)")]
    ['2015/16']
    """
    line = wording.fold(wording.without_raised(text))
    parts = atoms(line)
    found = list(financial_years(line)) + _triples(line)
    found += [f for a, b in pairwise(parts) if (f := joined(a, b, line))]
    found += [*between_numbered(line), *year_parts.find(parts, line)]
    for place, part in enumerate(parts):
        found += _around(part, line, dated, next(iter(parts[place + 1 :]), None))
    found = [
        f for f in found if not (_THEN_A_NUMBER.fullmatch(line, f.start, f.end) and before("of a month", line, f.start))
    ]
    found = wording.longest(with_ends_apart(found, parts, line))
    return _with_dates(
        [year_parts.academic(f, line) for f in found] if form("periods", "academic").search(line) else found, text
    )


def _around(part: Atom, line: str, dated: dt.date | None, following: Atom | None) -> list[Found[Period]]:
    """What a date or year means by itself and with the words right before and after it."""
    found: list[Found[Period]] = []
    base = Reading(part.year, certainty=part.certainty) if part.year else None
    if part.date is not None:
        if part.date.to == "year" and (before("law", line, part.start) or form("periods", "act").match(line, part.end)):
            return []
        short = not re.search(YEAR, line[part.start : part.end])
        base = single(part.date, short)
        first_of_two = following is not None and joined(part, following, line) is not None
        found += _lengths(part, part.date, line, first_of_two)
    if base is None:
        return found
    found.append(Found(part.start, part.end, base))
    opened = form("periods", "open").match(line, part.end)
    since = before("open since", line, part.start)
    if opened or since:
        start = since.start() if since else part.start
        if opened and following and (closed := _closed(base.value.start, following, line, opened.end())):
            return [*found, Found(start, following.end, Reading(closed))]
        reading = Reading(base.value, ("period_open",), certainty=0.3)
        if dated is not None and dated >= base.value.start:
            reading = Reading(Period.of_days(base.value.start, dated))
        found.append(Found(start, opened.end() if opened else part.end, reading))
    return found


def _closed(first: dt.date, last: Atom, line: str, stop: int) -> Period | None:
    """`From 1 January 2016 to the present day (12/02/17)`: the day that `the present` was, where it is given."""
    day = last.date.first() if last.date and last.date.to == "day" and last.date.year else None
    told = form("periods", "closed on").fullmatch(line, stop, last.start)
    return Period.of_days(first, day) if day and first < day and told else None


def _lengths(part: Atom, date: Written, line: str, first_of_two: bool) -> list[Found[Period]]:
    """`year ending March 2017`, `12 months to June 2016`, `FY2016`, `calendar year 2016`, `w/c 2 March 2020`."""
    if date.to == "year" and date.year is not None:
        began = before("a year that begins", line, part.start)
        if began:
            return [Found(began.start(), part.end, Reading(Period.financial_year(date.year)))]
        ended = before("a year that ends", line, part.start)
        if ended:
            ends_in = Period.financial_year(date.year - 1)
            reading = Reading(ends_in, ("period_ambiguous",), (Period.calendar_year(date.year),), 0.6)
            return [Found(ended.start(), part.end, reading)]
        financial = before("financial", line, part.start)
        if financial:
            other = Period.financial_year(date.year - 1)
            reading = Reading(Period.financial_year(date.year), ("period_ambiguous", "year_ambiguous"), (other,), 0.7)
            return [Found(financial.start(), part.end, reading)]
        behind = form("periods", "financial behind").match(line, part.end)
        if behind and not before("from a year", line, part.start):
            others = (Period.financial_year(date.year - 1), Period.calendar_year(date.year))
            reading = Reading(Period.financial_year(date.year), ("period_ambiguous", "year_ambiguous"), others, 0.6)
            return [Found(part.start, behind.end(), reading)]
        whole_year = before("calendar", line, part.start)
        start = whole_year.start() if whole_year else part.start
        named = whole_year or form("periods", "calendar behind").match(line, part.end)
        return [Found(start, part.end, Reading(Period.calendar_year(date.year)))] if named else []
    if day := date.first() if date.to == "day" and date.year else None:
        for kind, before_it in (("a week from", 0), ("a week to", 6)):
            if week := before(kind, line, part.start):
                first = day - dt.timedelta(days=before_it)
                return [Found(week.start(), part.end, Reading(Period.of_days(first, first + dt.timedelta(days=6))))]
    length = before("length", line, part.start)
    if length is None or (first_of_two and not length["end"]):
        return []
    # `financial year April 2016 to March 2017`: the length is that of the two dates, and ends with the second.
    to = form("periods", "to" if length["n"] else "to a month").match(line, part.end)
    if to and form("periods", "a unit").search(length[0]):
        return []
    months = small(length["n"]) if length["n"] else 3 if length["three"] else 6 if length["six"] else 12
    in_april = length["fiscal"] is not None and date.month == _APRIL
    begins = length["begin"] or (not length["end"] and (date.day == 1 or in_april))
    if begins and (form("periods", "to").match(line, part.end) or form("periods", "open").match(line, part.end)):
        return []
    both = [p for make in (beginning, ending) if months and (p := make(months, date))]
    if not both:
        return []
    period, other = (both[0], both[-1]) if begins else (both[-1], both[0])
    # `12 months (April 2015)`: no word says which end the month is, and the other one would be a year.
    said = length["begin"] or length["end"] or period.type != "range" or other.type == "range"
    reading = Reading(period) if said else Reading(period, ("period_ambiguous",), (other,), 0.4)
    return [Found(length.start(), part.end, reading)]


def _triples(line: str) -> list[Found[Period]]:
    """`2014/15/16`: two financial years or three calendar years."""
    found = []
    for m in _TRIPLE.finditer(line):
        first = int(m[1])
        if (int(m[2]), int(m[3])) == ((first + 1) % 100, (first + 2) % 100):
            value = Period.of_days(dt.date(first, 4, 1), dt.date(first + 2, 3, 31))
            other = Period.of_days(dt.date(first, 1, 1), dt.date(first + 2, 12, 31))
            found.append(Found(m.start(), m.end(), Reading(value, ("period_ambiguous",), (other,), 0.4)))
    return found


def _numbered(dates: Found[Period], numbered: re.Match[str], rest: str) -> Reading[Period] | None:
    """`Q1 (Apr - Jun 2016)`, `Year 2: 2015/16`: the dates are what counts; a length that they have not is flagged."""
    if not wording.is_noise(rest, "period"):
        return None
    months = {"three": 3, "six": 6, "twelve": 12}.get(numbered.lastgroup or "")
    days = (dates.reading.value.end - dates.reading.value.start).days + 1
    if months is None or round(days / 30.4) == months:
        return dates.reading
    return wording.flagged(dates.reading, "period_contradicts_label", certainty=0.5)


def _with_dates(found: list[Found[Period]], text: str) -> list[Found[Period]]:
    """The periods, each with its dates in brackets behind it as one: `2018/19 (31.03.18 to 01.04.19)`."""
    kept: list[Found[Period]] = []
    for period in found:
        name = kept[-1] if kept else None
        closed = _CLOSED.match(text, period.end)
        if name is None or closed is None or text[name.end : period.start].strip() not in ("(", "["):
            kept.append(period)
            continue
        both = [Found(f.start - name.start, f.end - name.start, f.reading) for f in (name, period)]
        reading = _bracketed(text[name.start : closed.end()], both)
        if reading is None:
            kept.append(period)
        else:
            kept[-1] = Found(name.start, closed.end(), reading)
    return kept


def _bracketed(text: str, found: list[Found[Period]]) -> Reading[Period] | None:
    """A period and, in brackets or after a colon, its dates: the dates are what counts; a contradiction is flagged."""
    if len(found) == 1 and (numbered := form("periods", "numbered").fullmatch(wording.fold(text[: found[0].start]))):
        return _numbered(found[0], numbered, text[found[0].end :])
    if len(found) == 1:
        count = form("periods", "count").search(wording.fold(text[: found[0].start]))
        rest = text[: count.start()] + " " + text[found[0].end :] if count else ""
        if count is None or not wording.is_noise(rest, "period"):
            return None
        reading, n = found[0].reading, small(count["n"])
        years = round(((reading.value.end - reading.value.start).days + 1) / 365.25, 1)
        return reading if years == n else wording.flagged(reading, "period_contradicts_label", certainty=0.5)
    if len(found) != 2:
        return None
    a, b = found
    between = wording.fold(text[a.end : b.start])
    ending = form("periods", "ending").search(between)
    outside = text[: a.start] + " " + (between[: ending.start()] if ending else between) + " " + text[b.end :]
    if not re.search(r"[(:=\[]", between) or not wording.is_noise(outside, "period"):
        return None
    name, dates = a.reading, b.reading
    if ending and name.value.start <= dates.value.end <= name.value.end:
        return Reading(Period.of_days(name.value.start, dates.value.end))
    if dates.value == name.value:
        return Reading(name.value)
    if form("periods", "from").search(between) or "period_open" in dates.flags:
        clipped = max(name.value.start, dates.value.start)
        return Reading(Period.of_days(clipped, name.value.end), certainty=0.7) if clipped <= name.value.end else None
    if name.value in dates.alternatives or dates.value in name.alternatives:
        return Reading(dates.value if dates.certainty >= name.certainty else name.value)
    if name.value.start <= dates.value.start and dates.value.end <= name.value.end:
        return Reading(dates.value, certainty=0.9)
    ends = (dates.value.start - name.value.start, dates.value.end - name.value.end)
    if all(abs(end.days) <= 1 for end in ends):  # `2018/19 (31.03.18 to 01.04.19)`
        return Reading(name.value, certainty=0.9)
    if ending and name.value.end < dates.value.end:  # `2023-24 (up to 15 July 2024)`: no financial year
        span = Period.of_days(name.value.start, dates.value.end)
        return Reading(span, ("period_contradicts_label",), (name.value,), 0.3)
    return Reading(dates.value, ("period_contradicts_label",), (name.value,), 0.3)

"""From dates as written to periods: single dates, two dates joined, lengths that end at a date."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from flows.tidy.labels.forms import form, pattern
from flows.tidy.labels.meanings import Found, Period, Reading
from flows.tidy.labels.periods.dates import DATE, Written, century, written

JOIN = form("periods", "join")
_GLUED_PAIR = re.compile(r"\s*(?:20)?(?P<a>\d\d)(?P<b>\d\d)\s*")
_GLUED_MONTH = re.compile(r"\s*(?P<year>20[0-4]\d)(?P<month>0[1-9]|1[0-2])\s*")
#: A year that stands in full, so that a dash beside it parts it from what is not it: `Rapes-2016/17`, `2016/17- 489`.
_IN_FULL = r"(?:19|20)\d\d[/-]\d\d"
_PAIR = re.compile(
    rf"(?<![\w/.£])(?:(?<!-)|(?:(?<!\d-)|(?<={_IN_FULL}-))(?=(?:19|20)\d\d))"
    rf"(?P<fy>{pattern('periods', 'fy')}[\s:.-]*)?"
    r"'?(?P<a>(?:19|20)\d\d|\d\d)(?P<sep>\s?[/\\_-]\s?|(?<=fy\d\d)|(?<=fy \d\d))'?"
    r"(?P<b>(?:19|20)\d\d|\d\d|(?<=\d\d\d\d[/-])\d)"
    r"(?!\d|\s?[/\\]\s?(?!(?:19|20)\d\d\s?[-/\\])\d|\.\d|%)"
    rf"(?!(?<!(?:19|20)\d\d/\d\d)(?:-(?!{_IN_FULL})\d|-\s\d{{1,2}}(?!\d)|,\d))"
    rf"(?P<after>\s*\(?{pattern('periods', 'fy')}\)?(?!\w))?"
)
#: No words before a date that say what it is stand further from it.
_NEAR = 120
_A_MONTH = dt.timedelta(days=27)
_NUMBER = re.compile(r"(?:/\s?\d{3,}|[-._](?:0\d{2,}|\d{5,}))(?!\d)")
_ANY_NUMBER = re.compile(r"[-/._]\d{3,}(?!\d)")
#: What would be a financial year but for what stands beside it: `12-2016/17`, `2016.17`.
_NEXT = re.compile(r"[-/\\._+&]'?(?P<next>\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Atom:
    """A date or a financial year in a line, at `line[start:end]`: what two of which make a range."""

    start: int
    end: int
    date: Written | None = None
    year: Period | None = None
    certainty: float = 1.0


def before(kind: str, line: str, end: int) -> re.Match[str] | None:
    """What a form of periods that ends at `end` finds near it."""
    return form("periods", kind).search(line, max(0, end - _NEAR), end)


def financial_years(line: str) -> list[Found[Period]]:
    """`2016/17`, `16-17`, `FY2016/2017`, `2016/7`: two following years, at their places in a folded line.

    >>> [(f.reading.value.label, f.reading.certainty) for f in financial_years("2016/17 and 15-16, 2016/18")]
    [('2016/17', 1.0), ('2015/16', 0.4), ('2016-04-01/2018-03-31', 0.3)]
    >>> [f.reading.value.label for f in financial_years("rapes-2015/16, 2016/17-2017/18, 2018/'19, 2019/20- 489")]
    ['2015/16', '2016/17', '2017/18', '2018/19', '2019/20']
    """
    found = []
    for m in _PAIR.finditer(line):
        bare = len(m["a"]) == 2 and not m["fy"] and not m["after"]
        if bare and (len(m["b"]) == 4 or m["sep"].strip() in ("\\", "_")):
            continue
        # `2 January 2021 - 31 January 2022`: the year of one date and the day of the next.
        if before("of a month", line, m.start()) and form("periods", "a day").match(line, m.end()):
            continue
        first = century(m["a"])
        second = first + (int(m["b"]) - first) % 10 ** len(m["b"])
        if second == first + 1:
            certainty = 0.4 if bare else 0.6 if len(m["b"]) == 1 else 1.0
            found.append(Found(m.start(), m.end(), Reading(Period.financial_year(first), certainty=certainty)))
        elif len(m["a"]) == 4 and len(m["b"]) > 1 and first + 1 < second < first + 12:
            span = Period.of_days(dt.date(first, 4, 1), dt.date(second, 3, 31))
            others = (
                Period.of_days(dt.date(first, 1, 1), dt.date(second, 12, 31)),
                Period.financial_year(first),
                Period.financial_year(second - 1),
            )
            found.append(Found(m.start(), m.end(), Reading(span, ("period_ambiguous",), others, 0.3)))
    return found


def first_of_glued(text: str) -> int | None:
    """The first year of two following ones written without a stroke; None for any other number.

    >>> first_of_glued("1516"), first_of_glued("201617"), first_of_glued("1520")
    (2015, 2016, None)
    """
    match = _GLUED_PAIR.fullmatch(text)
    follow = match is not None and int(match["b"]) == (int(match["a"]) + 1) % 100
    return century(match["a"]) if match and follow else None


def month_of_glued(text: str) -> Period | None:
    """The month of a year and a month written without a stroke; None for any other number.

    >>> month_of_glued("202202").label, month_of_glued("202213"), month_of_glued("190001")
    ('2022-02-01/2022-02-28', None, None)
    """
    match = _GLUED_MONTH.fullmatch(text)
    if match is None:
        return None
    year, month = int(match["year"]), int(match["month"])
    return Period(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]), "range")


def atoms(line: str) -> list[Atom]:
    """The financial years and dates of a folded line, in order."""
    years = [Atom(f.start, f.end, year=f.reading.value, certainty=f.reading.certainty) for f in financial_years(line)]
    found = list(years)
    letters = list(line)
    for year in years:
        letters[year.start : year.end] = "|" * (year.end - year.start)
    line = "".join(letters)
    for m in DATE.finditer(line):
        if _is_no_year(m, line):
            continue
        beside = line[max(0, m.start() - 1) : m.start()]
        glued = beside.isalnum() or beside in ("£", ".") or (beside == "/" and not m[0][0].isalpha())
        if glued and not before("financial beside", line, m.start()):
            continue
        date = written(m)
        if date is not None:
            found.append(Atom(m.start(), m.end(), date))
    return sorted(found, key=lambda a: a.start)


def _is_no_year(year: re.Match[str], line: str) -> bool:
    """Whether a bare year is a part of a reference or of a financial year that is written oddly, and so no period.

    >>> [bool(atoms(t)) for t in ("f-2017-02204", "foi 2017-731", "2017/061", "3906-2017", "2016.17", "2016-489")]
    [False, False, False, False, False, True]
    >>> [bool(atoms(t)) for t in ("our ref: 17-1984", "reference 09-2016", "09-2016", "rapes-2016")]
    [False, False, True, True]
    >>> [bool(atoms(t)) for t in ("(-10.0%, -2029 offences)", "2018 -2029")]
    [False, True]
    """
    if not year[0].isdecimal() or len(year[0]) != len("2016"):
        return False
    start, end = year.span()
    following = _NEXT.match(line, end)
    if following and int(following["next"]) == (int(year[0]) + 1) % 100:
        return True
    if before("in a number", line, start) or _NUMBER.match(line, end):
        return True
    return before("before a number", line, start) is not None and _ANY_NUMBER.match(line, end) is not None


def joined(a: Atom, b: Atom, line: str) -> Found[Period] | None:
    """Two neighbours joined by `to`, a dash, or `between ... and`, as one period; None where they are not."""
    between = line[a.end : b.start]
    start = a.start
    lead = before("lead", line, a.start)
    if lead:
        start = lead.start() if line[lead.start()] in "bf" else a.start
    if "," in between and not (a.date and a.date.to == "day"):
        return None
    slash = between.strip() == "/" and all(part.date and part.date.to != "year" for part in (a, b))
    other = slash or ((lead or _from_a_first(a, b)) and form("periods", "and the last").fullmatch(between))
    if not (JOIN.fullmatch(between) or other or (_from_a_first(a, b) and not between.strip())):
        return None
    if a.year and b.year:
        if min(a.certainty, b.certainty) < 1 or b.year.start < a.year.start:
            return None
        return Found(start, b.end, Reading(Period.of_days(a.year.start, b.year.end)))
    if a.date is None or b.date is None:
        return None
    reading = _between(a.date, b.date, form("periods", "up to").search(between) is not None)
    named = before("financial", line, a.start)
    if reading and named and a.date.to == b.date.to == "year" and reading.value.type == "financial_year":
        return Found(named.start(), b.end, Reading(reading.value))
    return Found(start, b.end, reading) if reading else None


def _from_a_first(a: Atom, b: Atom) -> bool:
    """Whether two days written out are the first of a month and a day of a later one, and so the ends of a period:

    `01/04/2015 and 31/03/2016`, `01/04/18` over `24/09/18`.
    """
    if not (a.date and b.date and a.date.day == 1 and a.date.year and b.date.to == "day" and b.date.year):
        return False
    return b.date.last() - a.date.first() >= _A_MONTH


def _between(a: Written, b: Written, up_to: bool) -> Reading[Period] | None:
    if a.year is None and b.year is None:
        return None
    year_a, year_b = a.year, b.year
    if year_a is None and year_b is not None:
        year_a = year_b - (1 if (a.month or 1) > (b.month or 12) else 0)
    elif year_b is None and year_a is not None:
        year_b = year_a + (1 if (b.month or 12) < (a.month or 1) else 0)
    try:
        first, last = a.first(year_a), b.last(year_b)
    except ValueError:
        return None
    if last < first:
        return None
    plain = Period.of_days(first, last)
    if a.to == b.to == "year" and year_a != year_b:
        financial = Period.of_days(dt.date(first.year, 4, 1), dt.date(last.year, 3, 31))
        return Reading(financial, ("period_ambiguous",), (plain,), 0.6)
    if (a.month, a.day, first.year) == (b.month, b.day, last.year - 1) and a.to != "year":
        shared = Period.of_days(first, b.first(year_b) - dt.timedelta(days=1))
        # Where that is no year by which anyone counts, nothing speaks for it against the days as they are written.
        as_written = shared.type == "range" and a.to == b.to == "day"
        likelier, other = (plain, shared) if as_written else (shared, plain)
        return Reading(likelier, ("period_ambiguous",), (other,), 0.6)
    if a.to == "year" and b.to == "day" and b.year is None and not up_to:
        return Reading(plain, (), (), 0.6)
    return Reading(plain)


def in_financial_year(year: Period, a: Written, b: Written) -> Period | None:
    """The months from `a` to `b` (no year written) within a financial year; None where they run out of it."""
    if a.year or b.year or a.month is None or b.month is None:
        return None
    first_year = year.start.year
    try:
        first = a.first(first_year + (a.month < 4))
        last = b.last(first_year + (b.month < 4))
    except ValueError:
        return None
    return Period.of_days(first, last) if first <= last else None


def in_calendar_year(year: int, a: Written, b: Written) -> Period | None:
    """The months from `a` to `b` (no year written) within a calendar year; None where they run out of it."""
    if a.year or b.year or a.month is None or b.month is None:
        return None
    try:
        first, last = a.first(year), b.last(year)
    except ValueError:
        return None
    return Period.of_days(first, last) if first <= last else None


def single(date: Written, short_year: bool) -> Reading[Period] | None:
    """The period that one date names: its year, its month, or the day; None without a year.

    A first of a month is the month more often than the day; a bare year is a calendar year more often than either
    financial year that it may stand for.
    """
    if date.year is None:
        return None
    if date.to == "year":
        return Reading(
            Period.calendar_year(date.year),
            alternatives=(Period.financial_year(date.year - 1), Period.financial_year(date.year)),
            certainty=0.8,
        )
    first = date.first()
    month = Period(first.replace(day=1), first.replace(day=calendar.monthrange(first.year, first.month)[1]), "range")
    if date.to == "month":
        return Reading(month, certainty=0.6 if short_year else 1.0)
    day = Period(first, first, "range")
    return Reading(month, (), (day,), 0.6) if date.day == 1 else Reading(day, certainty=0.8)


def ending(months: int, date: Written) -> Period | None:
    """The months that end with a date: `year ending March 2017`."""
    if date.year is None or date.to == "year":
        return None
    last = date.last()
    year, month = divmod(last.year * 12 + last.month - months, 12)
    month_end = last.day == calendar.monthrange(last.year, last.month)[1]
    try:
        first = dt.date(year, month + 1, 1) if month_end else dt.date(year, month, last.day) + dt.timedelta(days=1)
    except ValueError:
        return None
    return Period.of_days(first, last)


def beginning(months: int, date: Written) -> Period | None:
    """The months that begin with a date: `12 months from 1 April 2016`."""
    if date.year is None or date.to == "year":
        return None
    first = date.first()
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    try:
        return Period.of_days(first, dt.date(year, month + 1, first.day) - dt.timedelta(days=1))
    except ValueError:
        return None

"""Days, months and years as they are written: the ends of a period."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from flows.tidy.labels.forms import pattern, values

MONTHS = values("month name")

#: Every name of a month, the longest first, as one piece of a larger pattern.
NAMES = pattern("words", "month name")
MONTH = pattern("words", "month")
YEAR = r"(?:19|20)\d\d"
_TH = pattern("words", "th")
#: No year of one's own time without its sign: `April-June 70` are 70 offences.
_SHORT = r"(?:'\d|[0-39])\d"
#: Two figures are a short year unless they begin the next date: `1 April - 31 March`.
_NO_DAY = rf"(?!\w|\s*(?:{_TH}|(?:of\s+)?{MONTH}))"
_DAY = rf"(?:0?[1-9]|[12]\d|3[01])(?:\s?{_TH})?"

_DAYS = values("day in words")
_ANY_DAY = rf"(?:{_DAY}|{pattern('words', 'day in words')}(?=\s+of\s))"

_LAST_DAYS = ("29", "30", "31")

#: One date, the parts named; `year` may be missing where another date of the same range gives it.
DATE = re.compile(
    rf"""(?:the\s+)?(?:
      (?P<iso>{YEAR}-\d\d-\d\d)(?:[ t]00:00(?::00)?)?
    | (?P<d1>\d{{1,2}})\s?[/.-]\s?(?P<m1>\d{{1,2}})\s?[/.-]\s?(?P<y1>{YEAR}|\d\d)
    | (?P<d2>{_ANY_DAY})[\s-]*(?:of\s+)?(?P<m2>{MONTH})(?:,?[\s-]*(?P<y2>{YEAR})|[\s-]?(?P<s2>{_SHORT}){_NO_DAY})?
    | (?P<m3>{MONTH})\s+(?P<d3>{_DAY})(?!\d),?\s+(?P<y3>{YEAR})
    | (?P<m6>{MONTH})\s+(?P<d6>\d{{1,2}}\s?{_TH}|\d)(?!\d)
    | (?P<m4>{MONTH})(?:[\s,'/-]*(?P<y4>{YEAR})|[\s'/-]{{0,2}}(?P<s4>{_SHORT}){_NO_DAY})?
    | (?P<y5>{YEAR})
    )(?!\w)""",
    re.VERBOSE,
)

#: What a spreadsheet shows of a day that it made of two numbers.
DAY_MONTH = re.compile(r"\s*(\d{1,2})[\s-]*([a-z]{3,9})\s*")
MONTH_DAY = re.compile(r"\s*([a-z]{3,9})[\s-]*(\d{1,2})\s*")
_WRITTEN_OUT = re.compile(r"\s*\d{4}-\d\d-\d\d(?:[ t]00:00(?::00)?)?\s*")
_DAY_ZERO, _SERIALS = dt.date(1899, 12, 30), range(36526, 54790)


@dataclass(frozen=True, slots=True)
class Written:
    """A date as written: to the day, the month or the year; `year` None where it is not said."""

    year: int | None
    month: int | None = None
    day: int | None = None

    @property
    def to(self) -> Literal["day", "month", "year"]:
        return "day" if self.day else "month" if self.month else "year"

    def first(self, year: int | None = None) -> dt.date:
        """Its first day, in `year` where it gives none. Raises ValueError where there is no such day."""
        return dt.date(self.year or year or 0, self.month or 1, self.day or 1)

    def last(self, year: int | None = None) -> dt.date:
        """Its last day, in `year` where it gives none. Raises ValueError where there is no such day."""
        y, m = self.year or year or 0, self.month or 12
        return dt.date(y, m, self.day or (calendar.monthrange(y, m)[1] if y else 1))


def written(m: re.Match[str]) -> Written | None:
    """The date that a match of `DATE` says; None where there is no such day.

    >>> written(DATE.fullmatch("1st april 2016")), written(DATE.fullmatch("mar-17"))
    (Written(year=2016, month=4, day=1), Written(year=2017, month=3, day=None))
    >>> written(DATE.match("december 31.")), written(DATE.match("december 16"))
    (Written(year=None, month=12, day=31), Written(year=2016, month=12, day=None))
    """
    g = {k: v for k, v in m.groupdict().items() if v is not None}
    if "iso" in g:
        y, mo, d = map(int, g["iso"].split("-"))
        found = Written(y, mo, d)
    elif "d1" in g:
        found = Written(century(g["y1"]), int(g["m1"]), int(g["d1"]))
    else:
        n = next(k[1] for k in ("m2", "m3", "m4", "y5", "m6") if k in g)
        year, month, day = g.get(f"y{n}") or g.get(f"s{n}"), g.get(f"m{n}"), g.get(f"d{n}")
        if _ends_a_month(m):
            year, day = None, g["s4"]
        found = Written(
            century(year) if year else None,
            MONTHS[month.rstrip(".")] if month else None,
            (_DAYS.get(day) or int(re.sub(r"\D", "", day))) if day else None,
        )
    try:
        found.first(2000)
    except ValueError:
        return None
    return found


def _ends_a_month(m: re.Match[str]) -> bool:
    """`December 31`: the last days of a month are those, sooner than years that no return can be of."""
    apart = m["s4"] is not None and not m.string[m.end("m4") : m.start("s4")].strip()
    return apart and m["s4"] in _LAST_DAYS


def century(year: str) -> int:
    """`17` -> 2017, `99` -> 1999, four figures as they are."""
    number = int(year.strip("'"))
    return number if number > 99 else number + (2000 if number < 80 else 1900)


def day_of_serial(line: str) -> dt.date | None:
    """The day of this century whose number in a spreadsheet is all the line says.

    >>> day_of_serial("44031"), day_of_serial("12345")
    (datetime.date(2020, 7, 19), None)
    """
    number = int(line) if re.fullmatch(r"\s*\d{5}\s*", line) else 0
    return _DAY_ZERO + dt.timedelta(number) if number in _SERIALS else None


def day_written(line: str) -> dt.date | None:
    """The day that is all the line says, as a spreadsheet writes it out; None where there is no such day."""
    try:
        return dt.date.fromisoformat(line.split(maxsplit=1)[0][:10]) if _WRITTEN_OUT.fullmatch(line) else None
    except ValueError:
        return None

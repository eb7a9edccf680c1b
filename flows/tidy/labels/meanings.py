"""What a label can mean: the coded values that the label parsers return."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Generic, Literal, TypeVar

T = TypeVar("T")

PeriodType = Literal["financial_year", "calendar_year", "range"]


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days, both ends included.

    >>> Period.financial_year(2016).label
    '2016/17'
    """

    start: dt.date
    end: dt.date
    type: PeriodType

    @classmethod
    def financial_year(cls, first_year: int) -> Period:
        """1 April of `first_year` to 31 March of the next."""
        return cls(dt.date(first_year, 4, 1), dt.date(first_year + 1, 3, 31), "financial_year")

    @classmethod
    def financial_year_of(cls, day: dt.date) -> Period:
        """The financial year that holds a day.

        >>> Period.financial_year_of(dt.date(2017, 3, 31)).label
        '2016/17'
        """
        return cls.financial_year(day.year - (day.month < 4))

    @classmethod
    def calendar_year(cls, year: int) -> Period:
        """1 January to 31 December."""
        return cls(dt.date(year, 1, 1), dt.date(year, 12, 31), "calendar_year")

    @classmethod
    def of_days(cls, first: dt.date, last: dt.date) -> Period:
        """The period of these days, by its kind.

        >>> Period.of_days(dt.date(2016, 4, 1), dt.date(2017, 3, 31)).label
        '2016/17'
        """
        for year in (cls.financial_year(first.year), cls.calendar_year(first.year)):
            if (year.start, year.end) == (first, last):
                return year
        return cls(first, last, "range")

    def through(self, last: Period) -> Period:
        """The span from the first day of this to the last day of another."""
        return self if self == last else Period.of_days(self.start, last.end)

    def moved_into(self, year: Period) -> Period | None:
        """The same days as those of this part of a year, in another year; None where they would not lie within it."""
        for years in range(-30, 31):
            try:
                days = Period.of_days(
                    self.start.replace(year=self.start.year + years), self.end.replace(year=self.end.year + years)
                )
            except ValueError:  # the 29th of February
                continue
            if year.start <= days.start and days.end <= year.end:
                return days
        return None

    def year_before(self) -> Period:
        """The same days a year earlier; the last day of February stays the last.

        >>> Period.financial_year(2016).year_before().label
        '2015/16'
        """
        last = self.end + dt.timedelta(days=1)
        return Period(_back(self.start), _back(last) - dt.timedelta(days=1), self.type)

    def year_after(self) -> Period:
        """The year that follows, from the day behind the last.

        >>> Period.financial_year(2016).year_after().label
        '2017/18'
        """
        first = self.end + dt.timedelta(days=1)
        return Period(first, first.replace(year=first.year + 1) - dt.timedelta(days=1), self.type)

    @property
    def label(self) -> str:
        """The canonical label: `2016/17`, `2016`, else `2018-04-01/2018-09-24`."""
        if self.type == "financial_year":
            return f"{self.start.year}/{self.end.year % 100:02d}"
        if self.type == "calendar_year":
            return str(self.start.year)
        return f"{self.start.isoformat()}/{self.end.isoformat()}"


def _back(day: dt.date) -> dt.date:
    """The day a year earlier; 29 February gives 1 March."""
    leap = (day.month, day.day) == (2, 29)
    return dt.date(day.year - 1, 3, 1) if leap else day.replace(year=day.year - 1)


@dataclass(frozen=True, slots=True)
class Age:
    """An age band in whole years, both ends included; `high` None = no upper limit; `kind` for what has no limits.

    >>> Age(0, 4).band, Age(16, None).band, Age.unknown().band
    ('0-4', '16+', 'unknown')
    """

    low: int | None
    high: int | None
    kind: Literal["band", "unknown", "all"] = "band"

    @classmethod
    def unknown(cls) -> Age:
        return cls(None, None, "unknown")

    @classmethod
    def all(cls) -> Age:
        return cls(None, None, "all")

    def contains(self, other: Age) -> bool:
        """True where this band takes in the whole of another one.

        >>> Age(0, 10).contains(Age(0, 4)), Age(0, 4).contains(Age(0, 4)), Age(16, None).contains(Age(16, 17))
        (True, False, True)
        """
        if self == other or self.kind != "band" or other.kind != "band" or self.low is None or other.low is None:
            return False
        if self.high is not None and (other.high is None or other.high > self.high):
            return False
        return self.low <= other.low

    def within(self, whole: Age) -> Age:
        """The ages of this band as those of a part: of `567 aged 13 to 17` those `under 16` are 13 to 15.

        >>> Age(0, 15).within(Age(13, 17)).band, Age(16, None).within(Age(13, 17)).band
        ('13-15', '16-17')
        """
        low, high = self.low, self.high
        if low is None or whole.low is None:
            return self
        if high is not None and low < whole.low <= high:
            low = whole.low
        if high is None and whole.high is not None and low <= whole.high:
            high = whole.high
        return Age(low, high)

    @property
    def band(self) -> str:
        if self.kind != "band":
            return self.kind
        return f"{self.low}+" if self.high is None else f"{self.low}-{self.high}"


@dataclass(frozen=True, slots=True)
class Offence:
    """A Home Office class or sub-class (`code`, None where only the group is known) and its group."""

    code: str | None
    group: str


def says_all(value: object) -> bool:
    """True for a value that narrows nothing down: nothing said, or `all`."""
    if isinstance(value, Age):
        return value.kind == "all"
    if isinstance(value, Offence):
        return value.code is None and value.group == "all"
    return value is None or value == "all"


def is_whole(value: object) -> bool:
    """True for `all`, and for all the children that a campaign asks about."""
    return says_all(value) or (isinstance(value, Age) and value.low == 0 and value.high == ADULT - 1)


def is_of_adults(value: object) -> bool:
    """True for an age that begins at 18 or later."""
    return isinstance(value, Age) and value.low is not None and value.low >= ADULT


def takes_in(whole: object, part: object) -> bool:
    """True for a group of offences and a class of it, and for an age band or a period and a shorter one within it.

    >>> takes_in(Offence(None, "rape"), Offence("19C", "rape")), takes_in(Age(0, 4), Age(0, 4))
    (True, False)
    """
    if isinstance(whole, Offence) and isinstance(part, Offence):
        return whole.code is None and part.code is not None and part.group == whole.group
    if isinstance(whole, Age) and isinstance(part, Age):
        return whole.contains(part)
    if isinstance(whole, Period) and isinstance(part, Period):
        return whole != part and whole.start <= part.start and part.end <= whole.end
    return False


#: The age from which someone is no child.
ADULT = 18
#: The dimensions that are coded and tell figures apart, and those of them that are said of a victim or the flag.
CODED = ("period", "age", "sex", "online", "offence", "force")
OF_VICTIMS = ("age", "sex", "online")
#: What says of one of these that it is not known, and that it is any.
UNKNOWN: dict[str, Any] = {"age": Age.unknown(), "sex": "unknown", "online": "unknown"}
ANY: dict[str, Any] = {"age": Age.all(), "sex": "all", "online": "all"}


def in_turn(periods: Iterable[Period]) -> bool:
    """True where each of the periods begins on the day after the one before it ends."""
    ordered = sorted(set(periods), key=lambda period: period.start)
    return all((later.start - earlier.end).days == 1 for earlier, later in pairwise(ordered))


def as_listed(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Periods in the order in which figures of them are listed, up or down as most are named: 2018, 2016, 2017."""
    named = list(dict.fromkeys(periods))
    ups = sum(a.start < b.start for a, b in pairwise(named))
    return tuple(sorted(named, key=lambda p: p.start, reverse=2 * ups < len(named) - 1))


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """How a label is read: the value, how (`flags`), and what else it could be (`alternatives`, most likely first).

    No alternatives and certainty 1.0: there is no other reading. A reading with alternatives must be decided by
    its neighbours or be flagged.
    """

    value: T
    flags: tuple[str, ...] = ()
    alternatives: tuple[T, ...] = ()
    certainty: float = 1.0


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A reading found inside a longer text, at `text[start:end]`."""

    start: int
    end: int
    reading: Reading[T]

"""What the print itself says: the numbers that stand in a cell or in a label, without any reading of words."""

from __future__ import annotations

import datetime as dt
import functools
import re
from typing import NamedTuple

from schemas.code_tables import code_rows

_NUMBER = re.compile(r"(?<![\w.])\d{1,3}(?:[ ,'\u00a0\u2009\u202f]\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?")
_POINTED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_YEARS = re.compile(r"(?<![\d/.])(?:20|F\.?Y\.? ?(?:20)?)(\d\d)\s?[-/–]\s?(?:20)?(\d\d)(?![\d/-])", re.IGNORECASE)
_LIKE_YEARS = re.compile(r"(?<![\d/.])(\d{4})\s?[-/–]\s?(?:20)?(\d\d)(?![\d/-])")
_YEAR_ENDING = re.compile(
    r"\b(?:years?|y/e|12 months) (?:ending|ended|end|to)(?: on| in)?(?: 31(?:st)?)?(?: of)? mar(?:ch)?,? "
    r"(?:20)?(\d\d)\b",
    re.IGNORECASE,
)
_OTHER_YEARS = ("before", "after", "last year", "same", "earliest", "last")
"""Kinds of words in codes/letter/periods.csv that speak of a year without printing it."""
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_PLAIN_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_CALENDAR = re.compile(r"\b1(?:st)? January (\d{4})\b.{1,12}?\b31(?:st)? December (\d{4})\b", re.IGNORECASE)
_BAND = re.compile(r"\D{0,12}?(?<!\d)(\d{1,2})\s?(?:-|–|—|to)\s?(\d{1,2})(?!\d)\D{0,12}", re.IGNORECASE)


MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(
    r"(?<![\d./-])(?:(?P<iso>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})|(?P<day>\d{1,2})(?:[./-](?P<month>\d{1,2})[./-]|"
    r"(?:st|nd|rd|th)?(?: of)?[ -](?P<name>[A-Za-z]{3})[a-z]*,?[ -])(?P<year>\d{4}|\d{2}))(?![\d/])"
)


class Band(NamedTuple):
    """Two whole numbers with a dash or `to` between them."""

    low: int
    high: int


def numbers(text: str) -> frozenset[int]:
    """The whole numbers that a cell can be read as.

    >>> sorted(numbers("1,681*")), sorted(numbers("421 (Qlikview) 258 (Niche)")), sorted(numbers("12.0"))
    ([1681], [258, 421], [12])
    >>> sorted(numbers("1.681")), sorted(numbers("12.5")), sorted(numbers("<5"))
    ([1681], [], [5])
    """
    found = set()
    for m in _NUMBER.finditer(text):
        if _POINTED.fullmatch(m[0]):
            found.add(int(m[0].replace(".", "")))
            continue
        whole, _, fraction = re.sub(r"[^\d.]", "", m[0]).partition(".")
        if not fraction.strip("0"):
            found.add(int(whole))
    return frozenset(found)


@functools.lru_cache(maxsize=16384)
def years(text: str) -> frozenset[int]:
    """The financial years that a label prints, each by its first year.

    >>> sorted(years("2016/17")), sorted(years("FY15-16")), sorted(years("2016-2017 > Total")), sorted(years("16-17"))
    ([2016], [2015], [2016], [])
    >>> sorted(years("Sexual Offences Act 2003, 2017-02-01")), sorted(years("Year ending March 2015"))
    ([], [2014])
    """
    printed = {2000 + int(m[1]) for m in _YEARS.finditer(text) if (int(m[1]) + 1) % 100 == int(m[2])}
    return frozenset(printed | {1999 + int(m[1]) for m in _YEAR_ENDING.finditer(text)})


def years_of_sentence(text: str) -> frozenset[int]:
    """The financial years that a sentence prints; none where it speaks of another besides, unnamed or in brackets.

    >>> sorted(years_of_sentence("In 2016/17 there were 12")), sorted(years_of_sentence("It was 12 (2015/16: 9)"))
    ([2016], [])
    >>> sorted(years_of_sentence("Rapes: 21 in 2016/17, 19 the year before"))
    []
    """
    beside = _other_year().search(text) or any(map(years, _IN_BRACKETS.findall(text)))
    return frozenset() if beside else years(text)


@functools.cache
def _other_year() -> re.Pattern[str]:
    told = [row["words"] for row in code_rows("letter", "periods") if row["kind"] in _OTHER_YEARS]
    return re.compile(rf"(?<!\w)(?:{'|'.join(told)})(?!\w)", re.IGNORECASE)


def calendar_years(text: str) -> frozenset[int]:
    """The calendar years that a title prints from their first day to their last.

    >>> sorted(calendar_years("between 1 January 2016 and 31 December 2016")), sorted(calendar_years("in 2016"))
    ([2016], [])
    """
    return frozenset(int(m[1]) for m in _CALENDAR.finditer(text) if m[1] == m[2])


def names_year(text: str) -> bool:
    """Whether a label prints a year in any form: `Year ending March 2015`."""
    return _PLAIN_YEAR.search(text) is not None


@functools.lru_cache(maxsize=16384)
def mistyped_years(text: str) -> dict[int, str]:
    """What is printed like a financial year and is none, by the first year of the one that ends as it does.

    >>> mistyped_years("2006/17"), mistyped_years("2016/17"), mistyped_years("2106-17 > Total")
    ({2016: '2006/17'}, {}, {2016: '2106-17'})
    """
    found = {}
    for m in _LIKE_YEARS.finditer(text):
        first = 1999 + int(m[2])
        if int(m[1]) != first:
            found[first] = m[0]
    return found


@functools.lru_cache(maxsize=16384)
def band(text: str) -> Band | None:
    """The two ages of a label that is nothing but a band.

    >>> band("5 - 10"), band("Aged 0 to 4"), band("2016-17"), band("2 of 5 to 10 were 3")
    (Band(low=5, high=10), Band(low=0, high=4), None, None)
    """
    m = _BAND.fullmatch(text.strip())
    return Band(int(m[1]), int(m[2])) if m and int(m[1]) < int(m[2]) else None


def dated(text: str) -> list[tuple[int, dt.date]]:
    """The days that a text prints, each with where it begins.

    >>> [str(day) for _, day in dated("02/04/2015, 2015-04-03 00:00:00, 4 Apr 15 and 5th April 2015; 31/02/2015, 13")]
    ['2015-04-02', '2015-04-03', '2015-04-04', '2015-04-05']
    """
    found = []
    for m in _DAY.finditer(text):
        name = (m["name"] or "").lower()
        year, month, day = m["iso"] or m["year"], m["m"] or m["month"], m["d"] or m["day"]
        if name:
            month = str(MONTHS.index(name) + 1) if name in MONTHS else "0"
        try:
            found.append((m.start(), dt.date(int(year) + 2000 * (len(year) == 2), int(month), int(day))))
        except ValueError:
            continue
    return found

"""What `2016` alone means under words such as `years ending 31 March` or `financial year`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from flows.tidy.labels.meanings import Period
from flows.tidy.labels.periods import periods
from flows.tidy.labels.periods.dates import NAMES

_ENDING = re.compile(
    r"\b(?:years?|12 months|twelve months)\s+(?:ending|ended|to|end)\s+(?:in\s+)?"
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:of\s+)?"
    rf"(?P<month>{NAMES})\b(?!\.?\s*,?\s*(?:19|20)\d\d)(?!\.?\s*'?\d\d\b)",
    re.IGNORECASE,
)
_FINANCIAL = re.compile(r"\b(?:financial|fiscal)\s+years?\b|\bFYs?\b", re.IGNORECASE)
_CALENDAR = re.compile(r"\bcalendar\b|\bjan(?:uary)?\b", re.IGNORECASE)


def ending(text: str) -> re.Match[str] | None:
    """Where a text says on which month its years end without naming a year."""
    return _ENDING.search(text)


def year_to(month: str, year: Period) -> Period:
    """The year that ends with that month of a calendar year.

    >>> year_to("March", Period.calendar_year(2016)).label
    '2015/16'
    """
    reading = periods.parse(f"year ending {month} {year.start.year}")
    return reading.value if reading else year


def resolved(period: Period | None, words: Sequence[str]) -> tuple[Period | None, bool]:
    """A period under the words of headings and questions (nearest last), and whether it may be another year.

    >>> resolved(Period.calendar_year(2016), ["Offences, years ending 31 March"])[0].label
    '2015/16'
    >>> resolved(Period.calendar_year(2016), ["Offences by financial year"])[1]
    True
    """
    if period is None or period.type != "calendar_year":
        return period, False
    for text in reversed(words):
        month, calendar, financial = _told(text)
        if month:
            return year_to(month, period), False
        if calendar or financial:
            return period, financial and not calendar
    return period, False


@lru_cache(maxsize=1024)
def _told(text: str) -> tuple[str, bool, bool]:
    """The month on which a text says its years end, and whether it speaks of calendar and financial years."""
    match = ending(text)
    return match["month"] if match else "", bool(_CALENDAR.search(text)), bool(_FINANCIAL.search(text))

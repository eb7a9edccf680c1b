"""Which values of several columns go together: one plain function for each group of columns."""

from __future__ import annotations

import datetime as dt
import re

from schemas.code_tables import load_codes

DAY = dt.timedelta(days=1)


def period_type(start: dt.date, end: dt.date) -> str:
    """The type of the span from `start` to `end`, both included.

    >>> period_type(dt.date(2016, 4, 1), dt.date(2017, 3, 31))
    'financial_year'
    >>> period_type(dt.date(2016, 4, 1), dt.date(2016, 9, 30))
    'range'
    """
    for first_month, name in ((4, "financial_year"), (1, "calendar_year")):
        if start == dt.date(start.year, first_month, 1) and end == dt.date(start.year + 1, first_month, 1) - DAY:
            return name
    return "range"


def period_label(start: dt.date, end: dt.date) -> str:
    """The canonical label of the span from `start` to `end`.

    >>> period_label(dt.date(2016, 4, 1), dt.date(2017, 3, 31))
    '2016/17'
    >>> period_label(dt.date(2016, 1, 1), dt.date(2016, 12, 31))
    '2016'
    """
    match period_type(start, end):
        case "financial_year":
            return f"{start.year}/{end.year % 100:02d}"
        case "calendar_year":
            return str(start.year)
        case _:
            return f"{start.isoformat()}/{end.isoformat()}"


def period_agrees(start: dt.date | None, end: dt.date | None, label: str | None, kind: str | None) -> bool:
    """Whether the four columns of a period say the same; all four are null where the document gives no period.

    >>> period_agrees(dt.date(2016, 4, 1), dt.date(2017, 3, 31), "2016/17", "financial_year")
    True
    >>> period_agrees(dt.date(2016, 4, 1), dt.date(2017, 4, 1), "2016/17", "financial_year")
    False
    """
    if start is None or end is None:
        return (start, end, label, kind) == (None, None, None, None)
    return start <= end and label == period_label(start, end) and kind == period_type(start, end)


def age_agrees(band: str, low: int | None, high: int | None) -> bool:
    """Whether an age band's label says the same as its limits.

    >>> age_agrees("0-4", 0, 4), age_agrees("16+", 16, None), age_agrees("all", None, None)
    (True, True, True)
    >>> age_agrees("5-10", 5, 11), age_agrees("10-5", 10, 5), age_agrees("unknown", 0, None)
    (False, False, False)
    """
    if low is None:
        return high is None and band in ("all", "unknown")
    if high is None:
        return band == f"{low}+"
    return low <= high and band == f"{low}-{high}"


def amount_agrees(
    unit: str, status: str, count: int | None, value: float | None, low: int | None, high: int | None
) -> bool:
    """Whether the columns that say how much agree with `unit` and `status`.

    >>> amount_agrees("count", "exact", 12, 12.0, 12, 12), amount_agrees("count", "suppressed", None, None, 1, 4)
    (True, True)
    >>> amount_agrees("count", "exact", 12, 12.0, 1, 4), amount_agrees("count", "suppressed", 3, 3.0, 1, 4)
    (False, False)
    >>> amount_agrees("percent", "exact", None, 17.5, None, None)
    True
    """
    if status != "exact":
        return count is None and value is None and (low is None or high is None or low <= high)
    if unit != "count":
        return value is not None and count is low is high is None
    return count is not None and count >= 0 and value == count == low == high


def campaign_agrees(name: str) -> bool:
    """Whether a campaign's name can stand in a folder name: a bare number would come back as a number.

    >>> campaign_agrees("2016-17"), campaign_agrees("2016")
    (True, False)
    """
    return bool(name) and re.fullmatch(r"\d+", name) is None


def year_of_campaign(name: str) -> int | None:
    """The financial year that a campaign's name says, by the calendar year in which it begins.

    >>> year_of_campaign("2016-17"), year_of_campaign("2016-18"), year_of_campaign("pilot")
    (2016, None, None)
    """
    named = re.match(r"((?:19|20)\d\d)[-_/](?:20)?(\d\d)(?!\d)", name)
    return int(named[1]) if named and (int(named[1]) + 1) % 100 == int(named[2]) else None


def address_agrees(cell: str | None) -> bool:
    """Whether a worksheet address is one cell or a range of cells.

    >>> address_agrees("C7"), address_agrees("C7:D9"), address_agrees(None), address_agrees("7C")
    (True, True, True, False)
    """
    return cell is None or re.fullmatch(r"[A-Z]{1,3}[1-9]\d*(:[A-Z]{1,3}[1-9]\d*)?", cell) is not None


def force_known(slug: str | None) -> bool:
    """Whether a force of that slug exists; a figure about no force is known too."""
    return slug is None or slug in load_codes("forces")


def offence_agrees(code: str | None, group: str) -> bool:
    """Whether an offence code exists and is of the group; no code agrees with every group.

    >>> offence_agrees("19C", "rape"), offence_agrees(None, "all"), offence_agrees("19.0", "rape")
    (True, True, False)
    """
    offences = load_codes("offences")
    return code is None or (code in offences and offences[code]["group"] == group)

"""Months and quarters without a year, in the year or the span that other words give."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from flows.tidy.labels.forms import form
from flows.tidy.labels.meanings import Period, Reading
from flows.tidy.labels.periods import periods
from schemas.code_tables import AliasTable, load_aliases

_YEARS_OF_A_SPAN = 2
#: What labels say of the year that other words give: the one before it, or the year itself.
BEFORE, SAME = "before", "same"


def within(label: str, year: Period) -> Reading[Period] | None:
    """What a label without a year (`April`, `Q1`, `Apr-Jun`) says inside a year, or a span that has it once.

    >>> year = Period.financial_year(2016)
    >>> within("Q1", year).value.label, within("January", year).value.label
    ('2016-04-01/2016-06-30', '2017-01-01/2017-01-31')
    >>> within("Q2 Jul-Sep", year).value.label
    '2016-07-01/2016-09-30'
    >>> import datetime as dt
    >>> span = Period.of_days(dt.date(2024, 10, 31), dt.date(2025, 9, 30))
    >>> within("Jan", span).value.label, within("Oct", span).value.label
    ('2025-01-01/2025-01-31', '2024-10-01/2024-10-31')
    >>> within("Oct", span).flags
    ('period_ambiguous',)
    >>> within("Last year", year).value.label, within("Previous year", within("Jan", span).value).value.label
    ('2015/16', '2024-01-01/2024-01-31')
    """
    if (told := _beside().lookup(label)) is not None:
        return Reading(year.year_before() if told.code == BEFORE else year)
    # A quarter by its number, beside which its months may stand as well.
    months = form("periods", "quarter", any_case=True).sub(" ", label).strip(" -:,()")
    if months != label and months and (named := within(months, year)) is not None:
        return named
    if year.type == "range":
        return _within_span(label, year)
    reading = periods.parse(f"{label} {year.label}") if periods.parse(label) is None else None
    if reading is None or reading.value == year:  # `Week 3` says nothing that a date can be made of.
        return None
    return reading if year.start <= reading.value.start and reading.value.end <= year.end else None


def year_before(text: str) -> str:
    """The words of a text that say the year before another; empty where none do.

    >>> year_before("Figures in brackets are those of the previous year.")
    'previous year'
    """
    return next((text[hit.start : hit.end] for hit in _beside().find(text) if hit.alias.code == BEFORE), "")


@functools.cache
def _beside() -> AliasTable:
    return load_aliases("relative_years", frozenset({BEFORE, SAME}))


def _within_span(label: str, span: Period) -> Reading[Period] | None:
    """The months of a label where just one year has them within a span, which may begin or end in the midst of one."""
    years = range(span.start.year, span.end.year + 1)
    if len(years) > _YEARS_OF_A_SPAN or periods.parse(label) is not None:
        return None
    read = [periods.parse(f"{label} {y}") for y in years]
    inside = [
        r for r in read if r and r.value.type == "range" and r.value.start <= span.end and span.start <= r.value.end
    ]
    if len(inside) != 1 or inside[0].flags:
        return None
    whole = span.start <= inside[0].value.start and inside[0].value.end <= span.end
    return inside[0] if whole else Reading(inside[0].value, ("period_ambiguous",))


def year_around(period: Period, years: Sequence[Period]) -> Period:
    """The year of which a period is a part: one of these, else the financial year; a year is its own.

    >>> import datetime as dt
    >>> half = Period.of_days(dt.date(2017, 10, 1), dt.date(2018, 3, 31))
    >>> year_around(half, ()).label, year_around(Period.calendar_year(2017), ()).label
    ('2017/18', '2017')
    """
    if period.type != "range":
        return period
    around = [y for y in years if y.type != "range" and y.start <= period.start and period.end <= y.end]
    return around[0] if around else Period.financial_year_of(period.start)

"""Years and months in figures alone: `201617`, `1617`, `202202`, `04/2016`, `04/15-03/16`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.tidy.labels.meanings import Found, Period, Reading
from flows.tidy.labels.periods.dates import YEAR, Written, century
from flows.tidy.labels.periods.ranges import JOIN, first_of_glued, month_of_glued

SHORT = 4
MONTHS_OF_A_YEAR = 12
_MONTH = r"0?[1-9]|1[0-2]"
_NUMBERED = re.compile(rf"\s*(?P<month>{_MONTH})/(?P<year>{YEAR})\s*")
#: Two figures are a year behind a stroke alone: `04.15-03.16` are times of day.
_FROM_TO = re.compile(
    rf"(?<![\w/.-])(?P<m1>{_MONTH})(?:/(?P<s1>\d\d)|[/.](?P<y1>{YEAR})){JOIN.pattern}"
    rf"(?P<m2>{_MONTH})(?:/(?P<s2>\d\d)|[/.](?P<y2>{YEAR}))(?![\w/-]|\.\d)"
)


def glued_period(label: str) -> Reading[Period] | None:
    """The year or month that figures give, run together or with a stroke; None where they give none.

    >>> glued_period("201617").value.label, glued_period("202202").value.label, glued_period("02/2022").value.label
    ('2016/17', '2022-02-01/2022-02-28', '2022-02-01/2022-02-28')
    """
    if (numbered := _NUMBERED.fullmatch(label)) is not None:
        return Reading(_months(numbered["year"], numbered["month"], numbered["year"], numbered["month"]))
    first, month = first_of_glued(label), month_of_glued(label)
    if first is not None and month is not None:  # `201112`: the year 2011/12, or December 2011.
        return Reading(Period.financial_year(first), ("period_ambiguous",), (month,), 0.5)
    if first is not None:
        return Reading(Period.financial_year(first), certainty=0.5 if len(label.strip()) > SHORT else 0.3)
    return Reading(month, certainty=0.5) if month is not None else None


def between_numbered(line: str) -> Iterator[Found[Period]]:
    """From month to month, each by its number before its year, in a folded line; not from day to day of a month.

    >>> [f.reading.value.label for f in between_numbered("04/15-03/16 and 04/2016 to 03/2017, not 04/11-07/11")]
    ['2015/16', '2016/17']
    """
    for m in _FROM_TO.finditer(line):
        if (m["s1"] is None) != (m["s2"] is None):
            continue
        period = _months(m["s1"] or m["y1"], m["m1"], m["s2"] or m["y2"], m["m2"])
        days = m["s1"] is not None and all(int(year) <= MONTHS_OF_A_YEAR for year in (m["s1"], m["s2"]))
        if period.start < period.end and not (days and period.type == "range"):
            yield Found(m.start(), m.end(), Reading(period, certainty=0.6 if days else 1.0))


def _months(year: str, month: str, last_year: str, last_month: str) -> Period:
    first, last = Written(century(year), int(month)), Written(century(last_year), int(last_month))
    return Period.of_days(first.first(), last.last())

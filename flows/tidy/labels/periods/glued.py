"""Years and months without what parts their figures: `201617`, `1617`, `202202`."""

from __future__ import annotations

from flows.tidy.labels.meanings import Period, Reading
from flows.tidy.labels.periods.ranges import first_of_glued, month_of_glued

SHORT = 4


def glued_period(label: str) -> Reading[Period] | None:
    """The year or month that figures run together give; None where they give none.

    >>> glued_period("201617").value.label, glued_period("202202").value.label
    ('2016/17', '2022-02-01/2022-02-28')
    """
    first, month = first_of_glued(label), month_of_glued(label)
    if first is not None and month is not None:  # `201112`: the year 2011/12, or December 2011.
        return Reading(Period.financial_year(first), ("period_ambiguous",), (month,), 0.5)
    if first is not None:
        return Reading(Period.financial_year(first), certainty=0.5 if len(label.strip()) > SHORT else 0.3)
    return Reading(month, certainty=0.5) if month is not None else None

"""Figures whose period is in doubt: nothing says it, it is a single day, or it was not over on the day of the reply."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from flows.tidy.flags.raising import flag, warning
from schemas.rows import Finding, Observation

_A_MONTH = dt.timedelta(days=28)


def flag_periods(observations: Sequence[Observation], dated: dt.date | None) -> list[Finding]:
    """Flag such figures. Those of a period that was not over are of an unnamed part of it."""
    flag((o for o in observations if o.period_start and o.period_start == o.period_end), "period_unclear")
    flag(_unlike_years(observations), "period_unclear")
    findings: list[Finding] = []
    undated = [o for o in observations if o.period_start is None and o.unit == "count"]
    if undated:
        flag(undated, "period_unknown")
        message = f"{len(undated)} figure(s) of which nothing says the period"
        findings.append(warning("period_unknown", message, "say the period in recipe.yml", undated[0]))
    late = [o for o in observations if dated and o.unit == "count" and o.period_end and o.period_end > dated]
    if late and dated:
        flag(late, "period_unclear")
        message = f"{len(late)} figure(s) of a period that was not over when the reply was written ({dated})"
        findings.append(warning("period_unclear", message, "say in recipe.yml up to which day they run", late[0]))
    return findings


def _unlike_years(observations: Sequence[Observation]) -> list[Observation]:
    """Figures of years that begin some days from years named by their days: `6 April 2023 to 5 April 2024`."""
    stated = {(o.period_start, o.period_end) for o in observations if o.period_type == "range"}
    years = [o for o in observations if o.period_type in ("financial_year", "calendar_year")]
    unlike = {
        (first, last)
        for first, last in {(o.period_start, o.period_end) for o in years}
        if any(_nearly(first, start) and _nearly(last, end) for start, end in stated)
    }
    return [o for o in years if (o.period_start, o.period_end) in unlike]


def _nearly(one: dt.date | None, other: dt.date | None) -> bool:
    return one is not None and other is not None and dt.timedelta(0) < abs(one - other) < _A_MONTH

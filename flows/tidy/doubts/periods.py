"""Figures whose period is in doubt: nothing says it, it is a single day, or it was not over on the day of the reply."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from flows.tidy.doubts.raising import flag, warning
from schemas.rows import Finding, Observation


def doubt_periods(observations: Sequence[Observation], dated: dt.date | None) -> list[Finding]:
    """Flag such figures. Those of a period that was not over are of an unnamed part of it."""
    flag((o for o in observations if o.period_start and o.period_start == o.period_end), "period_unclear")
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

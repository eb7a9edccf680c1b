"""Figures of one document held against one another: two figures of one thing that differ cannot both be understood."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from schemas.rows import Finding, Observation


def cross_check(observations: Sequence[Observation]) -> list[Finding]:
    """Flag figures without a period, and figures of one thing that differ; one finding for each cause."""
    findings: list[Finding] = []
    undated = [o for o in observations if o.period_start is None and o.unit == "count"]
    _flag(undated, "period_unknown")
    if undated:
        findings.append(
            Finding(
                "warning",
                "period_unknown",
                f"{len(undated)} figure(s) of which nothing says the period",
                "say the period in recipe.yml",
                place=undated[0].place,
                raw_value=undated[0].raw_value,
            )
        )
    for same in _same_thing(observations):
        counts = sorted({o.count for o in same if o.count is not None})
        if len(counts) > 1:
            _flag(same, "figures_disagree")
            first = same[0]
            findings.append(
                Finding(
                    "warning",
                    "figures_disagree",
                    f"{len(same)} figures are read as of one thing and differ: {', '.join(map(str, counts[:6]))}",
                    "look at their labels: one of them counts something else; say what in recipe.yml",
                    place=first.place,
                    raw_value=first.raw_value,
                )
            )
    return findings


def _flag(observations: Iterable[Observation], flag: str) -> None:
    for row in observations:
        row.flags = sorted({*row.flags, flag})


def _same_thing(observations: Sequence[Observation]) -> list[list[Observation]]:
    """Exact counts by all that says what they are of, where there are several."""
    groups: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for o in observations:
        if o.status == "exact" and o.unit == "count" and o.method != "records" and o.period_start is not None:
            groups[
                o.force_id, o.period_start, o.period_end, o.measure, o.offence_code, o.offence_group, o.age_band, o.sex,
                o.online, tuple(sorted(o.other.items())),
            ].append(o)  # fmt: skip
    return [g for g in groups.values() if len(g) > 1]

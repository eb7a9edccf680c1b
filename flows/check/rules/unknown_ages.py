"""V13: the age of few victims is unknown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from flows.check.figure import figure_name
from flows.check.figures import groups, is_exact, is_of_all_ages, least, same
from flows.check.registry import Breach, Subject, rule
from schemas.checks import threshold
from schemas.rows import Observation


@rule("V13", "warning", "publish figures by age as shares of those whose age is known, and say so")
def age_unknown(subject: Subject) -> Iterator[Breach]:
    """The age of few victims is unknown; with very many unknown, figures by age cannot be published."""
    aged = [r for r in subject.figures if is_exact(r) and not r.age_is_cumulative and not r.is_total]
    whole = same("document", "age", "sex", "offence")
    worst: defaultdict[str, list[tuple[float, Observation]]] = defaultdict(list)
    parts = [row for row in aged if not is_of_all_ages(row)]
    for own in groups(parts, lambda row: (row.series_id, whole(row))).values():
        unknown = [row for row in own if row.age_band == "unknown"]
        many, total = sum(map(least, unknown)), sum(map(least, own))
        if many >= threshold("V13", "fewest") and threshold("V13", "many") * total < many < total:
            worst[own[0].document_id].append((many / total, unknown[0]))
    for found in worst.values():
        share, row = max(found, key=lambda one: one[0])
        grave = share > threshold("V13", "too_many")
        what = f"the age of {share:.0%} of the victims is unknown ({figure_name(row)})"
        yield Breach(what, row, severity="error" if grave else "warning")

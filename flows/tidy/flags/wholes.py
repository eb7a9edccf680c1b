"""A part that is greater than its whole: one of the two was misunderstood, whatever else speaks for both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from flows.tidy.labels.attempts import of_attempts
from schemas.rows import Observation

#: `Other sexual offences` beside its classes holds what is left over, and is no whole of them.
RESIDUAL = "other"
#: Figures of some that no dimension tells from all: they differ from these, and are no whole of anything.
OF_SOME = frozenset({"online_by_keyword", "online_by_proxy"})
#: So many figures of one thing are held against their parts: more of them disagree, or repeat one another.
MOST_OF_ONE = 12
_SPANS = (("period", "period_start", "period_end"), ("age", "age_low", "age_high"))
_UNSPLIT: dict[str, Any] = {"age": "all", "sex": "all", "online": "all", "offence": (None, "all")}


def parts_over_wholes(observations: Sequence[Observation]) -> list[tuple[Observation, Observation]]:
    """Pairs of a part and a whole of one document, both exact counts, where the part is greater than the whole.

    A whole is the same figure without one or more splits, of a longer period, or of an age band that takes in the
    other. Figures counted from lists are not printed, so they are never taken as the whole; a sum that leaves
    withheld figures out is the matter of the printed totals.
    """
    counts = [
        o
        for o in observations
        if o.unit == "count" and o.count is not None and o.period_start is not None and OF_SOME.isdisjoint(o.flags)
    ]
    wholes: dict[tuple[Any, ...], list[Observation]] = defaultdict(list)
    for o in counts:
        if o.method != "records" and len(same := wholes[_key(o)]) < MOST_OF_ONE:
            same.append(o)
    pairs = [(p, whole) for p in counts for key in _wider(p) for whole in wholes[key] if may_exceed(p, whole)]
    for name, low, high in _SPANS:
        beside: dict[tuple[Any, ...], list[Observation]] = defaultdict(list)
        for o in counts:
            beside[_key(o, **{name: None})].append(o)
        pairs += [pair for group in beside.values() for pair in _of_spans(group, low, high)]
    return pairs


def _of_spans(group: Sequence[Observation], low: str, high: str) -> Iterator[tuple[Observation, Observation]]:
    """The pairs among figures that differ in their spans alone; what is wider is sought once for each span."""
    by_span: dict[tuple[Any, Any], list[Observation]] = defaultdict(list)
    for o in group:
        by_span[getattr(o, low), getattr(o, high)].append(o)
    for span, parts in by_span.items():
        wider = [w for outer, same in by_span.items() if _within(span, outer) for w in same[:MOST_OF_ONE]]
        yield from ((p, w) for p in parts for w in wider if p.method == w.method and may_exceed(p, w))


def _splits(o: Observation) -> dict[str, Any]:
    return {"age": o.age_band, "sex": o.sex, "online": o.online, "offence": (o.offence_code, o.offence_group)}


def _key(o: Observation, **replaced: Any) -> tuple[Any, ...]:
    named = _splits(o) | {"period": (o.period_start, o.period_end)} | replaced
    attempts = of_attempts((o.raw_row_label, o.raw_column_label))
    return o.force_id, o.measure, tuple(sorted(o.other.items())), attempts, *named.values()


def _wider(o: Observation) -> Iterator[tuple[Any, ...]]:
    """The keys of all figures that this one can only be a part of."""
    split = [name for name, value in _splits(o).items() if value != _UNSPLIT[name]]
    for many in range(1, len(split) + 1):
        for names in combinations(split, many):
            yield _key(o, **{name: _UNSPLIT[name] for name in names})
    if o.offence_code is not None and o.offence_group != RESIDUAL:
        yield _key(o, offence=(None, o.offence_group))


def _within(inner: tuple[Any, Any], outer: tuple[Any, Any]) -> bool:
    """Whether the span of one figure, such as its age band, takes in the shorter one of another."""
    return None not in (*inner, *outer) and inner != outer and outer[0] <= inner[0] and inner[1] <= outer[1]


def may_exceed(part: Observation, whole: Observation) -> bool:
    """Whether a part may be greater than its whole, by all that is known of both."""
    return part.count_high is None or whole.count_low is None or part.count_high > whole.count_low

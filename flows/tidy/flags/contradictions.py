"""Figures of one document beside one another: two of one thing that differ cannot both be understood."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from flows.tidy.flags.raising import flag, warning
from flows.tidy.flags.wholes import OF_SOME, may_exceed, parts_over_wholes
from flows.tidy.labels.attempts import of_attempts
from flows.tidy.layout.around.captions import speaks_of_the_one_before
from schemas.categories import reasons
from schemas.rows import Finding, Observation

#: Parts that one misread whole can outdo by chance.
FEW = 3
#: What is counted under one name where the words of two figures may mean two kinds: `Cleared up` and `Not guilty`.
OF_MANY_KINDS = "outcomes"


def cross_check(observations: Sequence[Observation]) -> list[Finding]:
    """Flag figures that differ, and parts greater than their whole; one finding for each cause."""
    findings: list[Finding] = []
    for places, groups in _disagreeing(observations).items():
        flag((o for group in groups for o in _in_question(group)), "figures_disagree")
        counts = sorted({o.count for o in groups[0] if o.count is not None})
        hidden = sorted({f'"{o.raw_value}"' for o in groups[0] if o.count is None})
        differing = ", ".join([*map(str, counts[:6]), *hidden])
        more = f"; so with {len(groups) - 1} more" if len(groups) > 1 else ""
        where = " and ".join(f"table {table}" if table else "the text" for table in places)
        message = f"figures of {where} are read as of one thing and differ: {differing}{more}"
        remedy = "look at their labels: one of them counts something else; say what in recipe.yml"
        findings.append(warning("figures_disagree", message, remedy, groups[0][0]))
    return findings + _greater_than_their_wholes(observations)


def _greater_than_their_wholes(observations: Sequence[Observation]) -> list[Finding]:
    """Flag both figures of every pair, and say it once for each whole."""
    pairs: dict[int, tuple[Observation, list[Observation]]] = {}
    for part, whole in parts_over_wholes(observations):
        pairs.setdefault(id(whole), (whole, []))[1].append(part)
    findings = []
    for whole, parts in pairs.values():
        flag(_suspects(whole, parts), "part_exceeds_whole")
        named = ", ".join(sorted({f'"{p.raw_value}" of {_where(p)}' for p in parts})[:4])
        message = f'"{whole.raw_value}" is read as the whole of {len(parts)} figure(s) of which one is greater: {named}'
        remedy = "look at the labels of both: one of them counts something else; say what in recipe.yml"
        findings.append(warning("part_exceeds_whole", message, remedy, whole))
    return findings


def _suspects(whole: Observation, parts: list[Observation]) -> list[Observation]:
    """The whole alone where it was in doubt already and many parts speak against it; else both."""
    return [whole] if reasons(whole.flags) and len(parts) > FEW else [whole, *parts]


def _where(row: Observation) -> str:
    place = row.place
    return f"table {place.table} row {place.row} column {place.column}" if place.table else "the text"


def _disagreeing(observations: Sequence[Observation]) -> dict[tuple[int, ...], list[list[Observation]]]:
    """Figures of one thing that differ, by the tables that they stand in (0 for the text)."""
    found: dict[tuple[int, ...], list[list[Observation]]] = defaultdict(list)
    for same in _same_thing(observations):
        if max(o.count_low or 0 for o in same) > min(o.count_high for o in same if o.count_high is not None):
            found[tuple(sorted({o.place.table or 0 for o in same}))].append(same)
    return found


def _in_question(same: Sequence[Observation]) -> Sequence[Observation]:
    """Which of figures that differ may be misunderstood: all but the whole of which questions behind it ask for parts.

    `Of those, how many had no male victim` leaves the figure before it what it is.
    """
    whole, *parts = same
    asked = all(o.caption != whole.caption and o.caption and speaks_of_the_one_before(o.caption) for o in parts)
    return parts if asked and not any(may_exceed(o, whole) for o in parts) else same


def _same_thing(observations: Sequence[Observation]) -> list[list[Observation]]:
    """Counts, exact or within bounds, by all that says what they are of, where there are several."""
    groups: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for o in observations:
        bounded = o.status in ("exact", "suppressed") and o.count_high is not None
        counted = bounded and o.unit == "count" and o.method != "records"
        if counted and o.period_start is not None and OF_SOME.isdisjoint(o.flags):
            groups[
                o.force_id, o.period_start, o.period_end, o.measure, o.offence_code, o.offence_group, o.age_band, o.sex,
                o.online, tuple(sorted(o.other.items())), of_attempts((o.raw_row_label, o.raw_column_label)),
                o.measure_label if o.measure == OF_MANY_KINDS else None,
            ].append(o)  # fmt: skip
    return [g for g in groups.values() if len(g) > 1]

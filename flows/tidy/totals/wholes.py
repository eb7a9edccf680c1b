"""Figures that are totals though no word says so, by what their labels and those beside them take in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeGuard

from flows.tidy.draft import Draft, sum_of
from flows.tidy.labels.meanings import Age, Offence, Period, is_whole, says_all, takes_in
from schemas.intervals import Interval


def name_wholes(lines: Mapping[tuple[str, int], Sequence[Draft]]) -> None:
    """`2016/17` below its quarters, `All under 18` above the bands: totals that no word calls so.

    They are where each sum along the lines comes out.
    """
    candidates: dict[tuple[str, int], list[tuple[Draft, _Parts]]] = defaultdict(list)
    for (axis, _), line in lines.items():
        for whole, parts in _wholes(axis, line):
            if parts.many > 1 or parts.of_group:
                candidates[axis, whole.row if axis == "row" else whole.column].append((whole, parts))
    for (axis, _), pairs in candidates.items():
        if all(parts.come_out(w) for w, parts in pairs) and any(w.low for w, _ in pairs):
            for whole, _ in pairs:
                whole.totals.add(axis)


@dataclass(frozen=True, eq=False, slots=True)
class _Parts:
    """What figures that may be the parts of many wholes come to; `blank`: none has a value;
    `of_group`: they are all classes of one group, of which a list may hold one alone."""

    many: int
    sum: Interval
    blank: bool
    of_group: bool = False

    @classmethod
    def of(cls, drafts: Sequence[Draft], of_group: bool = False) -> _Parts:
        come_to = sum_of(d for d in drafts if d.low is not None)
        return cls(len(drafts), come_to, all(d.value is None for d in drafts), of_group)

    def come_out(self, whole: Draft) -> bool:
        """True where exact figures add up to the whole, or all are blank, as a pivot leaves what it has none of."""
        return (whole.value is None and self.blank) or (whole.amount.exact and self.sum == whole.amount)


def _wholes(axis: str, line: Sequence[Draft]) -> list[tuple[Draft, _Parts]]:
    """The figures of a line, each with those that are of a part of the same age, period or group of offences.

    Figures that differ in more, or of which another is of no part of it, are no parts of a whole.
    """
    own = [d for d in line if axis not in d.totals]
    found: dict[int, _Parts] = _shorter(own)
    for dimension in ("offence", "age", "sex", "online"):
        wholes = [d for d in own if says_all(d.values.get(dimension)) and id(d) not in found]
        narrower: dict[object, list[Draft]] = defaultdict(list)
        for draft in own if wholes else ():
            if dimension in draft.values and not is_whole(draft.values[dimension]):
                narrower[draft.key(dimension)].append(draft)
        parts = {key: _Parts.of(group) for key, group in narrower.items()}
        by_group = {
            key: _Parts.of(_without_their_classes(group)) for key, group in narrower.items() if dimension == "offence"
        }
        for whole in wholes if narrower else ():
            # `All offences against under 18s` below the sexes: their ages, and what is counted, go without saying.
            ages = ("age",) if is_whole(whole.values.get("age")) else ()
            measure = ("measure",) if whole.cell is not None else ()
            ways = (whole.key(dimension), whole.key(dimension, *ages), whole.key(dimension, *ages, *measure))
            key = next((k for k in ways if k in parts), None)
            if key is not None:
                groups = by_group.get(key)
                found[id(whole)] = groups if groups is not None and groups.come_out(whole) else parts[key]
    classes: dict[object, list[Draft]] = defaultdict(list)
    for draft in own:
        if _is_class(offence := draft.values.get("offence")):
            classes[offence.group, draft.key("offence")].append(draft)
    of_group = {key: _Parts.of(group, of_group=True) for key, group in classes.items()}
    for whole in own if classes else ():
        offence = whole.values.get("offence")
        if isinstance(offence, Offence) and offence.code is None and id(whole) not in found:
            key = offence.group, whole.key("offence")
            found |= {id(whole): of_group[key]} if key in of_group else {}
    return [(d, found[id(d)]) for d in own if id(d) in found]


def _shorter(own: Sequence[Draft]) -> dict[int, _Parts]:
    """By figure, those beside it of ages or periods within its own; none where one is of a part of it and of more."""
    found: dict[int, list[Draft]] = defaultdict(list)
    for dimension, kind in (("age", Age), ("period", Period)):
        alike: dict[object, dict[object, list[Draft]]] = defaultdict(lambda: defaultdict(list))
        unlike = set()
        several = len({v for d in own if isinstance(v := d.values.get(dimension), kind)}) > 1
        for draft in own if several else ():
            if isinstance(value := draft.values.get(dimension), kind):
                alike[draft.key(dimension)][value].append(draft)
            else:
                unlike.add(draft.key(dimension))
        for key, group in alike.items():
            for value, wholes in group.items() if key not in unlike else ():
                beside = [v for v in group if v is not value and not _apart(v, value)]
                if len(wholes) == 1 and all(takes_in(value, v) for v in beside):
                    found[id(wholes[0])] += chain.from_iterable(group[v] for v in beside)
    return {whole: _Parts.of(parts) for whole, parts in found.items() if parts}


def _apart(one: object, other: object) -> bool:
    """True for two periods of which one is over when the other begins: the quarters of another year."""
    return isinstance(one, Period) and isinstance(other, Period) and (one.end < other.start or other.end < one.start)


def _without_their_classes(parts: Sequence[Draft]) -> list[Draft]:
    """Groups of offences, each in place of those of its classes that stand beside it."""
    offences = [d.values.get("offence") for d in parts]
    groups = {o.group for o in offences if isinstance(o, Offence) and o.code is None}
    return [d for d, o in zip(parts, offences, strict=True) if not (_is_class(o) and o.group in groups)]


def _is_class(offence: object) -> TypeGuard[Offence]:
    return isinstance(offence, Offence) and offence.code is not None

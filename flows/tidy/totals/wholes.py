"""Figures that are totals though no word says so, by what their labels and those beside them take in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TypeGuard

from flows.tidy.draft import Draft
from flows.tidy.labels.meanings import Age, Offence, Period, in_turn, is_unknown, is_whole, says_all, takes_in
from schemas.intervals import adds_up


def name_wholes(lines: Mapping[tuple[str, int], Sequence[Draft]]) -> None:
    """`2016/17` below its quarters, `All under 18` above the bands: totals that no word calls so.

    They are where the labels beside them make up the whole exactly, or where each sum along the lines comes out.
    """
    candidates: dict[tuple[str, int], list[tuple[Draft, list[Draft]]]] = defaultdict(list)
    for (axis, _), line in lines.items():
        for whole, parts in _wholes(axis, line):
            if len(parts) > 1:
                candidates[axis, whole.row if axis == "row" else whole.column].append((whole, parts))
    for (axis, _), pairs in candidates.items():
        if all(_tile(w, parts) or _comes_out(w, parts) for w, parts in pairs) and any(w.low for w, _ in pairs):
            for whole, _ in pairs:
                whole.totals.add(axis)


def _wholes(axis: str, line: Sequence[Draft]) -> list[tuple[Draft, list[Draft]]]:
    """The figures of a line, each with those that are of a part of the same age, period or group of offences.

    Figures that differ in more, or of which another is of no part of it, are no parts of a whole.
    """
    own = [d for d in line if axis not in d.totals]
    found: dict[int, list[Draft]] = defaultdict(list)
    for dimension, kind in (("age", Age), ("period", Period)):
        alike: dict[object, list[Draft]] = defaultdict(list)
        for draft in own:
            if isinstance(draft.values.get(dimension), kind):
                alike[draft.key(dimension)].append(draft)
        unlike = {d.key(dimension) for d in own if not isinstance(d.values.get(dimension), kind)} if alike else set()
        for key, group in alike.items():
            if len(group) > 1 and key not in unlike:
                for whole in group:
                    found[id(whole)] += _parts(whole, dimension, group)
    for dimension in ("offence", "age", "sex", "online"):
        narrower: dict[object, list[Draft]] = defaultdict(list)
        for draft in own:
            if dimension in draft.values and not is_whole(draft.values[dimension]):
                narrower[draft.key(dimension)].append(draft)
        for whole in own if narrower else ():
            if says_all(whole.values.get(dimension)) and not found[id(whole)]:
                # `All under 18` below the sexes: their ages go without saying.
                children = ("age",) if is_whole(whole.values.get("age")) else ()
                parts = narrower.get(whole.key(dimension), []) or narrower.get(whole.key(dimension, *children), [])
                groups = _without_their_classes(parts) if dimension == "offence" else parts
                found[id(whole)] = groups if groups != parts and _comes_out(whole, groups) else parts
    classes: dict[object, list[Draft]] = defaultdict(list)
    for draft in own:
        if _is_class(offence := draft.values.get("offence")):
            classes[offence.group, draft.key("offence")].append(draft)
    for whole in own if classes else ():
        offence = whole.values.get("offence")
        if isinstance(offence, Offence) and offence.code is None and not found[id(whole)]:
            found[id(whole)] = classes.get((offence.group, whole.key("offence")), [])
    return [(d, found[id(d)]) for d in own if found.get(id(d))]


def _parts(whole: Draft, dimension: str, group: Iterable[Draft]) -> list[Draft]:
    """The other figures of a group that are of a part of the whole; none where one is of a part of it and of more."""
    own = whole.values[dimension]
    beside = [d for d in group if d is not whole and not _apart(d.values[dimension], own)]
    return beside if all(_inside(d.values[dimension], own) for d in beside) else []


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


def _inside(part: object, whole: object) -> bool:
    banded = isinstance(whole, Age) and whole.kind == "band"
    return takes_in(whole, part) or (banded and is_unknown(part))


def _tile(whole: Draft, parts: Sequence[Draft]) -> bool:
    """True where the periods or bands of the parts follow one another from the beginning of the whole to its end."""
    own, span = whole.values.get("age"), whole.values.get("period")
    if all(d.values.get("age") == own and d.values.get("period") == span for d in parts) or span is None:
        return False
    ages = sorted({a for d in parts if isinstance(a := d.values.get("age"), Age) and a.low is not None}, key=_low)
    if isinstance(own, Age) and any(d.values.get("age") != own for d in parts):
        ends = [(a.low, a.high) for a in ages]
        follow = all(b[0] == (a[1] or 0) + 1 for a, b in pairwise(ends))
        return bool(ends) and follow and (ends[0][0], ends[-1][1]) == (own.low, own.high)
    periods = sorted({d.values["period"] for d in parts}, key=lambda p: p.start)
    return in_turn(periods) and (periods[0].start, periods[-1].end) == (span.start, span.end)


def _low(age: Age) -> int:
    return age.low or 0


def _comes_out(whole: Draft, parts: Sequence[Draft]) -> bool:
    """True where exact figures add up to the whole, or all are blank, as a pivot table leaves what it has none of."""
    if whole.value is None and all(d.value is None for d in parts):
        return True
    return adds_up(whole.amount, (d.amount for d in parts if d.low is not None))

"""Figures that are totals though no word says so, by what their labels and those beside them take in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from flows.tidy.draft import Draft
from flows.tidy.labels.meanings import Age, Offence, Period, in_turn, is_unknown


def within_period(part: Period, whole: Period) -> bool:
    """True where a period lies within another, or is the same."""
    return whole.start <= part.start and part.end <= whole.end


def name_wholes(lines: Mapping[tuple[str, int], Sequence[Draft]]) -> None:
    """`2016/17` below its quarters, `All under 18` above the bands: totals that no word calls so.

    They are where the labels beside them make up the whole exactly, or where each sum along the lines comes out.
    """
    candidates: dict[tuple[str, int], list[tuple[Draft, list[Draft]]]] = defaultdict(list)
    for (axis, _), line in lines.items():
        for whole in line:
            parts = [] if axis in whole.totals else _within_whole(whole, axis, line)
            if len(parts) > 1:
                candidates[axis, whole.row if axis == "row" else whole.column].append((whole, parts))
    for (axis, _), pairs in candidates.items():
        if all(_tile(w, parts) or _comes_out(w, parts) for w, parts in pairs) and any(w.low for w, _ in pairs):
            for whole, _ in pairs:
                whole.totals.add(axis)


def _within_whole(whole: Draft, axis: str, line: Iterable[Draft]) -> list[Draft]:
    """The figures of a line that are of a part of the same age or period; none where another is of no part of it."""
    found = []
    for dimension, kind in (("age", Age), ("period", Period)):
        own = whole.values.get(dimension)
        others = [d for d in line if d is not whole and axis not in d.totals]
        beside = [d for d in others if d.key(dimension) == whole.key(dimension)]
        if isinstance(own, kind) and beside and all(_inside(d.values.get(dimension), own) for d in beside):
            found += beside
    return found or _of_group(whole, axis, line)


def _of_group(whole: Draft, axis: str, line: Iterable[Draft]) -> list[Draft]:
    """The figures of the classes that a group takes in: `Rape` over `19C` and `19D`."""
    own = whole.values.get("offence")
    if not isinstance(own, Offence) or own.code is not None:
        return []
    alike = [d for d in line if axis not in d.totals and d.key("offence") == whole.key("offence")]
    return [d for d in alike if _is_class(d.values.get("offence")) and d.values["offence"].group == own.group]


def _is_class(offence: object) -> bool:
    return isinstance(offence, Offence) and offence.code is not None


def _inside(part: object, whole: object) -> bool:
    if isinstance(part, Age) and isinstance(whole, Age):
        return whole.contains(part) or (whole.kind == "band" and is_unknown(part))
    return isinstance(part, Period) and isinstance(whole, Period) and part != whole and within_period(part, whole)


def _tile(whole: Draft, parts: Sequence[Draft]) -> bool:
    """True where the periods or bands of the parts follow one another from the beginning of the whole to its end."""
    own = whole.values.get("age")
    if all(_is_class(d.values.get("offence")) for d in parts) and not _is_class(whole.values.get("offence")):
        return False
    ages = sorted({a for d in parts if isinstance(a := d.values.get("age"), Age) and a.low is not None}, key=_low)
    if isinstance(own, Age) and any(d.values.get("age") != own for d in parts):
        ends = [(a.low, a.high) for a in ages]
        follow = all(b[0] == (a[1] or 0) + 1 for a, b in pairwise(ends))
        return bool(ends) and follow and (ends[0][0], ends[-1][1]) == (own.low, own.high)
    span = whole.values["period"]
    periods = sorted({d.values["period"] for d in parts}, key=lambda p: p.start)
    return in_turn(periods) and (periods[0].start, periods[-1].end) == (span.start, span.end)


def _low(age: Age) -> int:
    return age.low or 0


def _comes_out(whole: Draft, parts: Sequence[Draft]) -> bool:
    """True where exact figures add up to the whole."""
    return whole.low is not None and whole.low == whole.high == sum(d.low or 0 for d in parts) and all(
        d.low == d.high for d in parts
    )

"""Ways to split one figure, and which figures of a finer split are the parts of a coarser one."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from flows.check.figure import FigureKey
from flows.check.sections import LAST_AGE
from schemas.code_tables import load_codes

Dimensions = frozenset[str]
NO_END = math.inf
WHOLES = {"sex": {"female", "male"}, "online": {"yes", "no"}}
"""The values of a dimension that together are nearly all: the rest is those of whom it is not known."""


def dimensions(key: FigureKey) -> Dimensions:
    """The dimensions that a figure is split by."""
    return frozenset(key.splits)


def span(age: str) -> tuple[float, float] | None:
    """First and last age of a band, both included; None for `all` and `unknown`.

    >>> span("5-10"), span("16+"), span("unknown")
    ((5, 10), (16, inf), None)
    """
    low, dash, high = age.rstrip("+").partition("-")
    if not low.isdecimal():
        return None
    return int(low), int(high) if dash else NO_END


def band(low: float, high: float) -> str:
    """The label of a band."""
    return f"{low:g}+" if high == NO_END else f"{low:g}-{high:g}"


def atoms(bands: Collection[str]) -> list[str]:
    """The narrowest bands that all of the given ones are sums of, in order.

    >>> atoms(["0-4", "5-10", "0-10"]), atoms(["0-2", "0-10", "3-10"]), atoms(["0-4", "3-10"])
    (['0-4', '5-10'], ['0-2', '3-10'], ['0-2', '3-4', '5-10'])
    """
    spans = sorted({found for name in bands if (found := span(name))})
    cuts = sorted({cut for low, high in spans for cut in (low, high + 1)})
    inside = ((low, after - 1) for low, after in pairwise(cuts))
    return [band(low, high) for low, high in inside if any(a <= low and high <= b for a, b in spans)]


@dataclass(frozen=True, slots=True)
class Parts:
    """Figures that do not overlap and are all within one other. `complete`: nothing else is in that, it seems."""

    keys: tuple[FigureKey, ...]
    complete: bool


def parts_of(whole: FigureKey, finer: Sequence[FigureKey]) -> Parts | None:
    """Those of some figures that lie within a coarser one; None where none do.

    `finer` are of one split, do not overlap, and differ from the whole in nothing but age and what it is not split by.
    That a list of offences is complete cannot be seen from it: it is taken to be.
    """
    mine = [key for key in finer if whole.age == "all" or _within(key.age, whole.age)]
    if not mine:
        return None
    more = dimensions(mine[0]) - dimensions(whole)
    complete = all({getattr(key, name) for key in mine} >= values for name, values in WHOLES.items() if name in more)
    if "age" in dimensions(mine[0]):
        complete = complete and _tiled(whole.age, {key.age for key in mine})
    return Parts(tuple(mine), complete)


def children(keys: Sequence[FigureKey]) -> Iterator[tuple[FigureKey, Parts]]:
    """Each figure of a class or group of offences with those of the offences within it, each offence once."""
    there = {key.offence for key in keys}
    inside: defaultdict[FigureKey, list[FigureKey]] = defaultdict(list)
    for key in keys:
        for parent in offence_parents(key.offence, there):
            inside[key._replace(offence=parent)].append(key)
            break
    for whole, parts in inside.items():
        if whole in keys:
            yield whole, Parts(tuple(parts), True)


def _within(inner: str, outer: str) -> bool:
    """Whether an age, or a band, lies within another.

    >>> _within("0-4", "0-10"), _within("unknown", "0-10"), _within("unknown", "unknown")
    (True, False, True)
    """
    one, other = span(inner), span(outer)
    if one is None or other is None:
        return inner == outer
    return other[0] <= one[0] and one[1] <= other[1]


def _tiled(age: str, bands: Collection[str]) -> bool:
    """Whether bands cover an age band, or all ages of children, without a gap."""
    if bands == {age}:
        return True
    low, high = span(age) or (0, LAST_AGE)
    spans = sorted(found for name in bands if (found := span(name)))
    touching = all(one[1] + 1 == other[0] for one, other in pairwise(spans))
    return bool(spans) and touching and spans[0][0] == low and spans[-1][1] >= high


def offence_parents(
    offence: tuple[str | None, str], there: Collection[tuple[str | None, str]]
) -> Iterator[tuple[str | None, str]]:
    """Those of the offences there that take in this one: its class, its group."""
    code, group = offence
    offences = load_codes("offences")
    if code is not None:
        own = offences[code]["class_code"] if code in offences else code
        if own != code and (own, group) in there:
            yield own, group
        if (None, group) in there:
            yield None, group


def topmost(keys: Sequence[FigureKey]) -> list[FigureKey]:
    """The figures without those whose offence lies within another's: each offence once."""
    there = {key.offence for key in keys}
    return [key for key in keys if not any(offence_parents(key.offence, there))]


def by_dimensions(keys: Collection[FigureKey]) -> dict[Dimensions, list[FigureKey]]:
    """The figures by how they are split."""
    found: defaultdict[Dimensions, list[FigureKey]] = defaultdict(list)
    for key in keys:
        found[dimensions(key)].append(key)
    return found

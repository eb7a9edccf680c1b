"""Values of one dimension that a label joins by `or`: `a male or female child`, `under 13 or under 16`."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

from flows.tidy.labels import sexes
from flows.tidy.labels.forms import form
from flows.tidy.labels.meanings import Age, Found

_SEXES = {"female", "male"}


def joined(label: str, found: list[tuple[str, Found[Any]]]) -> list[tuple[str, Found[Any]]]:
    """What dimensions find in a label, the alternatives of one as the value that takes in both.

    Both sexes are all victims; of two ages one must take in the other.
    """
    for (dimension, first), (of, second) in pairwise(sorted(found, key=lambda claim: claim[1].start)):
        if not form("labels", "or another", any_case=True).fullmatch(label, first.end, second.start):
            continue
        if dimension == "offence" and of == "sex":  # `Rape of a male or female`: the title ends within the pair
            ends = [f for f in sexes.find(label[: first.end]) if f.end == first.end]
            if ends and _both(ends[0].reading.value, second.reading.value):
                whole = Found(first.end, second.end, replace(second.reading, value="all"))
                return joined(label, [*(claim for claim in found if claim[1] is not second), ("sex", whole)])
        if dimension != of:
            continue
        both = _both(first.reading.value, second.reading.value)
        if both is not None:
            whole = Found(first.start, second.end, replace(first.reading, value=both))
            rest = [claim for claim in found if claim[1] not in (first, second)]
            return joined(label, [*rest, (dimension, whole)])
    return found


def _both(first: object, second: object) -> Age | str | None:
    if {first, second} == _SEXES:
        return "all"
    if isinstance(first, Age) and isinstance(second, Age):
        return first if first.contains(second) else second if second.contains(first) else None
    return None

"""Columns that lack a label where the columns beside them, under the same header, have one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from flows.tidy.dimensions import total_kind
from flows.tidy.layout.levels.level import Level


def unheaded(levels: Sequence[Level], columns: Sequence[int]) -> set[int]:
    """The columns without any header, or whose header breaks off: labelled above and blank below, unlike the others.

    A column of totals needs no label below its own.
    """
    found = {c for c in columns if levels and not any(c in level.slots for level in levels)}
    for upper, lower in pairwise(levels):
        under = {upper.slots[c].text for c in lower.slots if c in upper.slots}
        for column in lower.positions:
            over = upper.slots.get(column)
            if over is not None and column not in lower.slots and over.text in under and not total_kind(over.text):
                found.add(column)
    return found

"""Labels under others in one column that their figures prove to be so: each head is the sum of the rows under it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from flows.tidy.layout.levels.outline import alternating
from flows.tidy.layout.matrix import Slot
from flows.tidy.layout.reading.readings import Reading

#: So many heads that come out are no chance.
_FEWEST = 2


def summed(reading: Reading, slots: Mapping[int, Slot]) -> dict[int, tuple[Slot, ...]]:
    """Row -> the label that it stands under, where labels of two kinds take turns and every sum comes out.

    `10-12` and `13-15` under one offence, `0-9` under the next: a pivot leaves out the rows that are empty, so that
    labels need not come again.
    """
    rows = list(slots)
    under = {rows[i]: head for i, head in alternating(list(slots.values())).items()}
    parts: dict[int, list[int]] = defaultdict(list)
    for row, head in under.items():
        parts[head.row].append(row)
    enough = len(parts) >= _FEWEST and any(len(group) > 1 for group in parts.values())
    if not enough or not all(_comes_out(reading, head, group) for head, group in parts.items()):
        return {}
    return {row: (head,) for row, head in under.items()}


def _comes_out(reading: Reading, head: int, parts: Sequence[int]) -> bool:
    """Whether in every column the figure of a head is the sum of those under it, a blank being none."""
    sums = [(_figure(reading, head, c), [_figure(reading, r, c) for r in parts]) for c in reading.body_columns]
    known = [(whole, [f for f in figures if f is not None]) for whole, figures in sums if None not in (whole, *figures)]
    return len(known) == len(sums) > 0 and all(whole == sum(figures) for whole, figures in known)


def _figure(reading: Reading, row: int, column: int) -> int | None:
    """The exact figure of a cell, 0 for a blank one; None for any other."""
    slot = reading.region.matrix.at(row, column)
    if slot is None:
        return 0
    return slot.value.low if slot.value is not None and slot.value.low == slot.value.high else None

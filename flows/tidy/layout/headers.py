"""Which label of each header row holds over each column: merged areas, and labels that go on over blanks."""

from __future__ import annotations

from collections.abc import Sequence

from flows.tidy.layout.matrix import Slot
from flows.tidy.layout.shapes import Shapes

LONGEST = 120


def spread(shapes: Shapes, how: str, heads: Sequence[int], columns: Sequence[int]) -> dict[tuple[int, int], Slot]:
    """By header row and column the slot that holds there; `how` as in `Layout.spread`."""
    found: dict[tuple[int, int], Slot] = {}
    for row in heads:
        upper = row != heads[-1]
        printed = {c: s for c in columns if shapes.at(row, c) and (s := shapes.slot(row, c)) is not None}
        filled = dict(printed)
        own = [c for c in columns if shapes.text[row][c]]
        if how == "even" and upper:
            filled |= _even(shapes, row, heads[heads.index(row) + 1 :], own, columns)
        elif how == "near" and upper:
            filled |= _near(shapes, row, own, columns)
        elif how == "all" or (how in ("left", "even", "near") and upper):
            filled |= _left(shapes, row, heads, own, columns, printed)
        for column, slot in filled.items():
            if len(slot.text) <= LONGEST and any(ch.isalnum() or ch in "%£$€" for ch in slot.text):
                found[row, column] = slot
    return found


def _left(
    shapes: Shapes, row: int, heads: Sequence[int], own: Sequence[int], columns: Sequence[int], printed: dict[int, Slot]
) -> dict[int, Slot]:
    """A label that no merged area bounds goes on to the right over columns that have a label below."""
    filled: dict[int, Slot] = {}
    below = [r for r in heads if r > row]
    current: int | None = None
    for c in columns:
        if c in printed:
            current = c if (row, c) not in shapes.anchor else None
        elif current is not None and (not below or any(shapes.at(r, c) for r in below)):
            slot = shapes.slot(row, current)
            if slot is not None and (not below or any(shapes.at(r, current) for r in below)):
                filled[c] = slot
    return filled


def _near(shapes: Shapes, row: int, own: Sequence[int], columns: Sequence[int]) -> dict[int, Slot]:
    """A label centred over columns that no merged area marks: each column under the nearest."""
    order = {c: n for n, c in enumerate(columns)}
    if len(own) == 1 and not 0.2 <= (order[own[0]] + 0.5) / len(columns) <= 0.8:
        return {}  # one text at an edge heads its own column: a unit, a note
    filled: dict[int, Slot] = {}
    for c in columns:
        if not shapes.at(row, c) and own:
            near = min(own, key=lambda j: (abs(order[j] - order[c]), j > c))
            slot = shapes.slot(row, near)
            if slot is not None and (row, near) not in shapes.anchor:
                filled[c] = slot
    return filled


def _even(
    shapes: Shapes, row: int, below: Sequence[int], own: Sequence[int], columns: Sequence[int]
) -> dict[int, Slot]:
    """Labels centred over equal groups of columns whose lower labels come again in turn."""
    low = [next((shapes.at(r, c) for r in reversed(below) if shapes.at(r, c)), "") for c in columns]
    cycle, rest = divmod(len(columns), len(own) or 1)
    if len(own) < 2 or rest or cycle < 2 or low != low[:cycle] * len(own) or len(set(low[:cycle])) != cycle:
        return {}
    slots = [shapes.slot(row, c) for c in own]
    return {c: slot for n, c in enumerate(columns) if (slot := slots[n // cycle]) is not None}

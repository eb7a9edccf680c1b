"""Labels printed once for several rows: carried down over the blanks below, or standing in the middle of their rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.tidy.layout.matrix import Slot
from flows.tidy.layout.shapes import Shapes

FEWEST_ROWS = 3
"""A label in the middle of fewer rows could as well begin them."""


def carried_labels(
    shapes: Shapes, how: str, stub: Sequence[int], rows: Sequence[int], groups: Sequence[int]
) -> dict[tuple[int, int], Slot]:
    """By row and stub column the label that holds there and is printed elsewhere; `how` as in `Layout.carry`."""
    if how == "none":
        return {}
    middle = {c: _in_the_middle(shapes, c, [d for d in stub if d > c], rows) for c in stub} if how == "middle" else {}
    found = {(r, c): slot for c, labels in middle.items() for r, slot in labels.items()}
    done = {c for c, labels in middle.items() if labels}
    return found | {place: slot for place, slot in _down(shapes, stub, rows, groups).items() if place[1] not in done}


def _down(
    shapes: Shapes, stub: Sequence[int], rows: Sequence[int], groups: Sequence[int]
) -> dict[tuple[int, int], Slot]:
    """A label goes on over the blanks below it beside labels further in, until one further out begins."""
    found: dict[tuple[int, int], Slot] = {}
    current: dict[int, tuple[int, int]] = {}
    full = {c for c in stub if all(shapes.at(r, c) for r in rows)}  # numbers of lines end nothing
    sums = {one.total: min(one.members) for one in shapes.sums if not one.is_above}
    before: int | None = None
    for r in rows:
        if before is not None and any(before < g < r for g in groups):
            current = {}
        before = r
        printed = [c for c in stub if shapes.at(r, c)]
        innermost = printed[-1] if printed else None
        for c in stub:
            if shapes.at(r, c):
                place = shapes.anchor.get((r, c), (r, c))
                if current.get(c) != place and c not in full:
                    current = {d: p for d, p in current.items() if d < c}
                current[c] = place
            elif (
                c in current
                and (innermost is None or c < innermost)
                and not _sums_blocks(shapes, c, current[c][0], sums.get(r))
            ):
                slot = shapes.slot(*current[c])
                if slot is not None:
                    found[r, c] = slot
    return found


def _sums_blocks(shapes: Shapes, column: int, since: int, first: int | None) -> bool:
    """Whether a row that sums those from `first` on sums whole blocks before that of the label printed at `since`."""
    return first is not None and first < since and bool(shapes.at(first, column))


def _in_the_middle(shapes: Shapes, column: int, inner: Sequence[int], rows: Sequence[int]) -> dict[int, Slot]:
    """Labels in the middle of equal blocks of rows, on one line or more, where inner labels come again in turn."""
    low = [next((t for c in inner if (t := shapes.at(r, c))), "") for r in rows]
    runs: list[list[int]] = []
    for n, r in enumerate(rows):
        if shapes.text[r][column]:
            if runs and runs[-1][-1] == n - 1:
                runs[-1].append(n)
            else:
                runs.append([n])
    cycle, rest = divmod(len(rows), len(runs) or 1)
    if len(runs) < 2 or rest or cycle < FEWEST_ROWS or len(set(low)) != cycle or low != low[:cycle] * len(runs):
        return {}
    found: dict[int, Slot] = {}
    for block, run in enumerate(runs):
        above, below = run[0] - block * cycle, (block + 1) * cycle - 1 - run[-1]
        slots = [s for n in run if (s := shapes.slot(rows[n], column)) is not None]
        if above < 1 or abs(above - below) > 1 or not slots:
            return {}
        text = slots[0].text
        for slot in slots[1:]:
            text += ("" if text.endswith(("-", "/", "–")) else " ") + slot.text
        label = replace(slots[0], text=text, value=None, is_figure=False, cell=replace(slots[0].cell, text=text))
        found |= {rows[block * cycle + n]: label for n in range(cycle)}
    return found

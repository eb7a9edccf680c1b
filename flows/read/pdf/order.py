"""The reading order of what stands on a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from flows.read.grid import Box

_T = TypeVar("_T")


def in_reading_order(items: Sequence[_T], box_of: Callable[[_T], Box]) -> list[_T]:
    """Items from the top; where some stand in two columns side by side, the left column before the right one.

    What spans both columns parts the page: columns above it are read before it, columns below it after it.
    """
    rest = sorted(items, key=lambda item: (box_of(item).top, box_of(item).x0))
    middle = _gutter([box_of(item) for item in rest])
    if middle is None:
        return rest
    ordered: list[_T] = []
    left: list[_T] = []
    right: list[_T] = []
    for item in rest:
        box = box_of(item)
        if box.x1 <= middle + 1:
            left.append(item)
        elif box.x0 >= middle - 1:
            right.append(item)
        else:
            ordered += [*left, *right, item]
            left, right = [], []
    return [*ordered, *left, *right]


def _gutter(boxes: Sequence[Box]) -> float | None:
    """The abscissa between two columns; None where fewer than two items on either side run beside each other."""
    pairs = [
        (a, b)
        for n, a in enumerate(boxes)
        for b in _level_with(a, boxes[n + 1 :])
        if a.x1 <= b.x0 + 1 or b.x1 <= a.x0 + 1
    ]
    if not pairs:
        return None
    # Text above and below what stands side by side says nothing of it: two tables, each under its own caption.
    top, bottom = min(a.top for a, _ in pairs), max(max(a.bottom, b.bottom) for a, b in pairs)
    among = [box for box in boxes if box.bottom > top and box.top < bottom]
    found: list[tuple[float, float]] = []
    for middle in sorted({min(a.x1, b.x1) for a, b in pairs}):
        parted = [(min(a, b), max(a, b)) for a, b in pairs if min(a.x1, b.x1) <= middle + 1 <= max(a.x0, b.x0) + 1]
        if len({a for a, _ in parted}) < 2 or len({b for _, b in parted}) < 2:
            continue
        crossing = sum(box.x0 < middle - 1 and box.x1 > middle + 1 for box in among) / len(among)
        if crossing <= 0.5:
            found.append((crossing, middle))
    # Where a short caption ends a wide table goes on: the columns part where least runs across.
    return min(found)[1] if found else None


def _level_with(box: Box, below: Sequence[Box]) -> Iterator[Box]:
    """Those of the boxes, sorted from the top, that begin beside this one."""
    for other in below:
        if other.top >= box.bottom - 4:
            return
        yield other

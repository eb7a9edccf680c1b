"""Productions on lists: one row a combination of values, with a column of counts among columns that name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from flows.tidy.layout.layout import Layout
from flows.tidy.layout.shapes import Shapes

FEWEST_ROWS = 3


def counted_lists(shapes: Shapes, layout: Layout) -> Iterator[Layout]:
    """One column holds the counts, or two the counts of two things; all others name, numbers too, on either side."""
    rows = [r for r in range(layout.first, min(layout.end, shapes.h)) if shapes.figure[r].any()]
    if len(rows) < FEWEST_ROWS or shapes.w < 3:
        return
    numbers = shapes.figure[rows].sum(axis=0)
    counted = [c for c in range(shapes.w) if 2 * numbers[c] >= len(rows)]
    for n, c in enumerate(counted):
        yield _counting(shapes, layout, (c,))
        if n + 1 < len(counted) and counted[n + 1] == c + 1:
            yield _counting(shapes, layout, (c, c + 1))


def _counting(shapes: Shapes, layout: Layout, figures: tuple[int, ...]) -> Layout:
    return replace(layout, stub=figures[0], codes=frozenset(range(figures[-1] + 1, shapes.w)), abreast=())

"""Labels printed beside the rows of a table that its Grid does not hold: none of its figures is of all of them.

A column of labels that no line rules in (`Female` over the height of six rows) may be left out of a Grid of a page.
"""

from __future__ import annotations

from collections.abc import Sequence

from flows.read.grid import Block, Box, Grid, Text, around
from flows.tidy.dimensions import parse
from flows.tidy.labels.meanings import OF_VICTIMS

#: Points: what stands farther off is of another column of the page.
FAR = 150.0
_SAID = ("period", *OF_VICTIMS)


def labels_beside(blocks: Sequence[Block], index: int) -> tuple[str, ...]:
    """The texts level with rows of the grid at a place, close to its side and under no other, that are labels alone."""
    grid = blocks[index]
    box = _box(grid) if isinstance(grid, Grid) else None
    if not isinstance(grid, Grid) or box is None:
        return ()
    others = [b for g in blocks if isinstance(g, Grid) and g is not grid and g.page == grid.page and (b := _box(g))]
    texts = (t for t in blocks if isinstance(t, Text) and t.page == grid.page and t.box is not None)
    return tuple(t.text for t in texts if t.box and _stands_beside(t.box, box, others) and _is_label(t.text))


def _is_label(text: str) -> bool:
    return any(parse(dimension, text) is not None for dimension in _SAID)


def _stands_beside(text: Box, table: Box, others: Sequence[Box]) -> bool:
    level = table.top <= text.top and text.bottom <= table.bottom
    close = 0 <= table.x0 - text.x0 <= FAR or 0 <= text.x1 - table.x1 <= FAR
    below = [o for o in others if o.bottom > text.top and o.top < table.bottom]
    return level and close and not any(o.x0 < text.x1 and text.x0 < o.x1 for o in below)


def _box(grid: Grid) -> Box | None:
    boxes = [c.box for c in grid.cells if c.box is not None and c.page == grid.page]
    return around(boxes) if boxes else None

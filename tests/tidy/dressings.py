"""What forces add around a table or move within it, and which changes nothing of what it says: for property tests."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from flows.read.grid import Cell, Grid, Text
from tests.tidy.rendering import Layout

Dressing = Callable[[random.Random, Layout, list[Cell]], list[Cell] | None]
NUMBERS = ("No.", "#", "Ref", "Line")
REMARKS = ("Source: Niche RMS, run 05/09/2017.", "Figures are a snapshot and may change.", "Note: as at 4/9/2017")


def dress(layout: Layout, dressing: Dressing, seed: int) -> Layout | None:
    """The layout with its grid dressed; None where the dressing does not suit it."""
    place = next(i for i, block in enumerate(layout.blocks) if isinstance(block, Grid))
    grid = layout.blocks[place]
    assert isinstance(grid, Grid)
    cells = dressing(random.Random(seed), layout, list(grid.cells))
    if cells is None:
        return None
    height, width = max(max(c.rows) for c in cells), max(max(c.columns) for c in cells)
    dressed = Grid(height, width, tuple(cells), grid.method)
    blocks = (*layout.blocks[:place], dressed, *layout.blocks[place + 1 :])
    return replace(layout, blocks=blocks, words=f"{dressing.__name__}: {layout.words}")


def title_within(rng: random.Random, layout: Layout, cells: list[Cell]) -> list[Cell]:
    """The caption again in a first row of the table."""
    caption = next(b.text for b in layout.blocks if isinstance(b, Text))
    return [Cell(1, 1, caption, page=1), *_down(cells, rng.choice([1, 2]))]


def remark_below(rng: random.Random, layout: Layout, cells: list[Cell]) -> list[Cell]:
    """A remark in a last row of the table."""
    return [*cells, Cell(max(max(c.rows) for c in cells) + 1, 1, rng.choice(REMARKS), page=1)]


def line_numbers(rng: random.Random, layout: Layout, cells: list[Cell]) -> list[Cell] | None:
    """A first column that counts the rows."""
    rows = _rows_of_figures(layout, cells)
    numbers = [Cell(r, 1, str(n), page=1) for n, r in enumerate(rows, start=1)]
    return [Cell(layout.head, 1, rng.choice(NUMBERS), page=1), *numbers, *_right(cells)] if len(rows) > 2 else None


def force_column(rng: random.Random, layout: Layout, cells: list[Cell]) -> list[Cell]:
    """A first column that names the force in every row."""
    names = [Cell(r, 1, "Kent Police", page=1) for r in _rows_of_figures(layout, cells)]
    return [Cell(layout.head, 1, "Force", page=1), *names, *_right(cells)]


def labels_between(rng: random.Random, layout: Layout, cells: list[Cell]) -> list[Cell] | None:
    """The row labels in the middle, half of the figures to their left."""
    if not layout.halves:
        return None
    moved = {c: layout.halves + 1 if c == 1 else c - 1 if c <= layout.halves + 1 else c for c in range(1, 200)}
    return [replace(c, column=moved[c.column]) for c in cells]


DRESSINGS: tuple[Dressing, ...] = (title_within, remark_below, line_numbers, force_column, labels_between)


def _rows_of_figures(layout: Layout, cells: Sequence[Cell]) -> list[int]:
    return sorted({c.row for c in cells if c.row > layout.head and c.column > layout.stub})


def _down(cells: Sequence[Cell], rows: int) -> list[Cell]:
    return [replace(c, row=c.row + rows) for c in cells]


def _right(cells: Sequence[Cell]) -> list[Cell]:
    return [replace(c, column=c.column + 1) for c in cells]

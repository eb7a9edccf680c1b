"""Columns that a printed sheet carries over to the next page: rows at the same heights, and no labels of their own."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from flows.read.grid import Cell
from flows.read.tables import PageTable

FEWEST = 6
"""So many rows at the same heights on two pages are the rows of one sheet."""
LEVEL = 1.5
"""Rows at the same height begin no further from each other than this (points)."""
MOSTLY = 0.5


def goes_on_sideways(cells: Sequence[Cell], rows: int, table: PageTable) -> bool:
    """Whether a table holds further columns of the rows of the one on the page before, whose cells are given."""
    if table.rows != rows or rows < FEWEST:
        return False
    above, here = _tops(cells), _tops(table.cells)
    level = above.keys() == here.keys() and all(abs(above[row] - here[row]) <= LEVEL for row in above)
    return level and _labelled(cells) and not _labelled(table.cells)


def _tops(cells: Sequence[Cell]) -> dict[int, float]:
    """Where each row begins on its page."""
    tops: dict[int, float] = {}
    for cell in cells:
        if cell.box is not None and cell.row_span == 1:
            tops[cell.row] = min(cell.box.top, tops.get(cell.row, cell.box.top))
    return tops


def _labelled(cells: Sequence[Cell]) -> bool:
    """Whether words stand in the first column of most rows."""
    first = [cell.text for cell in cells if cell.column == 1 and cell.text.strip()]
    worded = [sum(map(str.isalpha, text)) > MOSTLY * len(text.replace(" ", "")) for text in first]
    return bool(worded) and median(worded) > MOSTLY

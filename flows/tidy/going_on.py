"""Tables that go on in another table right behind: no words part them, and no header is printed again.

A page break in Word, or a page that prints each block of rows as a table of its own, leaves the header with the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.read.grid import Block, Cell, Grid, Text
from flows.tidy.labels.numbers import read_cell
from flows.tidy.layout.sequences import is_label_run, is_year

#: What stands at the edge of a page, and so between two parts of one table.
MARGINS = ("page_header", "page_footer", "footnote")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: the columns that hold anything, and those that hold a figure or a mark in its place."""

    filled: frozenset[int]
    figures: frozenset[int]

    @classmethod
    def of(cls, grid: Grid, row: int) -> _Row:
        cells = [c for c in grid.cells if c.row == row and c.text.strip()]
        counts = [c for c in cells if _is_figure(c)]
        run = is_label_run([c.text for c in counts])
        columns = frozenset() if run else frozenset(c.column for c in counts)
        return cls(frozenset(c.column for c in cells), columns)


def goes_on(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """(number of a table, number of the one right before that it goes on with), 1-based, in the order of the document.

    The one before heads its columns; this one begins with a row of figures in the same columns.
    """
    number, before = 0, None
    for block in blocks:
        if isinstance(block, Grid):
            number += 1
            if before is not None and _is_rest_of(before, block):
                yield number, number - 1
            before = block if not block.hidden and block.sheet is None else None
        elif isinstance(block, Text) and block.role not in MARGINS:
            before = None


def _is_rest_of(whole: Grid, grid: Grid) -> bool:
    if (whole.columns, whole.method, whole.inside) != (grid.columns, grid.method, grid.inside):
        return False
    head, last, first = _Row.of(whole, 1), _Row.of(whole, whole.rows), _Row.of(grid, 1)
    labels = first.filled - first.figures
    headed = head.filled >= last.figures and head.figures < last.figures
    return headed and bool(labels) and last.figures == first.figures and min(labels) < min(first.figures, default=0)


def _is_figure(cell: Cell) -> bool:
    return not is_year(cell.text) and read_cell(" ".join(cell.text.split())) is not None

"""Column headers that run up or down the page over a table which was found by its level text alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from statistics import fmean

from flows.read.grid import Box, Cell
from flows.read.tables.cells import cell_text
from flows.read.tables.table import PageTable
from flows.read.tables.tokens import Token, box_of

MOST = 0.5
"""At least this share of the columns without a header must have one that runs so."""
REACH = 4.0
"""Such a header ends no further (heights of its letters) above the foot of the first cell in its column."""


def with_turned_heads(table: PageTable, turned: Sequence[Token]) -> PageTable:
    """The table with the turned words that stand over its columns as cells of its header; as it is where none do."""
    over = _over_columns(table, turned)
    first = _first_row(table)
    bare = {c for c in range(1, table.columns + 1) if not any(x.text and x.row < first for x in _in(table, c))}
    over = {c: words for c, words in over.items() if c in bare}
    if len(over) < 2 or len(over) < MOST * len(bare - {1}):
        return table
    cells = list(table.cells)
    row = max(first - 1, 1)
    if first == 1:
        cells = [replace(c, row=c.row + 1) for c in cells]
    cells = [c for c in cells if c.text or c.row != row or c.column not in over]
    top = min(table.box.top, *(w.top for words in over.values() for w in words))
    for column, words in over.items():
        cells.append(
            Cell(
                row, column, text=cell_text(words), page=table.page, box=box_of(words), header=True,
                bold=all(w.bold for w in words), confidence=round(fmean(w.confidence for w in words), 3),
            )
        )  # fmt: skip
    used = sorted({*table.words, *(w.index for words in over.values() for w in words)})
    return replace(
        table,
        box=Box(table.box.x0, top, table.box.x1, table.box.bottom),
        rows=table.rows + (first == 1),
        cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))),
        words=tuple(used),
        header_rows=max(row, table.header_rows),
    )


def _in(table: PageTable, column: int) -> list[Cell]:
    return [c for c in table.cells if column in c.columns]


def _first_row(table: PageTable) -> int:
    """The first row that is filled beyond its label."""
    return min((c.row for c in table.cells if c.text and c.column > 1), default=1)


def _over_columns(table: PageTable, turned: Sequence[Token]) -> dict[int, list[Token]]:
    """The turned words over each column: within its width, and reaching down to its first cell or near it."""
    spans: dict[int, tuple[float, float, float]] = {}
    for cell in table.cells:
        if cell.text and cell.column_span == 1 and cell.box is not None and cell.column > 1:
            # The area of the first figure may reach up to where the text of the header begins.
            low = cell.box.bottom
            x0, x1, top = spans.get(cell.column, (cell.box.x0, cell.box.x1, low))
            spans[cell.column] = (min(x0, cell.box.x0), max(x1, cell.box.x1), min(top, low))
    found: dict[int, list[Token]] = defaultdict(list)
    for token in turned:
        for column, (x0, x1, top) in spans.items():
            if x0 <= token.centre <= x1 and token.bottom < top:
                found[column].append(token)
    return {
        column: words
        for column, words in found.items()
        if spans[column][2] - max(w.bottom for w in words) <= REACH * words[0].size
    }

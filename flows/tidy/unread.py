"""What is left of a table or a text that could not be understood: its cells, none of them placed."""

from __future__ import annotations

from collections.abc import Sequence

from flows.read.grid import Block, Cell, Grid, Text
from flows.tidy.judgement.grids import GridCandidates
from flows.tidy.labels.marks import Marks
from flows.tidy.layout.matrix import Matrix
from flows.tidy.listed_cells import LineOfCell
from flows.tidy.observe import place_of
from flows.tidy.prose import text_cell
from flows.tidy.result import Context
from flows.tidy.rows.report import GridReport
from flows.tidy.text.parts.letter import Letter, Passage
from flows.tidy.words import Words
from schemas.rows import LedgerCell, Place


def unread_grid(grid: Grid, number: int, context: Context, why: str) -> GridReport:
    """The report of a table of which nothing is understood."""
    cells = {(c.row, c.column): c for c in map(_whole, grid.cells) if c.text.strip()}
    origin = (context.campaign, context.respondent, context.document_id)
    rows = [
        LedgerCell(*origin, place_of(c, number, grid.sheet, c.row, c.column), c.text, "unplaced", why)
        for c in cells.values()
    ]
    bare = GridCandidates(Matrix(grid, number, {}, [], []), Marks(), {}, {}, Words())
    return GridReport(bare, cells=rows, explanation=[f"not understood: {why}"])


def place_of_grid(grid: Grid, number: int) -> Place:
    """Where a table stands: its page or sheet, its number, the row and column of its first cell."""
    first = next((c for c in grid.cells if c.text.strip()), None)
    row, column = (first.row, first.column) if first else (None, None)
    place = place_of(first, number, grid.sheet, row, column)
    place.page = place.page or grid.page
    return place


def _whole(cell: Cell) -> Cell:
    return cell.whole if isinstance(cell, LineOfCell) else cell


def unread_letter(blocks: Sequence[Block]) -> Letter:
    """A letter of which nothing is known but where its tables stand."""
    return Letter([Passage(index, "response") for index, block in enumerate(blocks) if isinstance(block, Grid)])


def unread_text(blocks: Sequence[Block], why: str, context: Context) -> list[LedgerCell]:
    """The blocks of text that print a number, or the cells that they stand in, each once."""
    told = [b for b in blocks if isinstance(b, Text) and any(ch.isdecimal() for ch in b.text)]
    rows: dict[object, LedgerCell] = {}
    for block in told:
        row = text_cell(block, context, [])
        row.fate, row.reason = "unplaced", why
        spot = (row.place.table, row.place.row, row.place.column) if row.place.table else id(block)
        rows.setdefault(spot, row)
    return list(rows.values())

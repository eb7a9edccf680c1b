"""A document as a second reader sees it: every line and every cell under a name, and nothing made of them.

A line is `L12`, a table `T2`, a row of it `R5`, a column `C3`, all from 1. A long paragraph is parted into its
sentences, so that a number rarely stands twice in one line.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from flows.read.grid import Cell, Document, Grid, Text
from schemas.spot import Spot, squeezed

LONG = 200
"""Characters from which a line is parted into its sentences."""
FULL = 1200
"""Cells up to which a table is printed whole; of a longer one the first rows, and the words of all others."""
FIRST_ROWS = 12
LISTED = 400
"""Different words of one column of a long table that are listed."""
_SENTENCE = re.compile(r"(?<=[a-z)\]\d][.?!]) (?=[A-Z])")
_NUMERIC = re.compile(r"[\s\d.,%£()<>+*/-]*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: the block that it stands in, and from which character of the block's squeezed text on."""

    name: str
    block: int
    start: int
    text: str
    role: str

    def spot(self, at: int, printed: str) -> Spot:
        """Where something that is printed `at` a character of the line stands."""
        return Spot(self.block, start=self.start + at, end=self.start + at + len(printed))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name, the block that it is, and its cells by (row, column)."""

    name: str
    block: int
    grid: Grid
    cells: dict[tuple[int, int], Cell]


class Paper:
    """The lines and tables of a document by their names."""

    def __init__(self, document: Document) -> None:
        self.lines: dict[str, Line] = {}
        self.tables: dict[str, Sheet] = {}
        for block, one in enumerate(document.blocks):
            if isinstance(one, Text):
                for start, text in _lines(one.text):
                    name = f"L{len(self.lines) + 1}"
                    self.lines[name] = Line(name, block, start, text, one.role)
            else:
                name = f"T{len(self.tables) + 1}"
                cells = {(cell.row, cell.column): cell for cell in one.cells if cell.text.strip()}
                self.tables[name] = Sheet(name, block, one, cells)

    @cached_property
    def marks(self) -> dict[str, str]:
        """By the name of a line or table a mark of what stands there: the same words, the same mark."""
        lines = {name: line.text for name, line in self.lines.items()}
        tables = {
            name: repr([(*at, cell.text) for at, cell in sheet.cells.items()]) for name, sheet in self.tables.items()
        }
        return {name: hashlib.sha256(words.encode()).hexdigest()[:8] for name, words in (lines | tables).items()}

    @cached_property
    def text(self) -> str:
        """The whole document, a line each line and each row."""
        by_block: dict[int, list[str]] = {}
        for line in self.lines.values():
            role = "" if line.role in ("body", "list_item") else f" ({line.role.replace('_', ' ')})"
            by_block.setdefault(line.block, []).append(f"{line.name}{role}: {line.text}")
        for sheet in self.tables.values():
            by_block[sheet.block] = list(_table(sheet))
        return "\n".join(line for block in sorted(by_block) for line in by_block[block])


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a block, each with the character of the squeezed text at which it begins."""
    start = 0
    for printed in text.split("\n"):
        line = squeezed(printed)
        parts = _SENTENCE.split(line) if len(line) > LONG else [line]
        for part in filter(None, parts):
            yield start, part
            start += len(part) + 1


def _table(sheet: Sheet) -> Iterator[str]:
    grid = sheet.grid
    where = f'sheet "{grid.sheet}", ' if grid.sheet else f"page {grid.page}, " if grid.page else ""
    title = f": {squeezed(grid.caption)}" if grid.caption else ""
    yield f"{sheet.name} (table, {where}{grid.rows} rows, {grid.columns} columns){title}"
    rows: dict[int, list[Cell]] = {}
    for cell in sheet.cells.values():
        rows.setdefault(cell.row, []).append(cell)
    is_long = len(sheet.cells) > FULL
    numbers = sorted(rows)
    for row in numbers[:FIRST_ROWS] if is_long else numbers:
        cells = sorted(rows[row], key=lambda cell: cell.column)
        yield f"  R{row} | " + " | ".join(f"{_at(cell)}: {_printed(cell)}" for cell in cells)
    if is_long:
        yield f"  (from R{numbers[FIRST_ROWS]} to R{numbers[-1]} the numbers are left out; these are the words)"
        yield from _words([cell for row in numbers[FIRST_ROWS:] for cell in rows[row]])


def _words(cells: list[Cell]) -> Iterator[str]:
    """The different words of each column, with the rows that they stand in where these are few."""
    columns: dict[int, dict[str, list[int]]] = {}
    for cell in cells:
        if not _NUMERIC.fullmatch(cell.text):
            columns.setdefault(cell.column, {}).setdefault(squeezed(cell.text), []).append(cell.row)
    for column, words in sorted(columns.items()):
        listed = [
            f"{text} ({', '.join(f'R{row}' for row in rows)})" if len(rows) <= 3 else f"{text} ({len(rows)} rows)"
            for text, rows in list(words.items())[:LISTED]
        ]
        more = f" ... and {len(words) - LISTED} more" if len(words) > LISTED else ""
        yield f"  C{column}: {'; '.join(listed)}{more}"


def _at(cell: Cell) -> str:
    last = cell.column + cell.column_span - 1
    rows = f" (to R{cell.row + cell.row_span - 1})" if cell.row_span > 1 else ""
    return f"C{cell.column}{f'-C{last}' if last > cell.column else ''}{rows}"


def _printed(cell: Cell) -> str:
    marks = [word for word, said in (("hidden", cell.hidden), ("struck out", cell.struck)) if said]
    return squeezed(cell.text) + (f" [{', '.join(marks)}]" if marks else "")

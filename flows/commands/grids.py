"""Documents as read, for the eye and for other programs."""

from __future__ import annotations

from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as RichText

from flows.commands.console import STYLES, cell, plain
from flows.read.grid import Cell, Document, Grid, Notice, Text

WIDEST = 60


def document_lines(document: Document) -> RenderableType:
    """What kind of file it is, how large, and what the reader noticed."""
    size = [f"{document.pages} pages"] if document.pages else []
    size += [f"sheets {', '.join(plain(sheet) for sheet in document.sheets)}"] if document.sheets else []
    head = RichText(f"{document.format or 'unknown format'}  {'; '.join(size)}{'  read in part' * document.partial}")
    failure = [RichText(plain(document.failure), style="red")] if document.failure else []
    return Group(head, *failure, *(_notice(notice) for notice in document.notices))


def block_lines(document: Document) -> list[RenderableType]:
    """Every block in reading order: tables as tables, text with its role."""
    numbers = {id(grid): number for number, grid in document.grids}
    return [_grid(block, numbers[id(block)]) if isinstance(block, Grid) else _text(block) for block in document.blocks]


def table_records(document: Document) -> list[dict[str, Any]]:
    """Each grid with its spans: rows and columns from 0, both ends included.

    >>> grid = Grid(1, 2, (Cell(1, 1, "Under 18", column_span=2),), "csv")
    >>> table_records(Document("csv", (grid,)))
    [{'page': 1, 'cells': [{'r0': 0, 'c0': 0, 'r1': 0, 'c1': 1, 'text': 'Under 18'}]}]
    """
    return [
        {"page": grid.page or 1}
        | ({"sheet": grid.sheet} if grid.sheet else {})
        | {"cells": [_span(cell) for cell in grid.cells if cell.text.strip()]}
        for _, grid in document.grids
    ]


def _span(found: Cell) -> dict[str, Any]:
    return {
        "r0": found.row - 1,
        "c0": found.column - 1,
        "r1": found.rows[-1] - 1,
        "c1": found.columns[-1] - 1,
        "text": found.text,
    }


def _notice(notice: Notice) -> RichText:
    where = f" {plain(notice.place)}:" if notice.place else ""
    return RichText.assemble((notice.severity, STYLES[notice.severity]), f"{where} {plain(notice.message)}")


def _text(block: Text) -> RichText:
    label = f"{plain(block.label)} " if block.label else ""
    return RichText.assemble((f"{block.role}  ", "dim"), label, plain(block.text))


def _grid(grid: Grid, number: int) -> RenderableType:
    """A grid as it stands. The cells that a span covers stay empty; `hidden` and `struck` cells are dimmed."""
    place = f"sheet {plain(grid.sheet)}" if grid.sheet else f"page {grid.page}" if grid.page else ""
    title = f"table {number}  {place}  {grid.rows} x {grid.columns}  {grid.method}{'  hidden' * grid.hidden}"
    anchored = {(found.row, found.column): found for found in grid.cells}
    used = sorted({column for found in grid.cells if found.text.strip() for column in found.columns})
    table = Table(box=box.MINIMAL, show_header=False, title=title, title_justify="left", title_style="bold")
    table.add_column(style="dim", justify="right")
    for _ in used:
        table.add_column(overflow="fold")
    for row in sorted({found.row for found in grid.cells if found.text.strip()}):
        table.add_row(str(row), *(_shown(anchored.get((row, column))) for column in used))
    return table


def _shown(found: Cell | None) -> RichText:
    if found is None:
        return RichText()
    spans = f" [{found.row_span}x{found.column_span}]" if found.row_span * found.column_span > 1 else ""
    style = "dim strike" if found.hidden or found.struck else "yellow" if found.doubts else ""
    return cell(found.text, style, WIDEST) + RichText(spans, style="dim cyan")

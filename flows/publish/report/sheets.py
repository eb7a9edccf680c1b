"""A table or worksheet as rows of cells to draw, in parts that are drawn when they are seen."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flows.publish.report.marks import Mark
from flows.read.grid import Cell, Grid

PART = 60
"""Rows that are drawn together, or some more where a cell spans the seam."""


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell as drawn, or a blank. `mark` is what became of it."""

    text: str = ""
    height: int = 1
    width: int = 1
    mark: Mark | None = None
    look: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class RowView:
    """A row by its number in the grid; positions that a span covers are left out of its cells."""

    number: int
    cells: Sequence[CellView]


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows, and the numbers of the first and the last mark in them; both 0 where there is none."""

    rows: Sequence[RowView]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class SheetView:
    """A table of the document by its number. Rows and columns that hold nothing are left out."""

    number: int
    title: str
    caption: str
    columns: Sequence[str]
    parts: Sequence[Part]


def sheet_view(grid: Grid, number: int, marks: Mapping[tuple[int, int], Mark]) -> SheetView:
    """A grid with its marks, (row, column) -> mark."""
    shown = [cell for cell in grid.cells if cell.text.strip() or (cell.row, cell.column) in marks]
    anchors = {(cell.row, cell.column) for cell in shown}
    shown += [Cell(*place) for place in marks.keys() - anchors]
    columns = sorted({cell.column for cell in shown})
    names = [letters(column) if grid.sheet else str(column) for column in columns]
    title = f"Sheet {grid.sheet}" if grid.sheet else f"Table {number}"
    rows = _rows(shown, columns, marks)
    return SheetView(number, title, grid.caption, names, list(_parts(rows)))


def letters(column: int) -> str:
    """The letters of a worksheet's column.

    >>> letters(1), letters(28)
    ('A', 'AB')
    """
    name = ""
    while column:
        column, at = divmod(column - 1, 26)
        name = chr(65 + at) + name
    return name


def _rows(
    shown: Sequence[Cell], columns: Sequence[int], marks: Mapping[tuple[int, int], Mark]
) -> Iterator[tuple[RowView, int]]:
    """Each row that holds anything, and the last row that one of the cells so far reaches down to."""
    by_row: dict[int, dict[int, Cell]] = {}
    for cell in shown:
        by_row.setdefault(cell.row, {})[cell.column] = cell
    rows = sorted(by_row)
    covered = dict.fromkeys(columns, 0)
    for row in rows:
        here = by_row[row]
        views = []
        right = 0
        for column in columns:
            found = here.get(column)
            if found is None:
                if covered[column] < row and column > right:
                    views.append(CellView())
                continue
            inside = columns[bisect_left(columns, column) : bisect_right(columns, found.columns[-1])]
            reach = rows[bisect_right(rows, found.rows[-1]) - 1]
            height = bisect_right(rows, reach) - bisect_left(rows, row)
            views.append(_cell_view(found, height, len(inside), marks.get((row, column))))
            right = inside[-1]
            covered.update(dict.fromkeys(inside, reach))
        yield RowView(row, views), max(covered.values())


def _cell_view(cell: Cell, height: int, width: int, mark: Mark | None) -> CellView:
    looks = [name for name in ("bold", "struck", "hidden") if getattr(cell, name)]
    return CellView(cell.text, height, width, mark, " ".join(looks), cell.comment or "")


def _parts(rows: Iterator[tuple[RowView, int]]) -> Iterator[Part]:
    waiting: list[RowView] = []
    for row, reach in rows:
        waiting.append(row)
        if len(waiting) >= PART and reach <= row.number:
            yield _part(waiting)
            waiting = []
    if waiting:
        yield _part(waiting)


def _part(rows: list[RowView]) -> Part:
    numbers = [cell.mark.number for row in rows for cell in row.cells if cell.mark]
    return Part(rows, min(numbers, default=0), max(numbers, default=0))

"""A worksheet as a Grid: rows and columns are those of the sheet, empty margins at the right and the foot cut off."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from flows.read.grid import Cell, Grid, Limits, Method, Notice

# A merge that runs further than this past the last filled cell was drawn for looks (a title over the whole sheet).
_PAST_THE_LAST_CELL = 64


def column_letters(column: int) -> str:
    """The letters of a 1-based column.

    >>> column_letters(3), column_letters(28)
    ('C', 'AB')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """The worksheet address of a 1-based position.

    >>> address(7, 3)
    'C7'
    """
    return f"{column_letters(column)}{row}"


def sheet_grid(
    name: str | None, cells: Iterable[Cell], limits: Limits, hidden: bool = False, method: Method = "workbook"
) -> tuple[Grid | None, tuple[Notice, ...]]:
    """The Grid of a sheet (None where the sheet holds nothing), and what had to be left out.

    `cells` may hold empty ones that show a border or a fill: they are kept inside the filled area alone. Cells so
    far out that the sheet would have more positions than `limits.cells` are left out under a notice of severity error.
    """
    found = list(cells)
    rows, columns = _extent(found)
    notices: tuple[Notice, ...] = ()
    if rows * columns > limits.cells:
        last_row = max(1, limits.cells // columns)
        last_column = limits.cells // last_row
        kept = [cell for cell in found if cell.row <= last_row and cell.column <= last_column]
        lost = [cell for cell in found if _filled(cell) and (cell.row > last_row or cell.column > last_column)]
        places = ", ".join(f"{address(cell.row, cell.column)} {cell.text[:20]!r}" for cell in lost[:5])
        notices = (
            Notice(
                "cells_left_out",
                f"{len(lost)} cells stand so far out that the sheet has {rows} rows by {columns} columns: {places}",
                "look at these cells in the file; raise the limit of cells if they belong to the answer",
                f"sheet {name}" if name else "",
                "error",
            ),
        )
        found = kept
        rows, columns = _extent(found)
    if rows == 0:
        return None, notices
    inside = tuple(
        _within(cell, rows, columns)
        for cell in sorted(found, key=lambda cell: (cell.row, cell.column))
        if cell.row <= rows and cell.column <= columns
    )
    return Grid(rows, columns, inside, method, sheet=name, hidden=hidden), notices


def left_out(notices: Iterable[Notice]) -> bool:
    """Whether any of the notices says that cells or a part were left out, which makes the reading partial."""
    return any(notice.check in ("cells_left_out", "part_not_read") for notice in notices)


def _filled(cell: Cell) -> bool:
    return bool(cell.text.strip() or cell.comment or cell.number is not None)


def _extent(cells: list[Cell]) -> tuple[int, int]:
    filled = [cell for cell in cells if _filled(cell)]
    rows = max((cell.row for cell in filled), default=0)
    columns = max((cell.column for cell in filled), default=0)
    reach_down = (r for cell in filled if (r := cell.rows[-1]) <= rows + _PAST_THE_LAST_CELL)
    reach_right = (c for cell in filled if (c := cell.columns[-1]) <= columns + _PAST_THE_LAST_CELL)
    return max(reach_down, default=rows), max(reach_right, default=columns)


def _within(cell: Cell, rows: int, columns: int) -> Cell:
    row_span, column_span = min(cell.row_span, rows - cell.row + 1), min(cell.column_span, columns - cell.column + 1)
    if (row_span, column_span) == (cell.row_span, cell.column_span):
        return cell
    return dataclasses.replace(cell, row_span=row_span, column_span=column_span)

"""The labels of a row and of a column of a table, outermost first, each cell once."""

from __future__ import annotations

from flows.tidy.layout.matrix import Slot
from flows.tidy.layout.table import Table


def row_path(table: Table, row: int) -> list[Slot]:
    """The labels that a row stands under, and its own in the stub, those carried from above among them."""
    path = list(table.over.get(row, ()))
    for column in table.stubs:
        slot = table.carried.get((column, row)) or table.matrix.at(row, column)
        if slot is not None and not (path and path[-1].cell is slot.cell):
            path.append(slot)
    return path


def column_path(table: Table, column: int) -> list[Slot]:
    """The labels of the header rows over a column."""
    path: list[Slot] = []
    for row in table.heads:
        slot = table.spread.get((row, column))
        if slot is not None and not (path and (path[-1].cell is slot.cell)):
            path.append(slot)
    return path

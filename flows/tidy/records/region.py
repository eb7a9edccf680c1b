"""A part of a sheet that may be a list of records: its rows, the header first, and its columns."""

from __future__ import annotations

from dataclasses import dataclass

from flows.tidy.layout.matrix import Matrix, Slot, distinct


@dataclass(frozen=True, slots=True)
class Region:
    """Rows and columns of a matrix that hold something."""

    matrix: Matrix
    rows: list[int]
    columns: list[int]

    def row_slots(self, row: int) -> list[Slot]:
        """The slots of a row within the region, left to right, a spanned cell once per position."""
        return [s for c in self.columns if (s := self.matrix.at(row, c))]

    def row_anchors(self, row: int) -> list[Slot]:
        """The distinct cells of a row within the region, left to right."""
        return distinct(self.row_slots(row))

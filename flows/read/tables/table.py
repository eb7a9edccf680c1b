"""What the finder gives for one table of a page, and the lattice it is built on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from flows.read.grid import Box, Cell

TableMethod = Literal["pdf_lines", "pdf_text"]


@dataclass(frozen=True, slots=True)
class PageTable:
    """One table of one page. `words` are the positions in `PageContent.words` that stand in it, in rising order.

    `header_rows` counts the rows at the top that hold column headers; 0 where the geometry does not say. `beside` are
    words that only number the lines or fields of the form that the table is; they stand in no cell.
    """

    page: int
    box: Box
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    method: TableMethod
    confidence: float
    words: tuple[int, ...]
    header_rows: int = 0
    beside: tuple[int, ...] = ()


class Area(NamedTuple):
    """A cell of a lattice: 0-based first and last row and column, both inclusive."""

    row: int
    column: int
    last_row: int
    last_column: int

    def positions(self) -> Iterator[tuple[int, int]]:
        """Every (row, column) that the area covers."""
        for r in range(self.row, self.last_row + 1):
            for c in range(self.column, self.last_column + 1):
                yield r, c


@dataclass(slots=True)
class Lattice:
    """Column bounds `xs`, row bounds `ys` (points, rising) and the areas that tile the rectangle they make."""

    xs: list[float]
    ys: list[float]
    areas: list[Area]

    @property
    def box(self) -> Box:
        """The rectangle that the lattice covers."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def area_box(self, area: Area) -> Box:
        """The rectangle of one area."""
        return Box(self.xs[area.column], self.ys[area.row], self.xs[area.last_column + 1], self.ys[area.last_row + 1])

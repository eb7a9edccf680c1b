"""A sheet printed over pages: its first pages bear the row labels, later ones carry further columns of the same rows.

Such a page is known by its rows, which stand at the same heights as those of an earlier page, and by having no labels
of its own. Pages may go down the sheet first, or over it first.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from flows.read.grid import Cell
from flows.read.pdf.rows import texts
from flows.read.tables import PageTable

FEWEST = 6
"""So many rows at the same heights on two pages are the rows of one sheet; with fewer it may be so."""
LEVEL = 1.5
"""Rows at the same height begin no further from each other than this (points)."""
MOSTLY = 0.9
PAGES = 50
"""No sheet is so tall that its further columns come more pages later."""
_HEADER = 2
_WIDEST = 2
_COUNT = re.compile(
    r"[(<>~£]?\s*(?:\d{1,3}(?:[ ,]\d{3})+|\d+)(?:\.\d+)?\s*%?\)?\*?|[-–*.:x]|n/?[ak]|nil|", re.IGNORECASE
)
Goes = Literal["", "perhaps", "surely"]
Owner = TypeVar("Owner")


@dataclass(slots=True)
class PrintedPage:
    """The rows of one table on one page: how high each begins, how surely they are labelled, and where the joined
    table has them: its row `rows_before` + n - `dropped` is row n here, from the first not dropped. `columns` counts
    those that the joined table has of these rows so far.
    """

    page: int
    tops: dict[int, float]
    labelled: int
    columns: int
    rows_before: int = 0
    dropped: int = 0

    @staticmethod
    def of(table: PageTable) -> PrintedPage:
        """The rows of a table by themselves."""
        tops: dict[int, float] = {}
        for cell in table.cells:
            if cell.box is not None and cell.row_span == 1:
                tops[cell.row] = min(cell.box.top, tops.get(cell.row, cell.box.top))
        return PrintedPage(table.page, tops, _labelled(table), table.columns)

    def goes_on(self, further: PrintedPage) -> Goes:
        """Whether the rows of a later page are these rows, without their labels."""
        if not 0 < further.page - self.page <= PAGES or self.tops.keys() != further.tops.keys() or len(self.tops) < 2:
            return ""
        if any(abs(top - further.tops[row]) > LEVEL for row, top in self.tops.items()):
            return ""
        if self.labelled > further.labelled:
            return "surely" if len(self.tops) >= FEWEST else "perhaps"
        return ""

    def put_beside(self, table: PageTable, header: Sequence[dict[int, str]]) -> list[Cell] | None:
        """The cells of a table that carries on these rows, where they stand in the joined one.

        None where it has a row that the joined table does not have of this page, and that is not the header again.
        """
        again = [texts(table.cells, row) for row in range(1, self.dropped + 1)]
        moved = [{column + self.columns: text for column, text in row.items()} for row in again]
        if any(row and row not in header for row in moved):
            return None
        return [
            replace(
                cell,
                row=max(cell.row - self.dropped, 1) + self.rows_before,
                row_span=cell.row_span - max(0, self.dropped - cell.row + 1),
                column=cell.column + self.columns,
            )
            for cell in table.cells
            if cell.rows[-1] > self.dropped
        ]


def earlier_page(
    pages: Iterable[tuple[PrintedPage, Owner]], further: PrintedPage, goes: Goes
) -> tuple[PrintedPage, Owner] | None:
    """The page whose rows a later one goes on with: of several the first of those with the fewest columns so far."""
    level = [(page, table) for page, table in pages if page.goes_on(further) == goes]
    return min(level, key=lambda found: found[0].columns, default=None)


def _labelled(table: PageTable) -> int:
    """How surely rows are labelled.

    3 where words name each of them, 2 where numbers that rise from row to row do, as years and months; 1 where words
    that come again stand beside them, as `Female` and `Male` below each year; else 0.
    """
    rows = range(min(_HEADER, table.rows - 1) + 1, table.rows + 1)
    at = {(row, cell.column): " ".join(cell.text.split()) for cell in table.cells for row in cell.rows}
    columns = [[at.get((row, column), "") for row in rows] for column in range(1, table.columns + 1)]
    worded = [2 * sum(_COUNT.fullmatch(text) is None for text in column) > len(rows) for column in columns]
    leading = worded.index(False) if False in worded else len(columns)
    for wide in range(max(leading, 1), min(leading + _WIDEST, len(columns)) + 1):
        names = list(zip(*columns[:wide], strict=True))
        if len(set(names) - {("",) * wide}) < MOSTLY * len(rows):
            continue
        if leading:
            return 3
        numbers = [tuple(map(int, name)) for name in names if all(map(str.isdecimal, name))]
        return 2 if len(numbers) > 1 and all(a < b for a, b in itertools.pairwise(numbers)) else 0
    return int(any(worded))

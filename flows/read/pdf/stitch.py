"""Tables that go on over pages, put together as one Grid whose cells keep their own page and place.

The last table of a page and the first of the next are one when nothing but page headers and footers stands between
them, their columns agree, and the second brings no header of its own. A header that the second repeats word for word
is left out of the joined Grid, unless another header has come since; a row that the page break cut in two is one row
again. So are two that the finder took for tables of their own, close upon each other on one page: whether the whole
holds several is for its reader to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from flows.read.grid import Box, Cell, Grid, Way, around
from flows.read.pdf.columns import column_spans, matching
from flows.read.pdf.printed_sheets import PrintedPage
from flows.read.pdf.rows import FIGURE, all_bold, figures_in, names_anew, texts
from flows.read.tables import PageTable

# A table that ends above this share of its page has come to its end, where the next page brings its header again.
_REACHES_DOWN = 0.5
# Rows of one table stand no further from each other than this (points).
_CLOSE = 16.0
_LOOK_BACK = 6
_OPEN_END = re.compile(
    r"(?:[,(/&–-]|\b(?:and|or|of|the|a|an|in|to|for|by|with|on|from|at|as|not|under|per|is))$", re.IGNORECASE
)


class Joined:
    """A table as far as it has been read; `take` adds what goes on with it on the next page.

    `cut` tells whether the last page break went through a row.
    """

    def __init__(self, table: PageTable, height: float) -> None:
        self.first = table
        self.rows, self.columns = table.rows, table.columns
        self.cells = list(table.cells)
        self.printed = [PrintedPage.of(table)]
        self._beside: list[Cell] = []
        self.may_follow: list[tuple[Joined, Way]] = []
        self.confidence = table.confidence
        self.pages = [table.page]
        self.repeated = 0
        self.cut = False
        # Where in `cells` those of the last page begin, and those that reach down to the last row: all that a
        # continuation is held against, however long the table has grown.
        self._from = 0
        self._open = self._reaching(0)
        self._styled = all_bold(self.cells, 1) and not all_bold(self.cells, min(2, self.rows))
        self._spans = column_spans(table)
        self._header = [texts(table.cells, row) for row in range(1, min(max(table.header_rows, 1), table.rows) + 1)]
        self._no_header_after(self.cells, len(self._header))
        self._bottom = table.box.bottom
        self._ends_at = table.box.bottom / height

    def grid(self) -> Grid:
        """The table as a Grid."""
        return Grid(
            self.rows,
            self.columns,
            (*self.cells, *self._beside),
            self.first.method,
            self.first.page,
            confidence=self.confidence,
        )

    def take_beside(self, page: PrintedPage, table: PageTable) -> bool:
        """Add further columns of the rows that stand on one of the pages of this table, if they can be placed."""
        header = [texts(self._beside, row) for row in range(1, len(self._header) + 1)]
        cells = page.put_beside(table, header)
        if cells is None:
            return False
        self._beside += cells
        page.columns += table.columns
        self.columns = max(self.columns, page.columns)
        self.confidence = min(self.confidence, table.confidence)
        self.pages.append(table.page)
        return True

    def fits(self, table: PageTable) -> bool:
        """Whether the columns of a table stand under those of this one."""
        return matching(self._spans, column_spans(table)) is not None

    def take(self, table: PageTable, height: float) -> bool:
        """Add the next table of this page, or the first of the next (of that height in points), if it goes on here."""
        same_page = table.page == self.pages[-1]
        if not same_page and table.page != self.pages[-1] + 1:
            return False
        if same_page and not 0 <= table.box.top - self._bottom <= _CLOSE:
            return False
        columns = matching(self._spans, column_spans(table))
        if columns is None:
            return False
        cells = [_moved(cell, columns) for cell in table.cells]
        repeated = self._repeated(cells)
        if same_page and (repeated or len(columns) < self.first.columns):
            return False
        if repeated and self._ends_at < _REACHES_DOWN and not _lacks_its_label(cells, repeated):
            return False
        if repeated >= table.rows or (not repeated and self._header_of_its_own(cells)):
            return False
        body = [replace(cell, row=cell.row - repeated) for cell in cells if cell.row > repeated]
        rows = table.rows - repeated
        if _label_apart(body):
            body = _with_label(body)
            rows -= 1
        self.cut = self._cut(body)
        if self.cut:
            self._mend(body)
            body = [replace(cell, row=cell.row - 1) for cell in body if cell.row > 1]
            rows -= 1
        page = PrintedPage.of(table)
        page.columns, page.rows_before, page.dropped = self.first.columns, self.rows, table.rows - rows
        self.printed.append(page)
        body = self._stretch([*body, *self._blanks(body, rows, table)])
        stretched = [n for n in self._open if self.cells[n].rows[-1] > self.rows]
        self._from = len(self.cells)
        self.cells.extend(replace(cell, row=cell.row + self.rows) for cell in body)
        self._no_header_after(body, 0)
        self.rows += rows
        self._open = [n for n in stretched if self.rows in self.cells[n].rows] + self._reaching(self._from)
        self.repeated += repeated
        if not same_page:
            self.pages.append(table.page)
        self.confidence = min(self.confidence, table.confidence)
        self._bottom = table.box.bottom
        self._ends_at = table.box.bottom / height
        return True

    def _reaching(self, start: int) -> list[int]:
        """The places from `start` on of the cells that reach down to the last row."""
        return [n for n in range(start, len(self.cells)) if self.rows in self.cells[n].rows]

    def _recent(self) -> list[Cell]:
        """The cells of the last page."""
        return self.cells[self._from :]

    def _blanks(self, body: Sequence[Cell], rows: int, table: PageTable) -> list[Cell]:
        """Blank cells of a ruled table in columns that hold nothing on its page and so were not told apart there."""
        if table.method != "pdf_lines":
            return []
        filled = {column for cell in body for column in cell.columns}
        labels = {self.cells[n].column for n in self._open if self.cells[n].row_span > 1 and self.cells[n].text}
        blanks = []
        for column, span in enumerate(self._spans, start=1):
            if column in filled or span is None:
                continue
            if column in labels:
                # A label that spans rows above the break: the blank below it is one cell, not one for each row.
                blanks.append(Cell(1, column, row_span=rows, page=table.page))
                continue
            for row in range(1, rows + 1):
                beside = next((cell.box for cell in body if cell.row == row and cell.row_span == 1 and cell.box), None)
                box = beside and Box(span[0], beside.top, span[1], beside.bottom)
                blanks.append(Cell(row, column, page=table.page, box=box))
        return blanks

    def _no_header_after(self, cells: Sequence[Cell], above: int) -> None:
        """Where a row of these cells names the columns anew, no header is said again on a later page."""
        if self._header and names_anew(cells, above, self._header[-1], self._styled):
            self._header = []

    def _repeated(self, cells: Sequence[Cell]) -> int:
        """How many rows at the top of the table say again what the header of this one says."""
        for count in range(len(self._header), 0, -1):
            again = [texts(cells, row) for row in range(1, count + 1)]
            if again in (self._header[:count], self._header[-count:]) and not figures_in(again[-1]):
                return count
        return 0

    def _header_of_its_own(self, cells: Sequence[Cell]) -> bool:
        """Whether the first row, or the one below a band, heads its columns and is not data like the last ones here."""
        columns = {cell.column for cell in cells}
        banded = any(cell.row == 1 and cell.text and columns <= set(cell.columns) for cell in cells)
        head = 2 if banded else 1
        first = texts(cells, head)
        if figures_in(first):
            return False
        bold = all_bold(cells, head)
        if bold and not all_bold(self._recent(), self.rows):
            return not _total(first)
        if not bold and self._styled:
            return False
        figured = {
            cell.column
            for cell in self._recent()
            if cell.row > max(1, self.rows - _LOOK_BACK) and cell.column > 1 and FIGURE.fullmatch(cell.text)
        } & columns
        worded = sum(1 for column in figured if first.get(column))
        return bool(figured) and worded >= 0.5 * len(figured)

    def _cut(self, body: Sequence[Cell]) -> bool:
        """Whether the first row goes on with the last one: words that break off there, figures on one side only."""
        last, first = texts(self._recent(), self.rows), texts(body, 1)
        both = [column for column in first if column in last]
        if not both or any(cell.row == 1 and cell.row_span > 1 and cell.text for cell in body):
            return False
        figures = [sum(bool(FIGURE.fullmatch(text)) for text in row.values()) for row in (last, first)]
        if all(figures) or any(FIGURE.fullmatch(row[column]) for row in (last, first) for column in both):
            return False
        if not any(figures) and set(first) != set(both):
            return False
        if all(first[column][0].islower() or bool(_OPEN_END.search(last[column])) for column in both):
            return True
        return any(figures) and 1 not in first and set(first) == set(both) and self._labelled_throughout()

    def _labelled_throughout(self) -> bool:
        """Whether each row here has a name in the first column: one that has none begins no row of its own."""
        named = {row for cell in self.cells if cell.column == 1 and cell.text for row in cell.rows}
        single = all(cell.row_span == 1 for cell in self.cells if cell.column == 1)
        return self.first.method == "pdf_lines" and single and len(named) == self.rows

    def _mend(self, body: Sequence[Cell]) -> None:
        """Put the texts of the first row to those of the last row here."""
        at = {self.cells[n].column: n for n in self._open}
        for cell in body:
            if cell.row != 1 or not cell.text:
                continue
            if cell.column not in at:
                self._open.append(len(self.cells))
                self.cells.append(replace(cell, row=self.rows))
                continue
            above = self.cells[at[cell.column]]
            if above.text:
                self.cells[at[cell.column]] = replace(
                    above,
                    text=f"{above.text}\n{cell.text}",
                    confidence=min(above.confidence, cell.confidence),
                    doubts=tuple(dict.fromkeys((*above.doubts, *cell.doubts))),
                )
            else:
                self.cells[at[cell.column]] = replace(cell, row=above.row, row_span=above.row_span)

    def _stretch(self, body: list[Cell]) -> list[Cell]:
        """Let a label that spans rows up to the page break span on over the blank cell below the break."""
        first = texts(body, 1)
        at = {self.cells[n].column: n for n in self._open if self.cells[n].text}
        kept = []
        for cell in body:
            above = at.get(cell.column)
            if cell.row != 1 or cell.text or above is None or not first:
                kept.append(cell)
                continue
            label = self.cells[above]
            spanning = label.row_span > 1 or cell.row_span > 1
            if spanning and cell.column < min(first) and not FIGURE.fullmatch(label.text):
                self.cells[above] = replace(label, row_span=label.row_span + cell.row_span)
            else:
                kept.append(cell)
        return kept


def _lacks_its_label(cells: Sequence[Cell], repeated: int) -> bool:
    """Whether a header comes again over a row without the label that others begin with, left on the page before."""
    row = texts(cells, repeated + 1)
    labelled = any(cell.column == 1 and cell.row > repeated + 1 and cell.text for cell in cells)
    return 1 not in row and 2 in row and labelled


def _label_apart(body: Sequence[Cell]) -> bool:
    """Whether the first row is only the beginning of the second one's label, which wraps: no header stands over it."""
    first, second = texts(body, 1), texts(body, 2)
    return set(first) == {1} and len(second) > 1 and second.get(1, "")[:1].islower()


def _with_label(body: Sequence[Cell]) -> list[Cell]:
    """The cells with the label of the first row put to that of the second."""
    begun = next(cell for cell in body if cell.row == 1 and cell.text.strip())
    joined = [
        replace(cell, text=f"{begun.text}\n{cell.text}", box=around(filter(None, (begun.box, cell.box))))
        if (cell.row, cell.column) == (2, 1)
        else cell
        for cell in body
        if cell.row > 1
    ]
    return [replace(cell, row=cell.row - 1) for cell in joined]


def _moved(cell: Cell, columns: Sequence[int]) -> Cell:
    """The cell in the columns of the joined table."""
    first, last = columns[cell.column - 1], columns[cell.column + cell.column_span - 2]
    return replace(cell, column=first, column_span=last - first + 1)


def _total(row: dict[int, str]) -> bool:
    """Whether a row is one of totals by its label: the name of a column may say so as well."""
    return bool(row) and "total" in row[min(row)].lower()

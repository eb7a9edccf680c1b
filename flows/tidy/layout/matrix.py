"""A Grid seen as rows and columns of slots: what a table's reader has before deciding what is a header.

Hidden and struck-out cells are set aside here, so that nothing after this can count them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

from flows.read.grid import Cell, Grid
from flows.tidy.labels.bilingual import english
from flows.tidy.labels.marks import Marks
from flows.tidy.labels.numbers import CellValue, read_cell
from flows.tidy.layout.bracketed import on_one_line, prints_strokes, two_figures
from flows.tidy.layout.ends import joined_ages, joined_dates
from flows.tidy.layout.hidden import BY_HAND, SHEET
from flows.tidy.layout.keyed import Keyed, headed_cells, keyed_cells, lined_cells
from flows.tidy.layout.parted import parted

LONGEST_FIGURE = 40
LONGEST_PAIR = 90
SURE = 0.7
CODE = re.compile(r"0\d+")
#: What a scan makes of a nought that stands alone.
LIKE_NOUGHT = ("O", "o")
DASHES = ("-", "–", "—", "−", "--")


@dataclass(frozen=True, slots=True)
class Slot:
    """One position of a table: the cell that covers it, its text on one line, and the figure it would be in a body.

    `second` is a further figure behind it, `says` the (dimension, value) that the words there give it, or words before
    a figure alone; `further` are the figures of its other lines; `is_figure` is true for what can only be a figure or a
    mark in its place: `0-4` and `Unknown` may be labels as well.
    """

    row: int
    column: int
    cell: Cell
    text: str
    value: CellValue | None
    second: CellValue | None = None
    is_figure: bool = False
    says: tuple[str, Any] | None = None
    further: tuple[Keyed, ...] = ()

    @property
    def is_keyed(self) -> bool:
        """True where the cell itself says of what its one figure is."""
        return self.says is not None and self.second is None

    @property
    def is_anchor(self) -> bool:
        """True at the top left position of the cell, where it counts once."""
        return (self.row, self.column) == (self.cell.row, self.cell.column)

    @property
    def printed(self) -> str:
        """The text as printed, which `text` is unless it is Welsh, the end of a period, or explained by someone.

        A stored 0 that its format draws as a dash is 0: on paper alone it would look like a dash that was typed.
        """
        return "0" if _is_drawn_zero(self.cell) else " ".join(self.cell.text.split())


@dataclass(slots=True)
class Matrix:
    """The visible, non-empty slots of a Grid by (row, column), and the cells set aside with the reason.

    `rows` and `columns` are all visible rows and columns of the grid, blank ones included; `filtered` are those of the
    rows that a filter hides.
    """

    grid: Grid
    number: int
    slots: dict[tuple[int, int], Slot]
    rows: list[int]
    columns: list[int]
    aside: dict[int, str] = field(default_factory=dict)
    filtered: frozenset[int] = frozenset()

    def at(self, row: int, column: int) -> Slot | None:
        """The slot at a position; None where nothing is printed."""
        return self.slots.get((row, column))

    def fills(self, row: int) -> bool:
        """Whether anything is printed in a row."""
        return any((row, column) in self.slots for column in self.columns)

    def empty_cell(self, row: int, column: int) -> Cell | None:
        """The empty cell that the reader found at a position, if it found one."""
        return self._empty.get((row, column))

    def flags_of(self, *rows: int) -> frozenset[str]:
        """What is to be said of the figures of some rows."""
        return frozenset() if self.filtered.isdisjoint(rows) else frozenset({"row_filtered"})

    _empty: dict[tuple[int, int], Cell] = field(default_factory=dict)


def build(grid: Grid, number: int, marks: Marks, bracketed: bool = False) -> Matrix:
    """Lay out the visible cells of `grid`, the `number`-th table of its document, reading figures by `marks`.

    `bracketed`: the notes speak of figures in brackets, so that `12 (3)` is two figures and no footnote.
    `Matrix.aside` maps the index of a cell in `grid.cells` to why it was set aside.
    """
    hidden_rows = _all_hidden(grid, by_row=True)
    hidden_columns = _all_hidden(grid, by_row=False)
    matrix = Matrix(
        grid,
        number,
        {},
        [r for r in range(1, grid.rows + 1) if r not in hidden_rows],
        [c for c in range(1, grid.columns + 1) if c not in hidden_columns],
        filtered=frozenset(c.row for c in grid.cells if c.filtered),
    )
    printed = [on_one_line(c.text) for c in grid.cells]
    strokes = prints_strokes(printed)
    bracketed = bracketed or strokes
    headed, heads = headed_cells(grid, marks)
    keyed = {place: [figure] for place, figure in keyed_cells(grid, marks).items()} | lined_cells(grid, marks) | headed
    texts = {(c.row, c.column): text for c, text in zip(grid.cells, printed, strict=True) if not c.hidden}
    across = joined_ages({(column, row): text for (row, column), text in texts.items()})
    ends = joined_dates(texts) | joined_ages(texts) | {(row, column): band for (column, row), band in across.items()}
    read = cache(partial(_figures, marks=marks, bracketed=bracketed, strokes=strokes))  # a long list says little anew
    counted = {c.row for c in grid.cells if c.text.strip().isdecimal()} if grid.method == "ocr" else set()
    for index, cell in enumerate(grid.cells):
        pair = strokes and not any(map(str.isalpha, printed[index]))
        nought = _is_drawn_zero(cell) or (cell.row in counted and cell.text.strip() in LIKE_NOUGHT)
        text = "0" if nought else printed[index] if pair else english(heads.get((cell.row, cell.column), cell.text))
        reason = _set_aside(cell, grid)
        if reason:
            if text:
                matrix.aside[index] = reason
            continue
        value, second, says = read(text)
        figure = value is not None and (second is not None or text in marks.signs or _only_a_figure(text, value))
        if found := keyed.get((cell.row, cell.column)):
            value, second, says, figure = found[0].figure, None, found[0].says, True
        if both := ends.get((cell.row, cell.column)):
            text, value, second, says, figure = both, None, None, None, False
        for row in cell.rows:
            for column in cell.columns:
                if text:
                    further = tuple(found[1:]) if found else ()
                    matrix.slots[row, column] = Slot(row, column, cell, text, value, second, figure, says, further)
                else:
                    matrix._empty[row, column] = cell
    return matrix


def _is_drawn_zero(cell: Cell) -> bool:
    """A number 0 that its format draws as a dash, where a dash that was typed may mean anything."""
    return cell.number == 0 and cell.text.strip() in DASHES


def _only_a_figure(text: str, value: CellValue) -> bool:
    worded = any(ch.isalpha() for ch in text)
    return value.status == "exact" or not (worded or (value.certainty < SURE and text[0].isdecimal()))


def _figures(
    text: str, marks: Marks, bracketed: bool, strokes: bool
) -> tuple[CellValue | None, CellValue | None, tuple[str, Any] | None]:
    """The figure of a cell, the one behind it, and what the words there say of that."""
    if not 0 < len(text) <= LONGEST_PAIR or CODE.fullmatch(text):
        return None, None, None
    if (two := parted(text, marks)) is not None:
        return two
    if len(text) > LONGEST_FIGURE:
        return None, None, None
    value = read_cell(text, marks)
    pair = two_figures(text, marks, strokes) if value is None or bracketed else None
    return *(pair or (value, None)), None


def _set_aside(cell: Cell, grid: Grid) -> str:
    if grid.hidden:
        return SHEET
    if cell.hidden:
        return BY_HAND
    if cell.struck:
        return "struck out"
    return ""


def _all_hidden(grid: Grid, *, by_row: bool) -> set[int]:
    """Rows (or columns) of which every cell is hidden."""
    hidden: set[int] = set()
    shown: set[int] = set()
    for cell in grid.cells:
        (hidden if cell.hidden else shown).update(cell.rows if by_row else cell.columns)
    return hidden - shown


def distinct(slots: Iterable[Slot]) -> list[Slot]:
    """The slots, each cell once."""
    seen: dict[tuple[int, int], Slot] = {}
    for slot in slots:
        seen.setdefault((slot.cell.row, slot.cell.column), slot)
    return list(seen.values())

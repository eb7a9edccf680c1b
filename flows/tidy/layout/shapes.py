"""What the cells of a sheet are by their shape alone, as arrays: kinds, numbers, merged areas, sums."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from flows.tidy.layout.kinds import DATE, MARK, NUMBER, TEXT, YEAR, kind_of
from flows.tidy.layout.matrix import Matrix, Slot
from flows.tidy.layout.runs import name_by_company, withhold_bands, withhold_texts
from flows.tidy.layout.sums import Sum, sums_down

Mask = NDArray[np.bool_]


class Shapes:
    """A Matrix, or an area of it, as arrays over its visible rows and columns, 0-based.

    `kind`: what each cell is; `figure`: it can be one, a bare year too; `hard`: a number that is no year; `words`:
    text that can only label; `soft`: text that may stand in the place of a figure (`not held`); `standing`: it, or a
    mark; `value`: the number; `form`: 1 percent, 2 decimals, 3 whole. A merged area stands in its top left cell;
    `anchor` leads there from the others.
    """

    def __init__(self, matrix: Matrix, rows: Sequence[int], columns: Sequence[int]) -> None:
        self.matrix, self.rows, self.columns = matrix, list(rows), list(columns)
        self.h, self.w = len(self.rows), len(self.columns)
        shape = (self.h, self.w)
        row_at = {r: i for i, r in enumerate(self.rows)}
        column_at = {c: i for i, c in enumerate(self.columns)}
        self.text = [[""] * self.w for _ in self.rows]
        self.kind = np.zeros(shape, dtype=np.int8)
        self.figure, self.soft, self.bold = (np.zeros(shape, dtype=bool) for _ in range(3))
        self.range_ = np.zeros(shape, dtype=bool)
        self.value = np.full(shape, np.nan)
        self.form, self.indent = np.zeros(shape, dtype=np.int8), np.zeros(shape, dtype=np.int16)
        self.memo: dict[object, dict[str, float]] = {}  # evidence on blocks, which many layouts share
        self.anchor: dict[tuple[int, int], tuple[int, int]] = {}
        self.spans: dict[tuple[int, int], tuple[int, int]] = {}
        first: dict[int, tuple[int, int]] = {}
        for i, row in enumerate(self.rows):
            for j, column in enumerate(self.columns):
                slot = matrix.slots.get((row, column))
                if slot is None:
                    continue
                top, left = first.setdefault(id(slot.cell), (i, j))
                if (top, left) != (i, j):
                    self.anchor[i, j] = (top, left)
                    continue
                if slot.cell.row_span > 1 or slot.cell.column_span > 1:
                    last_row = max((row_at[r] for r in slot.cell.rows if r in row_at), default=i)
                    last_column = max((column_at[c] for c in slot.cell.columns if c in column_at), default=j)
                    if (last_row, last_column) != (i, j):
                        self.spans[i, j] = (last_row, last_column)
                        self.anchor[i, j] = (i, j)
                self._put(i, j, slot)
        name_by_company(self)
        withhold_bands(self)
        withhold_texts(self)
        self.filled = self.kind > 0
        self.hard = self.figure & (self.kind == NUMBER)
        self.standing = self.soft | (self.kind == MARK)
        if self.standing[:, 1:].any() and not self.hard[:, 1:].any():  # all is withheld, and that in place of figures
            self.kind[:, 0][self.hard[:, 0]] = YEAR
            self.figure = self.standing.copy()
            self.figure[:, 0] = False
            self.hard = self.figure
        self.words = ((self.kind == TEXT) | (self.kind == DATE) | ((self.kind == YEAR) & ~self.figure)) & ~self.soft
        self.occupied = any_along(self.filled, 1)
        for (top, left), (bottom, _) in self.spans.items():
            if self.filled[top, left]:
                self.occupied[top : bottom + 1] = True

    def _put(self, i: int, j: int, slot: Slot) -> None:
        self.text[i][j] = slot.text
        self.bold[i, j], self.indent[i, j] = slot.cell.bold, slot.cell.indent
        kind, figure, soft, range_ = kind_of(slot.text, *_told(slot))
        self.kind[i, j], self.figure[i, j], self.soft[i, j], self.range_[i, j] = kind, figure, soft, range_
        if figure and slot.value is not None and slot.value.value is not None:
            self.value[i, j] = float(slot.value.value)
            self.form[i, j] = (
                1 if slot.value.unit == "percent" else 2 if "." in slot.text and ".0" not in slot.text[-2:] else 3
            )

    @cached_property
    def sums(self) -> list[Sum]:
        """Rows that are the sums of rows next to them, in two columns at least (or in all that they have)."""
        return sums_down(np.where(self.hard, self.value, np.nan))

    @cached_property
    def summed(self) -> Mask:
        """Cells that stand in a sum that comes out, down the rows or along the columns."""
        done = np.zeros((self.h, self.w), dtype=bool)
        for one in self.sums:
            done[np.ix_([one.total, *one.members], one.lines)] = True
        for one in sums_down(np.where(self.hard, self.value, np.nan).T):
            done[np.ix_(one.lines, [one.total, *one.members])] = True
        return np.asarray(done & np.isfinite(self.value))

    @cached_property
    def covering(self) -> list[list[str]]:
        """The text that covers each place."""
        said = [list(row) for row in self.text]
        for (i, j), (top, left) in self.anchor.items():
            said[i][j] = self.text[top][left]
        return said

    @cached_property
    def covered(self) -> Mask:
        """Places that hold something, or that a text covers."""
        covered = np.array([[bool(text) for text in row] for row in self.covering], dtype=bool)
        return np.asarray(self.filled | covered)

    def at(self, i: int, j: int) -> str:
        """The text that covers a place."""
        return self.covering[i][j]

    def slot(self, i: int, j: int) -> Slot | None:
        """The slot of the matrix that covers a place."""
        return self.matrix.slots.get((self.rows[i], self.columns[j]))

    def part(self, top: int, left: int, bottom: int, right: int) -> Shapes:
        """The area of rows `top` to `bottom` and columns `left` to `right`, its ends left out."""
        held = np.nonzero(self.filled[top:bottom, left:right].any(axis=0))[0]
        if len(held):  # blank columns at its edges are none of it
            left, right = left + int(held[0]), left + int(held[-1]) + 1
        if (top, left, bottom, right) == (0, 0, self.h, self.w):
            return self
        return Shapes(self.matrix, self.rows[top:bottom], self.columns[left:right])


def any_along(mask: Mask, axis: int) -> Mask:
    """Whether anything is true in each line of a mask."""
    return np.asarray(mask.any(axis=axis), dtype=bool)


def _told(slot: Slot) -> tuple[bool, bool, bool]:
    """Whether a slot holds an exact number, whether it can only be a figure or mark, and whether it may be one."""
    exact = slot.value is not None and slot.value.status == "exact"
    return exact, slot.is_figure, slot.value is not None

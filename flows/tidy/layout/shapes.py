"""What the cells of a sheet are by their shape alone: numbers, years, marks, dates, texts, blanks; merged areas; sums.

No word is asked what it means here: the names of months are the only ones known, as parts of dates.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from flows.tidy.layout.matrix import Matrix, Slot
from flows.tidy.layout.sums import Sum, sums_down

BLANK, NUMBER, YEAR, MARK, DATE, TEXT = range(6)
Mask = NDArray[np.bool_]

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_YEARS = re.compile(
    r"(?:1[89]|20)\d\d(?:\.0)?(?:\s?[-/–]\s?\d{2,4})?(?:\s*[\\*#]?\s*[\w*#]|\s*\(\s*\w\s*\))?"
    r"|(?:fy|cy)?\s?['’]?(?:\d{2}|\d{4})\s?[/–-]\s?(?:\d{2}|\d{4})|(?:fy|cy) ?(?:20)?\d\d",
    re.IGNORECASE,
)
_SHORT_YEARS = re.compile(r"(\d\d)\s?[/–-]\s?(\d\d)")
_DATES = re.compile(
    rf"(?:{_MONTH}[\s\-–/,]*)+(?:\d{{1,4}})?|(?:20|19)\d\d[\s\-]{_MONTH}|\d{{1,2}}[a-z]{{0,2}}[\s\-./]{_MONTH}[\s\-./,]*(?:\d{{2,4}})?"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}.{0,16}|q[1-4][\s,]*.{0,8}|\d{4}-\d\d-\d\d.*",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"\d{1,3}\s?(?:-|–|to|/)\s?\d{1,3}|\d{1,3}\s?\+|\d{1,3}\s?(?:and|&) (?:over|above|under)", re.IGNORECASE
)
_UNIT = re.compile(r"\((?:1(?:,000)+|000s?|%)\)|['’]000s?|%|[£$€]")
_MARKS = re.compile(r"[^\w£$€]{1,4}|[a-zA-Z]|\([a-zA-Z]{1,2}\)|[nN]/?[aA]|[<≤]\s*=?\s*\d+|n\.[a-z]\.|\[[a-z]\]")
_BARE_YEAR = re.compile(r"(?:1[89]|20)\d\d[1-9]?(?:\.0)?")
_MONTH_NUMBER = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:\.0)?")
_WHOLE = re.compile(r"\d+(?:\.0)?")
_DIGITS = re.compile(r"\d+")
FEWEST_IN_TURN = 5


class Shapes:
    """A Matrix, or an area of it, as arrays over its visible rows and columns, 0-based.

    `kind`: what each cell is; `figure`: it can be one, a bare year too; `hard`: a number that is no year; `words`:
    text that can
    only label; `soft`: text that may stand in the place of a figure (`not held`), `standing`: it, or a mark; `value`: the number; `form`: 1
    percent,
    2 decimals, 3 whole. A merged area stands in its top left cell; `anchor` leads there from the others.
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
        self._runs()
        self._withheld_bands()
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
        kind, figure, soft, range_ = _kind(slot.text, *_told(slot))
        self.kind[i, j], self.figure[i, j], self.soft[i, j], self.range_[i, j] = kind, figure, soft, range_
        if figure and slot.value is not None and slot.value.value is not None:
            self.value[i, j] = float(slot.value.value)
            self.form[i, j] = (
                1 if slot.value.unit == "percent" else 2 if "." in slot.text and ".0" not in slot.text[-2:] else 3
            )

    def _runs(self) -> None:
        """Numbers that name by the company they keep are as years are: single ages, numbers of months.

        Years with a note.
        """
        ended: set[float] = set()  # with what number runs across ended: a further row may go on from there
        for i in range(self.h):
            places = [(i, j) for j in range(self.w) if self.filled_at(i, j)]
            self._run(places, across=True, after=ended)
            if len(places) > 2 and all(self.figure[p] and self.kind[p] == YEAR for p in places):
                ended.add(float(self.value[places[-1]]))
        self._counts_like_years()
        for j in range(self.w):
            self._run([(i, j) for i in range(self.h) if self.filled_at(i, j)], across=False, after=())

    def _counts_like_years(self) -> None:
        """Bare years in no order down a column, or few among its numbers, beside other numbers in their rows, count."""
        for j in range(self.w):
            years = [i for i in range(self.h) if self.kind[i, j] == YEAR and self.figure[i, j]]
            numbers = int((self.kind[:, j] == NUMBER).sum())
            steps = {abs(self.value[b, j] - self.value[a, j]) for a, b in pairwise(years)}
            if not years or (not steps - {0, 1, 2, 5, 10} and 2 * numbers <= len(years)):
                continue
            for i in years:
                others = self.figure[i] & (self.kind[i] == NUMBER)
                if others.any() and (numbers or len(years) > 1):
                    self.kind[i, j] = NUMBER

    def _withheld_bands(self) -> None:
        """Bands of numbers in columns that are mostly numbers are figures withheld: `1 to 4` between `56` and `5`."""
        counts = self.figure & (self.kind == NUMBER)
        for j in range(1, self.w):
            bands = self.range_[:, j] & (self.kind[:, j] == TEXT)
            first = int(counts[:, j].argmax())
            header = {self.text[i][j] for i in range(first)}
            bands &= np.array([i > first and self.text[i][j] not in header for i in range(self.h)])
            if bands.any() and counts[:, j].sum() > bands.sum():
                self.soft[bands, j], self.kind[bands, j] = True, MARK

    def hard_at(self, i: int, j: int) -> bool:
        """Whether a number that is no year stands there."""
        return bool(self.figure[i, j]) and self.kind[i, j] == NUMBER

    def filled_at(self, i: int, j: int) -> bool:
        """Whether a number or a band of numbers stands there."""
        return bool(self.figure[i, j] or self.range_[i, j])

    def _run(self, places: list[tuple[int, int]], across: bool, after: Collection[float]) -> None:
        numbers = [p for p in places if self.figure[p]]
        if len(numbers) < 2:
            return
        if not across and not self.filled_left(numbers):
            if self._numbers_lines(numbers):
                for place in numbers:
                    self.kind[place] = YEAR
                return
        elif not across and len(numbers) < FEWEST_IN_TURN:
            return  # few numbers behind others in their rows count
        if across and len(numbers) < FEWEST_IN_TURN and self._is_headed(numbers):
            return
        texts = [self.text[i][j] for i, j in numbers]
        glued = across and all(map(_BARE_YEAR.fullmatch, texts))
        months = len(texts) > 2 and (all(map(_MONTH_NUMBER.fullmatch, texts)) or all(map(_names_financial_year, texts)))
        if (
            glued
            or months
            or (
                all(map(_WHOLE.fullmatch, texts))
                and (_in_turn([self.value[p] for p in numbers], after) or self._tile(places))
            )
        ):
            for place in numbers:
                self.kind[place] = YEAR

    def _is_headed(self, numbers: list[tuple[int, int]]) -> bool:
        """Whether texts or bands right above head the columns of some numbers, which so count."""
        i, columns = numbers[0][0] - 1, [j for _, j in numbers]
        return i >= 0 and all(self.kind[i, j] in (TEXT, YEAR) and not self.hard_at(i, j) for j in columns)

    def filled_left(self, numbers: list[tuple[int, int]]) -> bool:
        """Whether anything stands to the left of some numbers of a column."""
        return any((self.kind[i, :j] > 0).any() for i, j in numbers)

    def _numbers_lines(self, numbers: list[tuple[int, int]]) -> bool:
        """Whether the first cells of rows number them: from one on, rows that belong together alike, texts behind."""
        values = [self.value[p] for p in numbers]
        steps = {b - a for a, b in pairwise(values)}
        worded = all((self.kind[i, j + 1 :] == TEXT).any() for i, j in numbers)
        alone = not any((self.figure[i, j + 1 :]).any() for i, j in numbers)
        return bool(
            values[0] == 1 and worded and steps <= {0, 1, 2} and 1 in steps and (alone or (0 in steps and len(values) > 3))
        )

    def _tile(self, places: list[tuple[int, int]]) -> bool:
        """Whether single numbers go on with bands, as ages do: `0-4 | 5 | 6 | 7-9`."""
        if len(places) < 3 or not any(self.range_[p] for p in places):
            return False
        ends: list[tuple[int, int]] = []
        for i, j in places:
            found = [int(n) for n in _DIGITS.findall(self.text[i][j])]
            if not found or len(found) > 2:
                return False
            ends.append((found[0], found[-1]))
        return all(a[1] + 1 == b[0] for a, b in pairwise(ends))

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

    def at(self, i: int, j: int) -> str:
        """The text that covers a place."""
        top, left = self.anchor.get((i, j), (i, j))
        return self.text[top][left]

    def slot(self, i: int, j: int) -> Slot | None:
        """The slot of the matrix that covers a place."""
        return self.matrix.slots.get((self.rows[i], self.columns[j]))

    def part(self, top: int, left: int, bottom: int, right: int) -> Shapes:
        """The area of rows `top` to `bottom` and columns `left` to `right`, its ends left out."""
        held = np.nonzero(self.filled[top:bottom, left:right].any(axis=0))[0]
        if len(held):  # blank columns at its edges are none of it
            left, right = left + int(held[0]), left + int(held[-1]) + 1
        return Shapes(self.matrix, self.rows[top:bottom], self.columns[left:right])


def any_along(mask: Mask, axis: int) -> Mask:
    """Whether anything is true in each line of a mask."""
    return np.asarray(mask.any(axis=axis), dtype=bool)


def _told(slot: Slot) -> tuple[bool, bool, bool]:
    """Whether a slot holds an exact number, whether it can only be a figure or mark, and whether it may be one."""
    exact = slot.value is not None and slot.value.status == "exact"
    return exact, slot.is_figure, slot.value is not None


@lru_cache(maxsize=65536)
def _kind(text: str, exact: bool, sure: bool, may: bool) -> tuple[int, bool, bool, bool]:
    """The kind of a text; whether it can be a figure; whether it may stand in the place of one.

    Whether it is a band.
    """
    if not text:
        return BLANK, False, False, False
    if _UNIT.fullmatch(text):
        return TEXT, False, False, False
    if _RANGE.fullmatch(text):
        if sure and not (exact and _is_year(text)):  # two figures; or a note says that figures so printed are withheld
            return (NUMBER, True, False, False) if exact else (MARK, False, False, False)
        return (YEAR if _is_year(text) else TEXT), False, False, True
    if _is_year(text) and "," not in text:
        return YEAR, exact and sure and bool(_BARE_YEAR.fullmatch(text)), False, False
    if exact and sure:
        return NUMBER, True, False, False
    if sure or _MARKS.fullmatch(text):
        return MARK, False, False, False
    if may:
        return TEXT, False, True, False
    return (DATE if _DATES.fullmatch(text) else TEXT), False, False, False


def _names_financial_year(text: str) -> bool:
    """Whether a number is two years in turn: `201516`, `1516`."""
    digits = text.removesuffix(".0").removeprefix("20" if len(text) > 5 else "")
    return len(digits) == 4 and digits.isdecimal() and (int(digits[:2]) + 1) % 100 == int(digits[2:])


def _is_year(text: str) -> bool:
    """Whether a text is a year by its shape; of two short numbers the second is the next one: `16/17`, not `24 / 12`."""
    if not _YEARS.fullmatch(text):
        return False
    short = _SHORT_YEARS.fullmatch(text)
    return short is None or (int(short[1]) + 1) % 100 == int(short[2])


def _in_turn(numbers: Sequence[Any], after: Collection[float]) -> bool:
    """Whether whole numbers name by going up by one: from nought or one, or so often that no counts would.

    So they do where a run before ended just below the first: `after`.
    """
    begins = [k for k, x in enumerate(numbers) if x == numbers[0]]
    long = {b - a for a, b in zip(begins, [*begins[1:], len(numbers)], strict=True)}
    if len(long) != 1 or len(numbers) < 3:
        return False
    n = long.pop()
    up = all(numbers[a + k] == numbers[0] + k for a in begins for k in range(n))
    return up and n > 1 and (numbers[0] in (0, 1) or n >= FEWEST_IN_TURN or numbers[0] - 1 in after)

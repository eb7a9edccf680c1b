"""What stands in a sheet beside its tables and is no part of them: codes of cells, buttons, numbers of questions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import itemgetter
from string import ascii_uppercase

from flows.tidy.dimensions import headings
from flows.tidy.layout.matrix import Matrix, Slot
from flows.tidy.text.phrases import says

FEWEST_CODES = 8
FEWEST_LETTERS = 3
COUNTED = "counts the lines or cells of a form"
NAMING = "a number that names what stands beside it"
PIVOT = "a button of a pivot table"
EDGES = "the letter of a column or the number of a row, printed with the sheet"
_QUESTION_NUMBER = re.compile(r"q?\W?(\d{1,2})(?:\.(\d{1,2}))?([a-h]?)\W?", re.IGNORECASE)
_FEWEST_QUESTIONS = 3


def without_furniture(matrix: Matrix) -> Matrix:
    """The matrix without what is no part of its tables, which is set aside with the reason."""
    kinds = (
        (_edges, EDGES),
        (_codes, COUNTED),
        (_questions, NAMING),
        (_buttons, PIVOT),
    )
    for find, reason in kinds:
        if found := list(find(matrix)):
            _set_aside(matrix, found, reason)
    return matrix


def _set_aside(matrix: Matrix, slots: Sequence[Slot], reason: str) -> None:
    cells = {id(s.cell) for s in slots}
    for index, cell in enumerate(matrix.grid.cells):
        if id(cell) in cells:
            matrix.aside[index] = reason
    for position in [p for p, s in matrix.slots.items() if id(s.cell) in cells]:
        del matrix.slots[position]


def _edges(matrix: Matrix) -> Iterable[Slot]:
    """The letters over the columns of a sheet that is printed with them, and the numbers before its rows."""
    over = next((r for r in matrix.rows if _are_letters(matrix.at(r, c) for c in matrix.columns)), None)
    if over is None:
        return []
    first = min(column for _, column in matrix.slots)
    before = [s for (row, column), s in sorted(matrix.slots.items()) if column == first and row > over]
    numbers = [int(text) for s in before for text in s.text.split() if text.isascii() and text.isdecimal()]
    in_turn = sum(b - a == 1 for a, b in pairwise(numbers))
    numbered = in_turn > 1 and 10 * in_turn >= 8 * (len(numbers) - 1)
    letters = [s for c in matrix.columns if (s := matrix.at(over, c))]
    return [*letters, *(s for s in before if numbered and s.text.replace(" ", "").isdecimal())]


def _are_letters(slots: Iterable[Slot | None]) -> bool:
    """Whether a row holds A, B, C and so on, and nothing else."""
    told = "".join(s.text.replace(" ", "") for s in slots if s is not None)
    return len(told) >= FEWEST_LETTERS and told == ascii_uppercase[: len(told)]


def _buttons(matrix: Matrix) -> Iterable[Slot]:
    return (s for s in matrix.slots.values() if s.is_anchor and says("tables", s.text, "pivot"))


def _codes(matrix: Matrix) -> Iterable[Slot]:
    """The figures of columns that do nothing but count up by one, beside other figures in their rows.

    The first column of a sheet may number the rows of any list: there it is a code where another column is one too.
    """
    columns = _by_column(matrix, spanned=True)
    counting = [c for c, slots in columns.items() if _counts(slots)]
    if len(counting) == 1 and counting[0] == min(columns):
        return []
    beside = {s.row for c, slots in columns.items() if c not in counting for s in slots if s.is_figure}
    return [s for c in counting for s in columns[c] if s.is_figure and s.row in beside]


def _questions(matrix: Matrix) -> Iterable[Slot]:
    """The numbers of the questions that the rows of a table answer: a first column in order under `Question`."""
    columns = _by_column(matrix)
    first = columns.get(min(columns, default=0), [])
    if not first or first[0].is_figure or not says("tables", first[0].text, "heading of question numbers"):
        return []
    below = first[1:]
    told = [_QUESTION_NUMBER.fullmatch(s.text.strip()) for s in below]
    numbers = [(int(m[1]), int(m[2] or 0), m[3].lower()) for m in told if m]
    in_order = len(numbers) == len(told) >= _FEWEST_QUESTIONS and all(a < b for a, b in pairwise(numbers))
    return below if in_order else []


def _counts(slots: Sequence[Slot]) -> bool:
    """True for whole numbers that go up throughout, nearly always by one, under no name of a dimension."""
    numbers = [int(s.text) for s in slots if s.text.isascii() and s.text.isdecimal()]
    figures = sum(s.is_figure for s in slots)
    if len(numbers) < FEWEST_CODES or len(numbers) < figures or len(numbers) * 2 < len(slots):
        return False
    steps = [b - a for a, b in pairwise(numbers)]
    named = any(headings(s.text) for s in slots if not s.is_figure)
    return not named and min(steps) > 0 and steps.count(1) * 10 >= len(steps) * 9


def _by_column(matrix: Matrix, spanned: bool = False) -> dict[int, list[Slot]]:
    """The cells that begin in each column, top to bottom; those over several columns only where `spanned`."""
    columns: dict[int, list[Slot]] = {}
    for (_, column), slot in sorted(matrix.slots.items(), key=itemgetter(0)):
        if slot.is_anchor and (spanned or len(slot.cell.columns) == 1):
            columns.setdefault(column, []).append(slot)
    return columns

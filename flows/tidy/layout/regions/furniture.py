"""What stands in a sheet beside its tables and is no part of them: codes of cells, links, buttons, notes, remarks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import itemgetter
from string import ascii_uppercase

from flows.tidy.dimensions import LEVEL_DIMENSIONS, headings, parse
from flows.tidy.layout.matrix import Matrix, Slot
from flows.tidy.layout.regions.letterheads import letterheads
from flows.tidy.text.phrases import says

FEWEST_CODES = 8
FEWEST_LETTERS = 3
LONG_TEXT = 40
#: No label of rows that stands under a mark has so many words.
FEWEST_WORDS = 4
COUNTED = "counts the lines or cells of a form"
LINK = "a link to another part of the document"
NAMING = "a number that names what stands beside it"
PIVOT = "a button of a pivot table"
EDGES = "the letter of a column or the number of a row, printed with the sheet"
_MARKED = re.compile(r"[*†‡#¹²³]+\s*[A-Za-z]")
_QUESTION_NUMBER = re.compile(r"q?\W?(\d{1,2})(?:\.(\d{1,2}))?([a-h]?)\W?", re.IGNORECASE)
_FEWEST_QUESTIONS = 3
_REMARK = re.compile(r"\((?P<bracketed>[^()]*[a-z][^()]*)\)|[*†‡]+\s*(?P<marked>.*[a-z].*)", re.IGNORECASE)


def without_furniture(matrix: Matrix) -> Matrix:
    """The matrix without what is no part of its tables; codes and links are set aside with the reason."""
    kinds = (
        (_edges, EDGES),
        (_links, LINK),
        (_codes, COUNTED),
        (_names, NAMING),
        (_questions, NAMING),
        (_buttons, PIVOT),
    )
    for find, reason in kinds:
        if found := list(find(matrix)):
            _set_aside(matrix, found, reason)
    beside = [*_notes_at_the_side(matrix), *_notes_among_rows(matrix), *_remarks(matrix), *letterheads(matrix)]
    for position in {(slot.row, slot.column) for slot in beside}:
        del matrix.slots[position]
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


def _links(matrix: Matrix) -> Iterable[Slot]:
    return (s for s in matrix.slots.values() if s.is_anchor and not s.is_figure and says("tables", s.text, "link"))


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


def _names(matrix: Matrix) -> Iterable[Slot]:
    """The numbers of a list that says what each stands for: a first column in order, beside nothing but words.

    `Unit No.` over 140, 141, 143; the column's heading says that they are numbers of something.
    """
    columns = _by_column(matrix)
    first = columns.pop(min(columns, default=0), [])
    heading = next((s.text for s in first if not s.is_figure), "")
    figures = [s for s in first if s.is_figure]
    numbers = [int(s.text) for s in figures if s.text.isascii() and s.text.isdecimal()]
    if len(numbers) < FEWEST_CODES or not says("tables", heading, "heading of numbers"):
        return []
    if any(s.is_figure for slots in columns.values() for s in slots):
        return []
    rising = sum(a <= b for a, b in pairwise(numbers))
    return figures if len(numbers) * 10 >= len(figures) * 9 and rising * 10 >= (len(numbers) - 1) * 9 else []


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


def _notes_at_the_side(matrix: Matrix) -> list[Slot]:
    """The cells of columns of sentences, apart from all figures: blank columns stand between them and a table."""
    columns = _by_column(matrix)
    found: list[Slot] = []
    for group in _apart(matrix, columns):
        slots = [s for c in group for s in columns[c]]
        sentences = sum(len(s.text) > LONG_TEXT for s in slots)
        if not any(s.is_figure for s in slots) and sentences * 2 > len(slots):
            found += slots
    return found


def _notes_among_rows(matrix: Matrix) -> list[Slot]:
    """The cells of rows between figures that hold a note alone: they head no rows."""
    figures = [s.row for s in matrix.slots.values() if s.is_figure]
    rows: dict[int, list[Slot]] = {}
    for slot in matrix.slots.values():
        rows.setdefault(slot.row, []).append(slot)
    alone = [slots for slots in rows.values() if len({id(s.cell) for s in slots}) == 1 and not slots[0].is_figure]
    notes = [slots for slots in alone if _is_note(slots)]
    return [s for slots in notes if figures and min(figures) < slots[0].row < max(figures) for s in slots]


def _is_note(slots: Sequence[Slot]) -> bool:
    """`Note: ...`, what ran over a page, or under a mark a sentence over several columns."""
    text = slots[0].text
    return says("tables", text, "note", "over a page") or (
        len(slots) > 1 and _MARKED.match(text) is not None and len(text.split()) >= FEWEST_WORDS
    )


def _remarks(matrix: Matrix) -> list[Slot]:
    """The cells of columns beside labels that only remark on them: all in brackets or under a mark, and no label."""
    columns = _by_column(matrix)
    first = min(columns, default=0)
    return [s for c, slots in columns.items() if c != first and all(map(_is_remark, slots)) for s in slots]


def _is_remark(slot: Slot) -> bool:
    text = _REMARK.fullmatch(slot.text)
    if text is None or slot.is_figure:
        return False
    inner = text["bracketed"] or text["marked"]
    return not headings(inner) and all(parse(d, inner) is None for d in LEVEL_DIMENSIONS)


def _apart(matrix: Matrix, columns: dict[int, list[Slot]]) -> list[list[int]]:
    """Runs of filled columns that blank visible columns part, without the first, which a table may begin in."""
    groups: list[list[int]] = [[]]
    for column in matrix.columns:
        if column in columns:
            groups[-1].append(column)
        elif groups[-1]:
            groups.append([])
    return [g for g in groups[1:] if g]


def _by_column(matrix: Matrix, spanned: bool = False) -> dict[int, list[Slot]]:
    """The cells that begin in each column, top to bottom; those over several columns only where `spanned`."""
    columns: dict[int, list[Slot]] = {}
    for (_, column), slot in sorted(matrix.slots.items(), key=itemgetter(0)):
        if slot.is_anchor and (spanned or len(slot.cell.columns) == 1):
            columns.setdefault(column, []).append(slot)
    return columns

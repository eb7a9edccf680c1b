"""Labels that are the numbers of questions: what stands beside them answers what the request asks there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flows.tidy.layout.matrix import Matrix, Slot
from flows.tidy.text.numbering import alone
from flows.tidy.text.phrases import says, without

FEWEST = 2


def spelt_questions(matrix: Matrix, asked: Mapping[str, str]) -> Matrix:
    """The matrix with labels that number questions read as what these ask, in rows or columns of them. It is changed.

    `asked` has the words of each question by its number. Numbers alone may be ages or figures: they are questions where
    a heading says so.
    """
    if len(asked) < FEWEST:
        return matrix
    numbers = {place: n for place, s in matrix.slots.items() if s.is_anchor and (n := alone(s.text)) in asked}
    for line in (*_lines(matrix, by_row=False), *_lines(matrix, by_row=True)) if len(numbers) >= FEWEST else ():
        told = [s for s in line if (s.row, s.column) in numbers]
        head = line[0] if line and (line[0].row, line[0].column) not in numbers else None
        rest = len(line) - len(told) - (head is not None)
        plain = all(s.text.strip(" .").isdecimal() for s in told)
        headed = head is not None and says("tables", head.text, "heading of questions")
        if len(told) < FEWEST or rest > len(told) / 2 or (plain and not headed):
            continue
        for slot in told:
            words = without("tables", asked[numbers[slot.row, slot.column]], "in a question before")
            matrix.slots[slot.row, slot.column] = replace(slot, text=words, value=None, second=None, is_figure=False)
    return matrix


def _lines(matrix: Matrix, *, by_row: bool) -> list[list[Slot]]:
    """The cells of each row or column, in order, each once."""
    if by_row:
        return [[s for c in matrix.columns if (s := matrix.at(r, c)) and s.is_anchor] for r in matrix.rows]
    return [[s for r in matrix.rows if (s := matrix.at(r, c)) and s.is_anchor] for c in matrix.columns]

"""Labels that are the numbers of questions: what stands beside them answers what the request asks there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from flows.tidy.layout.matrix import Matrix, Slot
from flows.tidy.text.numbering import alone

FEWEST = 2
_QUESTION = re.compile(r"\W*q(?:uestions?)?\b", re.I)
#: `of the offences in 1(a)`, in a question: which it goes on from.
_BACK = re.compile(
    r"\b(?:in|at|from|under)\s+(?:q(?:uestion)?\W*\d{1,2}\b|\d{1,2}(?=\s?\([a-z]))(?:\s?\([a-z]+\))?", re.I
)


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
        if len(told) < FEWEST or rest > len(told) / 2 or (plain and not (head and _QUESTION.match(head.text))):
            continue
        for slot in told:
            words = _BACK.sub("", asked[numbers[slot.row, slot.column]])
            matrix.slots[slot.row, slot.column] = replace(slot, text=words, value=None, second=None, is_figure=False)
    return matrix


def _lines(matrix: Matrix, *, by_row: bool) -> list[list[Slot]]:
    """The cells of each row or column, in order, each once."""
    if by_row:
        return [[s for c in matrix.columns if (s := matrix.at(r, c)) and s.is_anchor] for r in matrix.rows]
    return [[s for r in matrix.rows if (s := matrix.at(r, c)) and s.is_anchor] for c in matrix.columns]

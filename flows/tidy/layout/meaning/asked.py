"""Labels that are the numbers of questions: what stands beside them answers what the request asks there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from flows.tidy.layout.matrix import Matrix, Slot

FEWEST = 2
#: `Q1(a)`, `Question 2 b)`, `3.`
_NUMBER = re.compile(r"\s*(?P<word>q(?:uestion)?\W*)?(?P<main>\d{1,2})\s*\W?\s*(?P<part>[a-z]|[ivx]{1,4})?\W*", re.I)
_QUESTION = re.compile(r"\W*q(?:uestions?)?\b", re.I)
#: `of the offences in 1(a)`, in a question: which it goes on from.
_BACK = re.compile(
    r"\b(?:in|at|from|under)\s+(?:q(?:uestion)?\W*\d{1,2}\b|\d{1,2}(?=\s?\([a-z]))(?:\s?\([a-z]+\))?", re.I
)


def number(text: str) -> str:
    """The number of a question as all write it; empty for what is none.

    >>> [number(t) for t in ("Q1(a)", "Question 2 b)", "3.", "1,268", "Rape")]
    ['1a', '2b', '3', '', '']
    """
    found = _NUMBER.fullmatch(text)
    return found["main"] + (found["part"] or "").lower() if found else ""


def spelt_questions(matrix: Matrix, asked: Mapping[str, str]) -> Matrix:
    """The matrix with labels that number questions read as what these ask, in rows or columns of them. It is changed.

    `asked` has the words of each question by its number. Numbers alone may be ages or figures: they are questions where
    a heading says so.
    """
    for line in (*_lines(matrix, by_row=False), *_lines(matrix, by_row=True)) if len(asked) >= FEWEST else ():
        told = [s for s in line if number(s.text) in asked]
        head = line[0] if line and line[0] not in told else None
        plain = all(s.text.strip(" .").isdecimal() for s in told)
        rest = [s for s in line if s not in told and s is not head]
        if len(told) < FEWEST or len(rest) > len(told) / 2 or (plain and not (head and _QUESTION.match(head.text))):
            continue
        for slot in told:
            words = _BACK.sub("", asked[number(slot.text)])
            matrix.slots[slot.row, slot.column] = replace(slot, text=words, value=None, second=None, is_figure=False)
    return matrix


def _lines(matrix: Matrix, *, by_row: bool) -> list[list[Slot]]:
    """The cells of each row or column, in order, each once."""
    if by_row:
        return [[s for c in matrix.columns if (s := matrix.at(r, c)) and s.is_anchor] for r in matrix.rows]
    return [[s for r in matrix.rows if (s := matrix.at(r, c)) and s.is_anchor] for c in matrix.columns]

"""Marks of a list before labels: `A. 0-4`, `B. 5-8`, `C. 9-12`. They put the labels in order and mean nothing.

A single such mark may mean something (`F. 5-8`): only a run of them, from the first on, is taken off, and of two only
where brackets stand round them: `(a) Men`, `(b) Women`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise, product

from flows.tidy.dimensions import parse
from flows.tidy.layout.matrix import Matrix, Slot

FEWEST = 3
_ANSWERS = re.compile(r"Q(?:uestion)?\.?\s?(?P<n>\d{1,2}[a-z]?)\s*[-–:.)]?\s+(?P<rest>[A-Za-z].*)", re.IGNORECASE)
_MARKED = re.compile(r"\(?(?P<mark>[A-Za-z]|\d{1,2})(?P<end>[.):]\)?)\s+(?P<rest>\S.*)")


def without_list_marks(matrix: Matrix) -> Matrix:
    """The matrix with the marks of its lists, down a column or along a row, taken off their labels. It is changed."""
    columns: dict[int, list[Slot]] = defaultdict(list)
    rows: dict[int, list[Slot]] = defaultdict(list)
    for slot in matrix.slots.values():
        if slot.is_anchor and not slot.is_figure:
            columns[slot.column].append(slot)
            rows[slot.row].append(slot)
    for column in matrix.columns:
        line = sorted(columns[column], key=lambda s: s.row)
        _take_off(matrix, line)
        _take_questions_off(matrix, line)
    for row in matrix.rows:
        _take_off(matrix, sorted(rows[row], key=lambda s: s.column))
    return matrix


def _take_off(matrix: Matrix, line: Sequence[Slot]) -> None:
    for run in _runs((s, m) for s in line if (m := _MARKED.fullmatch(s.text))):
        for slot, match in run:
            _relabel(matrix, slot, match["rest"])


def _take_questions_off(matrix: Matrix, line: Sequence[Slot]) -> None:
    """`Q1 All voyeurism`, `Q3 Victim under 18`: the questions that rows answer, where all below the header have one."""
    answering = [(s, m) for s in line if (m := _ANSWERS.fullmatch(s.text)) and parse("period", s.text) is None]
    if len(answering) > 1 and len({m["n"] for _, m in answering}) > 1 and len(line) - len(answering) <= 1:
        for slot, match in answering:
            _relabel(matrix, slot, match["rest"])


def _relabel(matrix: Matrix, slot: Slot, text: str) -> None:
    for position in product(slot.cell.rows, slot.cell.columns):
        if at := matrix.at(*position):
            matrix.slots[position] = replace(at, text=text)


def _runs(marked: Iterable[tuple[Slot, re.Match[str]]]) -> list[list[tuple[Slot, re.Match[str]]]]:
    """The marked labels of a line as runs of three or more that count from the first mark on."""
    runs: list[list[tuple[Slot, re.Match[str]]]] = []
    for slot, match in marked:
        if _number(match["mark"]) == 1:
            runs.append([])
        if runs:
            runs[-1].append((slot, match))
    return [r for r in runs if _enough(r) and _counts_on([_number(m["mark"]) for _, m in r])]


def _enough(run: Sequence[tuple[Slot, re.Match[str]]]) -> bool:
    return len(run) >= (FEWEST - all(m["end"].endswith(")") for _, m in run))


def _counts_on(numbers: Sequence[int]) -> bool:
    return all(b == a + 1 for a, b in pairwise(numbers))


def _number(mark: str) -> int:
    return int(mark) if mark.isdecimal() else ord(mark.lower()) - ord("a") + 1

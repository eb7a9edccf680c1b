"""Marks of a list before labels: `A. 0-4`, `B. 5-8`, `C. 9-12`. They put the labels in order and mean nothing.

A single such mark may mean something (`F. 5-8`): only a run of them, from the first on, is taken off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise, product

from flows.tidy.layout.matrix import Matrix, Slot

FEWEST = 3
_MARKED = re.compile(r"\(?(?P<mark>[A-Za-z]|\d{1,2})[.):]\)?\s+(?P<rest>\S.*)")


def without_list_marks(matrix: Matrix) -> Matrix:
    """The matrix with the marks of its lists, down a column or along a row, taken off their labels. It is changed."""
    anchors = [s for s in matrix.slots.values() if s.is_anchor and not s.is_figure]
    for column in matrix.columns:
        _take_off(matrix, sorted((s for s in anchors if s.column == column), key=lambda s: s.row))
    for row in matrix.rows:
        _take_off(matrix, sorted((s for s in anchors if s.row == row), key=lambda s: s.column))
    return matrix


def _take_off(matrix: Matrix, line: Sequence[Slot]) -> None:
    for run in _runs((s, m) for s in line if (m := _MARKED.fullmatch(s.text))):
        for slot, match in run:
            for position in product(slot.cell.rows, slot.cell.columns):
                if at := matrix.at(*position):
                    matrix.slots[position] = replace(at, text=match["rest"])


def _runs(marked: Iterable[tuple[Slot, re.Match[str]]]) -> list[list[tuple[Slot, re.Match[str]]]]:
    """The marked labels of a line as runs of three or more that count from the first mark on."""
    runs: list[list[tuple[Slot, re.Match[str]]]] = []
    for slot, match in marked:
        if _number(match["mark"]) == 1:
            runs.append([])
        if runs:
            runs[-1].append((slot, match))
    return [r for r in runs if len(r) >= FEWEST and _counts_on([_number(m["mark"]) for _, m in r])]


def _counts_on(numbers: Sequence[int]) -> bool:
    return all(b == a + 1 for a, b in pairwise(numbers))


def _number(mark: str) -> int:
    return int(mark) if mark.isdigit() else ord(mark.lower()) - ord("a") + 1

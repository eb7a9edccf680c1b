"""What shows the rows of a list: words that come again and again in a column, and the states `1`, `0` of the flag."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from flows.tidy.dimensions import headings, named_over
from flows.tidy.layout.matrix import Matrix, Slot

FEWEST_ROWS = 6
FEWEST_LABELS = 2
FEWEST_LINES = 3
STATES = frozenset({"0", "1"})


def said_again(matrix: Matrix, rows: Sequence[int], columns: Sequence[int]) -> set[tuple[int, str]]:
    """The words, each with its column, that many rows have which differ in others: a row with them is no header.

    Headers that come again over table after table are the same in all their words but the first.
    """
    if len(rows) <= FEWEST_ROWS:
        return set()
    said: dict[tuple[int, str], set[tuple[str, ...]]] = defaultdict(set)
    for row in rows:
        slots = [s for c in columns if (s := matrix.at(row, c)) and s.is_anchor][1:]
        whole = tuple(s.text for s in slots)
        for slot in slots:
            if slot.value is None:
                said[slot.column, slot.text].add(whole)
    return {words for words, lines in said.items() if len(lines) >= max(FEWEST_LINES, len(rows) / 10)}


def states_of_flags(matrix: Matrix) -> Matrix:
    """The matrix, changed: `1` and `0` below the flag are labels where rows of a list differ in nothing else.

    They are counts where every row has labels of its own.
    """
    for column in matrix.columns:
        slots = [s for r in matrix.rows if (s := matrix.at(r, column)) and s.is_anchor]
        header = next((i for i, s in enumerate(slots) if asks_for_flag(s)), None)
        if header is None:
            continue
        states = slots[header + 1 :]
        rows = [s.row for s in states if s.text in STATES]
        if len(rows) == len(states) >= FEWEST_ROWS and _differ_in_nothing_else(matrix, rows, column):
            for slot in states:
                matrix.slots[slot.row, column] = replace(slot, value=None, is_figure=False)
    return matrix


def asks_for_flag(slot: Slot) -> bool:
    """Whether `1` and `0` below a heading may be the states of the flag."""
    named = named_over(slot.text, sorted(STATES))
    return "online" in named and headings(slot.text).isdisjoint({"measure", "unit"})


def _differ_in_nothing_else(matrix: Matrix, rows: Sequence[int], column: int) -> bool:
    states: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in rows:
        labels = tuple(s.text for c in matrix.columns if c != column and (s := matrix.at(row, c)) and not s.is_figure)
        states[labels].add(matrix.slots[row, column].text)
    return any(len(labels) >= FEWEST_LABELS and len(said) > 1 for labels, said in states.items())

"""The states `1`, `0` of the flag: labels of the rows of a list rather than counts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from flows.tidy.dimensions import find, headings, named_over
from flows.tidy.labels.forms import one_of
from flows.tidy.layout.matrix import Matrix

FEWEST_ROWS = 6
FEWEST_LABELS = 2
STATES = frozenset({"0", "1"})
#: `Flag: 1 = set, 0 = not set`; not `0 = fewer than five`, which explains counts.
_EXPLAINED = re.compile(rf"(?<![\w.])([01])\s*(?:=|\b{one_of('explains')}\b)\s*[a-z]", re.IGNORECASE)


def states_of_flags(matrix: Matrix, notes: Iterable[str] = ()) -> Matrix:
    """The matrix, changed: `1` and `0` below the flag are labels where rows of a list differ in nothing else.

    They are counts where every row has labels of its own, unless a note on the flag says what both mean.
    """
    explained = any(set(_EXPLAINED.findall(n)) == STATES and find("online", n) for n in notes)
    for column in matrix.columns:
        slots = [s for r in matrix.rows if (s := matrix.at(r, column)) and s.is_anchor]
        asking = {text for text in {s.text for s in slots} if asks_for_flag(text)}
        header = next((i for i, s in enumerate(slots) if s.text in asking), None)
        if header is None:
            continue
        states = slots[header + 1 :]
        rows = [s.row for s in states if s.text in STATES]
        listed = len(rows) >= FEWEST_ROWS and _differ_in_nothing_else(matrix, rows, column)
        if rows and len(rows) == len(states) and (explained or listed):
            for slot in states:
                matrix.slots[slot.row, column] = replace(slot, value=None, is_figure=False)
    return matrix


def asks_for_flag(heading: str) -> bool:
    """Whether `1` and `0` below a heading may be the states of the flag."""
    return "online" in named_over(heading, sorted(STATES)) and headings(heading).isdisjoint({"measure", "unit"})


def _differ_in_nothing_else(matrix: Matrix, rows: Sequence[int], column: int) -> bool:
    states: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in rows:
        labels = tuple(s.text for c in matrix.columns if c != column and (s := matrix.at(row, c)) and not s.is_figure)
        states[labels].add(matrix.slots[row, column].text)
    return any(len(labels) >= FEWEST_LABELS and len(said) > 1 for labels, said in states.items())

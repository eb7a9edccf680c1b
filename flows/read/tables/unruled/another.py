"""Where a second table begins right under the first: names of columns, then rows in other columns than those above."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import mode

from flows.read.tables.lines.columns import Span
from flows.read.tables.reject import is_figure
from flows.read.tables.tokens import Line, Run

APART = 0.3
"""A table stands apart from the one above where so much more space (em) is between them than between rows."""


def another(lines: Sequence[Line], counted: Sequence[int], end: int, gap: float) -> int:
    """Position of the first line of another table within the stretch to `end`; `end` where there is none.

    `counted`: where lines of figures stand in it. The table begins, with its title, at the first line that
    stands apart; where none does, after the widest space over its header.
    """
    for i, (a, b) in enumerate(itertools.pairwise(counted)):
        heads = next((k for k in range(a + 1, b) if len(lines[k].runs(gap)) > 1), None)
        if heads is None:
            continue
        above, below = (_spans([lines[k].runs(gap) for k in part]) for part in (counted[: i + 1], counted[i + 1 :]))
        between = range(a + 1, heads + 1)
        usual = max((free_over(lines, k) for k in range(counted[0] + 1, a + 1)), default=free_over(lines, a))
        apart = next((k for k in between if free_over(lines, k) > usual + APART * lines[a].size), None)
        if (apart is not None and len(above) != len(below)) or not _agree(above, below):
            return max(between, key=lambda k: free_over(lines, k)) if apart is None else apart
    return end


def free_over(lines: Sequence[Line], k: int) -> float:
    """The space above a line."""
    return lines[k].box.top - lines[k - 1].box.bottom


def _agree(above: Sequence[Span], below: Sequence[Span]) -> bool:
    """Does each column of figures of the rows with fewer of them stand over or under one of its own in the others?"""
    few, many = sorted((above, below), key=len)
    under = [[i for i, other in enumerate(many) if other.overlap(*span) > 0] for span in few]
    return all(len(hit) == 1 for hit in under) and len({hit[0] for hit in under}) == len(few)


def _spans(rows: Sequence[Sequence[Run]]) -> list[Span]:
    """How far the figures of rows reach, column by column, of the rows with the usual number of them."""
    figures = [[r for r in runs if is_figure(r.text)] for runs in rows]
    usual = mode(map(len, figures))
    full = [row for row in figures if len(row) == usual]
    return [Span(min(r.x0 for r in column), max(r.x1 for r in column)) for column in zip(*full, strict=True)]

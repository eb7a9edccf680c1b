"""Where a table's first and last labels begin and end, told by figures that stand half way down each label."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from flows.read.tables.lines.columns import Span
from flows.read.tables.lines.midway import midway
from flows.read.tables.tokens import Line
from flows.read.tables.unruled.beside import beside
from flows.read.tables.unruled.unruled import WORD_GAP, body_columns, place

MOST = 3
"""So many lines of a label stand above or below its figures."""
LATER = 7
"""Of so many lines from the first with figures on, some may be header yet, as where `16` stands over `and 17`."""
FLUSH = 0.3
"""Lines of labels begin flush within this (em)."""
NEAR = 0.6
"""Lines of one label leave at most so much space between them (em)."""


def reached(lines: Sequence[Line], start: int, end: int, counted: int, floor: int) -> tuple[int, int]:
    """The stretch from `start` to `end`, with the lines above and below it that its first and last label need.

    `counted`: the first line of figures; nothing above `floor` is taken.
    """
    stretch = lines[start : end + (end < len(lines) and _near(lines[end - 1], lines[end]))]
    columns = body_columns(stretch, stretch[0].size) if len(stretch) > 1 else []
    if len(columns) < 2:
        return start, end
    tops = min(_labels_from(lines, counted - 1, -1, columns), counted - floor)
    feet = _labels_from(lines, end, 1, columns)
    if not tops and not feet:
        return start, end
    size = stretch[0].size
    firsts = [*range(counted, counted - tops - 1, -1), *range(counted + 1, min(counted + LATER, end - 1))]
    for last in range(end, end + feet + 1):
        for first in firsts:
            placed = [place(line, None, None, columns, size, ()) for line in lines[first:last]]
            if midway(placed) is not None or beside(placed, midway) is not None:
                return min(start, first), last
    return start, end


def _labels_from(lines: Sequence[Line], i: int, step: int, columns: Sequence[Span]) -> int:
    """How many lines from `i` on, up or down, hold nothing but a text where the labels stand, close to the next."""
    count = 0
    while 0 <= i < len(lines) and 0 <= i - step < len(lines) and count < MOST:
        line, other = lines[i], lines[i - step]
        near = _near(other, line) if step > 0 else _near(line, other)
        alone = len(line.runs(WORD_GAP)) == 1
        if not (near and alone and any(_stands_in(line, *pair) for pair in itertools.pairwise(columns[:3]))):
            break
        count, i = count + 1, i + step
    return count


def _stands_in(line: Line, column: Span, after: Span) -> bool:
    """Does a line begin flush with a column and end before the next?"""
    return abs(line.box.x0 - column.x0) <= FLUSH * line.size and line.box.x1 <= after.x0


def _near(upper: Line, lower: Line) -> bool:
    """Is a line as close below another as a label goes on?"""
    return lower.box.top - upper.box.bottom <= NEAR * lower.size

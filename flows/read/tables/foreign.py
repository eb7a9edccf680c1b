"""Text that lies over a table and is no part of it: a letterhead printed on a page where a table goes on."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from flows.read.grid import Box
from flows.read.tables.tokens import Token, lines_of

OTHER_SIZE = 0.1
"""Type this share larger or smaller than that of the table is another type."""


def foreign(box: Box, inside: Sequence[Token], tokens: Sequence[Token]) -> set[int]:
    """Word positions of texts in another type than the table's that run out over the table's frame."""
    usual = median(t.size for t in inside)
    other = [t for t in tokens if abs(t.size - usual) > OTHER_SIZE * usual]
    found: set[int] = set()
    for line in lines_of(other):
        for run in line.runs(0.9):
            edge = 0.5 * run.tokens[0].size
            middle = run.tokens[0].middle
            over_side = any(run.x0 < side - edge and run.x1 > side + edge for side in (box.x0, box.x1))
            if over_side and box.top - 1 <= middle <= box.bottom + 1:
                found.update(t.index for t in run.tokens)
    return found

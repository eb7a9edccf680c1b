"""The scale of a chart that stands beside a table on the same lines."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import median

from flows.read.tables.lines.columns import Span
from flows.read.tables.reject import is_figure
from flows.read.tables.tokens import Line, Run

APART = 3.0
"""At least so much space (em) is free between a scale and the table beside it."""


def without_scale(lines: Sequence[Line], columns: Sequence[Span], gap: float) -> list[Line]:
    """The lines without an outer column whose figures alone fall by even steps, unnamed, beside some rows only."""
    sides = ((columns[0], columns[1].x0 - columns[0].x1), (columns[-1], columns[-1].x0 - columns[-2].x1))
    for column, free in sides:
        held = [[r for r in line.runs(gap) if column.overlap(r.x0, r.x1) > 0] for line in lines]
        size = median(line.size for line in lines)
        if len(columns) >= 3 and free >= APART * size and _falls([rs[0] for rs in held if rs], len(lines)):
            drop = {id(t) for rs in held for r in rs for t in r.tokens}
            kept = [Line([t for t in line.tokens if id(t) not in drop]) for line in lines]
            return [line for line in kept if line.tokens]
    return list(lines)


def _falls(runs: Sequence[Run], rows: int) -> bool:
    if not 3 <= len(runs) <= 0.7 * rows or not all(is_figure(r.text) for r in runs):
        return False
    plain = [r.text.replace(",", "").rstrip("%") for r in runs]
    if not all(t.replace(".", "", 1).lstrip("-").isdecimal() for t in plain):
        return False
    steps = {round(float(a) - float(b), 6) for a, b in itertools.pairwise(plain)}
    return len(steps) == 1 and min(steps) > 0

"""Tables that stand side by side on the same lines of text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from statistics import median

from flows.read.tables.lines.columns import Span, columns_of, support
from flows.read.tables.reject import is_figure
from flows.read.tables.tokens import Line, Run
from flows.read.tables.unruled.unruled import WORD_GAP, has_figures

_BAND = re.compile(r"(\d+)\s?[-–]\s?\d+$")


def sides(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines, or their left and right parts where a second column of labels begins after a wide gutter."""
    size = max(line.size for line in lines)
    proof = [runs for line in lines if has_figures(runs := line.runs(WORD_GAP))]
    columns = columns_of(proof, size)
    gutters = [b.x0 - a.x1 for a, b in itertools.pairwise(columns)]
    for j in range(2, len(columns) - 1):
        others = gutters[: j - 1] + gutters[j:]
        wide = gutters[j - 1] >= 2.5 * size and gutters[j - 1] >= 1.5 * median(others)
        at = (columns[j - 1].x1 + columns[j].x0) / 2
        named = _labels(columns[0], proof) and _labels(columns[j], proof) and not _labels(columns[j - 1], proof)
        clear = gutters[j - 1] >= 1.2 * size
        if (wide and named) or (clear and _begins(columns, j, proof) and _uneven(lines, at)):
            parts = [Line([t for t in line.tokens if t.centre < at]) for line in lines]
            rest = [Line([t for t in line.tokens if t.centre >= at]) for line in lines]
            return [[p for p in parts if p.tokens], *sides([r for r in rest if r.tokens])]
    return [list(lines)]


def _begins(columns: Sequence[Span], j: int, rows: Sequence[Sequence[Run]]) -> bool:
    """Do words stand in column `j` as in the first, or codes before words as in the first two, after figures?"""
    named = [_worded(c, rows) for c in columns]
    if named[j - 1]:
        return False
    return (named[0] and named[j]) or named[:2] == named[j : j + 2] == [False, True]


def _uneven(lines: Sequence[Line], at: float) -> bool:
    """Do many lines carry figures on one side alone, as where rows of two tables do not keep step?"""
    both = one = 0
    for line in lines:
        figures = [r.x0 < at for r in line.runs(WORD_GAP)[1:] if is_figure(r.text)]
        both += len(set(figures)) == 2
        one += len(set(figures)) == 1
    return both >= 2 and one >= max(2, 0.2 * (both + one))


def _labels(column: Span, rows: Sequence[Sequence[Run]]) -> bool:
    """Does the column hold words, or bands that rise, rather than figures in most of its lines?"""
    texts = [run.text for row in rows for run in row if column.overlap(run.x0, run.x1) > 0]
    bands = [int(m[1]) for t in texts if not is_figure(t) and (m := _BAND.match(t))]
    if len(bands) > 0.5 * len(texts) and any(a >= b for a, b in itertools.pairwise(bands)):
        return False
    return support(column, rows) >= 2 and sum(is_figure(t) for t in texts) < 0.35 * len(texts)


def _worded(column: Span, rows: Sequence[Sequence[Run]]) -> bool:
    """Does the column hold letters in most of its lines?"""
    texts = [run.text for row in rows for run in row if column.overlap(run.x0, run.x1) > 0]
    return sum(any(map(str.isalpha, t)) for t in texts) > 0.65 * len(texts)

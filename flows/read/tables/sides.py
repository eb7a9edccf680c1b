"""Tables that stand side by side on the same lines of text."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import median

from flows.read.tables.columns import Span, columns_of, support
from flows.read.tables.reject import is_figure
from flows.read.tables.tokens import Line, Run
from flows.read.tables.unruled import WORD_GAP, has_figures


def sides(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines, or their left and right parts where a second column of labels begins after a wide gutter."""
    size = max(line.size for line in lines)
    proof = [runs for line in lines if has_figures(runs := line.runs(WORD_GAP))]
    columns = columns_of(proof, size)
    gutters = [b.x0 - a.x1 for a, b in itertools.pairwise(columns)]
    for j in range(2, len(columns) - 1):
        others = gutters[: j - 1] + gutters[j:]
        wide = gutters[j - 1] >= 2.5 * size and gutters[j - 1] >= 1.5 * median(others)
        if not wide and (gutters[j - 1] < 1.2 * size or not _uneven(lines, (columns[j - 1].x1 + columns[j].x0) / 2)):
            continue
        if _begins(columns, j, proof) and not _labels(columns[j - 1], proof):
            at = (columns[j - 1].x1 + columns[j].x0) / 2
            parts = [Line([t for t in line.tokens if t.centre < at]) for line in lines]
            rest = [Line([t for t in line.tokens if t.centre >= at]) for line in lines]
            return [[p for p in parts if p.tokens], *sides([r for r in rest if r.tokens])]
    return [list(lines)]


def _begins(columns: Sequence[Span], j: int, rows: Sequence[Sequence[Run]]) -> bool:
    """Does column `j` hold labels as the first does, or codes before labels where the first two do so?"""
    if _labels(columns[0], rows):
        return _labels(columns[j], rows)
    pairs = (columns[i : i + 2] for i in (0, j))
    return all(len(p) == 2 and not _labels(p[0], rows) and _labels(p[1], rows) for p in pairs)


def _uneven(lines: Sequence[Line], at: float) -> bool:
    """Do many lines carry figures on one side alone, as where rows of two tables do not keep step?"""
    both = one = 0
    for line in lines:
        sides = [any(is_figure(r.text) for r in line.runs(WORD_GAP)[1:] if (r.x0 < at) == left) for left in (True, False)]
        both += all(sides)
        one += sides[0] != sides[1]
    return both >= 2 and one >= max(2, 0.2 * (both + one))


def _labels(column: Span, rows: Sequence[Sequence[Run]]) -> bool:
    """Does the column hold words rather than figures in most of its lines?"""
    texts = [run.text for row in rows for run in row if column.overlap(run.x0, run.x1) > 0]
    return support(column, rows) >= 2 and sum(not any(map(str.isalpha, t)) for t in texts) < 0.35 * len(texts)

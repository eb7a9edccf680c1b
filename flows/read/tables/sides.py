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
        if gutters[j - 1] < 2.5 * size or gutters[j - 1] < 1.5 * median(others):
            continue
        if _labels(columns[0], proof) and _labels(columns[j], proof) and not _labels(columns[j - 1], proof):
            at = (columns[j - 1].x1 + columns[j].x0) / 2
            parts = [Line([t for t in line.tokens if t.centre < at]) for line in lines]
            rest = [Line([t for t in line.tokens if t.centre >= at]) for line in lines]
            return [[p for p in parts if p.tokens], *sides([r for r in rest if r.tokens])]
    return [list(lines)]


def _labels(column: Span, rows: Sequence[Sequence[Run]]) -> bool:
    """Does the column hold words rather than figures in most of its lines?"""
    texts = [run.text for row in rows for run in row if column.overlap(run.x0, run.x1) > 0]
    return support(column, rows) >= 2 and sum(is_figure(t) for t in texts) < 0.35 * len(texts)

"""Columns of text that no ruling divides: where free space runs down through all the lines."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

from flows.read.tables.tokens import Run, free_between, is_number

APART = 0.45
"""Labels leave more free space (em) before others than words of one text do."""


class Span(NamedTuple):
    """A stretch of the page's width, in points."""

    x0: float
    x1: float

    def overlap(self, x0: float, x1: float) -> float:
        """How much of the stretch `x0` to `x1` lies in this one."""
        return max(0.0, min(self.x1, x1) - max(self.x0, x0))

    @property
    def centre(self) -> float:
        """Half way across."""
        return (self.x0 + self.x1) / 2


def columns_of(rows: Sequence[Sequence[Run]], size: float) -> list[Span]:
    """The columns that the runs of several lines make, left to right.

    Lines with a single run prove nothing and are passed over. One line in twelve may run across a gutter. A
    column needs two entries where there are four lines or more: a stray mark is no column.
    """
    proof = [row for row in rows if len(row) >= 2]
    if not proof:
        return []
    allowed = len(proof) // 12
    steps = sorted((x, step) for row in proof for run in row for x, step in ((run.x0, 1), (run.x1, -1)))
    spans: list[Span] = []
    depth, start = 0, 0.0
    for x, step in steps:
        before, depth = depth, depth + step
        if before <= allowed < depth:
            start = x
        elif depth <= allowed < before and x - start > 0.05:
            spans.append(Span(start, x))
    merged: list[Span] = []
    for span in spans:
        if merged and span.x0 - merged[-1].x1 < 0.28 * size:
            merged[-1] = Span(merged[-1].x0, span.x1)
        else:
            merged.append(span)
    if len(proof) < 4:
        return merged
    return [s for s in merged if support(s, proof) >= 2]


def united(columns: Sequence[Span], lines: Sequence[Sequence[Run]]) -> list[Span]:
    """Neighbouring columns as one where they hold words and no line has something in both: one column, set unevenly."""
    made: list[Span] = []
    for column in columns:
        if made and _uneven(made[-1], column, lines):
            made[-1] = Span(made[-1].x0, column.x1)
        else:
            made.append(column)
    return made


def with_lone(columns: Sequence[Span], lines: Sequence[Sequence[Run]], size: float) -> list[Span]:
    """The columns with one more where lines of a single text begin flush, clear of all columns: before or between them.

    So stand labels of several lines with their figures half way down, and labels half way down beside several rows.
    """
    lone = [runs[0] for runs in lines if len(runs) == 1]
    bare = sum(len(runs) > 1 and all(is_number(r.text) for r in runs) for runs in lines)
    before = Span(float("-inf"), float("-inf"))
    for a, b in itertools.pairwise([before, *columns]):
        clear = [r for r in lone if r.x0 > a.x1 and r.x1 < b.x0]
        flush = _flush(clear, 0.3 * size)
        spans = [Span(runs[0].x0, max(r.x1 for r in runs)) for runs in flush]
        apart = all(x.x1 + APART * size < y.x0 for x, y in itertools.pairwise([*spans, b]))
        fewest = 2 if b is columns[0] and (bare or apart) else 4
        enough = all(len(runs) >= fewest for runs in flush) and sum(map(len, flush)) >= 0.8 * len(clear)
        if spans and enough and (apart or len(spans) == 1):
            return sorted([*columns, *spans])
    return list(columns)


def with_group_labels(columns: Sequence[Span], lines: Sequence[Sequence[Run]], size: float) -> list[Span]:
    """The columns with one more before them, where all that stands there begins flush, in few lines: `2015/16`, once.

    Its heading counts as one of these; a mark in a single line is no column.
    """
    before = [r for runs in lines if len(runs) > 1 for r in runs if r.x1 < columns[0].x0 - APART * size]
    flush = _flush(before, 0.3 * size)
    if len(before) < 2 or len(flush) != 1 or len(flush[0]) < len(before):
        return list(columns)
    return [Span(before[0].x0, max(r.x1 for r in before)), *columns]


def _flush(runs: Sequence[Run], near: float) -> list[list[Run]]:
    """Texts that begin flush with each other, from left to right, without those that begin where few others do."""
    made: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: r.x0):
        if made and run.x0 - made[-1][0].x0 <= near:
            made[-1].append(run)
        else:
            made.append([run])
    return [held for held in made if len(held) > 0.1 * len(runs)]


def _uneven(left: Span, right: Span, lines: Sequence[Sequence[Run]]) -> bool:
    held = []
    lone = [0, 0]
    for runs in lines:
        inside = [[r for r in runs if c.overlap(r.x0, r.x1) > 0] for c in (left, right)]
        if all(inside):
            return False
        lone = [n + bool(own) - 2 * (len(runs) > len(own) > 0) for n, own in zip(lone, inside, strict=True)]
        held.append(inside)
    if max(lone) > 0:
        return False
    texts = [[r.text for inside in held for r in inside[side]] for side in (0, 1)]
    words = all(len(t) >= 3 and t[0].isalpha() for side in texts for t in side)
    return words and min(map(len, texts)) >= 2 and set(texts[0]).isdisjoint(texts[1])


def widened(column: Span, runs: Sequence[Run]) -> Span:
    """The column grown to hold some runs."""
    return Span(min([column.x0, *(r.x0 for r in runs)]), max([column.x1, *(r.x1 for r in runs)]))


def support(span: Span, rows: Sequence[Sequence[Run]]) -> int:
    """In how many lines something stands in the column."""
    return sum(any(span.overlap(run.x0, run.x1) > 0 for run in row) for row in rows)


def touched(run: Run, columns: Sequence[Span]) -> list[int]:
    """Positions of the columns that a run stands in; the nearest one where it stands between columns."""
    width = run.x1 - run.x0
    hits = [
        i for i, c in enumerate(columns) if c.overlap(run.x0, run.x1) > min(0.25 * (c.x1 - c.x0), 0.25 * width, 2.5)
    ]
    if hits:
        return list(range(hits[0], hits[-1] + 1))
    middle = (run.x0 + run.x1) / 2
    return [min(range(len(columns)), key=lambda i: min(abs(columns[i].x0 - middle), abs(columns[i].x1 - middle)))]


def cut_at_gutters(run: Run, columns: Sequence[Span], size: float, body: bool) -> list[Run]:
    """A run that crosses columns, cut where a gap wider than a word space lies over a gutter.

    In `body` lines, which hold figures, also where a column begins.
    """
    pieces = [Run([run.tokens[0]])]
    for token in run.tokens[1:]:
        left = pieces[-1].tokens[-1]
        gap = free_between(left, token) * size
        over = any(
            a.x1 - 0.4 * size <= token.x0 and left.x1 <= b.x0 + 0.4 * size and min(b.x0, token.x0) > max(a.x1, left.x1)
            for a, b in itertools.pairwise(columns)
        )
        starts = body and any(abs(token.x0 - c.x0) <= 0.1 * size and left.x1 <= c.x0 for c in columns[1:])
        again = token.text == pieces[-1].tokens[0].text and len(pieces[-1].tokens) > 1 and not body
        near = 0.15 if again else 0.42
        if (over and gap > near * size) or (starts and gap > 0.15 * size):
            pieces.append(Run([token]))
        else:
            pieces[-1].tokens.append(token)
    return pieces

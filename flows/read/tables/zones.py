"""Columns of running text on a page: what stands in one is no neighbour of what stands in the other."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from flows.read.tables.reject import is_figure
from flows.read.tables.tokens import Line, Token, lines_of

FEWEST = 6
"""A column of prose has at least so many lines."""
PARTED = 0.9
"""Free space (em) that parts cells."""


def zones(tokens: Sequence[Token]) -> list[list[Token]]:
    """The tokens, parted left and right of a gutter wherever prose flows down beside it."""
    lines = lines_of(tokens)
    at = _gutter(lines)
    if at is None:
        return [list(tokens)]
    made: list[list[Token]] = [[]]
    stretch: list[Line] = []
    for line in [*lines, None]:
        if line is not None and not any(r.x0 < at < r.x1 for r in line.runs(PARTED)):
            stretch.append(line)
            continue
        left, right = ([_side(s, at, before) for s in stretch] for before in (True, False))
        if (_flows(left) and not _counts(right)) or (_flows(right) and not _counts(left)):
            parts = zones([t for s in left for t in s]), zones([t for s in right for t in s])
            made += [*parts[0], *parts[1], []]
        else:
            made[-1] += [t for s in stretch for t in s.tokens]
        stretch = []
        if line is not None:
            made[-1] += line.tokens
    return [zone for zone in made if zone]


def _gutter(lines: Sequence[Line]) -> float | None:
    """The position that free space covers in the most lines, if in enough of them."""
    edges: list[tuple[float, int]] = []
    for line in lines:
        runs = line.runs(PARTED)
        for a, b in itertools.pairwise(runs):
            edges += [(a.x1, 1), (b.x0, -1)]
    best, most, depth = 0.0, 0, 0
    edges.sort()
    for i, (x, step) in enumerate(edges):
        depth += step
        if depth > most and i + 1 < len(edges):
            best, most = (x + edges[i + 1][0]) / 2, depth
    return best if most >= FEWEST else None


def _side(line: Line, at: float, before: bool) -> list[Token]:
    return [t for t in line.tokens if (t.centre < at) == before]


def _flows(lines: Sequence[Sequence[Token]]) -> bool:
    """Running text: lines of several words, many of which begin in the middle of a sentence."""
    held = [line for line in lines if line]
    if len(held) < FEWEST:
        return False
    words = sum(len(line) for line in held) / len(held)
    inside = sum(line[0].text[:1].islower() for line in held)
    parted = sum(len(Line(list(line)).runs(PARTED)) > 1 for line in held)
    return words >= 5 and inside >= 0.4 * len(held) and parted < 0.4 * len(held)


def _counts(lines: Sequence[Sequence[Token]]) -> bool:
    """Columns of figures: most lines are figures alone, so that what stands beside them are their labels."""
    held = [line for line in lines if line]
    figures = sum(all(is_figure(r.text) for r in Line(list(line)).runs(PARTED)) for line in held)
    return len(held) >= 2 and figures >= 0.6 * len(held)

"""Columns of running text, and tables beside each other: what stands in one is no neighbour of the next."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Sequence

from flows.read.tables.edges import Ruling
from flows.read.tables.reject import is_figure
from flows.read.tables.tokens import Line, Token, lines_of

FEWEST = 6
"""A column of prose has at least so many lines."""
PARTED = 0.9
"""Free space (em) that parts cells."""
LEVEL = 0.12
"""Lines of one row stand level within this (em)."""
ROWS = 0.8
"""So many lines of one side stand level with lines of the other where both are rows of one table."""
FEWEST_ROWS = 3
APART = 0.2
"""More space (em) stands over the first line of a label than over its others."""
CHOICES = 8
"""So many gutters, those that most lines leave free, are tried."""


def zones(lines: Sequence[Line], rulings: Sequence[Ruling]) -> list[list[Line]]:
    """The lines, parted left and right of a gutter wherever what flows down beside it goes its own way."""
    if len(lines) < FEWEST:
        return [list(lines)] if lines else []
    across = [[(r.x0, r.x1) for r in line.runs(PARTED)] for line in lines]
    for at in _gutters(across):
        made = _parted_at(at, lines, across, rulings)
        if made is not None:
            return made
    return [list(lines)]


def _parted_at(
    at: float, lines: Sequence[Line], across: Sequence[Sequence[tuple[float, float]]], rulings: Sequence[Ruling]
) -> list[list[Line]] | None:
    """The lines in zones, where some stretch of them is parted at the gutter; None where none is."""
    made: list[list[Line]] = []
    rest: list[Line] = []
    found = False
    stretch: list[Line] = []
    for line, spans in itertools.chain(zip(lines, across, strict=True), [(None, ())]):
        if line is not None and not any(x0 < at < x1 for x0, x1 in spans):
            stretch.append(line)
            continue
        left, right = ([_side(s, at, before) for s in stretch] for before in (True, False))
        if len(stretch) >= 2 and _apart(left, right, _ruled_apart(at, stretch, rulings)):
            found = True
            made += zones(rest, rulings)
            for side in (left, right):
                made += zones(lines_of(t for s in side for t in s), rulings)
            rest = []
        else:
            rest += stretch
        stretch = []
        if line is not None:
            rest.append(line)
    return [*made, *zones(rest, rulings)] if found else None


def _gutters(across: Sequence[Sequence[tuple[float, float]]]) -> list[float]:
    """Positions that free space covers in many lines, those of the most lines first."""
    edges: list[tuple[float, int]] = []
    for spans in across:
        for a, b in itertools.pairwise(spans):
            edges += [(a[1], 1), (b[0], -1)]
    edges.sort()
    peaks: list[tuple[int, float]] = []
    depth = 0
    rising = False
    for i, (x, step) in enumerate(edges):
        if step < 0 and rising:
            peaks.append((depth, (edges[i - 1][0] + x) / 2))
        rising = step > 0
        depth += step
    best = sorted((p for p in peaks if p[0] >= FEWEST), key=lambda p: -p[0])
    return [at for _, at in best[:CHOICES]]


def _side(line: Line, at: float, before: bool) -> list[Token]:
    return [t for t in line.tokens if (t.centre < at) == before]


def _ruled_apart(at: float, stretch: Sequence[Line], rulings: Sequence[Ruling]) -> bool:
    """Do row rules on both sides of a gutter end at it, and none run over it?"""
    top, bottom = stretch[0].box.top, stretch[-1].box.bottom
    near = [r for r in rulings if r.horizontal and top - 20 <= r.at <= bottom + 20]
    if any(r.start < at < r.end for r in near):
        return False
    return min(sum(r.end <= at for r in near), sum(r.start >= at for r in near)) >= 2


def _apart(left: Sequence[Sequence[Token]], right: Sequence[Sequence[Token]], ruled: bool) -> bool:
    """Do the two sides of a gutter not belong together?"""
    sides = [lines_of(t for s in side for t in s) for side in (left, right)]
    if _figures_between(*sides) or _in_step(*sides):
        return False
    if (_flows(left) and not _counts(right)) or (_flows(right) and not _counts(left)):
        return True
    if min(map(len, sides)) < 4:
        return False
    if _beside_prose(*sides) or _beside_prose(*sides[::-1]):
        return True
    return _labelled_anew(*sides) and (ruled or not _level(*sides))


def _figures_between(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Do figures stand between a gutter and the prose on one side of it, so that another gutter lies nearer?"""
    long = [r for line in right for r in line.runs(PARTED) if len(r.tokens) >= 5]
    start = min((r.x0 for r in long), default=0.0)
    between = [t for line in right for t in line.tokens if t.x1 < start - PARTED * t.size]
    long = [r for line in left for r in line.runs(PARTED) if len(r.tokens) >= 5]
    end = max((r.x1 for r in long), default=float("inf"))
    between += [t for line in left for t in line.tokens if t.x0 > end + PARTED * t.size]
    return sum(is_figure(t.text) for t in between) >= 3


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


def _beside_prose(lines: Sequence[Line], others: Sequence[Line]) -> bool:
    """Do lines hold a paragraph, with as many lines of other text beside it?"""
    heights = [line.middle for line in others]
    start = 0
    for i in range(1, len(lines) + 1):
        if i < len(lines) and lines[i].box.top - lines[i - 1].box.bottom <= 0.6 * lines[i].size:
            continue
        block = lines[start:i]
        start = i
        if _flows([line.tokens for line in block]):
            top, bottom = block[0].box.top, block[-1].box.bottom
            beside = others[bisect_left(heights, top) : bisect_left(heights, bottom)]
            if len(beside) >= 0.6 * len(block) and not _counts([line.tokens for line in beside]):
                return True
    return False


def _labelled_anew(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Does a table of figures end at a gutter, and another begin behind it with labels of its own?"""
    last = [rs[-1].text for line in left if len(rs := line.runs(PARTED)) > 1]
    first = [rs[0].text for line in right if len(rs := line.runs(PARTED)) > 1]
    second = [rs[1].text for line in right if len(rs := line.runs(PARTED)) > 2]
    if min(len(last), len(first)) < 3 or sum(map(_worded, last)) > 0.4 * len(last):
        return False
    coded = len(second) >= 3 and sum(map(_worded, second)) >= 0.65 * len(second)
    return coded or sum(map(is_figure, first)) <= 0.35 * len(first)


def _worded(text: str) -> bool:
    return any(map(str.isalpha, text))


def _level(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Do most lines of the side with fewer of them stand level with lines of the other, as those of one table do?"""
    few, many = sorted((left, right), key=len)
    return _beside(few, many) >= ROWS * len(few)


def _in_step(labels: Sequence[Line], figures: Sequence[Line]) -> bool:
    """Does a row of figures stand beside the first line of each broken label, and nowhere else?

    The first label may be the end of one that the page cuts in two.
    """
    if min(len(labels), len(figures)) < FEWEST_ROWS:
        return False
    gaps = [b.box.top - a.box.bottom for a, b in itertools.pairwise(labels)]
    starts = [b for b, gap in zip(labels[1:], gaps, strict=True) if gap > min(gaps) + APART * b.size]
    starts = [*labels[:1], *starts]
    counted = sum(any(is_figure(r.text) for r in line.runs(PARTED)) for line in figures)
    return counted == len(figures) == _beside(figures, starts) and len(starts) - len(figures) in (0, 1)


def _beside(few: Sequence[Line], many: Sequence[Line]) -> int:
    """How many lines of one side stand level with lines of the other."""
    feet = sorted(max(t.bottom for t in line.tokens) for line in many)
    level = 0
    for line in few:
        foot = max(t.bottom for t in line.tokens)
        i = bisect_left(feet, foot - LEVEL * line.size)
        level += i < len(feet) and feet[i] <= foot + LEVEL * line.size
    return level

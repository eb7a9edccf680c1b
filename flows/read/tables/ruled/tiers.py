"""Names of groups over names of columns where no line is drawn between the two, in a ruled table's header."""

from __future__ import annotations

import itertools
from bisect import bisect
from collections import defaultdict
from collections.abc import Mapping, Sequence

from flows.read.grid import Box
from flows.read.page import Fill
from flows.read.tables.edges import REACH, Ruling
from flows.read.tables.headers.headers import YEAR, reaches, repeated_groups
from flows.read.tables.lines.columns import Span
from flows.read.tables.reject import is_caption, is_figure
from flows.read.tables.table import Area, Lattice
from flows.read.tables.tokens import Line, Run, Token, lines_of

LEAST = 5.0
"""No line of text is lower than this (points)."""
CLOSE = 1.0
"""Names of groups stand at most so far (em) above the frame of their columns."""
GAP = 0.9
"""Free space (em) between two names of one line."""
CENTRED = 0.9
"""The middle of a name lies within this (em) of the middle of what it stands over."""


def stepped(cluster: Sequence[Ruling], tokens: Sequence[Token]) -> list[Ruling]:
    """The rulings, with a line under each group's name where the uprights between its columns begin half way down.

    So where at least two uprights begin at one height inside a row, between lines that run its whole height, and
    text stands over that height and no text runs across it.
    """
    heights = sorted({r.at for r in cluster if r.horizontal})
    down = [r for r in cluster if not r.horizontal]
    level = [t for t in tokens if t.direction == "right"]
    added: list[Ruling] = []
    for top, bottom in itertools.pairwise(heights):
        started: dict[int, list[Ruling]] = defaultdict(list)
        for r in down:
            if top + LEAST <= r.start <= bottom - LEAST and r.end >= bottom - REACH:
                started[round(r.start)].append(r)
        if not started:
            continue
        inner = max(started.values(), key=len)
        at = sum(r.start for r in inner) / len(inner)
        whole = sorted(r.at for r in down if r.start <= top + REACH and r.end >= bottom - REACH)
        spans = [(a, b) for a, b in itertools.pairwise(whole) if any(a < r.at < b for r in inner)]
        over = [t for t in level if top <= t.middle < at and any(a < t.centre < b for a, b in spans)]
        across = any(
            t.top < at - 0.25 * t.size and t.bottom > at + 0.25 * t.size and any(a < t.centre < b for a, b in spans)
            for t in level
        )
        if len(inner) >= 2 and over and not across:
            added += [Ruling(True, at, a, b) for a, b in spans]
    return [*cluster, *added]


def crowned(
    lattice: Lattice, drawn: Sequence[float], contents: Mapping[Area, Sequence[Token]], tokens: Sequence[Token],
    fills: Sequence[Fill],
) -> Lattice:  # fmt: skip
    """The lattice with a row of group names before it, where a line close above its frame holds such.

    `drawn`: the column bounds that are ruled, of those in the lattice. A name stands over the columns that a shade
    behind it covers, else over those between the drawn bounds that it is centred in, else by its place alone.
    """
    line = _above(lattice, tokens)
    if line is None:
        return lattice
    columns = [Span(a, b) for a, b in itertools.pairwise(lattice.xs)]
    below = {a.column: " ".join(t.text for t in ts) for a, ts in contents.items() if a.row == 0 and ts}
    named = [t for c, t in below.items() if c]
    if len(named) < 0.6 * (len(columns) - 1) or any(is_figure(t) and not YEAR.fullmatch(t) for t in named):
        return lattice
    runs = line.runs(GAP)
    if len(runs) < 2 or any(is_figure(r.text) and not YEAR.fullmatch(r.text) for r in runs) or is_caption(line.text):
        return lattice
    found = _reached(lattice, drawn, runs, columns, below, fills)
    held = [c for first, last in found for c in range(first, last + 1)]
    if len(held) != len(set(held)) or sum(last > first for first, last in found) < 2:
        return lattice
    taken = {c for first, last in found for c in range(first, last + 1)}
    areas = [Area(a.row + 1, a.column, a.last_row + 1, a.last_column) for a in lattice.areas]
    areas += [Area(0, first, 0, last) for first, last in found]
    areas += [Area(0, c, 0, c) for c in range(len(columns)) if c not in taken]
    return Lattice(lattice.xs, [line.box.top - 1, *lattice.ys], sorted(areas))


def _above(lattice: Lattice, tokens: Sequence[Token]) -> Line | None:
    """The line of text close above the frame and within its sides, none of it over the labels alone."""
    box = lattice.box
    near = [t for t in tokens if box.top - 4 * t.size < t.middle < box.top]
    lines = lines_of(near)
    if not lines:
        return None
    line = lines[-1]
    size = line.size
    if box.top - line.box.bottom > CLOSE * size or line.box.x0 < box.x0 - size or line.box.x1 > box.x1 + size:
        return None
    return line if len(lattice.xs) > 3 and line.box.x0 >= lattice.xs[1] - size else None


def _reached(
    lattice: Lattice, drawn: Sequence[float], runs: Sequence[Run], columns: Sequence[Span], below: Mapping[int, str],
    fills: Sequence[Fill],
) -> list[tuple[int, int]]:  # fmt: skip
    """First and last column that each name stands over."""
    top = lattice.box.top
    shaded = [_shade(run, lattice.xs, fills) for run in runs]
    if all(shaded):
        return [s for s in shaded if s]
    ruled = [_between(run, lattice.xs, drawn) for run in runs]
    if all(ruled):
        return [r for r in ruled if r]
    repeated = repeated_groups(runs, columns, below)
    return repeated or reaches(runs, columns, [], top, [])


def _shade(run: Run, xs: Sequence[float], fills: Sequence[Fill]) -> tuple[int, int] | None:
    """The columns that a shade behind a name covers to their bounds, fewer than all."""
    size = run.tokens[0].size
    for f in sorted(fills, key=lambda f: f.box.x1 - f.box.x0):
        b = f.box
        if b.x0 <= run.x0 + 1 and b.x1 >= run.x1 - 1 and b.top <= run.tokens[0].middle <= b.bottom:
            return _columns(xs, b, size)
    return None


def _columns(xs: Sequence[float], box: Box, size: float) -> tuple[int, int] | None:
    ends = [min(range(len(xs)), key=lambda i: abs(xs[i] - at)) for at in (box.x0, box.x1)]
    near = all(abs(xs[i] - at) <= 0.4 * size for i, at in zip(ends, (box.x0, box.x1), strict=True))
    return (ends[0], ends[1] - 1) if near and 0 < ends[0] < ends[1] else None


def _between(run: Run, xs: Sequence[float], drawn: Sequence[float]) -> tuple[int, int] | None:
    """The columns between two neighbouring drawn bounds in whose middle a name stands."""
    middle = (run.x0 + run.x1) / 2
    i = bisect(drawn, middle) - 1
    if not 0 <= i < len(drawn) - 1:
        return None
    left, right = drawn[i], drawn[i + 1]
    if abs((left + right) / 2 - middle) > CENTRED * run.tokens[0].size:
        return None
    return _columns(xs, Box(left, 0, right, 0), run.tokens[0].size)

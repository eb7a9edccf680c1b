"""Rows of figures under a ruled header, where the lines that part its columns end with it."""

from __future__ import annotations

import itertools
from bisect import bisect
from collections.abc import Mapping, Sequence

from flows.read.grid import Box
from flows.read.tables.edges import Ruling
from flows.read.tables.headers.headers import YEAR
from flows.read.tables.reject import is_caption, is_figure, is_note, is_prose
from flows.read.tables.ruled.grown import RULED
from flows.read.tables.ruled.stacks import DOUBLE, INNER, stacks
from flows.read.tables.table import Area, Lattice
from flows.read.tables.tokens import Line, Run, Token, lines_of
from flows.read.tables.unruled.blocks import counts, tail
from flows.read.tables.unruled.unruled import CELL_GAP, WORD_GAP

EDGE = 0.25
"""A text reaches at most so far (em) over a bound of its column."""
CLOSE = 0.9
"""Rows that no line parts leave at most so much space (em) between them, unless the first two leave more."""


def with_rows(
    lattice: Lattice, contents: Mapping[Area, Sequence[Token]], tokens: Sequence[Token], rulings: Sequence[Ruling]
) -> Lattice:
    """The lattice grown down over the rows under it, where it holds names alone and their figures stand under them.

    The rows end at the row rules (`rulings`) that are as wide as the lattice, and go on as far as lines of figures do.
    """
    if len(lattice.xs) < 3 or not _names(lattice, contents):
        return lattice
    lines = _below(lattice.box, tokens)
    ys = _ruled(lattice.box, lines, rulings)
    last = _last(lines, lattice, ys[-1])
    if last is not None:
        ys.append(last.box.bottom + 1)
    held = [[line for line in lines if a < line.middle <= b] for a, b in itertools.pairwise(ys)]
    if not _figured([line for row in held for line in row], lattice):
        return lattice
    height = len(lattice.ys) - 1
    areas = list(lattice.areas)
    for r, row in enumerate(held, start=height):
        if len(row) == 1 and any(len(_slots(run, lattice.xs)) > 1 for run in row[0].runs(CELL_GAP)):
            areas.append(Area(r, 0, r, len(lattice.xs) - 2))  # The heading of a part runs over all columns.
        else:
            areas += [Area(r, c, r, c) for c in range(len(lattice.xs) - 1)]
    return Lattice(lattice.xs, [*lattice.ys, *ys[1:]], sorted(areas))


def _names(lattice: Lattice, contents: Mapping[Area, Sequence[Token]]) -> bool:
    """Are the columns after the first all named, and by no figures but years and ages one after the other?"""
    named = {c for a, held in contents.items() if held for c in range(a.column, a.last_column + 1)}
    texts = [" ".join(t.text for t in held) for a, held in sorted(contents.items()) if held and a.column]
    figures = [t for t in texts if is_figure(t) and not YEAR.fullmatch(t)]
    rising = all(t.isdecimal() for t in figures) and all(
        int(b) in (int(a) + 1, int(figures[0])) for a, b in itertools.pairwise(figures)
    )
    return set(range(1, len(lattice.xs) - 1)) <= named and rising


def _below(box: Box, tokens: Sequence[Token]) -> list[Line]:
    """The lines of text under a box, from side to side of it."""
    return lines_of(t for t in tokens if box.x0 - 2 <= t.centre <= box.x1 + 2 and t.middle > box.bottom)


def _ruled(box: Box, lines: Sequence[Line], rulings: Sequence[Ruling]) -> list[float]:
    """The foot of the header, and the heights of the row rules as wide as it that stand under it with text between."""
    foot = Ruling(True, box.bottom, box.x0, box.x1)
    under = [r for r in rulings if r.horizontal and r.at > box.bottom + DOUBLE]
    stack = next((s.box for s in stacks([foot, *under], lines) if s.box.top == foot.at), None)
    if stack is None:
        return [foot.at]
    wide = [r.at for r in under if r.at <= stack.bottom and _shared(r, box) >= INNER * (box.x1 - box.x0)]
    ys = [foot.at]
    for at in sorted(wide):
        if any(ys[-1] < line.middle <= at for line in lines):
            ys.append(at)
    return ys


def _shared(rule: Ruling, box: Box) -> float:
    return min(rule.end, box.x1) - max(rule.start, box.x0)


def _last(lines: Sequence[Line], lattice: Lattice, bottom: float) -> Line | None:
    """The last line of the rows that go on below the last rule; None where none do."""
    rest = [line for line in lines if line.middle > bottom]
    above, widest = bottom, RULED
    last = None
    for i, line in enumerate(rest):
        runs = line.runs(CELL_GAP)
        space = (line.box.top - above) / line.size
        slots = [_slots(run, lattice.xs) for run in line.runs(WORD_GAP)]
        label = len(slots) == 1 and slots[0] == [0]
        figured = counts(line) and all(len(s) == 1 for s in slots)
        astray = is_caption(line.text) or is_note(line, runs) or is_prose(line, runs)
        if space > widest or astray or not (label or figured):
            break
        if figured:
            widest = max(CLOSE, space + EDGE) if last is None else widest
            last = i
        above = line.box.bottom
    if last is None:
        return None
    return rest[tail(rest, [line.runs(CELL_GAP) for line in rest], 0, last + 1) - 1]


def _figured(lines: Sequence[Line], lattice: Lattice) -> bool:
    """Do lines of figures stand in the columns, each text in one of them, and the first in half of them or more?"""
    rows = [line.runs(WORD_GAP) for line in lines if counts(line)]
    if not rows:
        return False
    first = {c for run in rows[0] if is_figure(run.text) for c in _slots(run, lattice.xs) if c}
    inside = all(len(_slots(run, lattice.xs)) == 1 for runs in rows for run in runs)
    return inside and len(first) >= 0.5 * (len(lattice.xs) - 2)


def _slots(run: Run, xs: Sequence[float]) -> list[int]:
    """The columns that a text stands in."""
    edge = EDGE * run.tokens[0].size
    first, last = bisect(xs, run.x0 + edge) - 1, bisect(xs, run.x1 - edge) - 1
    return list(range(max(first, 0), max(first, last, 0) + 1))

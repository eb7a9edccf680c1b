"""Row rules that stand above each other without any upright line: the extent of a table that they rule."""

from __future__ import annotations

import itertools
from bisect import bisect
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from flows.read.grid import Box
from flows.read.page import Fill
from flows.read.tables.edges import SNAP, Ruling, joined_rulings
from flows.read.tables.reject import is_caption, is_figure, is_listed, is_note, is_prose
from flows.read.tables.tokens import Line, Run
from flows.read.tables.unruled.another import APART
from flows.read.tables.unruled.blocks import counts
from flows.read.tables.unruled.unruled import CELL_GAP, WORD_GAP, has_figures

SIDE = 6.0
"""Ends of the rules of one table lie within this of each other (points)."""

DOUBLE = 4.0
"""Rules nearer than this (points) with nothing between are one double rule."""

WIDE = 0.6
"""Prose between rules with cells is at least this share as wide as they; the text of one cell is narrower."""

TALLEST = 90.0
"""Shaded rows are no higher than this (points): a label of five or six lines."""

INNER = 0.6
"""Rules that leave out a label of several rows are at least this share as long as those over the whole table."""

AMONG = 0.2
"""A line that begins so far (em) above the end of another is of one row with it."""


ALIKE = 0.5
"""Rows that a program draws alike differ by no more (points)."""


class Stack(NamedTuple):
    """Where row rules stand above each other, and how many they are."""

    box: Box
    rules: int


def stacks(rulings: Sequence[Ruling], lines: Sequence[Line]) -> list[Stack]:
    """What lies between the first and the last rule of each stack, top to bottom; prose between rules parts stacks.

    The rules of a header may leave out the name of the labels.
    """
    levels = levels_of([r for r in rulings if r.horizontal])
    found: list[Stack] = []
    while levels:
        first = levels.pop(0)
        stack = [first]
        for level in list(levels):
            header = level.start < first.start and _within(first, level) and not _counted(stack, lines)
            if not header and not _within(level, first):
                continue
            if _parted(stack, level, lines) or _others(stack[-1], level, levels):
                break
            stack.append(level)
            levels.remove(level)
            first = level if header else first
        if len(stack) >= 2:
            levels = [level for level in levels if not _over_sums(level, stack[0], stack[-1])]
            found.append(Stack(Box(first.start, stack[0].at, first.end, stack[-1].at), len(stack)))
    return found


def _over_sums(level: Ruling, above: Ruling, below: Ruling) -> bool:
    """Is a rule between two of a table drawn over figures alone, up to where those end: the line over a sub-total?"""
    behind = level.start > above.start + SIDE and abs(level.end - above.end) <= SIDE
    return above.at < level.at < below.at and behind


def _counted(stack: Sequence[Ruling], lines: Sequence[Line]) -> bool:
    """Does a figure that counts something stand between the rules so far?"""
    return any(counts(line) for line in _between(stack[0], stack[-1], lines))


def _within(level: Ruling, first: Ruling) -> bool:
    """Does a rule end where the first does, and begin there too or behind a label of several rows?"""
    if abs(level.end - first.end) > SIDE:
        return False
    return abs(level.start - first.start) <= SIDE or (
        level.start > first.start and level.length >= INNER * first.length
    )


def shaded_bounds(fills: Sequence[Fill]) -> list[Ruling]:
    """The upper and lower edges of shaded rows, as rulings; cells of one shade beside or under each other are one."""
    rows: list[Fill] = []
    for f in sorted(fills, key=lambda f: (round(f.box.top), f.box.x0)):
        b = f.box
        if not 6 <= b.bottom - b.top <= TALLEST:
            continue
        mate = next((i for i, r in enumerate(rows) if _beside(r, f) or _under(r, f)), None)
        if mate is None:
            rows.append(f)
        else:
            a = rows[mate].box
            rows[mate] = Fill(Box(min(a.x0, b.x0), a.top, max(a.x1, b.x1), max(a.bottom, b.bottom)), f.colour)
    edges = [
        Ruling(True, y, r.box.x0, r.box.x1)
        for r in rows
        if r.box.x1 - r.box.x0 >= 60
        for y in (r.box.top, r.box.bottom)
    ]
    return joined_rulings(edges)


def _beside(a: Fill, b: Fill) -> bool:
    return abs(a.box.top - b.box.top) <= 2 and abs(a.box.bottom - b.box.bottom) <= 2 and abs(b.box.x0 - a.box.x1) <= 4


def _under(a: Fill, b: Fill) -> bool:
    level = abs(a.box.x0 - b.box.x0) <= 2 and abs(a.box.x1 - b.box.x1) <= 2
    return level and a.colour == b.colour and abs(b.box.top - a.box.bottom) <= 2


def levels_of(across: Sequence[Ruling]) -> list[Ruling]:
    """Rules at one height as one, where only small gaps part them (each column ruled by itself)."""
    made: list[Ruling] = []
    for r in sorted(across, key=lambda r: (round(r.at / SNAP), r.start)):
        last = made[-1] if made else None
        if last and abs(last.at - r.at) <= SNAP and 0 <= r.start - last.end <= 20:
            made[-1] = Ruling(True, last.at, last.start, r.end)
        else:
            made.append(r)
    return sorted((r for r in made if r.length >= 60), key=lambda r: r.at)


def _parted(stack: Sequence[Ruling], level: Ruling, lines: Sequence[Line]) -> bool:
    """Does what lies between the stack and the next rule show that the rule belongs to something else?"""
    above = stack[-1]
    between = _between(above, level, lines)
    if not between:
        return len(stack) >= 2 and level.at - above.at > DOUBLE
    if _as_high(stack, level, between):
        return False
    runs = [line.runs(CELL_GAP) for line in between]
    earlier = any(has_figures(line.runs(CELL_GAP)) for line in _between(stack[0], above, lines))
    counts = 0 if earlier else next((i for i, rs in enumerate(runs) if has_figures(rs)), len(runs))
    if any(is_caption(line.text) for line in between[counts:]) or _heads_another(between, level, lines):
        return True
    if earlier and (_entitled(between, stack, lines) or _begins_anew(between, stack, lines)):
        return True
    celled = any(_celled(line, rs) for line, rs in zip(between, runs, strict=True))
    prose = sum(
        is_prose(line, rs) and not (celled and line.box.x1 - line.box.x0 < WIDE * level.length)
        for line, rs in zip(between, runs, strict=True)
    )
    if prose > 0.34 * len(between) and prose >= 2:
        return True
    wide = len(runs[-1]) == 1 and between[-1].box.x1 - between[-1].box.x0 >= WIDE * level.length
    if wide and counts < len(runs) - 1 and is_prose(between[-1], runs[-1]):  # A note under the last row.
        return True
    single = all(len(rs) == 1 for rs in runs)
    if single and len(stack) >= 2:
        heights = [(b.at - a.at) / max(len(_between(a, b, lines)), 1) for a, b in itertools.pairwise(stack)]
        roomy = (level.at - above.at) / len(between) > 1.7 * median(heights)
        return roomy or any(is_caption(line.text) or is_prose(line, rs) for line, rs in zip(between, runs, strict=True))
    return False


def _as_high(stack: Sequence[Ruling], level: Ruling, between: Sequence[Line]) -> bool:
    """Is a line alone a row as high as all before it, such as the name of a section in a row of its own?"""
    ends = [*(r.at for r in stack), level.at]
    heights = [b - a for a, b in itertools.pairwise(ends)]
    return len(between) == 1 and len(heights) > 1 and max(heights) - min(heights) <= ALIKE


def _heads_another(between: Sequence[Line], level: Ruling, lines: Sequence[Line]) -> bool:
    """Do rows of figures, and then names of columns, stand above a rule with figures under it: another header?"""
    last = max((i for i, line in enumerate(between) if counts(line, between[max(0, i - 3) : i])), default=None)
    if last is None or last + 1 == len(between) or len(between[-1].runs(CELL_GAP)) < 2:
        return False
    if between[last + 1].box.top < between[last].box.bottom - AMONG * between[last].size:
        return False
    figures = [r for r in between[last].runs(WORD_GAP)[1:] if is_figure(r.text)]
    if not any(r.x0 < f.x1 and f.x0 < r.x1 for r in between[-1].runs(WORD_GAP) for f in figures):
        return False
    below = bisect(lines, level.at, key=_height)
    return any(counts(line) and line.box.top - level.at <= 4 * line.size for line in lines[below : below + 3])


def _entitled(between: Sequence[Line], stack: Sequence[Ruling], lines: Sequence[Line]) -> bool:
    """Do a title, which stands further off than rows do or runs on over figures, and names of columns follow rows?"""
    heads = next((i for i, line in enumerate(between) if len(line.runs(CELL_GAP)) > 1), 0)
    names = between[heads].runs(CELL_GAP)
    under = [r for r in names if min(r.x1, between[0].box.x1) > max(r.x0, between[0].box.x0)]
    if not heads or under in ([], *([r] for r in names[1:])) or any(counts(line) for line in between):
        return False
    figures = [r.x0 for _, line in _first_lines(stack, lines) for r in line.runs(WORD_GAP)[1:] if is_figure(r.text)]
    over = between[0].box.x1 > min(figures, default=between[0].box.x1)
    return over or _stands_off(between[0], stack, lines)


def _begins_anew(between: Sequence[Line], stack: Sequence[Ruling], lines: Sequence[Line]) -> bool:
    """Does a title that stands further off than rows do, and off the row of figures under it, part two tables?"""
    if len(between) != 2 or len(between[0].runs(CELL_GAP)) > 1 or counts(between[0]) or not counts(between[1]):
        return False
    free = between[1].box.top - between[0].box.bottom
    return free > APART * between[1].size and _stands_off(between[0], stack, lines)


def _stands_off(line: Line, stack: Sequence[Ruling], lines: Sequence[Line]) -> bool:
    """Does a line leave more space to the rule over it than the rows of the stack do?"""
    usual = max((first.box.top - at for at, first in _first_lines(stack, lines)), default=0.0)
    return line.box.top - stack[-1].at > usual + APART * line.size


def _first_lines(stack: Sequence[Ruling], lines: Sequence[Line]) -> list[tuple[float, Line]]:
    """Each rule but the last at which a line stands first under it, with that line."""
    return [(a.at, held[0]) for a, b in itertools.pairwise(stack) if (held := _between(a, b, lines))]


def _celled(line: Line, runs: Sequence[Run]) -> bool:
    """Do the texts of a line stand in cells, rather than behind the mark of a list item or note, or in a title?"""
    return len(runs) > 1 and not is_listed(runs) and not is_note(line, runs) and not is_caption(line.text)


def _others(above: Ruling, below: Ruling, levels: Sequence[Ruling]) -> bool:
    """Does a rule of another extent lie between and stand out over these, or several narrower alike: another table?"""
    narrower = (r for r in levels if above.at < r.at < below.at and r.length < 0.95 * above.length)
    inner = [r for r in narrower if not _over_sums(r, above, below)]
    alike = max((sum(abs(r.start - q.start) + abs(r.end - q.end) <= SIDE for q in inner) for r in inner), default=0)
    if alike >= 3:
        return True
    return any(
        above.at < r.at < below.at
        and (r.start < above.start - SIDE or r.end > above.end + SIDE)
        and r.start < above.end
        and r.end > above.start
        for r in levels
    )


def _between(above: Ruling, below: Ruling, lines: Sequence[Line]) -> list[Line]:
    first, last = (bisect(lines, r.at, key=_height) for r in (above, below))
    return [line for line in lines[first:last] if line.box.x1 > above.start and line.box.x0 < above.end]


def _height(line: Line) -> float:
    return line.middle

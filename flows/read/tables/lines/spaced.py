"""Rows told by space: the lines of one row stand closer to each other than rows do, each with one line of figures.

So stand rows whose figures are all level with the first line of their label, or all with the last, or all with its
middle. That no row holds two figures in a column proves the cut.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from flows.read.tables.lines.midway import figure_columns
from flows.read.tables.lines.placed import OPEN_END, Placed

EVEN = 0.08
"""Lines of one text follow each other at one distance within this (em)."""
APART = 0.2
"""The first line of the next row is so much further away (em), or more."""
CLOSE = 1.6
"""Lines of one text are at most so far from each other (em), from top to top."""


def spaced(lines: Sequence[Placed]) -> list[list[Placed]] | None:
    """Body lines in rows; None where space does not tell them, or where no text is broken."""
    counted = figure_columns(lines)
    pitch = _pitch(lines)
    if pitch is None or not counted or any(line.spans or line.band != lines[0].band for line in lines):
        return None
    rows: list[list[Placed]] = [[lines[0]]]
    for above, line in itertools.pairwise(lines):
        if line.top - above.top <= pitch + EVEN * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    if not all(_is_row(row, counted) for row in rows) or not _level(rows, counted):
        return None
    return rows if _broken(rows, counted) else None


def begun_above(rows: Sequence[Sequence[Placed]], above: Sequence[Placed]) -> int:
    """How many of the lines above the first row are the beginning of its label: as close as lines of one row are."""
    everything = [line for row in rows for line in row]
    counted, pitch = figure_columns(everything), _pitch(everything)
    first = everything[0]
    last = all(_figured(row[-1], counted) for row in rows if len(row) > 1)
    count = 0
    while pitch is not None and last and count < len(above):
        line = above[len(above) - count - 1]
        joined = first.top - line.top <= pitch + EVEN * line.size and line.band == first.band
        if not joined or line.spans or line.has_data() or not _names(line, counted):
            break
        count, first = count + 1, line
    return count


def _pitch(lines: Sequence[Placed]) -> float | None:
    """The least distance between two lines, where all others are either that or clearly more."""
    steps = [(b.top - a.top, b.size) for a, b in itertools.pairwise(lines)]
    if not steps:
        return None
    least, size = min(steps)
    more = [step for step, _ in steps if step > least + EVEN * size]
    if not 0.8 * size <= least <= CLOSE * size or any(step < least + APART * size for step in more):
        return None
    return least


def _names(line: Placed, counted: set[int]) -> bool:
    return all(c < min(counted) for c in line.entries)


def _figured(line: Placed, counted: set[int]) -> bool:
    return any(c in line.entries for c in counted)


def _is_row(row: Sequence[Placed], counted: set[int]) -> bool:
    """One line of figures, and words in the columns before them; or one line of words alone, a heading."""
    figured = [line for line in row if _figured(line, counted)]
    return len(figured) == 1 if len(row) > 1 else True


def _level(rows: Sequence[Sequence[Placed]], counted: set[int]) -> bool:
    """Do figures stand level with the first line of every row, or with the last of every row, or with the middle?"""
    places = [([_figured(line, counted) for line in row].index(True), len(row) - 1) for row in rows if len(row) > 1]
    ways = [all(at == 0 for at, _ in places), all(at == last for at, last in places)]
    return bool(places) and (any(ways) or all(abs(2 * at - last) <= 1 for at, last in places))


def _broken(rows: Sequence[Sequence[Placed]], counted: set[int]) -> bool:
    """Do most texts that go on over lines read on?"""
    joints = [
        (above.entries[c][-1].text, line.entries[c][0].text)
        for row in rows
        for above, line in itertools.pairwise(row)
        for c in above.entries
        if c in line.entries and c not in counted
    ]
    read_on = sum(not b[:1].isupper() or bool(OPEN_END.search(a)) for a, b in joints)
    return bool(joints) and 2 * read_on >= len(joints)

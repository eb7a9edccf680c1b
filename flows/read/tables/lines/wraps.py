"""Text broken over lines: told by a next word that had no room left, and by how the other labels are broken."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from flows.read.tables.lines.hanging import awaits
from flows.read.tables.lines.placed import OPEN_END, Placed
from flows.read.tables.tokens import is_number

_CODE = re.compile(r"\d{1,3}[A-Z]?/?\d*\s*[-–:]?$")
_CODED = re.compile(r"\d{1,3}(?:[A-Z]\b\s*[-–:.]?|\s*[-–:])\s+[A-Z]")
OFF = 0.4
"""Starts of lines further apart than this (em) are not flush."""


@dataclass(slots=True)
class Wraps:
    """How far text runs in each column, and on which side of its figures a label has its other lines."""

    rights: dict[int, float] = field(default_factory=dict)
    over: bool = False
    under: bool = False

    def full(self, above: Placed, line: Placed, column: int) -> bool:
        """Had the first word in a column of `line` no room left after the text above it?"""
        first = line.entries[column][0].tokens[0]
        end = above.entries[column][-1].x1 + (first.x1 - first.x0) + 0.25 * line.size
        return end > self.rights[column] + 0.1 * line.size


def wraps_of(lines: Sequence[Placed]) -> Wraps:
    """What the lines of a table's body show about broken text."""
    made = Wraps()
    for line in lines:
        for c, runs in line.entries.items():
            made.rights[c] = max(made.rights.get(c, 0.0), *(r.x1 for r in runs))
    for above, line in itertools.pairwise(lines):
        if 0 in above.entries and 0 in line.entries and goes_on(above, line):
            made.under = made.under or (above.has_data() and line.only_stub)
            made.over = made.over or (above.only_stub and line.has_data())
    return made


def goes_on(above: Placed, line: Placed) -> bool:
    """Do the words of two labels read on: a small letter follows, or a word that ends no label comes before?"""
    dated = line.stub[:1].isdecimal() and awaits(above.stub) and not _CODED.match(line.stub)
    return dated or line.stub[:1].islower() or bool(OPEN_END.search(above.stub))


def alike(above: Placed, line: Placed) -> bool:
    """Are two labels set alike: both bold or neither, and no line of capitals over one of small letters?"""
    capitals = above.stub.isupper() and not line.stub.isupper() and not _CODE.match(above.stub)
    return above.entries[0][0].bold == line.entries[0][0].bold and not capitals


def deeper(line: Placed, other: Placed) -> bool:
    """Does a label begin further right than another?"""
    return line.entries[0][0].x0 > other.entries[0][0].x0 + OFF * line.size


def words_go_on(row: Sequence[Placed], line: Placed, wraps: Wraps) -> bool:
    """Words in several columns, the label's too, that go on with those of the row above in their columns.

    So where all had no room left on the line above, or, under a row of figures, where those of one column read on.
    A figure is whole: a word that begins with a capital under it, `M` under `468`, is of a row of its own.
    """
    long = read_on = False
    full = True
    for c, runs in line.entries.items():
        above = next((p for p in reversed(row) if c in p.entries), None)
        if above is None:
            return False
        text = " ".join(r.text for r in above.entries[c])
        if is_number(text) and runs[0].text[:1].isupper():
            return False
        full = full and wraps.full(above, line, c)
        long = long or text.count(" ") >= 2
        read_on = read_on or runs[0].text[:1].islower() or bool(OPEN_END.search(text))
    several = len(line.entries) > 1
    if any(p.has_data() for p in row):
        return (full and long) or (read_on and several)
    return full and long and read_on and several

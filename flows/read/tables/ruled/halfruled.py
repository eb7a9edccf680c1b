"""Tables whose upright lines part groups of columns only: read by their text, a line between two words parting them."""

from __future__ import annotations

import itertools
from bisect import bisect
from collections.abc import Sequence
from dataclasses import replace

from flows.read.tables.edges import Ruling
from flows.read.tables.reject import is_figure
from flows.read.tables.table import Lattice
from flows.read.tables.tokens import Line, Token, lines_of
from flows.read.tables.unruled.unruled import WORD_GAP

FEWEST = 2
"""So many rows of figures between two lines show that rows are not ruled."""


def grouped_columns(lattice: Lattice, tokens: Sequence[Token]) -> bool:
    """Do several rows of figures stand between two rules, and in most of them more figures than there are columns?"""
    counted: dict[int, list[int]] = {}
    for line in lines_of(tokens):
        figures = sum(is_figure(run.text) for run in line.runs(WORD_GAP))
        if figures > 1:
            counted.setdefault(bisect(lattice.ys, line.middle), []).append(figures)
    rows = max(counted.values(), key=len, default=[])
    more = sum(n > len(lattice.xs) - 1 or (n == len(lattice.xs) - 1 and n > 1) for n in rows)
    return len(rows) >= FEWEST and more >= 0.6 * len(rows)


def parted(tokens: Sequence[Token], uprights: Sequence[Ruling]) -> list[Line]:
    """The lines of the tokens, each word that stands behind an upright a text of its own."""
    made: list[Line] = []
    for line in lines_of(tokens):
        down = sorted(r.at for r in uprights if r.start <= line.middle <= r.end)
        parts = [line.tokens[0]]
        for a, b in itertools.pairwise(line.tokens):
            behind = any(a.centre < x < b.centre for x in down)
            parts.append(replace(b, begins=True) if behind else b)
        made.append(Line(parts))
    return made

"""Lines that a print-out draws with characters, `-----` or `=====`: rulings, not words."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from flows.read.tables.edges import Ruling
from flows.read.tables.table import PageTable
from flows.read.tables.tokens import Line, Token, lines_of

_DRAWN = re.compile(r"([-=_–—─━═])\1{4,}")
_FLANK = re.compile(r"([-=_–—─━═*<>])\1+>?")
"""What runs from a group's name to the ends of its columns: `--- Female ---`."""
FEWEST = 3
"""So many pieces on a line are drawn each over the width of a column."""
APART = 1.0
"""Lines of a header or a table leave no more space between them (em)."""
NEAR = 1.3
"""It stands at most so far (em) from the name."""


def typed_rules(tokens: Sequence[Token]) -> tuple[list[Token], list[Ruling]]:
    """The tokens without those that draw a line, and the lines."""
    if not any(_FLANK.fullmatch(t.text) for t in tokens):
        return list(tokens), []
    drawn: set[int] = set()
    begin: set[int] = set()
    rulings: list[Ruling] = []
    lines = lines_of(tokens)
    for n, line in enumerate(lines):
        if all(_DRAWN.fullmatch(t.text) for t in line.tokens):
            drawn |= {id(t) for t in line.tokens}
            rulings += [Ruling(True, t.middle, t.x0, t.x1) for t in line.tokens]
            if len(line.tokens) >= FEWEST:
                begin |= _begun([*_near(lines[:n][::-1]), *_near(lines[n + 1 :])], line)
            continue
        for left, right in _flanks(line.tokens):
            drawn |= {id(left), id(right)}
            rulings.append(Ruling(True, line.box.bottom, left.x0, right.x1))
    kept = [replace(t, begins=True) if id(t) in begin else t for t in tokens if id(t) not in drawn]
    return kept, rulings


def _near(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines that follow one another closely, as far as the next that is drawn."""
    apart = (
        n
        for n, (a, b) in enumerate(itertools.pairwise(lines), 1)
        if max(a.box.top - b.box.bottom, b.box.top - a.box.bottom) > APART * a.size
        or any(_DRAWN.fullmatch(t.text) for t in b.tokens)
    )
    return lines[: next(apart, len(lines))]


def _begun(lines: Sequence[Line], rule: Line) -> set[int]:
    """The tokens with which texts begin that stand over or under the pieces of a line, one each."""
    bounds = [(a.x1 + b.x0) / 2 for a, b in itertools.pairwise(rule.tokens)]
    pairs = [pair for line in lines for pair in itertools.pairwise(line.tokens)]
    return {id(b) for a, b in pairs if any(a.x1 <= bound <= b.x0 for bound in bounds)}


def _flanks(tokens: Sequence[Token]) -> list[tuple[Token, Token]]:
    """The two pieces of line on either side of each name."""
    found: list[tuple[Token, Token]] = []
    start: int | None = None
    for i, (a, b) in enumerate(itertools.pairwise(tokens)):
        if b.x0 - a.x1 > NEAR * b.size:
            start = None
        elif _FLANK.fullmatch(a.text) and not _FLANK.fullmatch(b.text):
            start = i
        elif start is not None and _FLANK.fullmatch(b.text):
            found.append((tokens[start], b))
            start = None
    return found


def with_typed_rules(table: PageTable, tokens: Sequence[Token]) -> PageTable:
    """The table, the words that draw lines inside it its own, though they stand in no cell."""
    box = table.box
    inside = {t.index for t in tokens if box.x0 - t.size <= t.centre <= box.x1 + t.size and box.top <= t.middle}
    inside = {t.index for t in tokens if t.index in inside and t.middle <= box.bottom + t.size}
    return replace(table, beside=tuple(sorted({*table.beside, *inside} - set(table.words)))) if inside else table

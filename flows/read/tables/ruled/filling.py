"""Which word stands in which cell of a ruled lattice, also where words run over a border or over each other."""

from __future__ import annotations

import re
from bisect import bisect, bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from flows.read.tables.table import Area, Lattice
from flows.read.tables.tokens import Token, cut

OFF = 0.25
"""Edges this far apart (em) still count as aligned."""


@dataclass(slots=True)
class Edges:
    """Left, middle and right of the words that stand clear within one column."""

    tokens: list[Token] = field(default_factory=list)

    def agree(self, token: Token) -> bool:
        """Is the token aligned with the words of the column?"""
        near = OFF * token.size
        rights = sum(abs(t.x1 - token.x1) <= near for t in self.tokens)
        middles = sum(abs(t.centre - token.centre) <= 0.5 * near for t in self.tokens)
        return max(rights, middles) >= max(1, 0.2 * len(self.tokens))


def filled(lattice: Lattice, tokens: Iterable[Token]) -> dict[Area, list[Token]]:
    """Each area with the tokens whose middle lies in it.

    Figures that run over a drawn border are cut there unless the whole stands like the rest of one column; where
    nothing bears it out the parts are doubted.
    """
    at = {p: area for area in lattice.areas for p in area.positions()}
    made: dict[Area, list[Token]] = {area: [] for area in lattice.areas}
    columns = [Edges() for _ in lattice.xs[1:]]
    crossing: list[tuple[Token, int, int]] = []
    for token in tokens:
        r, c = _slot(lattice.ys, token.middle), _slot(lattice.xs, token.centre)
        if r is None or c is None:
            continue
        border = _crossed(token, lattice, at, r)
        if border is None:
            made[at[r, c]].append(token)
            columns[c].tokens.append(token)
        else:
            crossing.append((token, r, border))
    for token, r, border in crossing:
        for part in _parted(token, lattice, columns, border):
            c = _slot(lattice.xs, part.centre)
            if c is not None:
                made[at[r, c]].append(part)
    _clear(made)
    return made


def _slot(bounds: Sequence[float], at: float) -> int | None:
    """Between which two bounds a position lies; None outside, where half a point counts as inside."""
    if not bounds[0] - 0.5 <= at <= bounds[-1] + 0.5:
        return None
    return min(max(bisect(bounds, at) - 1, 0), len(bounds) - 2)


def _crossed(token: Token, lattice: Lattice, at: Mapping[tuple[int, int], Area], row: int) -> int | None:
    """The first inner border (its position in `xs`) that passes through the token."""
    if token.direction != "right" or len(token.text) < 2:
        return None
    edge = 0.2 * token.size
    for c in range(bisect(lattice.xs, token.x0 + edge), bisect_left(lattice.xs, token.x1 - edge)):
        if 0 < c < len(lattice.xs) - 1 and at[row, c - 1] != at[row, c]:
            return c
    return None


def _parted(token: Token, lattice: Lattice, columns: Sequence[Edges], border: int) -> list[Token]:
    """The token cut at the border, or whole and doubted."""
    x = lattice.xs[border]
    ends = [cut(token, 0, n).x1 for n in range(1, len(token.text))]
    n = min(range(1, len(token.text)), key=lambda n: abs(ends[n - 1] - x))
    left, right = cut(token, 0, n), cut(token, n, len(token.text))
    whole = [replace(token, doubts=(*token.doubts, "text_overlaps"))]
    if re.search(r"[^\W\d]", token.text):
        return whole
    before, after = columns[border - 1], columns[border]
    if before.agree(token) or after.agree(token):
        return whole
    if before.agree(left) or after.agree(right):
        return [left, right]
    if abs(ends[n - 1] - x) <= OFF * token.size:
        return [replace(part, doubts=(*part.doubts, "text_overlaps")) for part in (left, right)]
    return whole


def _clear(contents: dict[Area, list[Token]]) -> None:
    """Where two texts are printed over each other, keep the one in the type of the table and say so."""
    crowded = [a for a, tokens in contents.items() if _collide(tokens)]
    if not crowded:
        return
    usual = median(t.size for tokens in contents.values() for t in tokens)
    for area in crowded:
        own = [t for t in contents[area] if abs(t.size - usual) <= 0.08 * usual]
        contents[area] = [replace(t, doubts=(*t.doubts, "text_overlaps")) for t in own or contents[area]]


def _collide(tokens: Sequence[Token]) -> bool:
    """Do two tokens of different size stand in part on the same spot?"""
    if len({t.size for t in tokens}) < 2:
        return False
    return any(
        abs(a.size - b.size) > 0.08 * max(a.size, b.size)
        and min(a.x1, b.x1) - max(a.x0, b.x0) > 0.1 * a.size
        and min(a.bottom, b.bottom) - max(a.top, b.top) > 0.15 * a.size
        for i, a in enumerate(tokens)
        for b in tokens[i + 1 :]
    )

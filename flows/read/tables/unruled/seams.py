"""Texts of neighbouring cells that touch with no line between: cut where one was drawn after the other at a bound."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import replace

from flows.read.tables.headers.headers import YEAR
from flows.read.tables.tokens import Run, Token

NEAR = 0.5
"""A seam or gap lies at most so far (em) from the ruled bound of a column."""
WIDER = 0.42
"""A gap wider than this (em) is hardly one between words."""


def cut_at_bounds(tokens: Iterable[Token], xs: Sequence[float]) -> list[Token]:
    """The tokens, those cut that two texts make which meet at one of the inner bounds `xs` of a lattice."""
    made: list[Token] = []
    for t in tokens:
        made += _cut(t, [(x - NEAR * t.size, x + NEAR * t.size) for x in xs[1:-1]]) if t.seams else [t]
    return made


def cut_run(run: Run, xs: Sequence[float]) -> list[Run]:
    """The run, cut where a gap wider than between words lies at a bound and no small letter follows."""
    parts = [Run([run.tokens[0]])]
    for a, b in itertools.pairwise(run.tokens):
        near = NEAR * b.size
        at_bound = any(a.x1 - near <= x <= b.x0 + near for x in xs[1:-1])
        if at_bound and b.x0 - a.x1 > WIDER * b.size and not b.text[0].islower():
            parts.append(Run([b]))
        else:
            parts[-1].tokens.append(b)
    return parts


def _cut(token: Token, places: Sequence[tuple[float, float]]) -> list[Token]:
    """The token cut at its seams, at most one in each of the places, where whole texts end and begin."""
    parts: list[Token] = []
    start, left = 0, token.x0
    for low, high in places:
        for n, x in token.seams:
            if n > start and low <= x <= high and _two_texts(token.text[start:n], token.text[n:]):
                parts.append(replace(token, text=token.text[start:n], x0=left, x1=x, seams=(), begins=start > 0))
                start, left = n, x
                break
    rest = replace(token, text=token.text[start:], x0=left, begins=start > 0, seams=())
    return [*parts, rest] if parts else [token]


def _two_texts(left: str, right: str) -> bool:
    """Does one text end and another begin: a year after a year, or a capital after what ends no word of capitals?

    A text does not end in a mark that joins: `N/R`, `Non-Recent`, `N.K.` are drawn in pieces for their kerning alone.

    >>> _two_texts("2014/15", "2015/16"), _two_texts("Female", "Male"), _two_texts("Off", "ence"), _two_texts("1", "2")
    (True, True, False, False)
    >>> _two_texts("N/", "R"), _two_texts("(", "F)"), _two_texts("Male (n)", "Female")
    (False, False, True)
    """
    if right[0].isdecimal():
        return bool(YEAR.match(right)) and (bool(YEAR.fullmatch(left)) or left[-1].islower())
    ends = left[-1].isalnum() or left[-1] in ")]%*†‡"
    return right[0].isupper() and ends and not left[-1].isupper()

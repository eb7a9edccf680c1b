"""Names of neighbouring columns that no more than a word space parts: one run of words, cut into its names."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from flows.read.tables.lines.columns import Span, touched
from flows.read.tables.lines.hanging import near_under
from flows.read.tables.tokens import Line, Run, Token, free_between

USUAL = 0.3
"""The space between two words (em) where nothing shows it."""
WIDER = 1.3
"""A gap so many times as wide as a word space is one between names."""
NEAR = 0.15
"""Edges this far apart (em) still count as aligned."""
MOST = 9
"""Longer texts are no row of names."""


def word_space(lines: Iterable[Line]) -> float:
    """The space (em) that most words of some lines leave between them."""
    gaps = sorted(
        free
        for line in lines
        for a, b in itertools.pairwise(line.tokens)
        if a.text[-1:].isalpha() and b.text[:1].islower() and 0.1 < (free := free_between(a, b)) < 0.6
    )
    return gaps[len(gaps) // 2] if len(gaps) >= 3 else USUAL


def names_in(
    run: Run, columns: Sequence[Span], names: Set[str], space: float, above: Sequence[Run], lowest: bool
) -> list[Run]:
    """The names that a run over several columns of figures holds; the run alone where it is one text.

    The `lowest` texts of a header name a column each: where nothing else tells their ends the columns do, in doubt.
    A name that begins with a small letter goes on with one of those `above`.
    """
    hit = touched(run, columns)
    if len(hit) < 2 or len(run.tokens) < 2:
        return [run]
    wide = _at_wider_gaps(run, columns, space)
    if len(wide) > 1:
        return [part for piece in wide for part in names_in(piece, columns, names, space, above, lowest)]
    for parts in (
        _repeated(run.tokens),
        _known(run.tokens, names, len(hit)),
        _aligned(run.tokens, columns, hit, above),
    ):
        if parts:
            return [Run(list(p)) for p in parts]
    parts = _as_above(run.tokens, above) or (_nearest(run.tokens, columns, hit, above) if lowest else None)
    return [Run([replace(t, doubts=(*t.doubts, "text_overlaps")) for t in p]) for p in parts] if parts else [run]


def _at_wider_gaps(run: Run, columns: Sequence[Span], space: float) -> list[Run]:
    made = [Run([run.tokens[0]])]
    for a, b in itertools.pairwise(run.tokens):
        at = (a.x1 + b.x0) / 2
        between = any(left.centre < at < right.centre for left, right in itertools.pairwise(columns))
        if between and free_between(a, b) > WIDER * space + 0.02 and not b.text[:1].islower():
            made.append(Run([b]))
        else:
            made[-1].tokens.append(b)
    return made


def _repeated(tokens: Sequence[Token]) -> list[Sequence[Token]] | None:
    """`Year ending March 2016 Year ending March 2017`: texts alike but for their figures; or one word repeated."""
    if len({t.text for t in tokens}) == 1 and len(tokens[0].text) > 2:
        return [[t] for t in tokens]
    shapes = [re.sub(r"\d+", "9", t.text) for t in tokens]
    for n in range(2, len(tokens) // 2 + 1):
        if len(tokens) % n == 0 and shapes[:n] * (len(tokens) // n) == shapes:
            return [tokens[i : i + n] for i in range(0, len(tokens), n)]
    return None


def _known(tokens: Sequence[Token], names: Set[str], count: int) -> list[Sequence[Token]] | None:
    """So many names as columns, each of which heads a column elsewhere."""
    parts: list[Sequence[Token]] = []
    start = 0
    while start < len(tokens):
        ends = range(len(tokens), start, -1)
        end = next((e for e in ends if " ".join(t.text for t in tokens[start:e]) in names), None)
        if end is None:
            return None
        parts.append(tokens[start:end])
        start = end
    return parts if len(parts) == count else None


def _as_above(tokens: Sequence[Token], above: Sequence[Run]) -> list[Sequence[Token]] | None:
    """A text close under each of several texts, all flush left, right or in the middle: so are lines of their texts."""
    over = [r for r in above if near_under(r, Run(list(tokens))) and tokens[0].x0 <= (r.x0 + r.x1) / 2 <= tokens[-1].x1]
    if len(over) < 2 or len(over) > len(tokens) or len(tokens) > MOST:
        return None
    near = NEAR * tokens[0].size
    for cuts in itertools.combinations(range(1, len(tokens)), len(over) - 1):
        parts = [tokens[a:b] for a, b in itertools.pairwise([0, *cuts, len(tokens)])]
        offs = [
            (p[0].x0 - r.x0, (p[0].x0 + p[-1].x1 - r.x0 - r.x1) / 2, p[-1].x1 - r.x1)
            for p, r in zip(parts, over, strict=True)
        ]
        if any(all(abs(o[way]) <= near for o in offs) for way in range(3)):
            return parts
    return None


def _nearest(
    tokens: Sequence[Token], columns: Sequence[Span], hit: Sequence[int], above: Sequence[Run]
) -> list[Sequence[Token]] | None:
    """A text over each of the columns, cut so that all stand as near to theirs as can be."""
    if len(tokens) > MOST or len(tokens) < len(hit) or hit[0] == 0:
        return None
    best: list[Sequence[Token]] | None = None
    least = float("inf")
    for cuts in itertools.combinations(range(1, len(tokens)), len(hit) - 1):
        parts = [tokens[a:b] for a, b in itertools.pairwise([0, *cuts, len(tokens)])]
        if not all(_begins(p, above) for p in parts[1:]):
            continue
        spans = [(p[0].x0, p[-1].x1, columns[c]) for p, c in zip(parts, hit, strict=True)]
        off = sum(abs((x0 + x1) / 2 - c.centre) for x0, x1, c in spans)
        if off < least and all(c.overlap(x0, x1) > 0 for x0, x1, c in spans):
            best, least = parts, off
    return best


def _begins(part: Sequence[Token], above: Sequence[Run]) -> bool:
    """Does a name begin here, or go on with the one over it?"""
    if part[0].text[0].isalnum() and not part[0].text[0].islower():
        return True
    x0, x1, near = part[0].x0, part[-1].x1, NEAR * part[0].size
    over = [r for r in above if near_under(r, Run(list(part)))]
    return any(min(abs(r.x0 - x0), abs(r.x1 - x1), abs(r.x0 + r.x1 - x0 - x1) / 2) <= near for r in over)


def _wider(parts: Sequence[Sequence[Token]]) -> bool:
    """Is each gap between two parts wider than any within them, or are there so many that no chance sets them so?"""
    inside = max((free_between(a, b) for p in parts for a, b in itertools.pairwise(p)), default=0.0)
    return len(parts) > 2 or free_between(parts[0][-1], parts[1][0]) > inside + 0.01


def _aligned(
    tokens: Sequence[Token], columns: Sequence[Span], hit: Sequence[int], above: Sequence[Run]
) -> list[Sequence[Token]] | None:
    """A text over each of the columns, flush left, right or in the middle of what stands below."""
    if len(tokens) > MOST or len(tokens) < len(hit):
        return None
    near = NEAR * tokens[0].size
    for cuts in itertools.combinations(range(1, len(tokens)), len(hit) - 1):
        ends = [0, *cuts, len(tokens)]
        parts = [tokens[a:b] for a, b in itertools.pairwise(ends)]
        if not all(_begins(p, above) for p in parts[1:]) or not _wider(parts):
            continue
        edges = [
            (p[0].x0 - columns[c].x0, (p[0].x0 + p[-1].x1) / 2 - columns[c].centre, p[-1].x1 - columns[c].x1)
            for p, c in zip(parts, hit, strict=True)
        ]
        if hit[0] == 0 and abs(edges.pop(0)[0]) > near:
            continue
        if any(all(abs(offs[way]) <= near for offs in edges) for way in range(3)):
            return parts
    return None

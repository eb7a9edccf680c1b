"""The plain reading: one table, headers above, labels of rows on the left, merged areas carried. Always a candidate."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from flows.tidy.layout.kinds import BOUND, YEAR
from flows.tidy.layout.layout import Layout
from flows.tidy.layout.shapes import Shapes


def plain(shapes: Shapes) -> Layout:
    """The plain layout of an area."""
    stub = stub_width(shapes)
    first = first_row(shapes, stub)
    return Layout(header_top(shapes, stub, first), first, shapes.h, stub, carry="down", spread="left")


def stub_width(shapes: Shapes) -> int:
    """How many columns stand before the first that mostly holds numbers."""
    stub = 0
    right = np.cumsum(shapes.figure[:, ::-1], axis=1)[:, ::-1]
    for c in range(shapes.w - 1):
        rows = shapes.filled[:, c] & (right[:, c + 1] > 0)
        if stub and rows.sum() and 2 * shapes.hard[rows, c].sum() >= rows.sum():
            break
        stub = c + 1
    return stub


def first_row(shapes: Shapes, stub: int) -> int:
    """The first row of which half is numbers that are no years; all its rows where none is."""
    above = above_texts = False
    for r in range(shapes.h):
        filled, numbers = shapes.filled[r, stub:].sum(), shapes.figure[r, stub:].sum()
        years = (shapes.figure[r, stub:] & (shapes.kind[r, stub:] == YEAR)).sum()
        if numbers and 2 * numbers >= filled and (numbers != years or (shapes.filled[r, :stub].any() and above)):
            return r
        if above_texts and stands(shapes, r, range(stub, shapes.w)):
            return r
        above_texts = above_texts or filled > 1
        above = above or bool(numbers)
    return shapes.h


def header_top(shapes: Shapes, stub: int, first: int) -> int:
    """The highest of the header rows right over the figures: none above a gap."""
    rows = [r for r in range(first) if shapes.filled[r, stub:].any()]
    while len(rows) > 1 and any(not shapes.occupied[r] for r in range(rows[0], rows[-1])):
        rows.pop(0)
    return rows[0] if rows else first


def stands(shapes: Shapes, row: int, columns: Sequence[int]) -> bool:
    """Whether all that a row holds in some columns, in two at least, may stand in the place of figures: `Withheld`.

    One bound is enough, `<5` in a row with a label, where a text heads its column: it is no band of ages there.
    """
    own = [c for c in columns if shapes.filled[row, c]]
    if own and len({shapes.text[row][c] for c in own}) == 1 and BOUND.fullmatch(shapes.text[row][own[0]]):
        labelled = bool(shapes.filled[row, : own[0]].any())
        return labelled and all(bool((shapes.words | (shapes.kind == YEAR))[:row, c].any()) for c in own)
    named = any(map(str.isdecimal, "".join(shapes.text[row][c] for c in own)))  # `Under 18` rather heads a column
    letters = {t for c in own if len(t := shapes.text[row][c]) == 1 and t.isalpha()}  # `F | M | U` head columns
    return len(own) > 1 and not named and len(letters) < 2 and bool(shapes.standing[row, own].all())

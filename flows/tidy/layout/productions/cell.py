"""Productions on what columns are: numbers that name and do not count, remarks beside a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from flows.tidy.layout.kinds import YEAR
from flows.tidy.layout.layout import Layout
from flows.tidy.layout.shapes import Shapes, any_along

MOST = 3


def code_columns(shapes: Shapes, layout: Layout) -> Iterator[Layout]:
    """Columns of codes, years or numbers of lines behind the stub."""
    # What stands in the place of figures stands in columns of figures.
    rows = [r for r in range(layout.first, min(layout.end, shapes.h)) if shapes.figure[r].any()]
    if not rows:
        return
    for c in range(layout.stub, min(layout.stub + MOST, shapes.w)):
        if 2 * shapes.standing[rows, c].sum() <= shapes.filled[rows, c].sum():
            yield replace(layout, codes=layout.codes ^ {c})
    textual = frozenset(
        c for c in range(layout.stub, shapes.w) if shapes.words[rows, c].sum() > shapes.figure[rows, c].sum()
    )
    if textual:
        yield replace(layout, codes=layout.codes | textual)
    filled, years = shapes.filled[rows].sum(axis=0), (shapes.kind[rows] == YEAR).sum(axis=0)
    named = frozenset(c for c in range(layout.stub, shapes.w) if filled[c] > 1 and years[c] >= 0.8 * filled[c])
    if named and len(named) < shapes.w - layout.stub:
        yield replace(layout, codes=named)


def side_notes(shapes: Shapes, layout: Layout) -> Iterator[Layout]:
    """Columns of nothing but texts under no header, to the right of all figures: remarks on the table."""
    rows, heads = slice(layout.first, layout.end), slice(layout.top, layout.first)
    figured = np.nonzero(any_along(shapes.figure[rows], 0))[0]
    remarks = frozenset(
        c for c in range(int(figured[-1]) + 1 if len(figured) else shapes.w, shapes.w)
        if not shapes.filled[heads, c].any() and shapes.words[rows, c].any() and not shapes.standing[rows, c].any()
    )  # fmt: skip
    if remarks:
        yield replace(layout, codes=layout.codes - remarks, asides=remarks)

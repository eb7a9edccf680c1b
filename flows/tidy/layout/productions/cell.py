"""Productions on what cells are: columns of numbers that name and do not count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from flows.tidy.layout.kinds import YEAR
from flows.tidy.layout.layout import Layout
from flows.tidy.layout.shapes import Shapes

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

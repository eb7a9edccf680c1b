"""What a person says of how a sheet is cut, put in place of what its shape says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from flows.tidy.layout.layout import Layout
from flows.tidy.layout.matrix import Matrix
from flows.tidy.layout.shapes import Shapes
from flows.tidy.layout.told import ToldTable

#: What is told of a layout, put in place of what it has.
Corner = Callable[[Layout], Layout]


def as_it_is(layout: Layout) -> Layout:
    """A layout of which nothing is told."""
    return layout


def told_corner(area: Shapes, told: ToldTable) -> Corner:
    """What a person says of the header rows and stub columns of an area."""
    known: dict[str, object] = {}
    if told.heads is not None:
        heads = [area.rows.index(r) for r in told.heads if r in area.rows]
        known |= {"top": heads[0], "first": heads[-1] + 1} if heads else {"top": 0, "first": 0}
    if told.stubs is not None:
        stubs = [area.columns.index(c) for c in told.stubs if c in area.columns]
        lead = next((n for n in range(area.w) if n not in stubs), area.w)
        known |= {"stub": lead, "codes": frozenset(n for n in stubs if n > lead), "abreast": ()}
    return lambda layout: replace(layout, **known)  # type: ignore[arg-type]


def told_parts(
    matrix: Matrix, told: Sequence[ToldTable]
) -> Iterator[tuple[Sequence[int], Sequence[int], ToldTable | None]]:
    """The rows and columns of each told table, and of what is left above, below and beside them."""
    filled = [c for c in matrix.columns if any((r, c) in matrix.slots for r in matrix.rows)]
    left, printed = list(matrix.rows), [c for c in filled if c > 0]
    for table in sorted(told, key=lambda t: (t.rows or (0, 0), t.columns or (0, 0))):
        inside = [r for r in matrix.rows if table.holds(r)]
        if table.rows is not None:
            above = [r for r in left if 0 < r < table.rows[0]]
            if above and table.columns is None:
                yield above, printed, None
            left = [r for r in left if r > table.rows[1]] if table.columns is None else left
        columns = table.of(filled)
        if inside and columns:
            yield inside, columns, table
        if table.columns is not None and (beside := [c for c in printed if c not in columns]):
            others = [c for t in told if t is not table for c in t.of(filled)]
            if rest := [c for c in beside if c not in others]:
                yield inside, rest, None
        if table.rows is None:
            return
    if left and all(t.columns is None for t in told):
        yield left, printed, None

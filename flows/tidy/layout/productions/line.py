"""Productions on what rows and columns of labels are: groups, labels that are carried down or spread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from flows.tidy.layout.layout import Carry, Groups, Layout, Spread
from flows.tidy.layout.shapes import Shapes

GROUPS: tuple[Groups, ...] = ("none", "flat", "stacked", "style")
CARRIES: tuple[Carry, ...] = ("none", "down", "middle")
SPREADS: tuple[Spread, ...] = ("merged", "left", "all", "near", "even")


def group_rows(shapes: Shapes, layout: Layout) -> Iterator[Layout]:
    """What rows without figures are, and whether rows with figures head others."""
    for groups in GROUPS:
        yield replace(layout, groups=groups)
    if shapes.indent.any() or any(
        t[:1] in "-–•·" and t[1:2] for row in shapes.text for t in row[: max(layout.stub, 1)]
    ):
        yield replace(layout, groups="indent")
    if any(one.is_above for one in shapes.sums):
        yield replace(layout, groups="sums")


def spread_headers(shapes: Shapes, layout: Layout) -> Iterator[Layout]:
    """How the labels of upper header rows go on over blanks."""
    if layout.first - layout.top > 1:
        for spread in SPREADS:
            yield replace(layout, spread=spread)


def carried_labels(shapes: Shapes, layout: Layout) -> Iterator[Layout]:
    """A label printed once for the rows below it."""
    if layout.stub or layout.abreast:
        for carry in CARRIES:
            yield replace(layout, carry=carry)

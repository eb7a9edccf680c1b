"""What speaks for a layout, by shape and sums alone: numbers, each with one weight in `weights.csv`.

Each function here looks at one side of a layout. Evidence costs nothing where a layout makes no use of what it speaks
of.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from flows.tidy.layout.evidence.body import of_body
from flows.tidy.layout.evidence.groups import of_groups
from flows.tidy.layout.evidence.headers import of_headers
from flows.tidy.layout.evidence.labels import of_labels
from flows.tidy.layout.evidence.whole import of_whole
from flows.tidy.layout.layout import Block, Layout
from flows.tidy.layout.shapes import Shapes

EVIDENCE: tuple[Callable[[Shapes, Layout, Sequence[Block]], dict[str, float]], ...] = (
    of_body,
    of_headers,
    of_labels,
    of_groups,
    of_whole,
)


def evidence_of(shapes: Shapes, layout: Layout, blocks: Sequence[Block], plain: Layout) -> dict[str, float]:
    """All evidence on a layout of an area; names that are absent count nothing."""
    found: dict[str, float] = {"plain": float(replace(layout, groups=plain.groups, carry=plain.carry) == plain)}
    for function in EVIDENCE:
        found |= function(shapes, layout, blocks)
    return {name: value for name, value in found.items() if value}

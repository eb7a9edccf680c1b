"""Labels that stand in the open: how far in each begins, and remarks that stand apart behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from flows.read.tables.table import Area
from flows.read.tables.tokens import Token, lines_of
from flows.read.tables.unruled.unruled import CELL_GAP

STEP = 0.6
"""Labels that begin further in than this (em) are indented."""


def remark_on(label: Sequence[Token]) -> list[Token]:
    """What stands apart behind a label, in brackets or under a mark: `(Sum of lines 3 to 5)`, `* as last year`."""
    lines = lines_of(label)
    runs = lines[0].runs(CELL_GAP)[1:] if lines else []
    start = next((run.x0 for run in runs if run.text[0] in "(*†‡"), None)
    if start is None:
        return []
    own = [t for t in label if t.x0 >= start - 0.3 * t.size]
    text = " ".join(line.text for line in lines_of(own))
    bracketed = text.startswith("(") and text.endswith(")") and text.count("(") == 1
    return own if bracketed or text[0] != "(" else []


def indents(labels: Mapping[Area, Sequence[Token]]) -> dict[Area, int]:
    """How far in each label begins: the number of places left of its own where others begin."""
    begins = {area: min(t.x0 for t in tokens) for area, tokens in labels.items() if tokens}
    if not begins:
        return {}
    step = STEP * median(t.size for tokens in labels.values() for t in tokens)
    places: list[float] = []
    for x in sorted(begins.values()):
        if not places or x - places[-1] > step:
            places.append(x)
    return {area: sum(p <= x for p in places) - 1 for area, x in begins.items()}

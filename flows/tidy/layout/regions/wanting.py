"""Cells of words or ranges that stand in place of a figure: withheld ones, and those that are not there."""

from __future__ import annotations

from collections.abc import Sequence

from flows.tidy.layout.matrix import Slot

SURE = 0.9
WANTING = frozenset({"not_held", "missing", "refused"})


def withheld(slot: Slot) -> bool:
    """`Less than 3`: words that stand in place of a figure where figures stand."""
    return slot.value is not None and slot.value.status == "suppressed" and slot.value.certainty >= SURE


def is_small_range(slot: Slot) -> bool:
    """`1-4`, `0 to 4`: a small figure withheld, where figures stand above it."""
    value = slot.value
    return value is not None and value.status == "suppressed" and value.high is not None and (value.low or 0) < 2


def lacks_figures(beyond: Sequence[Slot], above: Sequence[Slot]) -> bool:
    """A row that says `Not recorded` wherever the row above it has figures."""
    held = {s.column for s in above if s.is_figure}
    under = [s for s in beyond if s.column in held]
    return bool(under) and all(s.value is not None and s.value.status in WANTING for s in under)

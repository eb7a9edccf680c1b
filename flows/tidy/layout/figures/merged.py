"""Which labels beside a row speak of a figure whose cell runs over several rows, or says itself what it is of."""

from __future__ import annotations

from collections.abc import Sequence

from flows.tidy.layout.matrix import Slot
from flows.tidy.layout.meaning.resolved import Resolved


def labels_of(rows: Sequence[Resolved], slot: Slot | None) -> tuple[Sequence[Resolved], set[str]]:
    """The levels of row labels that speak of a figure, and the doubt in which of the others it is of.

    One figure beside `Female` and `Male` is of both; beside some of the labels alone, or beside years, it may be of the
    first of them. `12-15 – 61` is not of `By phone` behind it.
    """
    if slot is None or not (slot.is_keyed or slot.cell.row_span > 1):
        return rows, set()
    kept: list[Resolved] = []
    doubts: set[str] = set()
    for resolved in rows:
        level = resolved.level
        beside = {id(s.cell): s for r in slot.cell.rows if (s := level.slots.get(r))}
        if len(beside) > 1 and slot.value is not None and slot.value.low is not None:
            every = {id(s.cell) for s in level.slots.values()}
            if resolved.dimension == "period" or set(beside) != every:
                doubts.add("reading_ambiguous")
        elif not (slot.is_keyed and any(s.column > slot.column for s in beside.values())):
            kept.append(resolved)
    return kept, doubts

"""Labels printed once for the rows below them: which blanks of a stub column go on with the label above."""

from __future__ import annotations

from collections.abc import Sequence

from flows.tidy.dimensions import total_kind
from flows.tidy.layout.matrix import Slot


def carried_down(columns: Sequence[dict[int, Slot]], at: int, rows: Sequence[int]) -> dict[int, Slot]:
    """The labels of stub column `at` (row -> label), with those filled in that its blanks go on with.

    Nothing is filled where few are blank, or where the first row is: a column of groups begins with the name of one,
    a column of remarks need not. A total with a label further out of its own is of no group.
    """
    slots = columns[at]
    if (len(rows) - len(slots)) * 3 < len(rows):
        return slots
    totals = {row for column in columns for row, slot in column.items() if total_kind(slot.text)}
    if next((row for row in rows if row not in totals), rows[0]) not in slots:
        return slots
    filled: dict[int, Slot] = {}
    current: Slot | None = None
    for row in rows:
        current = slots.get(row, current)
        anew = any(row in outer and outer[row].is_anchor for outer in columns[:at])
        apart = row not in slots and anew and row in totals
        if current is not None and not apart:
            filled[row] = current
    return filled

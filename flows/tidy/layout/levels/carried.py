"""Labels printed once for the rows below them: which blanks of a stub column go on with the label above."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from flows.tidy.dimensions import parse, total_kind
from flows.tidy.layout.matrix import Slot


def carried_down(columns: Sequence[dict[int, Slot]], at: int, rows: Sequence[int]) -> dict[int, Slot]:
    """The labels of stub column `at` (row -> label), with those filled in that its blanks go on with.

    Nothing is filled where few are blank, none is merged over rows and no total closes a group by name, or where the
    first row is blank and the labels are not known: a column of remarks need not begin with one, as a column of groups
    does that no page break cuts. A total with a label further out of its own is of no group; nor is a row with which a
    group further out begins. Below labels that all differ, a lone blank before the last total is that of no label.
    """
    slots = columns[at]
    blank = [row for row in rows if row not in slots]
    merged = any(slot.cell.row_span > 1 for slot in slots.values()) and any(row in columns[at + 1] for row in blank)
    totals = {row for column in columns for row, slot in column.items() if total_kind(slot.text)}
    if blank == [rows[-1]] and totals.issuperset(blank) and len({s.text for s in slots.values()}) == len(slots) > 1:
        return slots
    if len(blank) * 3 < len(set(rows) - totals) and not merged and not _closes_groups(slots):
        return slots
    begins = next((row for row in rows if row not in totals), rows[0]) in slots
    if not begins and not all(parse("offence", slot.text) for row, slot in slots.items() if row not in totals):
        return slots
    begun = [{row for row, slot in outer.items() if slot.is_anchor} for outer in columns[:at]]
    groups = {row for rows_of in begun if len(rows_of) < len(slots) for row in rows_of}
    filled: dict[int, Slot] = {}
    current: Slot | None = None
    for row in rows:
        current = slots.get(row, current)
        anew = any(row in rows_of for rows_of in begun)
        apart = row not in slots and ((anew and row in totals) or row in groups)
        if current is not None and not apart:
            filled[row] = current
    return filled


def _closes_groups(slots: dict[int, Slot]) -> bool:
    """Whether a column has `Rape` and further down `Rape Total`, as pivot tables close their groups."""
    names = {slot.text for slot in slots.values()}
    return any(f"{name} Total" in names for name in names)


def stepped(columns: Sequence[dict[int, Slot]], rows: Sequence[int]) -> list[dict[int, Slot]]:
    """The labels of each stub column where every row has one alone, each column a step further in than the last.

    `15/16`, below it `0-4` in the next column, below that `F` in the third: each row is of the labels over it and not
    split by the columns further in. Empty where the columns are not so.
    """
    at = {row: [i for i, slots in enumerate(columns) if row in slots] for row in rows}
    depths = [depths[0] for depths in at.values() if depths]
    alone = all(len(depths) == 1 for depths in at.values())
    if len(columns) < 2 or not alone or not rows or depths[0] != 0 or any(b > a + 1 for a, b in pairwise(depths)):
        return []
    if any(depths.count(i) < 2 for i in range(len(columns))) or any(map(_is_merged, columns)):
        return []
    levels: list[dict[int, Slot]] = [{} for _ in columns]
    path: list[Slot] = []
    for row, depth in zip(rows, depths, strict=True):
        path = [*path[:depth], columns[depth][row]]
        for i, slot in enumerate(path):
            levels[i][row] = slot
    return levels


def _is_merged(slots: dict[int, Slot]) -> bool:
    return any(slot.cell.row_span > 1 for slot in slots.values())

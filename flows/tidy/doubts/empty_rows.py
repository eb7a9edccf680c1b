"""A label alone among rows of figures: the head of all rows below it, or a row left empty, where nothing tells.

A head is set apart, stands over the first row, or says what none of the rows says or takes them in.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence

from flows.tidy.dimensions import parse, total_kind
from flows.tidy.labels.meanings import CODED, takes_in
from flows.tidy.layout.figures.attach import Table
from flows.tidy.layout.matrix import Slot


def doubt_empty_rows(table: Table) -> None:
    """Doubt the figures under a label that may be that of an empty row."""
    heads = _may_be_empty(table)
    for resolved in table.rows if heads else ():
        under = {row for row, slot in resolved.level.slots.items() if resolved.level.is_section and slot.row in heads}
        for draft in table.drafts:
            if draft.row in under:
                draft.doubts.add("reading_ambiguous")


def _may_be_empty(table: Table) -> set[int]:
    """The rows of such labels."""
    if not table.sections:
        return set()
    labels = {row: slot for row in table.reading.body_rows if (slot := _label(table, row))}
    heads = [labels[row] for row in table.sections if row in labels]
    rows = [slot for row, slot in labels.items() if row not in table.sections and not total_kind(slot.text)]
    looks = {(slot.cell.bold, slot.cell.fill, slot.cell.indent) for slot in rows}
    place = {row: n for n, row in enumerate(table.reading.region.matrix.rows)}
    alike = [head for head in heads if not _stands_out(table, head, looks, place)]
    said = {slot.text for slot in rows}
    told = {d for d in CODED if any(parse(d, text) is not None for text in said)}
    headless = not table.reading.region.banner and any(slot.row < min(table.sections) for slot in rows)
    beside_others = len(alike) < len(heads)
    return {
        head.row
        for head in alike
        if head.text in said or ((headless or beside_others) and not _says_more(head, rows, told))
    }


def _label(table: Table, row: int) -> Slot | None:
    return next((s for c in table.reading.stub_columns if (s := table.reading.region.matrix.at(row, c))), None)


def _stands_out(
    table: Table, head: Slot, looks: Collection[tuple[bool, str | None, int]], place: Mapping[int, int]
) -> bool:
    """Whether type or place sets a label apart from those of rows; `place` is that of each row of the sheet."""
    matrix, cell = table.reading.region.matrix, head.cell
    at = place[head.row]
    after_gap = at > 0 and not any((matrix.rows[at - 1], c) in matrix.slots for c in matrix.columns)
    wide = len(cell.columns) > len(table.reading.stub_columns)
    return (cell.bold, cell.fill, cell.indent) not in looks or after_gap or wide or head.text.rstrip().endswith(":")


def _says_more(head: Slot, rows: Sequence[Slot], told: Collection[str]) -> bool:
    """Whether a label says what none of the rows says (`told`), or what takes in the row below it."""
    own = {d: r.value for d in CODED if (r := parse(d, head.text)) is not None}
    next_one = bisect_right(rows, head.row, key=lambda slot: slot.row)
    below = rows[next_one].text if next_one < len(rows) else ""
    part = {d: r.value for d in own if (r := parse(d, below)) is not None}
    return bool(own) and (own.keys().isdisjoint(told) or any(takes_in(own[d], value) for d, value in part.items()))

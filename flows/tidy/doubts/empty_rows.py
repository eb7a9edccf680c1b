"""A label alone among rows of figures: the head of all rows below it, or a row left empty, where nothing tells.

A head is set apart, stands over the first row, or says what none of the rows says or takes them in.
"""

from __future__ import annotations

from collections.abc import Sequence

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
    labels = {row: slot for row in table.reading.body_rows if (slot := _label(table, row))}
    heads = [labels[row] for row in table.sections if row in labels]
    rows = [slot for row, slot in labels.items() if row not in table.sections and not total_kind(slot.text)]
    alike = [head for head in heads if not _stands_out(table, head, rows)]
    said = {slot.text for slot in rows}
    headless = not table.reading.region.banner and any(slot.row < min(table.sections, default=0) for slot in rows)
    beside_others = len(alike) < len(heads)
    return {
        head.row for head in alike if head.text in said or ((headless or beside_others) and not _says_more(head, rows))
    }


def _label(table: Table, row: int) -> Slot | None:
    return next((s for c in table.reading.stub_columns if (s := table.reading.region.matrix.at(row, c))), None)


def _stands_out(table: Table, head: Slot, rows: Sequence[Slot]) -> bool:
    """Whether type or place sets a label apart from those of rows."""
    matrix, cell = table.reading.region.matrix, head.cell
    looks = {(slot.cell.bold, slot.cell.fill, slot.cell.indent) for slot in rows}
    at = matrix.rows.index(head.row)
    after_gap = at > 0 and not any((matrix.rows[at - 1], c) in matrix.slots for c in matrix.columns)
    wide = len(cell.columns) > len(table.reading.stub_columns)
    return (cell.bold, cell.fill, cell.indent) not in looks or after_gap or wide or head.text.rstrip().endswith(":")


def _says_more(head: Slot, rows: Sequence[Slot]) -> bool:
    """Whether a label says what none of the rows says, or what takes in the row below it."""
    own = {d: r.value for d in CODED if (r := parse(d, head.text)) is not None}
    below = next((slot.text for slot in rows if slot.row > head.row), "")
    part = {d: r.value for d in own if (r := parse(d, below)) is not None}
    shared = any(parse(d, slot.text) is not None for d in own for slot in rows)
    return bool(own) and (not shared or any(takes_in(own[d], value) for d, value in part.items()))

"""Corrections made where the figures of a Grid are read: the value before the table is understood, the rest after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.read.grid import Cell
from flows.tidy.draft import Draft
from flows.tidy.labels import numbers
from flows.tidy.layout.matrix import Matrix, Slot
from flows.tidy.listed_cells import LineOfCell, printed_at
from flows.tidy.observe import place_of
from flows.tidy.people.corrections import Correction
from flows.tidy.people.notebook import Notebook
from schemas.rows import LEVELS

OF_VALUES = {"blank_as_zero", *numbers.NOTES}
DOUBTED_VALUES = {"value_ambiguous", "ocr_unsure", "text_overlaps"}


def position(correction: Correction, cells: Sequence[Cell]) -> tuple[int, int] | None:
    """Row and column of the place in a Grid, or of the figure of a cell laid out in lines; None where it has none."""
    lined = any(isinstance(c, LineOfCell) for c in cells)
    if correction.row is not None and correction.column is not None and not lined:
        return correction.row, correction.column
    for cell in cells:
        at, figure = (correction.row, correction.column), correction.figure
        named = cell.address == correction.cell if correction.cell else printed_at(cell) == at
        if named and (not isinstance(cell, LineOfCell) or cell.line == figure):
            return cell.row, cell.column
    return None


def correct_slots(matrix: Matrix, corrections: Sequence[Correction], notebook: Notebook) -> dict[tuple[int, int], Slot]:
    """Check what is printed at each place, and put the corrected value where a figure, a mark or a word stands.

    The slots as they were, by their position.
    """
    before: dict[tuple[int, int], Slot] = {}
    for correction in corrections:
        where = position(correction, matrix.grid.cells)
        slot = matrix.at(*where) if where else None
        cell = slot.cell if slot else (matrix.empty_cell(*where) if where else None)
        if where is None or not (where[0] <= matrix.grid.rows and where[1] <= matrix.grid.columns):
            notebook.refused(correction, "the table has no such cell")
            continue
        place = place_of(cell, matrix.number, matrix.grid.sheet, *where)
        unmet = correction.unmet({"text": slot.printed if slot else "", **_elsewhere(correction, notebook)})
        if correction.page is not None and cell is not None and cell.page not in (None, correction.page):
            unmet = f"it is on page {cell.page}"
        if unmet:
            notebook.refused(correction, unmet, place)
        elif slot is not None and correction.amount is not None:
            for at in [(r, c) for r in slot.cell.rows for c in slot.cell.columns if (r, c) in matrix.slots]:
                held = matrix.slots[at]
                before.setdefault(at, held)
                if correction.figure == 2 and not isinstance(held.cell, LineOfCell):
                    matrix.slots[at] = replace(held, second=correction.amount)
                else:
                    matrix.slots[at] = replace(held, value=correction.amount, is_figure=True)
    return before


def _elsewhere(correction: Correction, notebook: Notebook) -> dict[str, str]:
    """The guards that a cell alone cannot meet: the hash is the document's; labels are looked at with the figure."""
    labels = {name: said for name, said in correction.guards.items() if name in ("row_label", "column_label")}
    return {"sha256": notebook.document_id, **labels}


def correct_draft(
    draft: Draft, matrix: Matrix, corrections: Sequence[Correction], before: dict[tuple[int, int], Slot],
    notebook: Notebook,
) -> None:  # fmt: skip
    """Make the corrections that are of a figure of `matrix`; one that is refused leaves it as it was `before`."""
    for correction in corrections:
        where = position(correction, [draft.cell] if draft.cell else [])
        nth = draft.cell.line if isinstance(draft.cell, LineOfCell) else draft.nth
        if where != (draft.row, draft.column) or (correction.figure) != nth:
            continue
        if correction.origin in notebook.done:
            continue
        place = place_of(draft.cell, matrix.number, matrix.grid.sheet, draft.row, draft.column)
        labels = {"row_label": LEVELS.join(draft.row_labels), "column_label": LEVELS.join(draft.column_labels)}
        unmet = correction.unmet({"text": draft.raw, "sha256": notebook.document_id, **labels})
        if unmet:
            notebook.refused(correction, unmet, place)
            if where in before:
                draft.value = before[where].second if draft.nth == 2 else before[where].value
            continue
        apply(draft, correction)
        notebook.corrected(correction, place)


def apply(draft: Draft, correction: Correction) -> None:
    """Change a figure as a correction says. A value that a person gives has the method `recipe`."""
    if (amount := correction.amount) is not None:
        draft.value, draft.unit = amount, amount.unit
        draft.method, draft.proved_zero = "recipe", False
        draft.how -= OF_VALUES
        draft.doubts -= DOUBTED_VALUES | set(draft.cell.doubts if draft.cell else ())
    for dimension, value in correction.values.items():
        if dimension == "unit":
            draft.unit = value
        else:
            draft.values[dimension] = value
    draft.other |= correction.other
    if correction.values or correction.other:
        draft.doubts -= {"label_unknown", "label_blank", "labels_disagree", "label_guessed"}
        draft.unknown.clear()
        if "period" in correction.values:
            draft.doubts -= {"period_unclear", "period_guessed"}

"""The cell ledger: every cell that was found has one fate, and every figure rests on a cell that says so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from flows.check.figure import figure_name, place_name, some
from schemas.rows import DocumentRow, Fate, Finding, LedgerCell, Observation, QuarantinedRow

REMEDY = "the reading of this document is not to be trusted; report it with the document"

FATES: tuple[Fate, ...] = ("observation", "header", "note", "ignored", "quarantined", "unplaced")


def balance(
    observations: Sequence[Observation], cells: Sequence[LedgerCell], refused: Sequence[QuarantinedRow] = ()
) -> list[Finding]:
    """An error for each kind of imbalance in each document.

    A figure must be named by a cell, or by the block of text, that it rests on; a blank that was read as a figure may
    rest on an empty cell, which the ledger need not hold.
    """
    findings: list[Finding] = []
    documents = dict.fromkeys([*(row.document_id for row in observations), *(cell.document_id for cell in cells)])
    rows, ledger = defaultdict(list), defaultdict(list)
    for row in observations:
        rows[row.document_id].append(row)
    for cell in cells:
        ledger[cell.document_id].append(cell)
    known = {row.observation_id for row in refused}
    for document_id in documents:
        findings += _document(rows[document_id], ledger[document_id], known)
    return findings


def count_fates(document: DocumentRow, cells: Iterable[LedgerCell]) -> DocumentRow:
    """The document with its counts of cells by what became of them, from the ledger. The row given is changed."""
    counts = Counter(cell.fate for cell in cells if cell.document_id == document.document_id)
    for fate in FATES:
        setattr(document, f"cells_{fate}", counts[fate])
    return document


def balance_counts(documents: Sequence[DocumentRow], cells: Sequence[LedgerCell]) -> list[Finding]:
    """An error for each document whose counts of cells are not those of the ledger."""
    counts = Counter((cell.document_id, cell.fate) for cell in cells)
    findings = []
    for row in documents:
        wrong = [
            f"{getattr(row, f'cells_{fate}')} {fate} cells in documents, {counts[row.document_id, fate]} in the ledger"
            for fate in FATES
            if getattr(row, f"cells_{fate}") != counts[row.document_id, fate]
        ]
        if wrong:
            message = f"{row.path}: {'; '.join(wrong)}"
            origin = (row.campaign, row.respondent, row.document_id, row.path)
            findings.append(Finding("error", "ledger_counts", message, REMEDY, *origin))
    return findings


def _document(rows: list[Observation], cells: list[LedgerCell], refused: set[str]) -> list[Finding]:
    ids = {row.observation_id for row in rows}
    named = {name for cell in cells for name in cell.observation_ids}
    places = Counter(_position(cell) for cell in cells if cell.place.table is not None)
    found: dict[str, list[tuple[Observation | LedgerCell, str]]] = {
        "figures that no cell names": [
            (row, f"{place_name(row.place)} {figure_name(row)}")
            for row in rows
            if row.observation_id not in named and not _on_empty_cell(row)
        ],
        "cells that name a figure which does not exist": [
            (cell, _cell_name(cell)) for cell in cells if set(cell.observation_ids) - ids - refused
        ],
        "cells with more than one fate": [
            (cell, _cell_name(cell)) for cell in cells if places[_position(cell)] > 1 and cell.place.table is not None
        ],
        "cells said to be figures that name none, or the other way round": [
            (cell, _cell_name(cell))
            for cell in cells
            if cell.fate != "quarantined" and (cell.fate == "observation") != bool(cell.observation_ids)
        ],
        "cells ignored without a reason": [
            (cell, _cell_name(cell)) for cell in cells if cell.fate == "ignored" and not cell.reason
        ],
    }
    findings = []
    for what, culprits in found.items():
        if culprits:
            first = culprits[0][0]
            message = f"the ledger does not balance: {len(culprits)} {what}: {some(name for _, name in culprits)}"
            origin = (first.campaign, first.respondent, first.document_id)
            findings.append(Finding("error", "ledger", message, REMEDY, *origin, place=first.place))
    return findings


def _position(cell: LedgerCell) -> tuple[str | int | None, ...]:
    return (cell.place.sheet, cell.place.table, cell.place.row, cell.place.column, cell.place.cell)


def _cell_name(cell: LedgerCell) -> str:
    return f'{place_name(cell.place)} "{cell.text}" ({cell.fate})'


def _on_empty_cell(row: Observation) -> bool:
    return not row.raw_value and row.method != "records" and row.place.row is not None and row.place.column is not None

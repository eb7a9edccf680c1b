"""The published data looked at again: do they still keep what the models, the ledger and the superseding promise?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flows.check.figure import some
from flows.check.ledger import balance, balance_counts
from flows.check.quarantine import refusals
from schemas.models import CELLS, DOCUMENTS, FINDINGS, OBSERVATIONS, TableKind
from schemas.rows import DocumentRow, Finding, LedgerCell, Observation, QuarantinedRow

REMEDY = "a fault of the program: delete the processed folder and ingest again; report it where it comes back"


@dataclass(frozen=True, slots=True)
class Published:
    """All rows of the published data."""

    documents: Sequence[DocumentRow]
    observations: Sequence[Observation]
    cells: Sequence[LedgerCell]
    quarantined: Sequence[QuarantinedRow]
    findings: Sequence[Finding]


def validate(published: Published) -> list[Finding]:
    """An error for each way in which the published data break the contract."""
    tables: list[tuple[TableKind, Sequence[Observation | LedgerCell | DocumentRow | Finding]]] = [
        (OBSERVATIONS, published.observations),
        (CELLS, published.cells),
        (DOCUMENTS, published.documents),
        (FINDINGS, published.findings),
    ]
    findings = [finding for kind, rows in tables for finding in _refused(kind, rows)]
    findings += balance(published.observations, published.cells, published.quarantined)
    findings += balance_counts(published.documents, published.cells)
    return findings + _references(published)


def _refused(kind: TableKind, rows: Sequence[Observation | LedgerCell | DocumentRow | Finding]) -> list[Finding]:
    """One error for each reason for which the model refuses rows."""
    by_reason: dict[str, list[int]] = {}
    for at, reasons in refusals(kind, rows).items():
        for reason in reasons:
            by_reason.setdefault(reason, []).append(at)
    findings = []
    for reason, places in by_reason.items():
        first = rows[places[0]]
        message = f"{kind.name}: {len(places)} rows break the contract ({reason})"
        document = first.document_id
        findings.append(Finding("error", "contract", message, REMEDY, first.campaign, first.respondent, document))
    return findings


def _references(published: Published) -> list[Finding]:
    """An error for each kind of row that names a document or figure which is not there."""
    named: dict[str, set[str | None]] = {
        "observations of": {row.document_id for row in published.observations},
        "cells of": {cell.document_id for cell in published.cells},
        "figures superseded by": {row.superseded_by for row in published.observations},
        "documents superseded by": {row.superseded_by for row in published.documents},
        "attachments of": {row.container_id for row in published.documents},
    }
    there: set[str | None] = {None, *(row.document_id for row in published.documents)}
    return [
        Finding(
            "error",
            "reference",
            f"{what} documents that are not there: {some(sorted(map(str, names - there)))}",
            REMEDY,
        )
        for what, names in named.items()
        if names - there
    ]

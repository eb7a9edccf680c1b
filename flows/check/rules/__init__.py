"""The rules of the domain, applied to what the returns of one respondent, or of a whole campaign, say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from flows.check.registry import Subject, apply
from flows.check.rules import adults, ages, forces, online, percentages, repeats, same_tables, totals, years
from schemas.rows import DocumentRow, Finding, LedgerCell, Observation

MODULES = (adults, ages, forces, online, percentages, repeats, same_tables, totals, years)
"""Imported for their rules, which register themselves."""


def check_respondent(
    documents: Sequence[DocumentRow], observations: Sequence[Observation], cells: Sequence[LedgerCell]
) -> list[Finding]:
    """What the rules find in the returns of one respondent in one campaign, superseded figures left out."""
    if not documents:
        return []
    standing = [row for row in observations if row.superseded_by is None]
    rows: defaultdict[str, list[Observation]] = defaultdict(list)
    ledger: defaultdict[str, list[LedgerCell]] = defaultdict(list)
    for row in standing:
        rows[row.document_id].append(row)
    for cell in cells:
        ledger[cell.document_id].append(cell)
    findings = []
    for document in documents:
        name = document.document_id
        findings += apply("document", Subject([document], rows[name], ledger[name]))
    return findings + apply("respondent", Subject(documents, standing, cells))


def check_campaign(documents: Sequence[DocumentRow], observations: Sequence[Observation]) -> list[Finding]:
    """What the rules find between the returns of a campaign, superseded figures left out."""
    if not documents:
        return []
    return apply("campaign", Subject(documents, [row for row in observations if row.superseded_by is None]))

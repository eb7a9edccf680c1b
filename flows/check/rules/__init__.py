"""The rules of the domain, applied to what one document, the returns of one respondent, a campaign, or two say."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Sequence
from itertools import pairwise

from flows.check.registry import Subject, apply
from schemas.agreement import year_of_campaign
from schemas.doubt import in_doubt
from schemas.rows import DocumentRow, Finding, LedgerCell, Observation

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")  # for its rules, which register themselves


def check_document(
    document: DocumentRow, observations: Sequence[Observation], cells: Sequence[LedgerCell], texts: Sequence[str]
) -> list[Finding]:
    """What the rules find that look at one document with all that it says."""
    return apply("document", Subject([document], observations, cells, texts))


def check_respondent(
    documents: Sequence[DocumentRow], observations: Sequence[Observation], cells: Sequence[LedgerCell]
) -> list[Finding]:
    """What the rules find in the returns of one respondent in one campaign, superseded figures left out."""
    asked_about = [row for row in observations if row.superseded_by is None and _is_asked_about(row)]
    return apply("respondent", Subject(documents, standing(observations), cells, asked_about=asked_about))


def check_campaign(documents: Sequence[DocumentRow], observations: Sequence[Observation]) -> list[Finding]:
    """What the rules find between the returns of a campaign, superseded figures left out."""
    return apply("campaign", Subject(documents, in_order(observations))) if documents else []


def check_campaigns(documents: Sequence[DocumentRow], observations: Sequence[Observation]) -> list[Finding]:
    """What the rules find between each campaign and the one before it, superseded figures left out."""
    findings = []
    for pair in pairs_of_campaigns(documents):
        rows = [row for row in observations if row.campaign in pair]
        findings += apply("campaigns", Subject([row for row in documents if row.campaign in pair], in_order(rows)))
    return findings


def pairs_of_campaigns(documents: Sequence[DocumentRow]) -> list[tuple[str, str]]:
    """Each campaign that asks about a year with the one before it."""
    names = sorted({row.campaign for row in documents if year_of_campaign(row.campaign) is not None})
    return list(pairwise(names))


def standing(observations: Iterable[Observation]) -> list[Observation]:
    """The figures that rules hold against each other: those that no later return replaces.

    A number of running text in doubt is none of them. It is held back and asked about, and what a rule would find is
    mostly that it was misread: the figure beside it would be held back with it.
    """
    return [row for row in observations if row.superseded_by is None and not _is_asked_about(row)]


def _is_asked_about(row: Observation) -> bool:
    return row.method == "prose" and in_doubt(row)


def in_order(observations: Iterable[Observation]) -> list[Observation]:
    """The figures that stand, in an order that does not depend on how they were come by."""
    return sorted(standing(observations), key=lambda r: (r.campaign, r.respondent, r.document_id, r.observation_id))

"""The rules of the domain, applied to what the returns of one respondent, of a campaign, or of two campaigns say."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from flows.check.columns import Columns
from flows.check.figure import SPLITS
from flows.check.registry import Subject, apply
from flows.check.same_tables import tables_of_forces
from schemas.agreement import year_of_campaign
from schemas.rows import DocumentRow, Finding, LedgerCell, Observation

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")  # for its rules, which register themselves


def check_respondent(
    documents: Sequence[DocumentRow], observations: Sequence[Observation], cells: Sequence[LedgerCell]
) -> list[Finding]:
    """What the rules find in the returns of one respondent in one campaign, superseded figures left out."""
    return apply("respondent", Subject.of(documents, _standing(observations), cells)) if documents else []


def check_campaign(documents: Sequence[DocumentRow], observations: Sequence[Observation]) -> list[Finding]:
    """What the rules find between the returns of a campaign, superseded figures left out."""
    if not documents:
        return []
    tables = tables_of_forces(Columns.of(_standing(observations)))
    figures = in_order(compared(Columns.of(observations).table))
    return apply("campaign", Subject(documents, figures, tables=tables))


def check_campaigns(documents: Sequence[DocumentRow], figures: pa.Table) -> list[Finding]:
    """What the rules find between each campaign and the one before it; of the figures what `compared` keeps of each."""
    findings = []
    for pair in pairs_of_campaigns(documents):
        of_both = in_order(figures.filter(pc.is_in(figures["campaign"], pa.array(pair))))
        findings += apply("campaigns", Subject([row for row in documents if row.campaign in pair], of_both))
    return findings


def pairs_of_campaigns(documents: Sequence[DocumentRow]) -> list[tuple[str, str]]:
    """Each campaign that asks about a year with the one before it."""
    names = sorted({row.campaign for row in documents if year_of_campaign(row.campaign) is not None})
    return list(pairwise(names))


def compared(table: pa.Table) -> pa.Table:
    """Those of the observations that are compared between returns: the figures that stand and are split by one

    dimension at most. Of every other way to split them one figure a document stays, to show that it is answered.
    """
    figures = Columns(table.filter(pc.is_null(table["superseded_by"])))
    ways = sum(figures.splits(name).astype(np.int64) << place for place, name in enumerate(SPLITS))
    shown = np.unique(figures.text("document_id").codes << 5 | figures.counted << 4 | ways, return_index=True)[1]
    kept = figures.dimensions <= 1
    kept[shown] = True
    return figures.table.filter(pa.array(kept))


def in_order(table: pa.Table) -> Columns:
    """What is compared between returns, in an order that does not depend on how it was come by."""
    order = [(name, "ascending") for name in ("campaign", "respondent", "document_id", "observation_id")]
    return Columns(table.sort_by(order))


def _standing(observations: Sequence[Observation]) -> list[Observation]:
    return [row for row in observations if row.superseded_by is None]

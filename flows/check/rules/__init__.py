"""The rules of the domain, applied to what the returns of one respondent, of a campaign, or of two campaigns say."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from flows.check.coded import Words
from flows.check.columns import Columns
from flows.check.figure import SPLITS
from flows.check.registry import Subject, apply
from flows.check.same_tables import tables_of_forces
from schemas.agreement import year_of_campaign
from schemas.alike import kinds
from schemas.frames import to_table
from schemas.models import CELLS
from schemas.rows import DocumentRow, Finding, LedgerCell, Observation

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")  # for its rules, which register themselves


def check_respondent(
    documents: Sequence[DocumentRow], observations: Sequence[Observation], cells: Sequence[LedgerCell]
) -> list[Finding]:
    """What the rules find in the returns of one respondent in one campaign, superseded figures left out."""
    return apply("respondent", Subject(documents, standing(observations), to_table(CELLS, cells))) if documents else []


def check_campaign(documents: Sequence[DocumentRow], observations: Sequence[Observation]) -> list[Finding]:
    """What the rules find between the returns of a campaign, superseded figures left out."""
    if not documents:
        return []
    figures = standing(observations)
    return apply("campaign", Subject(documents, Columns(compared(figures)), tables=tables_of_forces(figures)))


def check_campaigns(documents: Sequence[DocumentRow], figures: pa.Table) -> list[Finding]:
    """What the rules find between each campaign and the one before it; of the figures what `compared` keeps of each."""
    findings = []
    for pair in pairs_of_campaigns(documents):
        of_both = Columns(in_order(figures.filter(pc.is_in(figures["campaign"], pa.array(pair)))))
        findings += apply("campaigns", Subject([row for row in documents if row.campaign in pair], of_both))
    return findings


def pairs_of_campaigns(documents: Sequence[DocumentRow]) -> list[tuple[str, str]]:
    """Each campaign that asks about a year with the one before it."""
    names = sorted({row.campaign for row in documents if year_of_campaign(row.campaign) is not None})
    return list(pairwise(names))


def compared(figures: Columns) -> pa.Table:
    """Those of the figures that are compared between returns, of the figures that stand: split by one dimension at

    most. Of every other way to split them one figure a document stays, to show that it is answered.
    """
    kept = figures.dimensions <= 1
    kept[kinds(figures.text("document_id").codes, figures.counted << len(SPLITS) | figures.ways).first] = True
    return in_order(figures.part(kept).table)


def in_order(table: pa.Table) -> pa.Table:
    """What is compared between returns, in an order that does not depend on how it was come by."""
    names = [Words(table[name]) for name in ("campaign", "respondent", "document_id")]
    place = kinds(*(np.argsort(np.argsort(np.array(name.words, object)))[name.codes] for name in names)).own
    ids = table["observation_id"]
    rising = pc.less(ids[:-1], ids[1:]).to_numpy() | (place[:-1] != place[1:])
    if (rising & (place[:-1] <= place[1:])).all():
        return table
    rank = np.argsort(pc.sort_indices(ids).to_numpy())
    return table.take(pa.array(np.lexsort((rank, place))))


def standing(observations: Sequence[Observation]) -> Columns:
    """The figures that no later return replaces."""
    return Columns.of([row for row in observations if row.superseded_by is None])

"""The page of all figures of a campaign, to search: one row a figure, each leading to its cell."""

from __future__ import annotations

import os
import posixpath
from collections import defaultdict
from dataclasses import dataclass

from flows.check.figure import amount
from flows.publish.force_names import force_name
from flows.publish.report.addresses import campaign_page, figures_page, return_page
from flows.publish.report.campaign_page import Campaign
from flows.publish.report.marks import kind_of, kinds, numbered
from flows.publish.report.rendering import render
from flows.publish.report.understood import said
from schemas.rows import Observation


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure as a row: who says it, of when, what it counts, how much, the labels that it stands under, its kind."""

    force: str
    period: str
    what: str
    amount: str
    labels: str
    kind: str
    address: str


def figures_html(campaign: Campaign) -> str:
    """The page of a campaign's figures. Those that another return replaced are left out."""
    here = os.path.dirname(figures_page(campaign.name))
    return render(
        "figures.html",
        campaign=campaign.name,
        home=posixpath.relpath(campaign_page(campaign.name), here),
        rows=_rows(campaign, here),
        kinds={kind.code: kind.name for kind in kinds()},
    )


def _rows(campaign: Campaign, here: str) -> list[FigureRow]:
    documents = {row.document_id: row for row in campaign.documents}
    own: defaultdict[str, list[Observation]] = defaultdict(list)
    for row in campaign.observations:
        own[row.document_id].append(row)
    rows = []
    for name, found in own.items():
        page = posixpath.relpath(return_page(documents[name]), here)
        numbers = numbered(found)
        rows += [_row(row, f"{page}#f{numbers[row.observation_id]}") for row in found if row.superseded_by is None]
    return sorted(rows, key=lambda row: (row.force, row.period))


def _row(row: Observation, address: str) -> FigureRow:
    words = said(row)
    named = force_name(row.force_id or row.respondent)
    what = ", ".join(value for name, value in words.items() if name not in ("force", "period"))
    labels = " · ".join(filter(None, (row.raw_row_label, row.raw_column_label, row.caption)))
    return FigureRow(named, row.period_label or "", what, amount(row), labels, kind_of(row), address)

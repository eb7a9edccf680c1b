"""The pages of all campaigns of a data set, with their charts; the newest is the first page of the report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from flows.publish.charts import LOOKS, charts
from flows.publish.figures import campaign_figures, campaign_year
from flows.publish.report.addresses import INDEX, campaign_page, figures_page, slug
from flows.publish.report.campaign_page import Campaign, campaign_html
from flows.publish.report.changes import Snapshot, compare, remembered, snapshots
from flows.publish.report.figures_page import figures_html
from flows.publish.report.mending import Mend
from flows.publish.statements import statements
from schemas.rows import DocumentRow, Finding, Observation


class Shelf(Protocol):
    """Where pages are put: the folder of a report, or the memory of a program that shows them.

    `mends` as in Site.
    """

    mends: dict[str, Sequence[Mend]]

    def put(self, address: str, content: str | bytes) -> None:
        """Keep one file of the report."""


def put_campaigns(
    site: Shelf,
    processed: Path,
    documents: Sequence[DocumentRow],
    observations: Sequence[Observation],
    findings: Sequence[Finding],
    questions: Sequence[dict[str, Any]],
) -> None:
    """Write a page for each campaign, its charts beside it, and the newest as the first page."""
    names = sorted({row.campaign for row in documents})
    campaigns = [
        _campaign(
            name,
            [row for row in documents if row.campaign == name],
            [row for row in observations if row.campaign == name],
            [one for one in findings if one.campaign == name or (one.campaign is None and name == names[-1])],
            [one for one in questions if one["campaign"] == name],
        )
        for name in names
    ]
    now, before = snapshots(processed), remembered(processed)
    for campaign in campaigns:
        campaign.mends = site.mends
        campaign.others = [(name, campaign_page(name)) for name in names if name != campaign.name]
        if before is not None:
            campaign.changes = compare(before.get(campaign.name, Snapshot()), now[campaign.name])
        for chart in campaign.charts:
            for look in LOOKS:
                site.put(f"{slug(campaign.name)}/charts/{chart.name}{look.ending}.svg", chart.svg(look))
        site.put(figures_page(campaign.name), figures_html(campaign))
        html = campaign_html(campaign)
        site.put(campaign_page(campaign.name), html)
        if campaign.name == names[-1]:
            site.put(INDEX, html)


def _campaign(
    name: str,
    documents: Sequence[DocumentRow],
    observations: Sequence[Observation],
    findings: Sequence[Finding],
    questions: Sequence[dict[str, Any]],
) -> Campaign:
    year = campaign_year(name, observations)
    figures = None if year is None else campaign_figures(name, observations, year)
    drawn = charts(figures) if figures is not None else []
    made = Campaign(name, documents, observations, findings, figures, drawn, questions)
    made.sentences = statements(figures, documents) if figures is not None else ()
    return made

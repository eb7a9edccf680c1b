"""What the partitions of a data set come to together: what is found between returns, and the headline."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from flows.check.acceptance import OF_ACCEPTANCES, Acceptance, accept
from flows.check.rules import check_campaign, check_campaigns
from flows.ingestion.catalogue import Catalogue
from flows.ingestion.partition import Made
from flows.publish.headline import headline_figures
from flows.publish.parquet import ordered
from schemas.frames import to_rows, to_table
from schemas.models import FINDINGS
from schemas.rows import DocumentRow, Finding, HeadlineFigure, Observation, OpenQuestion


@dataclass(slots=True)
class Held:
    """The rows of all partitions, but for the ledger."""

    documents: list[DocumentRow] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    questions: list[OpenQuestion] = field(default_factory=list)

    def add(self, made: Made) -> None:
        """The rows of one partition more."""
        self.documents += made.documents
        self.observations += made.observations
        self.findings += made.findings
        self.questions += made.questions


@dataclass(frozen=True, slots=True)
class Whole:
    """The tables of the whole, as they are published."""

    documents: list[DocumentRow]
    findings: list[Finding]
    questions: list[OpenQuestion]
    headline: list[HeadlineFigure]


def put_together(held: Held, accepted: Iterable[Acceptance]) -> Whole:
    """The tables of the whole. They depend on the rows alone, and not on the order in which these were come by."""
    documents = sorted(held.documents, key=lambda row: row.path)
    observations = sorted(held.observations, key=lambda row: row.observation_id)
    campaigns = sorted({row.campaign for row in documents})
    findings = list(held.findings)
    for campaign in campaigns:
        mine = [row for row in documents if row.campaign == campaign]
        findings += check_campaign(mine, [row for row in observations if row.campaign == campaign])
    findings += check_campaigns(documents, observations)
    findings = accept([one for one in findings if one.check not in OF_ACCEPTANCES], accepted, observations)
    # Through the columns' own types, which is how findings of earlier runs are loaded.
    findings = sorted(to_rows(FINDINGS, to_table(FINDINGS, findings)), key=repr)
    headline = [figure for name in campaigns for figure in headline_figures(name, observations, findings)]
    return Whole(documents, ordered(FINDINGS, findings), held.questions, headline)


def notices(catalogue: Catalogue) -> list[Finding]:
    """What was noticed when the returns were looked for."""
    return [
        Finding(one.severity, one.check, one.message, one.remedy, path=one.place or None) for one in catalogue.notices
    ]

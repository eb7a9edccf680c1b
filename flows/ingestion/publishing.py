"""What a run writes: the partitions made, with the documents and findings of those that were left as they are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import TypeVar

import pyarrow as pa

from flows.check.acceptance import OF_ACCEPTANCES, accept
from flows.check.rules import check_campaign, check_campaigns, compared
from flows.check.rules import standing as standing_of
from flows.ingestion.acceptances import acceptances
from flows.ingestion.catalogue import Catalogue
from flows.ingestion.partition import Made
from flows.ingestion.plan import Plan
from flows.publish.dataset import (
    Publication,
    load_documents,
    load_findings,
    load_observations,
    load_questions,
    partitions,
)
from flows.publish.folders import Partition
from flows.publish.headline import headline_figures
from flows.publish.manifest import Manifest, ReadDocument
from flows.publish.report.changes import remember
from schemas.frames import to_rows, to_table
from schemas.models import FINDINGS, OBSERVATIONS
from schemas.rows import DocumentRow, Finding, HeadlineFigure, Observation, OpenQuestion

_Row = TypeVar("_Row", DocumentRow, Finding, OpenQuestion)


def publish(publication: Publication, plan: Plan, made: Iterable[tuple[Partition, Made]], catalogue: Catalogue) -> None:
    """Commit what is made of the changed partitions; the others stand as they are, those that are gone go.

    Nothing may depend on which are which: the same returns give the same bytes, whatever the runs that led there. The
    figures of no more than a campaign are held at once, and of those under way.
    """
    processed = publication.processed
    for partition in {*plan.gone, *partitions(processed)} - plan.marks.keys():
        publication.drop_partition(*partition)
    standing = plan.marks.keys() - set(plan.changed)
    documents = _of(standing, load_documents, processed)
    questions = _of(standing, load_questions, processed)
    findings = _of(standing, load_findings, processed)
    findings += [
        Finding(one.severity, one.check, one.message, one.remedy, path=one.place or None) for one in catalogue.notices
    ]
    headline: list[HeadlineFigure] = []
    between = [OBSERVATIONS.schema.empty_table()]
    marks = dict(plan.marks)
    accepted = acceptances(catalogue)
    accepting = {Partition(one.campaign, one.respondent) for one in accepted}
    seen: list[Observation] = []

    def campaign_is_made(campaign: str, figures: list[Observation]) -> None:
        for name in sorted(standing):
            if name.campaign == campaign:
                figures += load_observations(processed, *name)
        figures.sort(key=lambda row: row.observation_id)
        seen.extend(row for row in figures if (row.campaign, row.respondent) in accepting)
        mine = sorted((row for row in documents if row.campaign == campaign), key=lambda row: row.path)
        findings.extend(check_campaign(mine, figures))
        headline.extend(headline_figures(campaign, figures))
        between.append(compared(standing_of(figures)))

    left = Counter(partition.campaign for partition in plan.changed)
    under_way: defaultdict[str, list[Observation]] = defaultdict(list)
    for partition, rows in made:
        publication.put_partition(*partition, rows.observations, rows.cells, rows.quarantined)
        documents += rows.documents
        findings += rows.findings
        questions += rows.questions
        if not rows.is_whole:
            # Without the mark of what it is made of, a partition is made again in the next run.
            marks[partition] = ""
        under_way[partition.campaign] += rows.observations
        left[partition.campaign] -= 1
        if not left[partition.campaign]:
            campaign_is_made(partition.campaign, under_way.pop(partition.campaign))
    for campaign in sorted({partition.campaign for partition in standing} - left.keys()):
        campaign_is_made(campaign, [])
    documents.sort(key=lambda row: row.path)
    publication.put_documents(documents)
    publication.put_questions(questions)
    findings += check_campaigns(documents, pa.concat_tables(between))
    findings = accept([one for one in findings if one.check not in OF_ACCEPTANCES], accepted, seen)
    # Through the columns' own types, which is how findings of earlier runs are loaded.
    publication.put_findings(sorted(to_rows(FINDINGS, to_table(FINDINGS, findings)), key=repr))
    publication.put_headline(headline)
    publication.put_manifest(Manifest(marks, _read_documents(catalogue)))
    remember(processed)
    publication.commit()


def _of(standing: Collection[Partition], load: Callable[[Path], list[_Row]], processed: Path) -> list[_Row]:
    """The published rows of some partitions; where there are none, the files may be of another contract."""
    return [row for row in load(processed) if (row.campaign, row.respondent) in standing] if standing else []


def _read_documents(catalogue: Catalogue) -> dict[str, ReadDocument]:
    return {
        given.document_id: ReadDocument(
            catalogue.found[given.document_id][0].reading,
            "raw" if given.document_id in catalogue.raw else "added",
            given.path,
        )
        for given in catalogue.returns()
    }

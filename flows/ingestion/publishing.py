"""What a run writes: the partitions made, with the documents and findings of those that were left as they are."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.check.rules import check_campaign, check_campaigns
from flows.ingestion.catalogue import Catalogue
from flows.ingestion.names import text_of
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
from flows.publish.escaping import printable
from flows.publish.folders import DatasetError, Partition
from flows.publish.headline import headline_figures
from flows.publish.manifest import Manifest, ReadDocument
from flows.publish.report.changes import remember
from schemas.frames import to_rows, to_table
from schemas.models import FINDINGS
from schemas.rows import Finding, HeadlineFigure, Observation

_FULL = "the disk is full: free some space"
_FORBIDDEN = "nothing may be written there: allow it, or name another folder with --processed"
_REMEDIES = {
    errno.ENOSPC: _FULL, errno.EDQUOT: _FULL, errno.EROFS: _FORBIDDEN, errno.EACCES: _FORBIDDEN, errno.EPERM: _FORBIDDEN
}  # fmt: skip


@contextmanager
def writing_to(processed: Path) -> Iterator[None]:
    """Raises DatasetError for what the system refuses in the block: a full disk, a folder that cannot be written."""
    if text_of(processed) != str(processed):
        name = printable(str(processed))
        raise DatasetError(f"{name}: the name is no UTF-8, and no Parquet can lie there; name another folder")
    try:
        yield
    except OSError as error:
        remedy = _REMEDIES.get(error.errno or 0, "see to it that it can be read and written")
        place = printable(str(error.filename or processed))
        raise DatasetError(f"{place}: {error.strerror or error}; {remedy}, and ingest again") from error


def publish(publication: Publication, plan: Plan, made: dict[Partition, Made], catalogue: Catalogue) -> None:
    """Commit what was made of the changed partitions; the others stand as they are, those that are gone go.

    Nothing may depend on which are which: the same returns give the same bytes, whatever the runs that led there.
    """
    processed = publication.processed
    standing = plan.marks.keys() - made.keys()
    for partition, rows in made.items():
        publication.put_partition(*partition, rows.observations, rows.cells, rows.quarantined)
    for partition in {*plan.gone, *partitions(processed)} - plan.marks.keys():
        publication.drop_partition(*partition)
    documents = (
        [row for row in load_documents(processed) if (row.campaign, row.respondent) in standing] if standing else []
    )
    documents += [row for rows in made.values() for row in rows.documents]
    documents.sort(key=lambda row: row.path)
    publication.put_documents(documents)
    findings = (
        [one for one in load_findings(processed) if (one.campaign, one.respondent) in standing] if standing else []
    )
    findings += [finding for rows in made.values() for finding in rows.findings]
    findings += [
        Finding(one.severity, one.check, one.message, one.remedy, path=one.place or None) for one in catalogue.notices
    ]
    questions = (
        [one for one in load_questions(processed) if (one.campaign, one.respondent) in standing] if standing else []
    )
    publication.put_questions([*questions, *(one for rows in made.values() for one in rows.questions)])
    headline: list[HeadlineFigure] = []
    every: list[Observation] = []
    for campaign in sorted({partition.campaign for partition in plan.marks}):
        observations = [row for name in made if name.campaign == campaign for row in made[name].observations]
        for name in sorted(standing):
            if name.campaign == campaign:
                observations += load_observations(processed, *name)
        observations.sort(key=lambda row: row.observation_id)
        findings += check_campaign([row for row in documents if row.campaign == campaign], observations)
        headline += headline_figures(campaign, observations)
        every += observations
    findings += check_campaigns(documents, every)
    # Through the columns' own types, which is how findings of earlier runs are loaded.
    publication.put_findings(sorted(to_rows(FINDINGS, to_table(FINDINGS, findings)), key=repr))
    publication.put_headline(headline)
    # Without the mark of what it is made of, a partition is made again in the next run.
    marks = {name: mark if name in standing or made[name].is_whole else "" for name, mark in plan.marks.items()}
    publication.put_manifest(Manifest(marks, _read_documents(catalogue)))
    remember(processed)
    publication.commit()


def _read_documents(catalogue: Catalogue) -> dict[str, ReadDocument]:
    return {
        given.document_id: ReadDocument(
            catalogue.found[given.document_id][0].reading,
            "raw" if given.document_id in catalogue.raw else "added",
            given.path,
        )
        for given in catalogue.returns()
    }

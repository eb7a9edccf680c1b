"""What a run writes: the partitions made, with the documents and findings of those that were left as they are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import TypeVar

from flows.ingestion.acceptances import acceptances
from flows.ingestion.catalogue import Catalogue
from flows.ingestion.partition import Made
from flows.ingestion.plan import Plan
from flows.ingestion.whole import Held, notices, put_together
from flows.publish.dataset import (
    Publication,
    load_documents,
    load_findings,
    load_observations,
    load_questions,
    partitions,
)
from flows.publish.folders import Partition
from flows.publish.manifest import Manifest
from flows.publish.report.changes import remember
from schemas.models import DOCUMENTS, FINDINGS, HEADLINE, QUESTIONS
from schemas.rows import DocumentRow, Finding, OpenQuestion

_Row = TypeVar("_Row", DocumentRow, Finding, OpenQuestion)


def publish(publication: Publication, plan: Plan, made: Iterable[tuple[Partition, Made]], catalogue: Catalogue) -> None:
    """Commit what is made of the changed partitions; the others stand as they are, those that are gone go.

    Nothing may depend on which are which: the same returns give the same bytes, whatever the runs that led there.
    """
    processed = publication.processed
    for partition in {*plan.gone, *partitions(processed)} - plan.marks.keys():
        publication.put_partition(*partition, (), ())
    standing = plan.marks.keys() - set(plan.changed)
    held = Held(
        _of(standing, load_documents, processed),
        [row for name in sorted(standing) for row in load_observations(processed, *name)],
        _of(standing, load_findings, processed) + notices(catalogue),
        _of(standing, load_questions, processed),
    )
    marks = dict(plan.marks)
    for partition, rows in made:
        publication.put_partition(*partition, rows.observations, rows.cells, rows.quarantined)
        held.add(rows)
        if not rows.is_whole:
            # Without the mark of what it is made of, a partition is made again in the next run.
            marks[partition] = ""
    whole = put_together(held, acceptances(catalogue))
    publication.put(DOCUMENTS, whole.documents)
    publication.put(QUESTIONS, whole.questions)
    publication.put(FINDINGS, whole.findings)
    publication.put(HEADLINE, whole.headline)
    publication.put_manifest(Manifest(marks))
    remember(processed)
    publication.commit()


def _of(standing: Collection[Partition], load: Callable[[Path], list[_Row]], processed: Path) -> list[_Row]:
    """The published rows of some partitions; where there are none, the files may be of another contract."""
    return [row for row in load(processed) if (row.campaign, row.respondent) in standing] if standing else []

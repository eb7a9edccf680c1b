"""What a run writes: the partitions made, with the documents and findings of those that were left as they are."""

from __future__ import annotations

from flows.check.rules import check_campaign, check_campaigns
from flows.ingestion.catalogue import Catalogue
from flows.ingestion.partition import Made
from flows.ingestion.plan import Plan
from flows.publish.dataset import Publication, load_documents, load_findings, load_observations, partitions
from flows.publish.folders import Partition
from flows.publish.manifest import Manifest, ReadDocument
from schemas.frames import to_rows, to_table
from schemas.models import FINDINGS
from schemas.rows import Finding, Observation


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
    every: list[Observation] = []
    for campaign in sorted({partition.campaign for partition in plan.marks}):
        observations = [row for name in made if name.campaign == campaign for row in made[name].observations]
        for name in sorted(standing):
            if name.campaign == campaign:
                observations += load_observations(processed, *name)
        observations.sort(key=lambda row: row.observation_id)
        findings += check_campaign([row for row in documents if row.campaign == campaign], observations)
        every += observations
    findings += check_campaigns(documents, every)
    # Through the columns' own types, which is how findings of earlier runs are loaded.
    publication.put_findings(sorted(to_rows(FINDINGS, to_table(FINDINGS, findings)), key=repr))
    publication.put_manifest(Manifest(plan.marks, _read_documents(catalogue)))
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

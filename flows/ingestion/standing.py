"""Whether the published documents are those of the catalogue, and were made by the program as it is."""

from __future__ import annotations

from pathlib import Path

from flows.check.figure import some
from flows.ingestion.catalogue import FILE, load_catalogue
from flows.ingestion.plan import fingerprint, list_documents
from flows.publish.dataset import load_documents, partitions
from flows.publish.manifest import load_manifest
from schemas.rows import Finding

REMEDY = "ingest again: only what differs is made anew"


def as_catalogued(processed: Path, raw: Path = Path("raw")) -> list[Finding]:
    """An error for each way in which the documents are not those of the returns that were received.

    A warning where the program or one of its code lists has changed since the data were made.
    """
    if not (processed / FILE).exists():
        return [Finding("error", "catalogue", f"{processed / FILE} is gone: nothing says what was received", REMEDY)]
    catalogue, manifest = load_catalogue(processed, raw), load_manifest(processed)
    unread = [given.path for given in catalogue.returns() if given.document_id not in catalogue.found]
    if unread:
        return [Finding("error", "catalogue", f"received and not published: {some(unread)}", REMEDY)]
    listed = {
        (*partition, one.document_id): one for partition, ones in list_documents(catalogue).items() for one in ones
    }
    there = {(row.campaign, row.respondent, row.document_id): row for row in load_documents(processed)}
    findings = [
        *(
            _error(f"{listed[name].paths[0]} was received and is not published")
            for name in sorted(listed.keys() - there)
        ),
        *(_error(f"{there[name].path} is published and was not received") for name in sorted(there.keys() - listed)),
        *(
            _error(f"{there[name].path} stands as another file than was received: {some(listed[name].paths)}")
            for name in sorted(listed.keys() & there.keys())
            if tuple(there[name].paths) != listed[name].paths or there[name].container_id != listed[name].container_id
        ),
    ]
    marks = {partition: fingerprint(ones) for partition, ones in list_documents(catalogue).items()}
    made = manifest.partitions
    if set(made) != set(marks):
        findings.append(
            _error(f"the manifest names other partitions: {some(map(str, sorted(set(made) ^ set(marks))))}")
        )
    foreign = [name for name in partitions(processed) if name not in made]
    if foreign:
        findings.append(_error(f"published and not of the manifest: {some(map(str, foreign))}"))
    # Without a mark is what could not be made whole, which the next run makes again: its findings say why.
    old = [name for name in sorted(marks.keys() & made) if made[name] not in ("", marks[name])]
    stale = [f"{name.campaign}/{name.respondent}" for name in old]
    if stale:
        what = f"{len(stale)} of {len(marks)} respondents were made by another edition of the program or its code lists"
        findings.append(Finding("warning", "made_otherwise", f"{what}, or of other notes: {some(stale)}", REMEDY))
    return findings


def _error(message: str) -> Finding:
    return Finding("error", "catalogue", message, REMEDY)

"""Whether the published partitions are those of the catalogue, and were made by the program as it is."""

from __future__ import annotations

from pathlib import Path

from flows.check.figure import some
from flows.ingestion.catalogue import FILE, load_catalogue
from flows.ingestion.plan import fingerprint, list_documents
from flows.publish.dataset import partitions
from flows.publish.folders import Partition
from flows.publish.manifest import load_manifest
from schemas.rows import Finding

REMEDY = "ingest again: only what differs is made anew"


def as_catalogued(processed: Path, raw: Path = Path("raw")) -> list[Finding]:
    """An error where the partitions are not those of the returns that were received.

    A warning where the program or one of its code lists has changed since the data were made. What stands in them is
    held against the returns themselves.
    """
    if not (processed / FILE).exists():
        return [_error(f"{processed / FILE} is gone: nothing says what was received")]
    catalogue, made = load_catalogue(processed, raw), load_manifest(processed).partitions
    unread = [given.path for given in catalogue.returns() if given.document_id not in catalogue.found]
    if unread:
        return [_error(f"received and not published: {some(unread)}")]
    marks = {partition: fingerprint(ones) for partition, ones in list_documents(catalogue).items()}
    findings = []
    if other := (made.keys() | {*partitions(processed)}) - marks.keys() | (marks.keys() - made.keys()):
        findings.append(
            _error(f"published and not received, or the other way round: {some(map(_name, sorted(other)))}")
        )
    # Without a mark is what could not be made whole, which the next run makes again: its findings say why.
    old = [name for name in sorted(marks.keys() & made.keys()) if made[name] not in ("", marks[name])]
    if old:
        what = f"{len(old)} of {len(marks)} respondents were made by another edition of the program or its code lists"
        told = f"{what}, or of other notes: {some(map(_name, old))}"
        findings.append(Finding("warning", "made_otherwise", told, REMEDY))
    return findings


def _name(partition: Partition) -> str:
    return "/".join(partition)


def _error(message: str) -> Finding:
    return Finding("error", "catalogue", message, REMEDY)

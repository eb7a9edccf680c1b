"""What is damaged or foreign in processed/.state: named, put out of the way, and made anew from what is there."""

from __future__ import annotations

from pathlib import Path

from flows.ingestion.catalogue import COPIES, Catalogue
from flows.ingestion.progress import tell
from flows.publish import state
from flows.publish.dataset import load_documents
from flows.publish.folders import DatasetError, remove
from flows.publish.journal import JOURNAL
from flows.publish.manifest import MANIFEST, checksum, other_contract
from flows.publish.report.changes import FILE as BEFORE
from flows.publish.validation_runs import LAST
from flows.read.returns import Return, walk_raw
from schemas.rows import DocumentRow

NOTES = (JOURNAL, MANIFEST, BEFORE, f"{LAST}/run.json")
"""All that is worked out again where it is not there; the catalogue is not."""


def put_away_damaged(processed: Path) -> None:
    """Delete the notes that are damaged, and say so: the ingest that follows makes them anew."""
    for name in NOTES:
        if name == MANIFEST and other_contract(processed) is not None:
            continue  # made anew as a whole, and said as that
        try:
            state.load(processed / name)
        except state.DamagedError as error:
            tell(error)
            remove(processed / name)


def rebuilt(processed: Path, raw: Path) -> Catalogue:
    """A catalogue of the raw folder and of the copies of what was added by path, as these were published.

    What a person wrote beside a return that was added is in its catalogue alone: such a return is to be added again.
    """
    catalogue = Catalogue()
    if raw.is_dir():
        catalogue.take_raw(walk_raw(raw), None, None)
    try:
        published = {row.document_id: row for row in load_documents(processed)}
    except DatasetError:
        published = {}
    for copy in sorted((processed / COPIES).glob("*/*")):
        document_id = copy.parent.name
        if copy.is_file() and checksum(copy) == document_id:
            catalogue.added[document_id] = _return(document_id, copy, published.get(document_id))
    return catalogue


def _return(document_id: str, file: Path, row: DocumentRow | None) -> Return:
    if row is None:
        return Return(document_id, file, (file.name,))
    return Return(document_id, file, tuple(row.paths), row.campaign, row.respondent)

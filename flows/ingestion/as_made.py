"""Published figures held against what the returns give, from what is kept of their reading; nothing is written."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from flows.check.figure import some
from flows.ingestion.catalogue import Catalogue, load_catalogue
from flows.ingestion.partition import Made
from flows.ingestion.plan import Plan, fingerprint, list_documents
from flows.ingestion.work import make_partitions
from flows.publish.checksums import REMEDY
from flows.publish.dataset import load_cells, load_observations, load_quarantine
from flows.publish.differences import differences
from flows.publish.folders import DatasetError, Partition, file_of, partition_of
from flows.publish.manifest import load_manifest
from schemas.models import CELLS, OBSERVATIONS, QUARANTINE, TableKind
from schemas.rows import Finding


def altered_rows(processed: Path, files: Collection[str]) -> list[str]:
    """The rows of published files that are other than the returns give, in words; none where that cannot be told."""
    altered = {partition_of(file) for file in files}
    try:
        catalogue, marks = load_catalogue(processed, Path()), load_manifest(processed).partitions
        documents = list_documents(catalogue)
        # What another edition of the program makes otherwise is no fault of the file.
        same = [name for name in sorted(documents) if marks.get(name) == fingerprint(documents[name])]
        made = made_anew(catalogue, processed, [name for name in same if name in altered])
        return [one.message for one in otherwise(processed, made)]
    except (DatasetError, OSError, KeyError):
        return []  # a file that cannot be read, or a return that must be and is not there


def made_anew(
    catalogue: Catalogue, processed: Path, wanted: Collection[Partition] | None = None
) -> dict[Partition, Made]:
    """What the returns of a catalogue come to, those of all partitions or of the wanted ones.

    Raises DatasetError for a return of whose reading nothing is kept, and that is not what it was.
    """
    documents = list_documents(catalogue)
    names = [name for name in documents if wanted is None or name in wanted]
    marks = {name: fingerprint(documents[name]) for name in names}
    return dict(sorted(make_partitions(Plan(documents, marks, tuple(names), (), False), catalogue, {}, processed)))


def otherwise(processed: Path, made: Mapping[Partition, Made]) -> Iterator[Finding]:
    """An error for each file that holds other rows than its partition comes to."""
    marks = load_manifest(processed).partitions
    for name, rows in made.items():
        if not marks.get(name):
            continue  # without a mark: given up, and made anew by the next run
        tables: tuple[tuple[TableKind, Sequence[Any], Sequence[Any]], ...] = (
            (OBSERVATIONS, load_observations(processed, *name), rows.observations),
            (CELLS, load_cells(processed, *name), rows.cells),
            (QUARANTINE, load_quarantine(processed, *name), rows.quarantined),
        )
        for kind, published, wanted in tables:
            yield from told(kind, name, published, wanted)


def told(
    kind: TableKind, partition: Partition | None, published: Sequence[Any], wanted: Sequence[Any]
) -> Iterator[Finding]:
    """An error that names the rows of one file that are other than wanted, if any are."""
    if found := differences(kind, published, wanted):
        file = file_of(kind, partition)
        what = f"processed file {file} is not what the returns give: {some(found)}"
        yield Finding("error", "not_as_made", what, REMEDY, path=file)

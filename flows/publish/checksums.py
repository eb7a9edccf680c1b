"""The published files held against their checksums and digests: has anything else than an ingest changed them?"""

from __future__ import annotations

from pathlib import Path

from flows.check.figure import some
from flows.publish import parquet
from flows.publish.folders import DatasetError, Partition, file_of, files_of, partition_of
from flows.publish.manifest import checksum, load_manifest, other_contract
from flows.publish.row_digests import NAMED, altered_rows
from schemas.models import CONTRACT_VERSION, TableKind
from schemas.rows import Finding

ANEW = "the manifest was made to agree with what was changed: delete the processed folder and ingest again"
REMEDY = "something else than `foi ingest` has changed the processed folder: run foi ingest, which makes it anew"


def verify(processed: Path) -> list[Finding]:
    """An error for every published file that is missing, changed, or not of the data set."""
    if (other := other_contract(processed)) is not None:
        what = f"processed folder keeps data contract {other}, and this program {CONTRACT_VERSION}"
        return [Finding("error", "another_contract", what, "run foi ingest, which makes all of it anew")]
    files = load_manifest(processed).files
    found = {path.relative_to(processed).as_posix() for path in processed.rglob("*.parquet")}
    found = {file for file in found if not file.startswith(".")}
    findings = [
        _error("file_missing", file, "is gone")
        for file in sorted(set(files) - found)
        if not (processed / file).exists()
    ]
    findings += [
        _error("file_unexpected", file, "is not of the data set", "delete it") for file in sorted(found - set(files))
    ]
    for file, expected in sorted(files.items()):
        if (processed / file).exists() and checksum(processed / file) != expected:
            rows = _altered_in(processed, file)
            findings.append(_error("file_changed", file, f"is not as it was published{f': {rows}' if rows else ''}"))
    return findings


def verify_rows(processed: Path) -> list[Finding]:
    """An error for every file of which rows, as it holds them now, are not those that were published.

    The checksum of a file whose rows were altered can agree: it stands in a file that can be altered too. Raises
    DatasetError for a file that is damaged.
    """
    found = []
    for kind in NAMED:
        for file, partition in files_of(processed, kind) if kind.partitioned else [(file_of(kind), None)]:
            rows = _altered(processed, kind, file, partition)
            if rows:
                found.append(_error("rows_changed", file, f"holds other rows than were published: {some(rows)}", ANEW))
    return sorted(found, key=lambda one: str(one.path))


def require_published(processed: Path) -> None:
    """Raises DatasetError where the published files are not as they were published: no figure is taken from them."""
    faults = verify(processed) or verify_rows(processed)
    if faults:
        raise DatasetError(f"{processed}: {some((fault.message for fault in faults), 3)}; {faults[0].remedy}")


def _altered(processed: Path, kind: TableKind, file: str, partition: Partition | None) -> list[str]:
    if not (processed / file).exists():
        return []
    return altered_rows(processed, kind, file, lambda: parquet.read(kind, processed / file, partition))


def _altered_in(processed: Path, file: str) -> str:
    """The same of a file of whatever table, in words; nothing where it is damaged."""
    partition = partition_of(file)
    kind = next((kind for kind in NAMED if file == file_of(kind, partition if kind.partitioned else None)), None)
    try:
        return some(_altered(processed, kind, file, partition)) if kind else ""
    except DatasetError:
        return ""


def _error(check: str, file: str, what: str, remedy: str = REMEDY) -> Finding:
    return Finding("error", check, f"processed file {file} {what}", remedy, path=file)

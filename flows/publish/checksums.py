"""The published files held against their checksums: has anything else than an ingest changed them?"""

from __future__ import annotations

from pathlib import Path

from flows.check.figure import some
from flows.publish.folders import DatasetError, file_of, partition_of
from flows.publish.manifest import checksum, load_manifest, other_contract
from flows.publish.row_digests import altered_rows
from schemas.models import CONTRACT_VERSION, TABLES
from schemas.rows import Finding

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
            rows = _altered(processed, file)
            findings.append(_error("file_changed", file, f"is not as it was published{f': {rows}' if rows else ''}"))
    return findings


def require_published(processed: Path) -> None:
    """Raises DatasetError where the published files are not as they were published: no figure is taken from them."""
    faults = verify(processed)
    if faults:
        raise DatasetError(f"{processed}: {some((fault.message for fault in faults), 3)}; {faults[0].remedy}")


def _altered(processed: Path, file: str) -> str:
    partition = partition_of(file)
    named = (kind for kind in TABLES if kind.partitioned == bool(partition) and file == file_of(kind, partition))
    return some(row for kind in named for row in altered_rows(processed, kind, file, partition))


def _error(check: str, file: str, what: str, remedy: str = REMEDY) -> Finding:
    return Finding("error", check, f"processed file {file} {what}", remedy, path=file)

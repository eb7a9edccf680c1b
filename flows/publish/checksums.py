"""The published files held against their checksums: has anything else than an ingest changed them?"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from flows.publish import parquet
from flows.publish.datapackage import describe
from flows.publish.dataset import json_lines, load_documents, load_findings, load_questions
from flows.publish.folders import Partition, file_of, lines_of
from flows.publish.manifest import checksum, kept_contract, load_manifest, other_contract
from schemas.categories import codes
from schemas.models import CELLS, CONTRACT_VERSION, FINDINGS, OBSERVATIONS, QUARANTINE, QUESTIONS, TableKind
from schemas.rows import Finding

REMEDY = (
    "something else than `foi ingest` has changed the processed folder: run foi ingest --afresh, which makes it anew"
)


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
    findings += [
        _error("file_changed", file, "is not as it was published")
        for file, expected in sorted(files.items())
        if (processed / file).exists() and checksum(processed / file) != expected
    ]
    return findings


def as_described(processed: Path) -> list[Finding]:
    """An error where the data package is not that of the files, and where two forms of findings or questions differ.

    The package describes today's code lists too. Raises DatasetError for what cannot be read.
    """
    if kept_contract(processed) != CONTRACT_VERSION:
        return []  # an older one, which is described as it was
    what = "does not describe the data set: a file, a column or a code list has changed"
    expected = {file: (text, what) for file, text in describe(load_manifest(processed).files).items()}
    for kind, rows in ((FINDINGS, load_findings(processed)), (QUESTIONS, load_questions(processed))):
        expected[lines_of(kind)] = (json_lines(rows), f"does not hold the {kind.name} of {kind.name}.parquet")
    return [
        _error("not_as_described", file, what)
        for file, (text, what) in expected.items()
        if not (processed / file).exists() or (processed / file).read_bytes() != text.encode()
    ]


def without_rows(processed: Path) -> list[Finding]:
    """An error for each file from which rows are gone: cells that a document has, figures that cells name."""
    said: Counter[Partition] = Counter()
    for row in load_documents(processed):
        said[Partition(row.campaign, row.respondent)] += sum(getattr(row, f"cells_{fate}") for fate in codes("fates"))
    findings = []
    for of, many in sorted(said.items()):
        named, figures = (
            _column(processed, kind, of, name)
            for kind, name in ((CELLS, "observation_ids"), (OBSERVATIONS, "observation_id"))
        )
        kept = {*figures, *_column(processed, QUARANTINE, of, "observation_id")}
        lost = {one for names in named for one in names} - kept
        if len(named) < many:
            what = f"holds {len(named):,} rows, and {many:,} were published"
            findings.append(_error("rows_gone", file_of(CELLS, of), what))
        if lost:
            what = f"lacks {len(lost):,} figures that the ledger names"
            findings.append(_error("rows_gone", file_of(OBSERVATIONS, of), what))
    return findings


def _column(processed: Path, kind: TableKind, partition: Partition, name: str) -> list[Any]:
    """A column of the file of a respondent; empty where there is no file."""
    file = processed / file_of(kind, partition)
    found: list[Any] = parquet.read_columns(kind, file, [name])[name].to_pylist() if file.exists() else []
    return found


def _error(check: str, file: str, what: str, remedy: str = REMEDY) -> Finding:
    return Finding("error", check, f"processed file {file} {what}", remedy, path=file)

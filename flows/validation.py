"""The published data set looked at again: is it as it was published, and does it keep the contract?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows.check.dataset import Part, Published, validate
from flows.check.evidence.published_figures import PublishedFigure, published_figures
from flows.check.evidence.recorded_crime import RecordedCrime, recorded_crime
from flows.check.figure import some
from flows.ingestion.names import path_of
from flows.ingestion.standing import as_catalogued
from flows.ingestion.working_copy import at_hand
from flows.publish import parquet
from flows.publish.checksums import verify, verify_rows
from flows.publish.dataset import load_documents, load_findings, load_questions, partitions, recover
from flows.publish.folders import DatasetError, Partition, files_of
from flows.publish.manifest import MANIFEST
from flows.publish.validation_runs import Comparison, compare, keep
from flows.publish.verification import as_described, headline_as_published
from flows.read.sheets import read_sheets
from schemas.models import CELLS, OBSERVATIONS, QUARANTINE, TableKind
from schemas.rows import Finding

ROWS_AT_ONCE = 200_000
"""Cells that are looked at together."""
IN_PARTS = (OBSERVATIONS, CELLS, QUARANTINE)
"""The tables that are looked at together, some respondents at a time."""
Files = Mapping[TableKind, Mapping[Partition, str]]
OF_THE_EDITION = ("finding_missing", "finding_unfounded", "headline_differs")
"""What another edition of the program finds otherwise in the same data."""


@dataclass(frozen=True, slots=True)
class Validation:
    """What a validation found, what is other than at the last one without an error, and the file that holds both."""

    findings: list[Finding]
    compared: Comparison
    result: Path

    @property
    def errors(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.severity == "error"]


class InvalidDataError(Exception):
    """The published data are not what they are to be, as `validation` says."""

    def __init__(self, validation: Validation) -> None:
        errors = [finding.message for finding in validation.errors]
        told = [f"{len(errors)} errors: {some(errors, 3)}", *validation.compared.lines()]
        super().__init__("\n".join([*told, f"all of it in {validation.result}"]))
        self.validation = validation


def validate_and_keep(processed: Path | str, prc: Path | None = None, against: Path | None = None) -> Validation:
    """The published data looked at, compared with the last sound run, and the dated result written beside them.

    `prc`: open data of recorded crime, `against`: figures published before. Raises DatasetError where nothing is
    published or the result cannot be written, EvidenceError or UnreadableError for files that cannot be used.
    """
    crime = recorded_crime(read_sheets(prc), prc.name) if prc else None
    earlier = published_figures(read_sheets(against), against.name) if against else ()
    with at_hand(processed) as folder:
        findings = validate_published(folder, crime, earlier)
        compared = compare(folder)
        result = keep(folder, findings, compared, dt.datetime.now(dt.UTC)).relative_to(folder)
    return Validation(findings, compared, path_of(str(processed)) / result)


def validate_published(
    processed: Path, crime: RecordedCrime | None = None, earlier: Sequence[PublishedFigure] = ()
) -> list[Finding]:
    """What is wrong with the published data: each fault and each rule that they break; empty where nothing is.

    Raises DatasetError where nothing is published.
    """
    recover(processed)
    if not (processed / MANIFEST).exists():
        raise DatasetError(f"{processed}: no data set is published there; run foi ingest first")
    findings: list[Finding] = []
    try:
        # Whatever else is found in rows that something has altered goes with them.
        if altered := verify(processed) or verify_rows(processed):
            return altered
        findings += as_described(processed) + as_catalogued(processed)
        published = Published(
            load_documents(processed), load_findings(processed), load_questions(processed), _parts(processed)
        )
        found = validate(published, crime, earlier)
        return _of_one_edition(findings + headline_as_published(processed) + found)
    except DatasetError as error:
        return [*findings, Finding("error", "cannot_be_loaded", str(error), "Ingest into an empty folder.")]


def _of_one_edition(findings: list[Finding]) -> list[Finding]:
    """Without what only says that the rules are others than those of the program that made the data."""
    if any(finding.check == "made_otherwise" for finding in findings):
        return [finding for finding in findings if finding.check not in OF_THE_EDITION]
    return findings


def _parts(processed: Path) -> Iterator[Callable[[], Part]]:
    """The data by some respondents at a time, so that memory is bounded and a small respondent costs little."""
    files = {kind: {partition: file for file, partition in files_of(processed, kind)} for kind in IN_PARTS}
    held: list[Partition] = []
    rows = 0
    for partition in partitions(processed):
        held.append(partition)
        ledger = files[CELLS].get(partition)
        rows += pq.read_metadata(processed / ledger).num_rows if ledger else 0
        if rows >= ROWS_AT_ONCE:
            yield partial(_part, processed, files, held)
            held, rows = [], 0
    if held:
        yield partial(_part, processed, files, held)


def _part(processed: Path, files: Files, held: Sequence[Partition]) -> Part:
    read = {kind: [_table(processed, kind, own.get(name), name) for name in held] for kind, own in files.items()}
    whole = {kind: pa.concat_tables(own).unify_dictionaries().combine_chunks() for kind, own in read.items()}
    return Part(frozenset((campaign, respondent) for campaign, respondent in held), *whole.values())


def _table(processed: Path, kind: TableKind, file: str | None, partition: Partition) -> pa.Table:
    return parquet.read(kind, processed / file, partition, coded=True) if file else kind.coded_schema.empty_table()

"""The data set on disk: a publication writes it whole or not at all; the loaders hand it back as plain rows.

    with Publication(processed) as publication:
        publication.put_partition("2016-17", "kent", observations, cells, quarantined)
        publication.put_partition("2016-17", "gone", (), ())
        publication.put(DOCUMENTS, rows)
        publication.put_manifest(manifest)
        publication.commit()

Load inside the `with`, or after `recover`: both complete a commit that was cut short.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa

from flows.check.named import with_doubts
from flows.publish import journal, parquet
from flows.publish.datapackage import describe
from flows.publish.folders import Partition, file_of, files_of, lines_of
from flows.publish.manifest import MANIFEST, Manifest, checksum, load_manifest
from schemas.frames import record, to_rows
from schemas.models import CELLS, DOCUMENTS, FINDINGS, OBSERVATIONS, QUARANTINE, QUESTIONS, TABLES, TableKind
from schemas.rows import DocumentRow, Finding, LedgerCell, Observation, OpenQuestion, QuarantinedRow


class Publication:
    """All that one run writes. Nothing of it is seen before `commit`; without a commit the old data stand."""

    def __init__(self, processed: Path) -> None:
        self.processed = processed
        self._files: set[str] = set()
        self._deletes: set[str] = set()
        self._manifest: Manifest | None = None
        self._held = ExitStack()

    def __enter__(self) -> Self:
        self._held.enter_context(journal.sole_writer(self.processed))
        journal.discard(self.processed)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        journal.discard(self.processed)
        self._held.close()

    def put_partition(
        self,
        campaign: str,
        respondent: str,
        observations: Sequence[Observation],
        cells: Sequence[LedgerCell],
        quarantined: Sequence[QuarantinedRow] = (),
    ) -> None:
        """Replace all data of one respondent in one campaign, without rows by none; they must fit their models."""
        partition = Partition(campaign, respondent)
        parts: list[tuple[TableKind, Sequence[Any]]] = [
            (OBSERVATIONS, observations), (CELLS, cells), (QUARANTINE, quarantined)
        ]  # fmt: skip
        for kind, rows in parts:
            self._put(kind, rows, partition)

    def put(self, kind: TableKind, rows: Iterable[Any]) -> None:
        """Replace a table of the whole: all of its rows, not only those of this run; findings as lines of JSON too."""
        found = list(rows)
        self._put(kind, found)
        if kind in (FINDINGS, QUESTIONS):
            self._write(lines_of(kind), json_lines(parquet.ordered(kind, found)).encode())

    def put_manifest(self, manifest: Manifest) -> None:
        """Replace what is known of the reading; the checksums of the files are filled in at the commit."""
        self._manifest = manifest

    def commit(self) -> None:
        """Put everything into place. May be called once."""
        before = load_manifest(self.processed)
        manifest = self._manifest or before
        kept = {file: mark for file, mark in before.files.items() if file not in self._deletes}
        fresh = {file: checksum(journal.staged(self.processed, file)) for file in self._files}
        files = {**kept, **fresh}
        for file, text in describe(files).items():
            self._write(file, text.encode())
            files[file] = checksum(journal.staged(self.processed, file))
        manifest.files = files
        self._write(MANIFEST, manifest.to_json().encode())
        journal.commit(self.processed, sorted(self._files), sorted(self._deletes))

    def _put(self, kind: TableKind, rows: Sequence[Any], partition: Partition | None = None) -> None:
        file = file_of(kind, partition)
        self._files.discard(file)
        self._deletes.discard(file)
        if rows or partition is None:
            parquet.write(kind, rows, journal.staged(self.processed, file))
            self._files.add(file)
        else:
            self._deletes.add(file)

    def _write(self, file: str, content: bytes) -> None:
        path = journal.staged(self.processed, file)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self._files.add(file)


def json_lines(rows: Iterable[Any]) -> str:
    """Rows as lines of JSON, in the order given."""
    return "".join(json.dumps(record(one), ensure_ascii=False, default=_iso) + "\n" for one in rows)


def recover(processed: Path) -> None:
    """Complete a commit that was cut short, so that what is loaded next is one state of the data."""
    if (processed / journal.JOURNAL).exists():
        with journal.sole_writer(processed):
            pass


def partitions(processed: Path) -> list[Partition]:
    """The partitions that are published."""
    return sorted({partition for kind in TABLES if kind.partitioned for _, partition in files_of(processed, kind)})


def load_table(
    processed: Path, kind: TableKind, campaign: str | None = None, respondent: str | None = None
) -> pa.Table:
    """A published table with all its columns, of one campaign or respondent or of all; empty where there is none.

    Raises DatasetError for a damaged file.
    """
    if kind.partitioned:
        wanted = [
            parquet.read(kind, processed / file, partition)
            for file, partition in files_of(processed, kind, campaign, respondent)
        ]
    else:
        path = processed / file_of(kind)
        wanted = [parquet.read(kind, path)] if path.exists() else []
    return pa.concat_tables(wanted) if wanted else kind.schema.empty_table()


def load_observations(processed: Path, campaign: str | None = None, respondent: str | None = None) -> list[Observation]:
    """The published observations, of one campaign or respondent or of all."""
    return to_rows(OBSERVATIONS, load_table(processed, OBSERVATIONS, campaign, respondent))


def load_figures(processed: Path, campaign: str | None = None) -> list[Observation]:
    """The published observations as every output takes them: those that an open error names are flagged as in doubt."""
    return with_doubts(load_observations(processed, campaign), load_findings(processed))


def load_cells(processed: Path, campaign: str | None = None, respondent: str | None = None) -> list[LedgerCell]:
    """The published cell ledger, of one campaign or respondent or of all."""
    return to_rows(CELLS, load_table(processed, CELLS, campaign, respondent))


def load_quarantine(
    processed: Path, campaign: str | None = None, respondent: str | None = None
) -> list[QuarantinedRow]:
    """The rows in quarantine, of one campaign or respondent or of all."""
    return to_rows(QUARANTINE, load_table(processed, QUARANTINE, campaign, respondent))


def load_documents(processed: Path) -> list[DocumentRow]:
    """The published documents."""
    return to_rows(DOCUMENTS, load_table(processed, DOCUMENTS))


def load_findings(processed: Path) -> list[Finding]:
    """The published findings."""
    return to_rows(FINDINGS, load_table(processed, FINDINGS))


def load_questions(processed: Path) -> list[OpenQuestion]:
    """The published open questions."""
    return to_rows(QUESTIONS, load_table(processed, QUESTIONS))


def _iso(value: dt.date) -> str:
    return value.isoformat()

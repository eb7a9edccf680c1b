"""Returns read once and kept: the Document of every file, under a hash of its bytes and of the reader's source."""

from __future__ import annotations

import hashlib
import pickle
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from flows.ingestion.catalogue import Catalogue, Found
from flows.ingestion.plan import list_documents
from flows.ingestion.reading import LIMITS, found_in
from flows.ingestion.understanding import context_of
from flows.read.containers import read_returns
from flows.read.edition import version
from flows.read.grid import Document
from flows.read.processes.workers import Job
from flows.read.returns import Return
from flows.tidy.result import Context

PATIENT = replace(LIMITS, patience=60)
"""The limits of an ingest, but for the clock: the machine may be busy with other things."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One file of a return: what is known of it before it is opened, and where its Document is kept."""

    context: Context
    file: Path

    def document(self) -> Document:
        """The Document as the reader left it."""
        document: Document = pickle.loads(self.file.read_bytes())
        return document


def readings(returns: Sequence[Return], cache: Path, workers: int) -> dict[str, list[Reading]]:
    """By document_id of the return: the file as received and all that it holds, with the contexts of an ingest."""
    cache.mkdir(parents=True, exist_ok=True)
    kept = [given for given in returns if _listing(given, cache).exists()]
    found: dict[str, tuple[Found, ...]] = {
        given.document_id: pickle.loads(_listing(given, cache).read_bytes()) for given in kept
    }
    found |= _read([given for given in returns if given not in kept], cache, workers)
    catalogue = Catalogue({given.document_id: given for given in returns}, edition=version(), found=found)
    key = {one.document_id: one.reading for files in found.values() for one in files}
    by_return: dict[str, list[Reading]] = {given.document_id: [] for given in returns}
    for documents in list_documents(catalogue).values():
        for listed in documents:
            reading = Reading(context_of(listed), _kept(key[listed.document_id], cache))
            by_return[listed.given.document_id].append(reading)
    return by_return


def _read(missing: Sequence[Return], cache: Path, workers: int) -> dict[str, tuple[Found, ...]]:
    """What is in each return. One that cannot be read now, for want of time perhaps, is read again the next time."""
    jobs = {Job(given.file, given.source.passwords, given.path, given.password_mark): given for given in missing}
    if jobs:
        print(f"reading {len(jobs)} returns, once for this edition of the reader ...", file=sys.stderr)
    by_return = {}
    for job, opened in read_returns(jobs, PATIENT, workers):
        given, found = jobs[job], found_in(jobs[job], opened)
        by_return[given.document_id] = found
        for one, file in zip(found, opened, strict=True):
            _keep(file.document, _kept(one.reading, cache))
        failures = [file.document.failure for file in opened if file.document.failure]
        if failures:
            print(f"{given.path}: {failures[0]}", file=sys.stderr)
        else:
            _keep(found, _listing(given, cache))
    return by_return


def _kept(key: str, cache: Path) -> Path:
    return cache / f"{key}.document"


def _listing(given: Return, cache: Path) -> Path:
    mark = repr((given.document_id, given.path, given.password_mark, version()))
    return cache / f"{hashlib.sha256(mark.encode()).hexdigest()}.found"


def _keep(value: object, file: Path) -> None:
    """In one move, as two runs may share the folder."""
    draft = file.with_name(f"{file.name}.{id(value)}.part")
    draft.write_bytes(pickle.dumps(value))
    draft.replace(file)

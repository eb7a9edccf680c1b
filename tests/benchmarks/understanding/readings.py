"""Returns read once and kept: the Document of every file, under a hash of its bytes and of the reader's source."""

from __future__ import annotations

import hashlib
import pickle
import sys
from collections.abc import Sequence
from dataclasses import dataclass
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
    _read({given: _listing(given, cache) for given in returns if not _listing(given, cache).exists()}, cache, workers)
    found: dict[str, tuple[Found, ...]] = {
        given.document_id: pickle.loads(_listing(given, cache).read_bytes()) for given in returns
    }
    catalogue = Catalogue({given.document_id: given for given in returns}, edition=version(), found=found)
    key = {one.document_id: one.reading for files in found.values() for one in files}
    by_return: dict[str, list[Reading]] = {given.document_id: [] for given in returns}
    for documents in list_documents(catalogue).values():
        for listed in documents:
            reading = Reading(context_of(listed), _kept(key[listed.document_id], cache))
            by_return[listed.given.document_id].append(reading)
    return by_return


def _read(missing: dict[Return, Path], cache: Path, workers: int) -> None:
    jobs = {Job(given.file, given.source.passwords, given.path, given.password_mark): given for given in missing}
    if jobs:
        print(f"reading {len(jobs)} returns, once for this edition of the reader ...", file=sys.stderr)
    for job, opened in read_returns(jobs, LIMITS, workers):
        found = found_in(jobs[job], opened)
        for one, document in zip(found, opened, strict=True):
            _keep(document.document, _kept(one.reading, cache))
        _keep(found, missing[jobs[job]])


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

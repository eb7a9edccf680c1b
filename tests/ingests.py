"""An ingest that stays in this process, without pools of others.

What pools are for (files that break their reader, documents without end) has tests of its own, with pools.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path

import pytest

from flows.ingestion.plan import Listed
from flows.ingestion.understanding import asked, understood
from flows.ingestion.up_to_date import bring_up_to_date
from flows.read.grid import Document
from flows.read.processes.workers import Job, ReaderPool
from flows.read.reader import read_file
from flows.tidy.result import Tidied


def ingest_here(raw: Path | str, processed: Path | str, **given: object) -> None:
    """Bring a data set up to date; further arguments as of `bring_up_to_date`."""
    with without_pools():
        bring_up_to_date(Path(raw), Path(processed), **given)


@contextmanager
def without_pools() -> Iterator[None]:
    """While the block runs, ingests read and understand in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("flows.ingestion.work.understand", understand_here)
        patch.setattr("flows.read.containers.ReaderPool", ReaderHere)
        yield


def understand_here(documents: Iterable[tuple[Listed, Document]]) -> Iterator[tuple[Listed, Tidied]]:
    """Each document understood, in their order."""
    return ((listed, understood(*asked(listed, document))) for listed, document in documents)


class ReaderHere(ReaderPool):
    """A reader of files that are known to do no harm."""

    def __enter__(self) -> ReaderHere:
        self.scratch = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
        return self

    def __exit__(self, *raised: object) -> None:
        self._stack.close()

    def submit(self, job: Job) -> Future[Document]:
        """Read at once."""
        done: Future[Document] = Future()
        done.set_result(read_file(job.path.resolve(), self.limits, job.passwords))
        return done

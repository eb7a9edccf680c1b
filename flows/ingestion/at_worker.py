"""What a worker of a Dask cluster runs: one return read, one document understood, one partition made of them.

As on one machine a file that breaks what reads or understands it ends a child process, not the worker. Each thread of a
worker has a pool of one such process for as long as the worker lives. Nothing is taken from the disk of the machine
that asked.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Sequence

from flows.ingestion.partition import Made, make
from flows.ingestion.plan import program
from flows.ingestion.reading import LIMITS
from flows.ingestion.understanding import UnderstandingPool
from flows.read.containers import Opened, read_with
from flows.read.grid import Document
from flows.read.processes.workers import Job, ReaderPool
from flows.tidy.result import Context, Tidied

_OF_THREAD = threading.local()
_MAKING = threading.Lock()
"""Pandera keeps its settings by process: one thread at a time."""


class OtherEditionError(Exception):
    """The program here is not the one of the machine that asks, so that it would understand returns otherwise."""


class Readings(dict[str, Document]):
    """The readings made for one return by their keys, to be kept by whoever asked; none is there before."""

    def put(self, key: str, document: Document) -> None:
        """Keep a reading."""
        self[key] = document


def read_there(
    edition: str, name: str, content: bytes, passwords: tuple[str, ...], display: str, password_mark: str
) -> tuple[list[Opened], Readings]:
    """A return with all that it holds, and its readings to keep. Raises OtherEditionError."""
    pool, readings = _pools(edition)[0], Readings()
    laid = pool.lay(content, name)
    try:
        [(_, opened)] = read_with(pool, [Job(laid, passwords, display, password_mark)], readings)
    finally:
        pool.clear(laid)
    return opened, readings


def understand_there(edition: str, document: Document, context: Context) -> Tidied:
    """A document understood. Raises OtherEditionError."""
    pool = _pools(edition)[1]
    return pool.outcome(pool.submit(document, context), document, context)


def make_there(edition: str, understood: Sequence[Tidied]) -> Made:
    """A partition made, by the worker itself: no file of another's is touched. Raises OtherEditionError."""
    _require(edition)
    with _MAKING:
        return make(understood)


def _require(edition: str) -> None:
    if program() != edition:
        raise OtherEditionError


def _pools(edition: str) -> tuple[ReaderPool, UnderstandingPool]:
    _require(edition)
    if not hasattr(_OF_THREAD, "pools"):
        # Dask's nanny starts its workers as daemons, which Python forbids to have children: these end with the worker.
        multiprocessing.current_process().daemon = False
        _OF_THREAD.pools = ReaderPool(LIMITS, 1).__enter__(), UnderstandingPool(1)
    pools: tuple[ReaderPool, UnderstandingPool] = _OF_THREAD.pools
    return pools

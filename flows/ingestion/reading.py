"""Returns read by a pool of processes that can be killed; what was read before is taken from the cache."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from flows.ingestion.catalogue import Catalogue, Found
from flows.publish.folders import DatasetError
from flows.publish.manifest import Readings, checksum
from flows.read.containers import Opened, kept, read_returns, reading_key
from flows.read.grid import Document, Limits
from flows.read.processes.workers import Job
from flows.read.returns import Return
from flows.read.store import dump, load

LIMITS = Limits()
BROKEN = "unknown"
"""The format of a Document whose reader did not get as far as to tell it."""

WORKERS = max(2, min(8, os.cpu_count() or 2))


@dataclass(frozen=True, slots=True)
class Shelf:
    """The cache of readings as Documents. One that cannot be used any more is read anew."""

    readings: Readings

    def get(self, key: str) -> Document | None:
        content = self.readings.get(key)
        try:
            return None if content is None else load(content)
        except ValueError:
            return None

    def put(self, key: str, document: Document) -> None:
        self.readings.put(key, dump(document))


def read(returns: Iterable[Return], processed: Path) -> Iterator[tuple[Return, list[Opened]]]:
    """Each return with the file as received first, then all that it holds; in the order they are done.

    Raises DatasetError for a return that is not what it was when the folder was walked.
    """
    jobs = {job_of(given): given for given in returns}
    for job, opened in read_returns(jobs, LIMITS, WORKERS, Shelf(Readings(processed))):
        yield jobs[job], as_walked(jobs[job], opened)


def job_of(given: Return) -> Job:
    """A return as something to read."""
    return Job(given.file, given.source.passwords, given.path, given.password_mark)


def as_walked(given: Return, opened: list[Opened]) -> list[Opened]:
    """What was opened. Raises DatasetError for a return that is not what it was when the folder was walked."""
    if opened[0].sha256 != given.document_id:
        raise DatasetError(f"{given.path}: has changed since the folder was walked; ingest again")
    return opened


def is_on_shelf(given: Return, catalogue: Catalogue, processed: Path) -> bool:
    """Whether what was read of a return is kept, all of it."""
    readings = Readings(processed)
    return all(readings.has(found.reading) for found in catalogue.found[given.document_id])


def is_as_received(given: Return) -> bool:
    """Whether the file of a return lies where it lay, and is what it was."""
    try:
        return checksum(given.file) == given.document_id
    except OSError:
        return False


def lost(catalogue: Catalogue, processed: Path) -> list[Return]:
    """The returns that cannot be opened: not all that was read of them is kept, and the file is not as received."""
    return [
        given
        for given in catalogue.returns()
        if not is_on_shelf(given, catalogue, processed) and not is_as_received(given)
    ]


def from_shelf(given: Return, processed: Path) -> list[Opened]:
    """A return opened from what is kept of it, or read again where that is damaged. Raises DatasetError like `read`."""
    opened = kept(job_of(given), LIMITS, Shelf(Readings(processed)))
    return as_walked(given, opened) if opened is not None else next(read([given], processed))[1]


def as_read(given: Return, catalogue: Catalogue, processed: Path) -> list[Opened]:
    """A return opened from what is kept of its reading, whatever lies in its place now; else as from the shelf."""
    key = catalogue.found[given.document_id][0].reading
    opened = kept(job_of(given), LIMITS, Shelf(Readings(processed)), (given.document_id, key))
    return opened if opened is not None else from_shelf(given, processed)


def found_in(given: Return, opened: list[Opened]) -> tuple[Found, ...]:
    """What the catalogue keeps of a reading."""
    return tuple(
        Found(
            one.sha256,
            one.container,
            () if one.container is None else tuple(path.removeprefix(f"{given.path}/") for path in one.paths),
            reading_key(one.content, one.path, given.password_mark, LIMITS),
            bool(one.document.failure) and one.document.format == BROKEN,
            given.password_mark,
        )
        for one in opened
    )

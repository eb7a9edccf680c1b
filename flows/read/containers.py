"""A return with all that it holds: the file itself, its attachments, the members of an archive inside it."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Protocol

from flows.read.archives.archive import attachments_left_out, safe_name
from flows.read.edition import version
from flows.read.grid import Document, Limits
from flows.read.processes.workers import Job, ReaderPool


class Shelf(Protocol):
    """Where readings are kept between runs, by key."""

    def get(self, key: str) -> Document | None:
        """The reading kept under a key, if any."""

    def put(self, key: str, document: Document) -> None:
        """Keep a reading."""


class NoShelf:
    """Keeps nothing: every file is read."""

    def get(self, key: str) -> Document | None:
        """Always None."""
        return None

    def put(self, key: str, document: Document) -> None:
        """Forget the reading."""


@dataclass(slots=True)
class Opened:
    """One file of a return. `paths`: every name under which the same bytes came within it, the first first.

    `container` is the SHA-256 of the file that it came in; None for the file as received.
    """

    paths: list[str]
    sha256: str
    content: bytes
    document: Document
    container: str | None = None

    @property
    def path(self) -> str:
        """The first name: `<container path>/<name>` for a file within another."""
        return self.paths[0]


def reading_key(content: bytes, name: str, password_mark: str, limits: Limits) -> str:
    """What a reading depends on, as a hash: bytes, ending of the name, passwords, limits, edition of the reader."""
    suffix = PurePosixPath(name).suffix.lower()
    rest = repr((suffix, password_mark, limits, version()))
    return hashlib.sha256(hashlib.sha256(content).digest() + rest.encode()).hexdigest()


def read_returns(
    jobs: Iterable[Job], limits: Limits, workers: int = 2, shelf: Shelf | None = None
) -> Iterator[tuple[Job, list[Opened]]]:
    """Each job with the file as received first and then all that it holds, each once; in the order they are done.

    Files inside files are opened to `limits.depth`, and to `limits.archive_members` and `limits.archive_bytes` in
    all for one return; what is beyond is named in a notice of the file that holds it. Readings that failed are not
    put on the shelf: they are tried again. No file can raise, but OSError where a job's own path cannot be opened.
    """
    with ReaderPool(limits, workers) as pool:
        yield from _read_by(pool, jobs, NoShelf() if shelf is None else shelf)


def _read_by(pool: ReaderPool, jobs: Iterable[Job], shelf: Shelf) -> Iterator[tuple[Job, list[Opened]]]:
    waiting = iter(jobs)
    unpackings: dict[Future[Document], tuple[_Unpacking, _Waiting]] = {}
    while True:
        while len(unpackings) < 2 * pool.workers and (job := next(waiting, None)) is not None:
            unpacking = _Unpacking(job, pool, shelf)
            unpacking.start()
            unpackings.update(unpacking.take_started())
            if unpacking.is_done:
                yield job, unpacking.opened
        if not unpackings:
            return
        for future in wait(unpackings, return_when=FIRST_COMPLETED).done:
            unpacking, item = unpackings.pop(future)
            unpacking.finish(item, pool.outcome(future))
            unpackings.update(unpacking.take_started())
            if unpacking.is_done:
                yield unpacking.job, unpacking.opened


def kept(job: Job, limits: Limits, shelf: Shelf, known: tuple[str, str] | None = None) -> list[Opened] | None:
    """A return without reading anything: from the shelf, or too large to be read; None where something is to be read.

    `known`: SHA-256 and key of a reading; then the path is not looked at, and what was received has no content.
    Raises OSError where its path cannot be opened.
    """
    unpacking = _Unpacking(job, _NoReader(limits), shelf)
    try:
        if known is None:
            unpacking.start()
        else:
            unpacking.start_from(*known)
    except _NotKeptError:
        return None
    return unpacking.opened


@dataclass(slots=True, eq=False)
class _Waiting:
    paths: list[str]
    content: bytes
    depth: int
    container: int | None
    sha256: str
    laid: Path | None = None


class _NotKeptError(Exception):
    """Something has to be read."""


@dataclass(frozen=True, slots=True)
class _NoReader:
    limits: Limits

    def lay(self, content: bytes, name: str) -> Path:
        raise _NotKeptError

    def clear(self, laid: Path) -> None: ...

    def submit(self, job: Job) -> Future[Document]:
        raise _NotKeptError


@dataclass(slots=True)
class _Unpacking:
    """One return on its way: what has been opened, what is being read, what still waits."""

    job: Job
    pool: ReaderPool | _NoReader
    shelf: Shelf
    opened: list[Opened] = field(default_factory=list)
    queue: deque[_Waiting] = field(default_factory=deque)
    running: int = 0
    bytes_held: int = 0
    started: list[tuple[Future[Document], tuple[_Unpacking, _Waiting]]] = field(default_factory=list)

    @property
    def is_done(self) -> bool:
        return not self.running and not self.queue

    def take_started(self) -> list[tuple[Future[Document], tuple[_Unpacking, _Waiting]]]:
        started, self.started = self.started, []
        return started

    def start(self) -> None:
        name = self.job.display or self.job.path.name
        size, allowed = self.job.path.stat().st_size, self.pool.limits.archive_bytes
        if size > allowed:
            with self.job.path.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
            failure = (
                f"the file has {size / 2**20:,.0f} MB, more than the {allowed / 2**20:,.0f} MB allowed; "
                "ask for the figures in a smaller one"
            )
            self.opened.append(Opened([name], digest, b"", Document("unknown", failure=failure)))
            return
        content = self.job.path.read_bytes()
        self.queue.append(_Waiting([name], content, 0, None, hashlib.sha256(content).hexdigest()))
        self._go_on()

    def start_from(self, sha256: str, key: str) -> None:
        document = self.shelf.get(key)
        if document is None:
            raise _NotKeptError
        self._take(_Waiting([self.job.display or self.job.path.name], b"", 0, None, sha256), document)
        self._go_on()

    def finish(self, item: _Waiting, document: Document) -> None:
        self.running -= 1
        if item.laid is not None:
            self.pool.clear(item.laid)
        if not document.failure:
            self.shelf.put(self._key(item), document)
        self._take(item, document)
        self._go_on()

    def _key(self, item: _Waiting) -> str:
        return reading_key(item.content, item.paths[0], self.job.password_mark, self.pool.limits)

    def _go_on(self) -> None:
        while self.queue and not self.running:
            item = self.queue.popleft()
            kept = self.shelf.get(self._key(item))
            if kept is not None:
                self._take(item, kept)
                continue
            if item.container is None:
                job = self.job
            else:
                item.laid = self.pool.lay(item.content, f"{item.sha256}{_suffix(item.paths[0])}")
                job = Job(item.laid, self.job.passwords)
            self.running += 1
            self.started.append((self.pool.submit(job), (self, item)))

    def _take(self, item: _Waiting, document: Document) -> None:
        container = None if item.container is None else self.opened[item.container].sha256
        opened = Opened(item.paths, item.sha256, item.content, document, container)
        self.opened.append(opened)
        if document.attachments:
            opened.document = self._queue_attachments(document, item, len(self.opened) - 1)

    def _queue_attachments(self, document: Document, item: _Waiting, at: int) -> Document:
        limits = self.pool.limits
        beyond: list[str] = []
        for attachment in document.attachments:
            path = f"{item.paths[0]}/{safe_name(attachment.name)}"
            sha256 = hashlib.sha256(attachment.content).hexdigest()
            if self._known_twice(path, sha256):
                continue
            too_many = len(self.opened) + len(self.queue) > limits.archive_members
            too_large = self.bytes_held + len(attachment.content) > limits.archive_bytes
            if item.depth >= limits.depth or too_many or too_large:
                beyond.append(attachment.name)
                continue
            self.bytes_held += len(attachment.content)
            self.queue.append(_Waiting([path], attachment.content, item.depth + 1, at, sha256))
        if not beyond:
            return document
        notices = (*document.notices, attachments_left_out(beyond))
        return replace(document, notices=notices, partial=True)

    def _known_twice(self, path: str, sha256: str) -> bool:
        """Whether the same bytes came before in this return: then they get one more name."""
        everything: list[Opened | _Waiting] = [*self.opened, *self.queue]
        for known in everything:
            if known.sha256 == sha256:
                known.paths.append(path)
                return True
        return False


def _suffix(path: str) -> str:
    suffix = PurePosixPath(path).suffix
    return suffix if suffix.isascii() and len(suffix) <= 10 else ""

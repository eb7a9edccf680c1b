"""Files read in processes of their own, which can be killed: a file that breaks its reader breaks nothing else."""

from __future__ import annotations

import multiprocessing
import pickle
import shutil
import signal
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, TimeoutError, wait
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from pebble import ProcessExpired, ProcessPool

from flows.read.grid import Document, Limits
from flows.read.processes.bounds import STOPPED_FOR_TIME, processor_seconds
from flows.read.processes.confinement import confine
from flows.read.processes.scratch import scratch_folder
from flows.read.reader import read_file

# A process is replaced after so many files: what a library leaks goes with it.
_FILES_A_PROCESS = 100


@dataclass(frozen=True, slots=True)
class Job:
    """One file to read: where it lies, the passwords to try, and the name under which it is reported.

    `password_mark` stands for the passwords where what was read is kept.
    """

    path: Path
    passwords: tuple[str, ...] = ()
    display: str = ""
    password_mark: str = ""


@dataclass(slots=True)
class ReaderPool:
    """A pool of confined reader processes, to be used in a `with` statement; it owns their scratch folder."""

    limits: Limits
    workers: int = 2
    scratch: Path = field(init=False)
    _pool: ProcessPool = field(init=False)
    _stack: ExitStack = field(init=False, default_factory=ExitStack)

    def __enter__(self) -> ReaderPool:
        self.scratch = self._stack.enter_context(scratch_folder())
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["flows.read.processes.preloaded"])
        self._pool = ProcessPool(
            self.workers, _FILES_A_PROCESS, confine, (str(self.scratch), self.limits.memory_bytes), context=context
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._pool.close()  # type: ignore[no-untyped-call]
        else:
            self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()
        self._stack.close()

    def lay(self, content: bytes, name: str) -> Path:
        """A file with this content and name where the readers find it, alone in a folder, which is for `clear`."""
        file = Path(tempfile.mkdtemp(dir=self.scratch), name)
        file.write_bytes(content)
        return file

    def clear(self, laid: Path) -> None:
        """Delete what `lay` laid."""
        shutil.rmtree(laid.parent, ignore_errors=True)

    def submit(self, job: Job) -> Future[Document]:
        """Start reading; the seconds count from when a process takes the file up. `outcome` takes the future."""
        arguments = [job.path.resolve(), self.limits, job.passwords]
        return self._pool.schedule(_read, args=arguments, timeout=self.limits.clock_seconds)

    def outcome(self, future: Future[Document]) -> Document:
        """The Document of a future that is done; a crash, a kill or a time-out is a Document with its failure."""
        error = future.exception()
        return future.result() if error is None else Document("unknown", failure=_reason(error, self.limits))


def read_files(jobs: Iterable[Job], limits: Limits, workers: int = 2) -> Iterator[tuple[Job, Document]]:
    """Each job with its Document, in the order in which they are done; attachments are not opened.

    No file can raise: what breaks its reader comes out as a Document with `failure`, and the rest goes on.
    """
    waiting = iter(jobs)
    with ReaderPool(limits, workers) as pool:
        running: dict[Future[Document], Job] = {}
        while True:
            while len(running) < 2 * workers and (job := next(waiting, None)) is not None:
                running[pool.submit(job)] = job
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                yield running.pop(future), pool.outcome(future)


def _read(path: Path, limits: Limits, passwords: tuple[str, ...]) -> Document:
    """What a reader process runs for one file."""
    with processor_seconds(limits.seconds):
        return read_file(path, limits, passwords)


def _reason(error: BaseException, limits: Limits) -> str:
    if isinstance(error, TimeoutError):
        return (
            f"reading took longer than {limits.clock_seconds:g} seconds by the clock and was stopped; "
            "read it again when the machine has less to do, or ask for a smaller or simpler file"
        )
    if isinstance(error, ProcessExpired) and error.exitcode == STOPPED_FOR_TIME:
        return (
            f"reading took longer than {limits.seconds:g} seconds of the processor's time in all, or too long on one "
            "page, and was stopped; "
            "ask for a smaller or simpler file, or raise the limit of seconds"
        )
    memory = f"{limits.memory_bytes / 2**30:.1f} GB"
    if isinstance(error, MemoryError):
        return f"reading needed more than {memory} of memory and was stopped; ask for a smaller or simpler file"
    if isinstance(error, ProcessExpired):
        return (
            f"the reader broke down ({_exit_words(error.exitcode)}, memory bound at {memory}); "
            "the file is damaged or made to do harm: ask for the figures in another format"
        )
    if isinstance(error, pickle.PicklingError):
        # The panic of a library written in Rust, which cannot cross the boundary of the process.
        return "the reader broke down on this file; it is damaged: ask for it again or in another format"
    if isinstance(error, PermissionError) and error.errno is None:
        return f"the file tried to reach outside its reader and was stopped ({error}); treat it as hostile"
    if isinstance(error, OSError):
        return f"the file could not be opened ({error.strerror or error}); check that it can be read"
    what = f"{type(error).__name__}: {error}"[:200]
    return f"the reader failed on this file ({what}); ask for the figures in another format, and report the file"


def _exit_words(code: int) -> str:
    return f"signal {-code}: {signal.strsignal(-code)}" if code < 0 else f"exit code {code}"

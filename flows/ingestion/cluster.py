"""A Dask cluster that reads, understands and checks returns in place of this machine, which alone writes.

Each task is a pure function of what goes with it, so that one whose worker is lost is done again by another, and
workers need no disk in common. `distributed` is used directly: tasks of Prefect's runner for Dask would each report to
Prefect's server, which no other machine reaches where it is the embedded one, and would cost more than they do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from flows.ingestion.at_worker import OtherEditionError, make_there, read_there, understand_there
from flows.ingestion.partition import Made
from flows.ingestion.plan import Listed, program
from flows.ingestion.reading import LIMITS, Shelf, as_walked, job_of
from flows.ingestion.understanding import asked
from flows.publish.folders import DatasetError, Partition
from flows.publish.manifest import Readings
from flows.read.containers import Opened, kept
from flows.read.grid import Document
from flows.read.returns import Return
from flows.tidy.result import Tidied

if TYPE_CHECKING:
    from distributed import Client, Future

_Given = TypeVar("_Given")
_Done = TypeVar("_Done")

PATIENCE = 20
"""Seconds to wait for a scheduler to answer, and for a worker to be there: one that died may be started again."""


@contextmanager
def cluster_at(address: str) -> Iterator[Cluster]:
    """The cluster whose scheduler is at `address`, such as tcp://10.0.0.5:8786.

    Raises DatasetError where Dask is not installed, and where no scheduler or no worker is there.
    """
    try:
        from distributed import Client  # noqa: PLC0415  an extra
    except ImportError as error:
        raise DatasetError("--dask needs Dask, which is not installed: install this program with [dask]") from error
    try:
        client = Client(address, timeout=PATIENCE, name="foi")  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        what = f"no Dask scheduler answers there ({str(error).splitlines()[0]})"
        raise DatasetError(f"{address}: {what}; start one with `dask scheduler`, or correct --dask") from error
    with client:
        yield Cluster(client, address)


class Cluster:
    """Workers to read and understand with. All raise DatasetError where the cluster cannot go on."""

    def __init__(self, client: Client, address: str) -> None:
        self._client, self._address = client, address

    def read(self, returns: Iterable[Return], processed: Path) -> Iterator[tuple[Return, list[Opened]]]:
        """As `reading.read`: what is kept is not read again."""
        shelf = Shelf(Readings(processed))
        unkept = []
        for given in returns:
            opened = kept(job_of(given), LIMITS, shelf)
            if opened is None:
                unkept.append(given)
            else:
                yield given, as_walked(given, opened)
        for given, (opened, readings) in self._each(read_there, ((given, _to_read(given)) for given in unkept)):
            for key, document in readings.items():
                shelf.put(key, document)
            yield given, as_walked(given, opened)

    def understand(self, documents: Iterable[tuple[Listed, Document]]) -> Iterator[tuple[Listed, Tidied]]:
        """As `understanding.understand`."""
        return self._each(understand_there, ((listed, asked(listed, document)) for listed, document in documents))

    def make(self, partitions: Iterable[tuple[Partition, list[Tidied]]]) -> Iterator[tuple[Partition, Made]]:
        """As `partition.make`, of each partition."""
        return self._each(make_there, ((partition, (understood,)) for partition, understood in partitions))

    def _each(
        self, work: Callable[..., _Done], items: Iterator[tuple[_Given, tuple[Any, ...]]]
    ) -> Iterator[tuple[_Given, _Done]]:
        """The work done for each item, in the order they are done; no more is under way than keeps all workers busy."""
        from distributed import KilledWorker, wait  # noqa: PLC0415
        from distributed.client import FuturesCancelledError  # noqa: PLC0415
        from distributed.comm.core import CommClosedError  # noqa: PLC0415

        running: dict[Future[_Done], _Given] = {}
        try:
            while True:
                most = 2 * self._threads()
                while len(running) < most and (item := next(items, None)) is not None:
                    # With the task and not scattered: what lies with a worker that dies could not be sent again.
                    running[self._client.submit(work, program(), *item[1], pure=False)] = item[0]
                if not running:
                    return
                try:
                    done = wait(list(running), timeout=PATIENCE, return_when="FIRST_COMPLETED").done  # type: ignore[no-untyped-call]
                except TimeoutError:
                    continue
                for future in done:
                    yield running.pop(future), future.result()
        except OtherEditionError as error:
            raise self._of_another_edition() from error
        except RuntimeError as error:
            # So says Dask where the scheduler does not find what is to be run; a worker that does not ends.
            if not isinstance(error.__cause__, (ImportError, AttributeError)):
                raise
            raise self._of_another_edition() from error
        except KilledWorker as error:
            what = f"workers died again and again over one return ({error.last_worker.address} last)"
            raise DatasetError(f"{self._address}: {what}; look at their logs, and ingest again") from error
        except (FuturesCancelledError, CommClosedError) as error:
            raise DatasetError(f"{self._address}: the Dask scheduler is gone; start it, and ingest again") from error
        finally:
            self._client.cancel(list(running))  # type: ignore[no-untyped-call]

    def _of_another_edition(self) -> DatasetError:
        what = "the cluster does not have this program, or another edition of it or of the libraries that it reads with"
        return DatasetError(f"{self._address}: {what}; install the same on all, and ingest again")

    def _threads(self) -> int:
        """How many tasks the workers do at once; waits for the first worker to come."""
        try:
            self._client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            what = "the Dask scheduler has no worker, or none that stays"
            start = f"start some with `dask worker {self._address}` where this program is installed"
            raise DatasetError(f"{self._address}: {what}; {start}") from error
        return sum(self._client.nthreads().values())  # type: ignore[no-untyped-call]


def _to_read(given: Return) -> tuple[Any, ...]:
    passwords, mark = given.source.passwords, given.password_mark
    return given.file.name, given.file.read_bytes(), passwords, given.path, mark

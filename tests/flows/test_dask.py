"""The same ingest by the workers of a Dask cluster: two processes apart from this one, one of which is killed."""

from __future__ import annotations

import importlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from flows.ingestion import at_worker
from flows.ingestion.plan import program
from flows.publish.dataset import load_documents
from flows.publish.folders import DatasetError
from tests.flows.test_commands import foi
from tests.flows.test_ingest import contents

distributed = pytest.importorskip("distributed", reason="Dask is not installed: pip install 'foi-returns[dask]'")
Ingest = Callable[..., None]
WriteReturn = Callable[..., Path]


@pytest.fixture(scope="module")
def cluster() -> Iterator[distributed.LocalCluster]:
    """Two workers, each a process of its own under a nanny that starts it again."""
    workers = {"n_workers": 2, "threads_per_worker": 1, "processes": True}
    with distributed.LocalCluster(host="127.0.0.1", dashboard_address=":0", **workers) as started:
        yield started


@pytest.fixture
def address(cluster: distributed.LocalCluster) -> str:
    return cluster.scheduler_address


@pytest.fixture
def raw(tmp_path: Path, write_return: WriteReturn) -> Path:
    """Returns of several kinds: one under a name that is no text, one with another in it, one that cannot be read."""
    folder = tmp_path / "raw/2016-17"
    for last, force in enumerate(("kent", "essex", "surrey", "gwent"), start=30):
        write_return(folder / force, last=last)
    write_return(folder / "kent", name=os.fsdecode(b"r\xe9ponse.csv"), last=50)
    (folder / "dorset").mkdir()
    (folder / "dorset/empty.pdf").write_bytes(b"")
    with zipfile.ZipFile(folder / "dorset/reply.zip", "w") as archive:
        archive.write(write_return(tmp_path / "aside", last=60), "answer.csv")
    return tmp_path / "raw"


def test_the_bytes_are_those_of_one_machine(ingest: Ingest, processed: Path, tmp_path: Path, address: str) -> None:
    ingest()
    ingest(processed=str(tmp_path / "by-dask"), dask=address)
    assert len(load_documents(processed)) == 8
    assert contents(tmp_path / "by-dask") == contents(processed)


@contextmanager
def one_killed_at_work(address: str) -> Iterator[None]:
    """While the block runs, a worker is killed as soon as it has something to do."""
    killed: list[int] = []

    def kill_one_at_work(client: distributed.Client) -> None:
        workers = client.run(os.getpid)
        while not killed:
            at_work = [worker for worker, tasks in client.processing().items() if tasks]
            if at_work:
                os.kill(workers[at_work[0]], signal.SIGKILL)
                killed.append(workers[at_work[0]])
            time.sleep(0.02)

    with distributed.Client(address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=300)
        killer = threading.Thread(target=kill_one_at_work, args=(client,), daemon=True)
        killer.start()
        yield
        killer.join(timeout=10)
        assert killed
        assert killed[0] not in client.run(os.getpid).values()


def test_a_worker_that_is_killed_changes_nothing(ingest: Ingest, processed: Path, tmp_path: Path, address: str) -> None:
    with one_killed_at_work(address):
        ingest(processed=str(tmp_path / "by-dask"), dask=address)
    ingest()
    assert contents(tmp_path / "by-dask") == contents(processed)


def test_a_return_over_which_workers_die_ends_it(
    ingest: Ingest, processed: Path, cluster: distributed.LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster.scheduler, "allowed_failures", 0)
    died = pytest.raises(DatasetError, match="workers died again and again over one return")
    with one_killed_at_work(cluster.scheduler_address), died:
        ingest(dask=cluster.scheduler_address)
    assert not (processed / "observations").exists()


def kill_a_reader(edition: str) -> str:
    """Run by a worker: what is said of a file that kills its reader."""
    reader, _ = at_worker._pools(edition)
    killed = reader._pool.schedule(exec, args=("import os; os.kill(os.getpid(), 9)", {}))
    return reader.outcome(killed).failure


def test_a_file_that_kills_its_reader_kills_no_worker(address: str) -> None:
    with distributed.Client(address, set_as_default=False) as client:
        before = client.run(os.getpid)
        assert "signal 9: Killed" in client.submit(kill_a_reader, program()).result(timeout=60)
        assert client.run(os.getpid) == before


def test_workers_of_another_edition_are_refused(ingest: Ingest, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.ingestion.cluster.program", lambda: "another")
    with pytest.raises(DatasetError, match="the cluster does not have this program, or another edition of it"):
        ingest(dask=address)


def test_a_cluster_without_the_program_is_refused(
    ingest: Ingest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "only_here.py").write_text("def read_there(*given): ...\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr("flows.ingestion.cluster.read_there", importlib.import_module("only_here").read_there)
    file, started = tmp_path / "scheduler", []
    commands = (["scheduler", "--host", "127.0.0.1", "--port", "0"], ["worker", "--nthreads", "1"])
    for command in commands:
        options = ["--no-dashboard", "--scheduler-file", str(file)]
        started.append(subprocess.Popen([sys.executable, "-m", "dask", *command, *options], stderr=subprocess.DEVNULL))
        while not file.exists():
            time.sleep(0.1)
    with pytest.raises(DatasetError, match="the cluster does not have this program"):
        ingest(dask=json.loads(file.read_text())["address"])
    for process in reversed(started):
        process.terminate()
        process.wait()


def test_a_cluster_without_workers_is_told(ingest: Ingest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.ingestion.cluster.PATIENCE", 1)
    none = distributed.LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address=":0")
    with none as cluster, pytest.raises(DatasetError, match=r"has no worker, .* start some with `dask worker tcp:"):
        ingest(dask=cluster.scheduler_address)


def test_an_address_where_no_scheduler_is_ends_the_command(
    ingest: Ingest, raw: Path, processed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = foi("ingest", "--raw", raw, "--processed", processed, "--dask", "nowhere")
    assert done.exit_code == 3
    assert "nowhere: no Dask scheduler answers there" in done.stderr
    assert "`dask scheduler`" in done.stderr
    monkeypatch.setattr("flows.ingestion.cluster.PATIENCE", 1)
    with pytest.raises(DatasetError, match=r"tcp://127.0.0.1:1: no Dask scheduler answers there"):
        ingest(dask="tcp://127.0.0.1:1")


def test_without_dask_it_is_said_what_to_install(ingest: Ingest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(DatasetError, match=r"install this program with \[dask\]"):
        ingest(dask="tcp://127.0.0.1:1")

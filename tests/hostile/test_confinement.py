"""What a reader process cannot do, whatever a file makes its reader attempt."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import TimeoutError
from pathlib import Path

import pytest
from pebble import ProcessExpired, ProcessPool

from flows.read.processes.bounds import STOPPED_FOR_TIME, processor_seconds
from flows.read.processes.confinement import confine

OUTSIDE = "/tmp/written-by-a-reader"


def run_confined(code: str, folder: Path) -> None:
    context = multiprocessing.get_context("forkserver")
    with ProcessPool(1, 1, confine, (str(folder), 2 * 2**30), context=context) as pool:
        pool.schedule(exec, args=(code, {}), timeout=20).result()


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9), timeout=1)",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
        f"open({OUTSIDE!r}, 'w')",
        f"import os; os.open({OUTSIDE!r}, os.O_WRONLY | os.O_CREAT)",
        f"import os; os.remove({OUTSIDE!r})",
        f"import os; os.mkdir({OUTSIDE!r})",
        "import os; os.symlink('/tmp', 'out'); open('out/written-by-a-reader', 'w')",
        "import subprocess; subprocess.run(['/bin/true'])",
        "import os; os.system('true')",
    ],
)
def test_it_is_refused(code: str, tmp_path: Path) -> None:
    with pytest.raises(PermissionError):
        run_confined(code, tmp_path)
    assert not Path(OUTSIDE).exists()


def test_memory_is_bounded(tmp_path: Path) -> None:
    with pytest.raises(MemoryError):
        run_confined("bytearray(4 * 2**30)", tmp_path)


def test_the_scratch_folder_is_free(tmp_path: Path) -> None:
    run_confined(
        "import tempfile, pathlib\n"
        "with tempfile.TemporaryDirectory() as folder:\n"
        "    (pathlib.Path(folder) / 'kept').write_text('x')\n"
        "open('kept', 'w').write('x')",
        tmp_path,
    )
    assert (tmp_path / "kept").read_text() == "x"


def test_time_is_bounded_even_in_c(tmp_path: Path) -> None:
    context = multiprocessing.get_context("forkserver")
    with ProcessPool(1, 1, confine, (str(tmp_path), 2 * 2**30), context=context) as pool:
        future = pool.schedule(pow, args=(7, 10**9), timeout=1)
        with pytest.raises(TimeoutError):
            future.result()


def test_time_is_that_of_the_processor(tmp_path: Path) -> None:
    """A reader that waits, as on a machine under load, is not stopped; one that works is, even in C."""
    waits = "import time\nwith processor_seconds(0.3): time.sleep(0.6)"
    works = "with processor_seconds(0.3): pow(7, 10**9)"
    context = multiprocessing.get_context("forkserver")
    with ProcessPool(1, 0, confine, (str(tmp_path), 2 * 2**30), context=context) as pool:
        given = {"processor_seconds": processor_seconds}
        pool.schedule(exec, args=(waits, given), timeout=20).result()
        with pytest.raises(ProcessExpired) as stopped:
            pool.schedule(exec, args=(works, given), timeout=20).result()
    assert stopped.value.exitcode == STOPPED_FOR_TIME

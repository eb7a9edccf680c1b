"""What holds a worker from outside Python: it reaches nobody, and it does not outlive who asked for it."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pebble import ProcessExpired, ProcessPool

from flows.read.processes.bounds import STOPPED_FOR_TIME, bind, leave_network, processor_seconds, within_seconds
from flows.read.processes.confinement import confine

ROOT = Path(__file__).parents[3]
FORKSERVER = multiprocessing.get_context("forkserver")


@pytest.fixture
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """A port of this machine, and what was said to it."""
    heard: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))

    def listen() -> None:
        while True:
            try:
                caller, _ = server.accept()
            except OSError:
                return
            with caller:
                heard.append(caller.recv(200))

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    yield server.getsockname()[1], heard
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join()


def call_from_c(port: int) -> int:
    """Connect as a library in C does, where no hook of Python's sees it; 0 where somebody answers."""
    libc = ctypes.CDLL(None)
    handle = libc.socket(int(socket.AF_INET), int(socket.SOCK_STREAM), 0)
    address = struct.pack("=HH4s8x", socket.AF_INET, socket.htons(port), socket.inet_aton("127.0.0.1"))
    answer: int = libc.connect(handle, address, len(address))
    libc.send(handle, b"figures", 7, int(getattr(socket, "MSG_NOSIGNAL", 0)))
    return answer


def test_a_reader_reaches_nobody_even_from_c(listener: tuple[int, list[bytes]], tmp_path: Path) -> None:
    port, heard = listener
    with ProcessPool(1, 1, context=FORKSERVER) as pool:
        assert pool.schedule(call_from_c, args=(port,)).result() == 0, "the test itself reaches nobody"
        if not pool.schedule(leave_network).result():
            pytest.skip("this system lets no process leave its network")
    with ProcessPool(1, 1, confine, (str(tmp_path), 2 * 2**30), context=FORKSERVER) as pool:
        assert pool.schedule(call_from_c, args=(port,)).result() == -1
    assert heard == [b"figures"]


SCAN = """
import time
import numpy as np
from flows.read.scan import engine
engine.find_lines(np.full((64, 64), 255, np.uint8))
engine.characters()
time.sleep({seconds})
"""


def test_the_models_for_scans_report_to_nobody(listener: tuple[int, list[bytes]]) -> None:
    """Outside the confinement too: where the system denies it nothing, it still sends nothing."""
    port, heard = listener
    proxies = dict.fromkeys(("https_proxy", "http_proxy", "all_proxy"), f"http://127.0.0.1:{port}")
    environment = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"} | proxies
    command = [sys.executable, "-c", SCAN.format(seconds=3)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, timeout=300)
    assert heard == []


def work(whole: float, part: float, seconds: float) -> str:
    """Use so many seconds of the processor in a part that may use `part` of a `whole`, then a tenth of one more."""
    with processor_seconds(whole):
        with within_seconds(part):
            use(seconds)
        use(0.1)
    return "done"


def use(seconds: float) -> None:
    ends = time.process_time() + seconds
    while time.process_time() < ends:
        pass


@pytest.mark.parametrize(
    ("whole", "part", "seconds"), [(60, 0.1, 30), (0.2, 60, 30), (0.5, 60, 0.45)], ids=["part", "whole", "rest"]
)
def test_a_part_is_bounded_within_the_whole(whole: float, part: float, seconds: float) -> None:
    with ProcessPool(1, 0, bind, (2 * 2**30,), context=FORKSERVER) as pool:
        assert pool.schedule(work, args=(60, 60, 0.2)).result() == "done"
        with pytest.raises(ProcessExpired) as stopped:
            pool.schedule(work, args=(whole, part, seconds)).result()
    assert stopped.value.exitcode == STOPPED_FOR_TIME


def test_memory_is_bounded() -> None:
    with ProcessPool(1, 0, bind, (2 * 2**30,), context=FORKSERVER) as pool, pytest.raises(MemoryError):
        pool.schedule(bytearray, args=(4 * 2**30,)).result()


POOL = """
import multiprocessing, os, sys, time
from pebble import ProcessPool
from flows.read.processes.{module} import {bound}
context = multiprocessing.get_context("forkserver")
with ProcessPool(1, 1, {bound}, {arguments}, context=context) as pool:
    print(pool.schedule(os.getpid).result(), flush=True)
    print(pool.schedule(pow, args=(7, 10**9)).result())
"""


@pytest.mark.parametrize(
    ("module", "bound", "arguments"),
    [("confinement", "confine", (".", 2 * 2**30)), ("bounds", "bind", (2 * 2**30,))],
    ids=["reading", "understanding"],
)
def test_a_worker_ends_with_its_parent_even_in_c(
    module: str, bound: str, arguments: tuple[object, ...], tmp_path: Path
) -> None:
    code = POOL.format(module=module, bound=bound, arguments=arguments).replace("1, 1", "1, 0", 1)
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout
        worker = int(parent.stdout.readline())
        assert is_running(worker)
        time.sleep(1)
        parent.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 20
    while is_running(worker) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not is_running(worker)


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except FileNotFoundError:
        return False

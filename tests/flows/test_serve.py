"""`foi serve` for real: a scheduled run finds a figure altered by hand, and tells a file, a webhook and a mailbox."""

from __future__ import annotations

import datetime as dt
import http.server
import json
import os
import signal
import socket
import socketserver
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flows.publish.folders import Partition
from flows.publish.validation_runs import Comparison, keep
from tests.benchmarks.planted_data import Data

PATIENCE = 400.0


@pytest.fixture
def hook() -> Iterator[tuple[str, list[str]]]:
    """A webhook: its Apprise address, and what was posted to it."""
    posted: list[str] = []

    class Receiver(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            posted.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"json://127.0.0.1:{server.server_port}/returns", posted
        server.shutdown()


@pytest.fixture
def mailbox() -> Iterator[tuple[str, list[str]]]:
    """An SMTP server that takes every mail: its Apprise address, and the mails."""
    mails: list[str] = []

    class Sink(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 sink\r\n")
            while line := self.rfile.readline().strip().upper():
                self.wfile.write({b"DATA": b"354 go on\r\n", b"QUIT": b"221 bye\r\n"}.get(line, b"250 ok\r\n"))
                if line == b"DATA":
                    mails.append("\n".join(iter(lambda: self.rfile.readline().decode().rstrip("\r\n"), ".")))
                    self.wfile.write(b"250 ok\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Sink) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"mailto://127.0.0.1:{server.server_address[1]}?from=returns@example.org&to=data@example.org", mails
        server.shutdown()


@pytest.mark.slow
def test_a_scheduled_run_tells_of_a_figure_that_was_altered(
    ingest: Callable[..., None], raw: Path, processed: Path, tmp_path: Path,
    hook: tuple[str, list[str]], mailbox: tuple[str, list[str]], heard: tuple[str, list[str]],
) -> None:  # fmt: skip
    ingest()
    keep(processed, [], Comparison(), dt.datetime(2026, 11, 1, tzinfo=dt.UTC))
    data = Data(processed, Partition("2016-17", "kent"))
    data.change(lambda row: row.count == 12, count=21, value=21.0, count_low=21, count_high=21)
    data.save()
    port = free_port()
    root = str(Path(__file__).resolve().parents[2])
    quiet = ("PREFECT_", "DO_NOT_TRACK", "CI", "NO_PROXY")
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith(quiet)}
    environment = kept | {"PREFECT_HOME": str(tmp_path / "prefect"), "PYTHONPATH": root}
    environment |= {"http_proxy": heard[0], "https_proxy": heard[0], "no_proxy": "127.0.0.1,localhost"}
    output = tmp_path / "output.txt"
    command = [sys.executable, "-m", "flows.cli", "serve", "--port", str(port), "--cron", "* * * * *", "--every", "999"]
    with output.open("w") as said:
        served = subprocess.Popen(
            [*command, "--raw", str(raw), "--processed", str(processed)],
            env=environment, cwd=tmp_path, stdout=said, stderr=subprocess.STDOUT,
        )  # fmt: skip
    api = f"http://127.0.0.1:{port}/api"
    try:
        wait_for(lambda: answers(f"{api}/health"), output)
        subprocess.run(
            [sys.executable, "-m", "flows.alarm"], input=f"{hook[0]}\n{mailbox[0]}\n", text=True,
            env=environment | {"PREFECT_API_URL": api}, check=True, capture_output=True,
        )  # fmt: skip
        wait_for(lambda: bool(hook[1] and mailbox[1]), output)
        results = sorted((processed / "validation").glob("*.json"))
    finally:
        served.send_signal(signal.SIGINT)
        try:
            served.wait(60)
        finally:
            served.kill()
    assert served.returncode == 0, output.read_text()
    assert "* * * * *" in output.read_text()
    assert not answers(f"{api}/health")
    assert heard[1] == []
    result = json.loads(results[-1].read_text(encoding="utf-8"))
    assert [one["check"] for one in result["findings"]] == ["rows_changed"]
    (change,) = result["compared"]["figures"]
    assert (change["figure"], change["before"], change["now"]) == ("kent 2016/17 offences, aged 5-10", "12", "21")
    for told in (hook[1][0], mailbox[1][0]):
        assert "validate failed" in told
        assert "aged 5-10: 21" in told


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def answers(address: str) -> bool:
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(address, timeout=10) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def wait_for(done: Callable[[], bool], output: Path) -> None:
    end = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < end, output.read_text()
        time.sleep(0.5)

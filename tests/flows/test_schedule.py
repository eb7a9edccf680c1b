"""What prefect.yaml says of a server that stays, line by line, and that nobody else hears of it."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.publish.dataset import load_documents

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 600.0


def lines() -> list[str]:
    remarks = (ROOT / "prefect.yaml").read_text(encoding="utf-8").split("To be told of a validation")[0]
    return re.findall(r"^#     (.+)$", remarks, re.MULTILINE)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def states(api: str) -> list[str]:
    wanted = urllib.request.Request(
        f"{api}/flow_runs/filter", data=b"{}", headers={"Content-Type": "application/json"}, method="POST"
    )
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(wanted, timeout=30) as answer:
        return [run["state_type"] for run in json.load(answer)]


@pytest.mark.skipif(shutil.which("curl") is None, reason="the server is waited for with curl, which is not here")
@pytest.mark.slow
def test_the_lines_of_prefect_yaml_bring_a_server_that_ingests(
    raw: Path, tmp_path: Path, heard: tuple[str, list[str]]
) -> None:
    shutil.copy(ROOT / "prefect.yaml", tmp_path)
    port, (proxy, asked) = free_port(), heard
    followed = [line.replace("4200", str(port)) for line in lines()]
    quiet = ("PREFECT_", "DO_NOT_TRACK", "CI")
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith((*quiet, "NO_PROXY"))}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = kept | {"PREFECT_SERVER_API_PORT": str(port), "PYTHONPATH": str(ROOT), "PATH": path}
    environment |= {"http_proxy": proxy, "https_proxy": proxy, "no_proxy": "127.0.0.1,localhost"}
    script = "\n".join(["set -e", *followed, "wait"])
    output = tmp_path / "output.txt"
    with output.open("w") as said:
        shell = subprocess.Popen(
            ["bash", "-c", script], cwd=tmp_path, env=environment, stdin=subprocess.DEVNULL, stdout=said,
            stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        try:
            wait_for(lambda: shell.poll() is not None or "COMPLETED" in states_of(port))
            assert asked == []
            assert "COMPLETED" in states_of(port), output.read_text()
        finally:
            os.killpg(shell.pid, signal.SIGTERM)
            stop = ["bash", "-c", "\n".join([*followed[:2], "prefect server stop"])]
            subprocess.run(stop, cwd=tmp_path, env=environment, capture_output=True, timeout=PATIENCE, check=False)
    assert [row.path for row in load_documents(tmp_path / "processed")] == [
        "2016-17/essex/reply.csv",
        "2016-17/kent/reply.csv",
    ]


def states_of(port: int) -> list[str]:
    """As the server tells them; none before it answers."""
    try:
        return states(f"http://127.0.0.1:{port}/api")
    except OSError:
        return []


def wait_for(done: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not done() and time.monotonic() < end:
        time.sleep(1)

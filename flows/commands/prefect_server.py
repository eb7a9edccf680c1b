"""The Prefect server that keeps and shows runs: the one that PREFECT_API_URL names, or one for as long as `foi serve`.

That one is started at once, comes up while the command imports what it needs, and ends when the pipe to the command
closes, however the command ends.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class ServerError(Exception):
    """There is no server that answers; the message says what can be done."""


def is_named() -> bool:
    """Whether a server stands that is to know of all runs: then a command runs its flow, else the work alone."""
    return "PREFECT_API_URL" in os.environ


def require_named() -> None:
    """Raises ServerError where the server that PREFECT_API_URL names does not answer."""
    from prefect.client.orchestration import get_client  # noqa: PLC0415  for those alone who name one

    with get_client(sync_client=True) as client:
        trouble = client.api_healthcheck()
    if trouble is not None:
        raise ServerError(
            f"PREFECT_API_URL is {os.environ['PREFECT_API_URL']}, where no server answers ({trouble}): "
            "start it, or unset the variable"
        )


@contextmanager
def coming_server(port: int) -> Iterator[subprocess.Popen[str]]:
    """A server on its way up on this port of 127.0.0.1, with pages to look at, which starts runs when they are due."""
    process = subprocess.Popen(
        [sys.executable, "-m", __name__, str(port)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # so that Ctrl-C ends the command first, and the server after it
    )
    try:
        yield process
    finally:
        process.communicate()


@contextmanager
def ready(process: subprocess.Popen[str], port: int) -> Iterator[None]:
    """Wait until a coming server answers, and have Prefect use it. Raises ServerError when it never does."""
    from prefect.settings import PREFECT_API_URL, temporary_settings  # noqa: PLC0415  imported while it comes up

    if process.stdout is None or not process.stdout.readline().strip():
        raise ServerError(
            f"Prefect's server did not start (exit code {process.poll()}). Delete the folder "
            f"{os.environ['PREFECT_HOME']} and try again, or set PREFECT_API_URL to a server that runs."
        )
    with temporary_settings({PREFECT_API_URL: f"http://127.0.0.1:{port}/api"}):
        yield


def run(port: int) -> None:
    """Serve until standard input closes; print the port once requests are answered."""
    import uvicorn  # noqa: PLC0415  the command itself must not pay for what only its server needs
    from prefect.server.api.server import create_app  # noqa: PLC0415

    listener = socket.create_server(("127.0.0.1", port))
    server = uvicorn.Server(uvicorn.Config(create_app(final=True), log_level="critical", lifespan="on"))

    def announce() -> None:
        while not server.started:
            time.sleep(0.02)
        with suppress(BrokenPipeError):
            os.write(sys.stdout.fileno(), f"{port}\n".encode())

    def end_with_the_command() -> None:
        sys.stdin.read()
        server.should_exit = True

    for work in (announce, end_with_the_command):
        threading.Thread(target=work, daemon=True).start()
    server.run(sockets=[listener])


if __name__ == "__main__":
    run(int(sys.argv[1]))

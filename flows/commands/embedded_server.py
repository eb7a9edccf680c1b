"""A Prefect server that lives as long as one command.

Prefect would start one itself, but only after importing the whole server into the command, and it would outlive a
command that is killed. Started here at once, it comes up while the command imports what it needs, and it ends when
the pipe to the command closes, however the command ends.
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
    """The embedded server did not come up; the message says what can be done."""


class ComingServer:
    """A server on its way up, or, without a process, the one that PREFECT_API_URL names."""

    def __init__(self, process: subprocess.Popen[str] | None) -> None:
        self._process = process

    @contextmanager
    def ready(self) -> Iterator[None]:
        """Wait until the server answers, and have Prefect use it. Raises ServerError when it never does."""
        from prefect.client.orchestration import get_client  # noqa: PLC0415  imported while it comes up
        from prefect.settings import PREFECT_API_URL, temporary_settings  # noqa: PLC0415

        if self._process is None or self._process.stdout is None:
            with get_client(sync_client=True) as client:
                trouble = client.api_healthcheck()
            if trouble is not None:
                raise ServerError(
                    f"PREFECT_API_URL is {os.environ['PREFECT_API_URL']}, where no server answers ({trouble}): "
                    "start it, or unset the variable"
                )
            yield
            return
        port = self._process.stdout.readline().strip()
        if not port:
            raise ServerError(
                f"Prefect's server did not start (exit code {self._process.poll()}). Delete the folder "
                f"{os.environ['PREFECT_HOME']} and try again, or set PREFECT_API_URL to a server that runs."
            )
        with temporary_settings({PREFECT_API_URL: f"http://127.0.0.1:{port}/api"}):
            yield


@contextmanager
def embedded_server(port: int | None = None) -> Iterator[ComingServer]:
    """A Prefect server on a free loopback port; none is started where PREFECT_API_URL names one.

    With a `port` it is a whole one on this: with pages to look at, and what starts runs when they are due.
    """
    if "PREFECT_API_URL" in os.environ:
        yield ComingServer(None)
        return
    process = subprocess.Popen(
        [sys.executable, "-m", __name__, *([] if port is None else [str(port)])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # so that Ctrl-C ends the flow first, and the server after it
    )
    try:
        yield ComingServer(process)
    finally:
        process.communicate()


def serve(port: int | None = None) -> None:
    """Serve until standard input closes; print the port once requests are answered."""
    import uvicorn  # noqa: PLC0415  the command itself must not pay for what only its server needs
    from prefect.server.api.server import create_app  # noqa: PLC0415

    listener = socket.create_server(("127.0.0.1", port or 0))
    app = create_app(ephemeral=port is None, final=True)
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="on"))

    def announce() -> None:
        while not server.started:
            time.sleep(0.02)
        with suppress(BrokenPipeError):
            os.write(sys.stdout.fileno(), f"{listener.getsockname()[1]}\n".encode())

    def end_with_the_command() -> None:
        sys.stdin.read()
        server.should_exit = True

    for work in (announce, end_with_the_command):
        threading.Thread(target=work, daemon=True).start()
    server.run(sockets=[listener])


if __name__ == "__main__":
    serve(*map(int, sys.argv[1:]))

"""The review served on 127.0.0.1 until Ctrl-C."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from pathlib import Path

import uvicorn

from flows.ingestion.written_together import one_at_a_time
from flows.review.acts import Review
from flows.review.app import create_app
from flows.review.guard import Guard, new_token
from flows.review.queue import queue
from flows.review.rereading import Rereading

AHEAD = 5
"""Returns that are drawn before they are asked for."""


def serve(
    raw: Path, processed: Path, by: str, read_only: bool, port: int, ready: Callable[[str], None], token: str = ""
) -> None:
    """Serve; `ready` is called with the address to open. Raises DatasetError where there is no data set.

    A port of 0 is any that is free. OSError where the port is taken.
    """
    with Rereading(raw, processed) as rereading, socket.create_server(("127.0.0.1", port)) as listener:
        review = Review(raw, processed, by, read_only, rereading)
        review.data.look()
        if not read_only:
            with one_at_a_time(processed):  # which completes what an earlier review left half written
                pass
        token = token or new_token()
        port = listener.getsockname()[1]
        app = Guard(create_app(review), token, port, read_only)
        threading.Thread(target=_get_ready, args=[review], daemon=True).start()
        ready(f"http://127.0.0.1:{port}/{token}/")
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, proxy_headers=False)
        uvicorn.Server(config).run([listener])


def _get_ready(review: Review) -> None:
    """Load what the first act needs, and draw what is asked first, while the person reads."""
    review.rereading.warm_up()
    for item in queue(review.data)[:AHEAD]:
        row = next((one for one in review.data.rows.documents.values() if one.path == item.path), None)
        if row is not None:
            review.looks.of(review.data.rows, row.document_id)

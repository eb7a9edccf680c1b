"""Today's `tidy` with the running text read by this package: what the benchmarks set beside today's program."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flows.read.grid import Document
from flows.tidy import tidy as today
from flows.tidy.result import Context, Tidied
from flows.tidy.text.parts.sort import sort
from flows.tidy.text.rows import report_prose


def tidy(document: Document, context: Context) -> Tidied:
    """Everything that one file says, its running text read by `flows.tidy.text`."""
    with _text_read_anew():
        return today.tidy(document, context)


@contextmanager
def _text_read_anew() -> Iterator[None]:
    kept = today.report_prose, today.sort
    today.report_prose, today.sort = report_prose, sort  # type: ignore[assignment]
    try:
        yield
    finally:
        today.report_prose, today.sort = kept

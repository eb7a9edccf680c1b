"""Today's `tidy` with the running text read by this package: what the benchmarks set beside today's program."""

from __future__ import annotations

from unittest.mock import patch

from flows.read.grid import Document
from flows.tidy.result import Context, Tidied
from flows.tidy.text.counts import read
from flows.tidy.text.parts.sort import sort
from flows.tidy.tidy import tidy as today


def tidy(document: Document, context: Context) -> Tidied:
    """Everything that one file says, its running text read by `flows.tidy.text`."""
    with patch("flows.tidy.tidy.sort", sort), patch("flows.tidy.prose.prose.read", read):
        return today(document, context)

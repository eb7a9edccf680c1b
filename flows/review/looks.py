"""How returns looked, held for as long as the review is open: their bytes do not change, only what is made of them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.ingestion.evidence import Published, evidence, evidence_of
from flows.ingestion.framing import table_in, words_of
from flows.ingestion.reading import from_shelf
from flows.publish.report.evidence import Evidence
from flows.read.grid import FramedGrid
from flows.read.page_pictures import Drawable
from flows.read.returns import Return
from flows.review.frames import Frame
from schemas.rows import DocumentRow

KEPT = 32


@dataclass(frozen=True, slots=True)
class _Look:
    given: str
    home: str
    fields: dict[str, Any]


class Looks:
    """The evidence of documents, each drawn once."""

    def __init__(self, raw: Path, processed: Path) -> None:
        self._raw = raw
        self._processed = processed
        self._held: OrderedDict[str, _Look] = OrderedDict()
        self._lock = threading.Lock()

    def framed(self, given: Return, row: DocumentRow, frame: Frame) -> FramedGrid:
        """The table in a frame on a page of a document; one without cells where its words are not to be had."""
        return table_in(self._drawable(given, row), frame.page, frame.box)

    def read_ahead(self, given: Return, row: DocumentRow, page: int) -> None:
        """Read the words on a page before somebody has drawn a frame on it: those of a scan take seconds."""
        words_of(self._drawable(given, row), page)

    def _drawable(self, given: Return, row: DocumentRow) -> Drawable:
        opened = next(one for one in from_shelf(given, self._processed) if one.sha256 == row.document_id)
        return Drawable(opened.sha256, opened.content, opened.document.format, given.source.passwords)

    def of(self, rows: Published, document_id: str) -> Evidence:
        """A document with all its rows, and as it looked."""
        with self._lock:
            look = self._held.get(document_id)
            if look is None:
                (found,) = evidence(self._processed, self._raw, rows, lambda row: row.document_id == document_id)
                fields = {"reading": found.reading, "pictures": found.pictures, "missing": found.missing}
                look = self._held[document_id] = _Look(found.given, found.home, fields)
                while len(self._held) > KEPT:
                    self._held.popitem(last=False)
            self._held.move_to_end(document_id)
        return evidence_of(rows, document_id, look.given, look.home, look.fields)

"""A PDF whose objects bear numbers that qpdf refuses, written anew under numbers from 1.

qpdf keeps no object whose number is far beyond the size of the file: it drops some, or finds no document at all. playa
looks objects up under any number.
"""

from __future__ import annotations

from collections import deque
from typing import Any

import pikepdf
import playa
from playa.document import Document
from playa.exceptions import PDFException
from playa.pdftypes import ContentStream, ObjRef, PSKeyword, PSLiteral

_FAULTS = (PDFException, ValueError, TypeError, KeyError, IndexError, StopIteration)


def renumbered(content: bytes, kept: int = 0) -> pikepdf.Pdf | None:
    """The PDF under new numbers; None where no object stands under a number above `kept`, or it cannot be followed."""
    try:
        with playa.parse(content) as document:
            if "Encrypt" in document.trailer or not any(n > kept and document.get(n) is not None for n in document):
                return None
            return _Copy(document).pdf
    except _FAULTS:
        return None


class _Copy:
    """Everything that the trailer leads to. Streams are copied as they are packed."""

    def __init__(self, document: Document) -> None:
        self.pdf = pikepdf.new()
        self._document = document
        self._made: dict[int, Any] = {}
        self._empty: deque[tuple[Any, Any]] = deque()
        for name in {"Root", "Info"} & document.trailer.keys():
            self.pdf.trailer[f"/{name}"] = self._of(document.trailer[name])
        while self._empty:
            made, held = self._empty.popleft()
            if isinstance(held, list):
                made.extend(map(self._of, held))
            else:
                entries = {f"/{name}": self._of(value) for name, value in held.items() if name != "Length"}
                made.update({name: value for name, value in entries.items() if value is not None})

    def _of(self, value: Any) -> Any:
        """The value for pikepdf. What stands under a number of its own is made empty, and filled later."""
        if isinstance(value, ObjRef):
            if value.objid not in self._made:
                self._made[value.objid] = self._under_its_number(self._document.get(value.objid))
            return self._made[value.objid]
        if isinstance(value, PSLiteral):
            return pikepdf.Name(f"/{value.name}")
        if isinstance(value, bytes):
            return pikepdf.String(value)
        if isinstance(value, list):
            return pikepdf.Array([self._of(item) for item in value])
        if isinstance(value, dict):
            return pikepdf.Dictionary({f"/{name}": self._of(item) for name, item in value.items()})
        return None if isinstance(value, PSKeyword) else value

    def _under_its_number(self, held: Any) -> Any:
        made: Any
        # Compiled as it is, the class takes any mapping for an instance of it.
        if type(held) is ContentStream:
            made = self.pdf.make_stream(held.rawdata)
            self._empty.append((made, held.attrs))
        elif isinstance(held, dict | list):
            made = self.pdf.make_indirect(pikepdf.Dictionary() if isinstance(held, dict) else pikepdf.Array())
            self._empty.append((made, held))
        else:
            made = self._of(held)
        return made

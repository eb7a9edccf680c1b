"""Pages without readable text of their own: scans, drawn letters, fonts that nothing says how to read."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass, replace

import pypdfium2  # type: ignore[import-untyped]

from flows.read.grid import Box, Notice
from flows.read.page import PageContent, Word
from flows.read.pdf.content import RawPage
from flows.read.pdf.glyphs import UNDECODABLE
from flows.read.pdf.opening import Source

DPI = 250
_FEW_LETTERS = 150
_COVERED = 0.5
_UNDECODABLE = 0.2


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as OCR sees it, how its boxes lie on the page as displayed, and by how many quarters it was turned."""

    content: PageContent
    displayed: Callable[[Box], Box]
    quarters: int


def needs_eyes(raw: RawPage, page: PageContent) -> bool:
    """Whether what stands on the page can only be read from its picture."""
    letters = sum(len(word.text) for word in page.words)
    if not letters:
        return bool(raw.broken or raw.images or raw.drawing.curves)
    unread = sum(word.text.count(UNDECODABLE) for word in page.words)
    if unread >= _UNDECODABLE * letters or all("ocr_layer" in word.doubts for word in page.words):
        return True
    shown = max((_area(box) for box in page.images), default=0.0)
    return letters <= _FEW_LETTERS and shown >= _COVERED * page.width * page.height


def seen(source: Source, raw: RawPage, page: PageContent) -> Picture | Notice:
    """The page read from its picture; a Notice where that cannot be done."""
    place = f"page {raw.number}"
    try:
        scan = importlib.import_module("flows.read.scan.page").seen
    except ImportError as error:
        return Notice("ocr_missing", f"{place} is a picture and OCR is not installed ({error})", "install it", place)
    try:
        image = source.rendered(raw.number, DPI / 72, grey=True)
        content, level = scan(image, raw.number, DPI)
    except (pypdfium2.PdfiumError, RuntimeError, ValueError, OSError) as error:
        message = f"{place} is a picture and could not be read: {error}"
        return Notice("ocr_failed", message, "read the page by eye", place, "error")
    return Picture(_compared(content, page, level.as_hung), level.as_hung, level.quarters)


def _compared(seen: PageContent, page: PageContent, displayed: Callable[[Box], Box]) -> PageContent:
    """What OCR sees, doubted where a text layer that an earlier OCR left on the page has other figures."""
    layer = [word for word in page.words if "ocr_layer" in word.doubts]
    if not layer:
        return seen
    return replace(seen, words=tuple(_checked(word, displayed(word.box), layer) for word in seen.words))


def _checked(word: Word, box: Box, layer: list[Word]) -> Word:
    if not any(map(str.isdigit, word.text)):
        return word
    middle = (box.top + box.bottom) / 2
    beside = [
        other.text
        for other in layer
        if other.box.top <= middle <= other.box.bottom and other.box.x0 < box.x1 - 1 and other.box.x1 > box.x0 + 1
    ]
    if not beside or "".join(beside) == word.text or word.text in beside:
        return word
    doubts = tuple(dict.fromkeys((*word.doubts, "ocr_unsure")))
    return replace(word, confidence=min(word.confidence, 0.5), doubts=doubts)


def _area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.bottom - box.top)

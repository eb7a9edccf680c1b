"""Documents with the tables that people framed on their pages: read from the file as received, once a page."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import replace

from flows.ingestion.plan import Listed
from flows.ingestion.reading import LIMITS
from flows.ingestion.understanding import context_of
from flows.read.containers import Opened
from flows.read.framed import Placed, framed, words_on
from flows.read.grid import Block, Box, Document, FramedGrid, Text
from flows.read.page_pictures import Drawable
from flows.tidy.people.advice import Advice
from flows.tidy.people.frames import FrameRule

KEPT = 64
_words: OrderedDict[tuple[str, int], list[Placed]] = OrderedDict()
_lock = threading.Lock()
_reading = threading.Lock()
"""Held while a page is read: who wants it meanwhile waits, and reads it no second time."""


def with_frames(listed: Listed, opened: Opened) -> Document:
    """A document as it was read, and behind it the tables that its recipe frames.

    A paragraph that lies in a frame is part of the table, and stands there alone.
    """
    recipe = listed.given.beside.recipe
    if recipe is None or "frames" not in recipe.text:
        return opened.document
    rules = [frame for one in Advice.of(context_of(listed)).rules for frame in one.frames]
    file = Drawable(opened.sha256, opened.content, opened.document.format, listed.given.source.passwords)
    grids = [framed(words_of(file, rule.number), rule.number, rule.frame, rule.origin.line) for rule in rules]
    found = [(rule, grid) for rule, grid in zip(rules, grids, strict=True) if grid.cells]
    left = [block for block in opened.document.blocks if not any(_is_part(block, rule) for rule, _ in found)]
    return replace(opened.document, blocks=(*left, *(grid for _, grid in found)))


def words_of(file: Drawable, page: int) -> list[Placed]:
    """The words on a page, read once."""
    with _lock:
        known = _words.get((file.key, page))
    if known is not None:
        return known
    with _reading:
        with _lock:
            known = _words.get((file.key, page))
        if known is None:
            known = words_on(file, page, LIMITS)
            with _lock:
                _words[file.key, page] = known
                while len(_words) > KEPT:
                    _words.popitem(last=False)
    return known


def table_in(file: Drawable, page: int, frame: Box) -> FramedGrid:
    """What stands in a frame on a page."""
    return framed(words_of(file, page), page, frame)


def _is_part(block: Block, rule: FrameRule) -> bool:
    return isinstance(block, Text) and block.page == rule.number and block.box is not None and rule.holds(block.box)

"""HTML pages, by whatever name they come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from lxml import etree

from flows.read.grid import Block, Document, Grid, Limits, Method, Notice, Text, UnreadableError
from flows.read.text.charsets import decode
from flows.read.text.plain_tables import plain_blocks
from flows.read.text.typed_tables import with_typed_tables
from flows.read.web.lists import lay_out_lists
from flows.read.web.styles import Hiding, hiding_of
from flows.read.web.tables import Nested, grid_of, is_layout
from flows.read.web.text import Paragraph, paragraphs
from flows.read.workbooks.sheet import left_out

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)


def read(path: Path, limits: Limits, passwords: tuple[str, ...] = ()) -> Document:
    """The page's paragraphs and tables in order; the site's furniture keeps a role of its own.

    Raises UnreadableError where the page holds nothing at all.
    """
    root, cut = parse_page(path.read_bytes())
    blocks, notices = page_blocks(root, limits)
    title = root.findtext(".//title")
    properties = {"title": " ".join(title.split())} if title else {}
    found = (*cut, *notices)
    return Document("html", blocks, properties=properties, notices=found, partial=left_out(found))


def parse_page(data: bytes, encoding: str | None = None) -> tuple[etree._Element, tuple[Notice, ...]]:
    """The root element of an HTML page in any encoding, and a notice where the parser gave up before its end.

    Raises UnreadableError where there is no element at all.
    """
    stated = _CHARSET.search(data[:4096])
    text, _ = decode(data, encoding or (stated[1].decode() if stated else None))
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_pis=True)
    try:
        root = etree.fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(f"the page could not be read ({error}); ask for the figures as a workbook") from error
    if root is None:
        raise UnreadableError("the page is empty; ask the force to send it again")
    fatal = [error.message for error in parser.error_log if error.level == etree.ErrorLevels.FATAL]
    if not fatal:
        return root, ()
    message = f"the page was read only up to a place where its nesting makes no sense ({fatal[0][:100]})"
    return root, (Notice("cells_left_out", message, "ask for the figures as a workbook", severity="error"),)


def page_blocks(
    root: etree._Element, limits: Limits, method: Method = "html"
) -> tuple[tuple[Block, ...], tuple[Notice, ...]]:
    """The blocks of a parsed page, and notices on tables that were too wide to be laid out."""
    notices: list[Notice] = []
    lay_out_lists(root)
    blocks = with_typed_tables(_blocks(root, hiding_of(root), limits, method, notices), notices, method)
    return tuple(blocks), tuple(notices)


def _blocks(
    root: etree._Element, hiding: Hiding, limits: Limits, method: Method, notices: list[Notice]
) -> Iterator[Block]:
    waiting: list[Iterator[Paragraph | etree._Element | Nested]] = [paragraphs(root, hiding)]
    while waiting:
        piece = next(waiting[-1], None)
        if piece is None:
            waiting.pop()
            continue
        if isinstance(piece, Paragraph):
            yield from _text_blocks(piece, method)
            continue
        table, place = piece if isinstance(piece, tuple) else (piece, None)
        if is_layout(table):
            waiting.append(paragraphs(table, hiding))
            continue
        try:
            grid, nested = grid_of(table, hiding, limits, method, place)
        except OverflowError as error:
            notices.append(
                Notice("cells_left_out", f"{error} was not laid out; its text stands as prose", severity="error")
            )
            waiting.append(paragraphs(table, hiding))
            continue
        if grid is not None:
            yield grid
        waiting.append(iter((inner, place or at) for inner, at in nested))


def _text_blocks(paragraph: Paragraph, method: Method) -> Iterator[Block]:
    if paragraph.fixed:
        for block in plain_blocks(paragraph.text, method):
            yield block if isinstance(block, Grid) else replace(block, role=paragraph.role)
        return
    doubts = [name for name in ("struck", "partly_struck", "hidden") if getattr(paragraph, name)]
    role = "furniture" if paragraph.hidden else paragraph.role
    yield Text(paragraph.text, role, paragraph.label, doubts=tuple(doubts), indent=paragraph.indent)

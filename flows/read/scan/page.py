"""A page that is a picture, read: first its words and rules as on any other page, then its tables and texts."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pictures

from flows.read.grid import Box, Cell, Grid, Text
from flows.read.page import PageContent, Rule
from flows.read.pdf.lines import lines_of
from flows.read.pdf.order import in_reading_order
from flows.read.pdf.pagetext import letters_by_size, numbers_of_forms
from flows.read.pdf.paragraphs import paragraphs
from flows.read.scan.clean import FULL, Sheet, bands_of, ink_of, lettering, paper_of, sheet_of
from flows.read.scan.engine import find_lines
from flows.read.scan.pieces import pieces_of
from flows.read.scan.reading import readings_of
from flows.read.scan.ruling import Stroke, drawn_by, edges_of, outside_text, posts_beside, strokes_of, trimmed
from flows.read.scan.upright import Levelled, levelled, lies_sideways, stands_on_its_head
from flows.read.scan.words import words_of
from flows.read.tables import PageTable, find_tables
from flows.read.tables.scanned import doubted

Picture = NDArray[np.uint8] | Pictures.Image

_SIGHTS = (1400, 700)
"""Pixels: the detector sees lines of print best, and fastest, on a page about this tall; a word or two on an empty
page it sees on a small one only."""


def read_page(image: Picture, number: int, dpi: float) -> list[Grid | Text]:
    """Tables (method `ocr`) and texts of a page picture in reading order; none where the page is blank.

    `image` is grey, RGB or RGBA, `dpi` its pixels an inch. Boxes are PDF points of the page turned upright by
    quarters; a slight skew is undone for reading, and each box lies where its print lies on the page.
    """
    return blocks_of(*seen(image, number, dpi))


def seen(image: Picture, number: int, dpi: float) -> tuple[PageContent, Levelled]:
    """Words and rules of a page picture, level, in points; and how the page was levelled.

    Words that are not to be trusted carry the doubt `ocr_unsure`.
    """
    page, lines = _upright(sheet_of(image, dpi))
    sheet = page.sheet
    ink = ink_of(sheet)
    bands = bands_of(sheet, ink)
    marks = lettering(sheet, ink, bands)
    dark = marks & ink_of(sheet, FULL)
    straight = [*strokes_of(dark, sheet.dpi), *strokes_of(marks, sheet.dpi), *edges_of(bands)]
    strokes = trimmed(outside_text(straight, lines), sheet.dpi)
    drawn = drawn_by(strokes, dark, sheet.dpi) | posts_beside(lines, dark)
    letters = dark & ~drawn
    pieces = pieces_of(lines, letters, strokes)
    unruled = np.where(drawn, paper_of(sheet.grey, sheet.dpi), sheet.grey)
    words = words_of(pieces, readings_of(unruled, sheet.grey, pieces), letters, sheet.point)
    height, width = sheet.grey.shape
    rules = tuple(_rule(s, sheet.point) for s in strokes)
    return PageContent(number, width / sheet.point, height / sheet.point, tuple(words), rules), page


def blocks_of(page: PageContent, level: Levelled) -> list[Grid | Text]:
    """The tables and texts of a page's words and rules, in reading order."""
    tables = find_tables(page)
    beside = {n for table in tables for n in table.beside}
    taken = beside.union(*(table.words for table in tables))
    free = [n for n in range(len(page.words)) if n not in taken]
    usual = letters_by_size(page).most_common(1)
    texts = paragraphs(page.number, lines_of(page.words, free), usual[0][0] if usual else 10.0)
    found: list[PageTable | Text] = [*tables, *texts]
    ordered = [*in_reading_order(found, _box), *numbers_of_forms(page, beside)]
    return [_block(item, level) for item in ordered]


def _upright(sheet: Sheet) -> tuple[Levelled, NDArray[np.float64]]:
    """The sheet level and the right way up, and the lines of text on it (pixels)."""
    page = levelled(sheet, ink_of(sheet))
    lines = _lines(page.sheet)
    if lies_sideways(lines):
        page = _turned(page, 1)
        lines = _lines(page.sheet)
    if stands_on_its_head(page.sheet.grey, lines):
        page = _turned(page, 2)
        height, width = page.sheet.grey.shape
        lines = np.array([width, height, width, height]) - lines[:, [2, 3, 0, 1]]
    return page, lines


def _turned(page: Levelled, quarters: int) -> Levelled:
    sheet = Sheet(np.ascontiguousarray(np.rot90(page.sheet.grey, quarters)), page.sheet.dpi)
    return Levelled(sheet, page.degrees, (page.quarters + quarters) % 4)


def _lines(sheet: Sheet) -> NDArray[np.float64]:
    found = np.zeros((0, 4))
    for longest in _SIGHTS:
        factor = min(1.0, longest / max(sheet.grey.shape))
        small = cv2.resize(sheet.grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
        found = np.asarray(find_lines(np.asarray(small, dtype=np.uint8)) / factor, dtype=np.float64)
        if len(found):
            break
    return found


def _rule(stroke: Stroke, point: float) -> Rule:
    return Rule(Box(*(v / point for v in stroke[:4])), stroke.horizontal)


def _box(item: PageTable | Text) -> Box:
    assert item.box is not None
    return item.box


def _block(item: PageTable | Text, level: Levelled) -> Grid | Text:
    if isinstance(item, Text):
        return replace(item, box=level.as_hung(_box(item)))
    cells = tuple(_cell(cell, level) for cell in doubted(item.cells))
    return Grid(item.rows, item.columns, cells, "ocr", item.page, confidence=item.confidence)


def _cell(cell: Cell, level: Levelled) -> Cell:
    return replace(cell, box=level.as_hung(cell.box)) if cell.box else cell

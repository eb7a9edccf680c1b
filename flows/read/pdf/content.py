"""What stands on each page of a born-digital PDF, read from its content streams.

The objects come from playa: it gives the characters that pdfplumber gives, at a seventh of the cost. A page that it
cannot follow is read by stock pdfplumber, and one that neither follows from its picture.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from pdfplumber.utils.exceptions import PdfminerException
from playa.content import ImageObject, PathObject, TextObject
from playa.exceptions import PDFException
from playa.font import Font
from playa.page import Page
from playa.pdftypes import Matrix, Rect
from playa.utils import mult_matrix, transform_bbox

from flows.read.grid import Box, Notice
from flows.read.page import PageContent
from flows.read.pdf.glyphs import Run, Typeface, Way, runs_of
from flows.read.pdf.opening import PAGE_SECONDS, Source, opened
from flows.read.pdf.paths import Drawing
from flows.read.pdf.stock import stock_page
from flows.read.pdf.visible import SCALE, seen
from flows.read.pdf.words import words_of
from flows.read.processes.bounds import within_seconds

# More objects than this on one page (a map, an attack) are not looked at.
MAX_OBJECTS = 400_000
# What a content stream that breaks the rules makes the quick reader raise.
FAULTS = (PDFException, KeyError, ValueError, TypeError, IndexError, NotImplementedError)
_MOSTLY = 0.6
_SPILL = 4.0
# The size of a page that does not tell its own; its picture does.
_A4 = (595.0, 842.0)


@dataclass(slots=True)
class RawPage:
    """All that a content stream draws, before anything is judged.

    Coordinates are those of the page as displayed, then turned so that text that ran `way` runs right.
    """

    number: int
    width: float
    height: float
    runs: list[Run] = field(default_factory=list)
    drawing: Drawing = field(default_factory=Drawing)
    way: Way = "right"
    hidden: list[Run] = field(default_factory=list)
    images: list[tuple[Box, int]] = field(default_factory=list)
    cut_short: bool = False
    broken: bool = False

    def content(self) -> PageContent:
        """What the table finder works on: the words that can be seen, rules and fills."""
        pictures = tuple(box for box, _ in self.images)
        rules, fills = self.drawing.finished(pictures)
        words = words_of(self.runs, rules)
        return PageContent(self.number, self.width, self.height, tuple(words), rules, fills, pictures)


class Typefaces:
    """The fonts of one document, each looked up once."""

    def __init__(self) -> None:
        self._known: dict[int, Typeface] = {}

    def of(self, font: Font) -> Typeface:
        """What is needed of the font."""
        face = self._known.get(id(font))
        if face is None or face.font is not font:
            face = self._known[id(font)] = Typeface(font)
        return face


def page_contents(path: Path, passwords: Sequence[str] = ()) -> Iterator[PageContent]:
    """What stands on each page of a PDF. Raises UnreadableError where it cannot be opened."""
    with opened(path, passwords) as source:
        for raw in raw_pages(source):
            yield raw.content()


def raw_pages(source: Source) -> Iterator[RawPage]:
    """Every page of an open PDF, text that cannot be seen set apart."""
    typefaces = Typefaces()
    for number, page in enumerate(source.pages(), start=1):
        with within_seconds(PAGE_SECONDS):
            raw = _raw_page(source, page, number, typefaces)
        yield raw


def _raw_page(source: Source, page: Page, number: int, typefaces: Typefaces) -> RawPage:
    try:
        raw = raw_page(page, number, typefaces)
    except FAULTS as fault:
        return _by_stock(source, number, fault)
    draw = partial(source.rendered, number, SCALE, raw.way, True)
    raw.runs, unseen = seen(raw.runs, raw.drawing.paints, raw.images, raw.width * raw.height, draw)
    raw.hidden += unseen
    return raw


def _by_stock(source: Source, number: int, fault: Exception) -> RawPage:
    place = f"page {number}"
    try:
        raw = RawPage(number, *stock_page(source.content, number))
    except (PdfminerException, *FAULTS):
        source.partial = True
        said = str(fault).encode("ascii", "backslashreplace").decode()
        message = f"{place} is damaged ({said}); no more of it was read than can still be drawn"
        source.notices.append(Notice("pdf_page_damaged", message, "ask for the file again", place, "error"))
        return RawPage(number, *_A4, broken=True)
    message = f"{place} could not be read at once ({fault}) and was read by the slower reader"
    remedy = "compare the page with its figures: text that is turned or hidden is not told apart there"
    source.notices.append(Notice("pdf_second_reader", message, remedy, place))
    return raw


def raw_page(page: Page, number: int, typefaces: Typefaces) -> RawPage:
    """Read one page of a playa document, turned so that most of its text runs to the right."""
    upright = page.ctm
    raw = _read(page, number, typefaces, "right")
    ways = Counter[Way]()
    for run in raw.runs:
        ways[run.way] += len(run.text)
    way = ways.most_common(1)[0][0] if ways else "right"
    if way != "right" and ways[way] >= _MOSTLY * ways.total():
        page.ctm = upright
        raw = _read(page, number, typefaces, way)
    return raw


def _read(page: Page, number: int, typefaces: Typefaces, way: Way) -> RawPage:
    left, top, right, bottom = transform_bbox(page.ctm, _common(page.cropbox, page.mediabox))
    wide, tall = right - left, bottom - top
    turn = turning(way, wide, tall)
    page.ctm = mult_matrix(mult_matrix(page.ctm, (1, 0, 0, 1, -left, -top)), turn)
    raw = RawPage(number, *((tall, wide) if way in ("up", "down") else (wide, tall)), way=way)
    count = 0
    for order, thing in enumerate(itertools.islice(page.flatten(), MAX_OBJECTS)):
        count = order
        if isinstance(thing, TextObject):
            if thing.gstate.font is not None:
                raw.runs.extend(runs_of(thing, typefaces.of(thing.gstate.font), order))
        elif isinstance(thing, PathObject):
            raw.drawing.add(thing, order)
        elif isinstance(thing, ImageObject) and thing.bbox is not None:
            raw.images.append((Box(*thing.bbox), order))
    raw.hidden = [run for run in raw.runs if not (-_SPILL < run.x0 < raw.width and -_SPILL < run.top < raw.height)]
    if raw.hidden:
        off = set(map(id, raw.hidden))
        raw.runs = [run for run in raw.runs if id(run) not in off]
    raw.cut_short = count + 1 >= MAX_OBJECTS
    return raw


def _common(crop: Rect, media: Rect) -> Rect:
    """The part of the page that is displayed: the crop box as far as it lies on the page."""
    common = max(crop[0], media[0]), max(crop[1], media[1]), min(crop[2], media[2]), min(crop[3], media[3])
    return common if common[0] < common[2] and common[1] < common[3] else media


def turning(way: Way, wide: float, tall: float) -> Matrix:
    """The matrix that turns a page of that size so that text which ran that way runs to the right."""
    return {
        "right": (1, 0, 0, 1, 0, 0),
        "up": (0, 1, -1, 0, tall, 0),
        "down": (0, -1, 1, 0, 0, wide),
        "left": (-1, 0, 0, -1, wide, tall),
    }[way]


def turned_back(box: Box, way: Way, wide: float, tall: float) -> Box:
    """A box of a turned page (its size as turned) on the page as it is displayed."""
    x0, top, x1, bottom = box
    if way == "up":
        return Box(top, wide - x1, bottom, wide - x0)
    if way == "down":
        return Box(tall - bottom, x0, tall - top, x1)
    if way == "left":
        return Box(wide - x1, tall - bottom, wide - x0, tall - top)
    return box

"""A return as it looked, ready to be drawn: the pictures of its pages, or its sheets, tables and paragraphs.

Every format comes to the same few views, so that a PDF, a scan, a workbook, a letter, a mail and a web page are drawn
by one piece of code.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from flows.publish.report.evidence import Evidence, PagePicture
from flows.publish.report.marks import Mark
from flows.publish.report.sheets import SheetView, sheet_view
from flows.read.grid import Document, Grid, Role


@dataclass(frozen=True, slots=True)
class PageView:
    """A page as a picture, with the marks that have a place on it."""

    picture: PagePicture
    marks: Sequence[Mark]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a paragraph, with the mark of the figure that is read from them, if any."""

    text: str
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph of a letter, with its role, in pieces."""

    role: Role
    label: str
    pieces: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The views of a return in reading order; `elsewhere` are marks that none of them has a place for."""

    pages: Sequence[PageView] = ()
    blocks: Sequence[SheetView | ParagraphView] = ()
    elsewhere: Sequence[Mark] = field(default_factory=list)


def draw(evidence: Evidence, marks: Sequence[Mark]) -> Drawing:
    """The views of a return: its pages where it has pictures of them, else what was read of it."""
    if evidence.pictures:
        return _pages(evidence.pictures, marks)
    if evidence.reading is None:
        return Drawing(elsewhere=marks)
    return _blocks(evidence.reading, marks)


def as_it_goes(drawing: Drawing) -> Iterator[Mark]:
    """The marks of a return in the order in which a person meets them; last those that have no place."""
    for view in drawing.pages:
        yield from sorted(view.marks, key=lambda mark: (mark.place.top or 0, mark.place.x0 or 0))
    for block in drawing.blocks:
        if isinstance(block, SheetView):
            cells = (cell for part in block.parts for row in part.rows for cell in row.cells)
            yield from (cell.mark for cell in cells if cell.mark)
        else:
            yield from (piece.mark for piece in block.pieces if piece.mark)
    yield from drawing.elsewhere


def _pages(pictures: Sequence[PagePicture], marks: Sequence[Mark]) -> Drawing:
    placed: defaultdict[int, list[Mark]] = defaultdict(list)
    numbers = {picture.number for picture in pictures}
    elsewhere = []
    for mark in marks:
        if mark.place.page in numbers and mark.place.x0 is not None:
            placed[mark.place.page].append(mark)
        else:
            elsewhere.append(mark)
    views = [PageView(picture, _largest_first(placed[picture.number])) for picture in pictures]
    return Drawing(pages=views, elsewhere=elsewhere)


def _largest_first(marks: Sequence[Mark]) -> list[Mark]:
    """Marks of the text behind those of cells, which may lie within them, else in the order of the ledger."""
    return sorted(marks, key=lambda mark: mark.place.table is not None)


def _blocks(document: Document, marks: Sequence[Mark]) -> Drawing:
    by_table: defaultdict[int, dict[tuple[int, int], Mark]] = defaultdict(dict)
    loose = []
    for mark in marks:
        place = mark.place
        if place.table is not None and place.row is not None and place.column is not None:
            by_table[place.table][place.row, place.column] = mark
        else:
            loose.append(mark)
    views: list[SheetView | ParagraphView] = []
    number = 0
    for block in document.blocks:
        if isinstance(block, Grid):
            number += 1
            view = sheet_view(block, number, by_table.pop(number, {}))
            views += [view] if view.parts else []
        else:
            views.append(ParagraphView(block.role, block.label, list(_pieces(block.text, loose))))
    left = [mark for found in by_table.values() for mark in found.values()]
    return Drawing(blocks=views, elsewhere=loose + left)


def _pieces(text: str, loose: list[Mark]) -> Iterator[Piece]:
    """A paragraph in pieces, at the marks whose words stand in it; these are taken out of `loose`."""
    found: list[tuple[int, int, Mark]] = []
    for mark in list(loose):
        words = mark.text.strip()
        start = text.find(words) if words else -1
        if start >= 0 and all(start >= end or start + len(words) <= begin for begin, end, _ in found):
            found.append((start, start + len(words), mark))
            loose.remove(mark)
    done = 0
    for start, end, mark in sorted(found, key=lambda one: one[0]):
        if start > done:
            yield Piece(text[done:start])
        yield Piece(text[start:end], mark)
        done = end
    if done < len(text) or not found:
        yield Piece(text[done:])

"""What a reader makes of a file: a Document of blocks in reading order, each a Grid of cells or a Text.

These types carry no meaning: a Grid says where a cell stands, what is printed in it and how surely it was
read, never what it counts. They are plain data, so that they cross the boundary of a reader process and a
cache unchanged.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Method = Literal["pdf_lines", "pdf_text", "ocr", "workbook", "word", "html", "email", "csv"]

Role = Literal["body", "heading", "list_item", "page_header", "page_footer", "footnote", "quoted", "furniture", "chart"]


class Box(NamedTuple):
    """A rectangle on a page in PDF points, origin at the top left."""

    x0: float
    top: float
    x1: float
    bottom: float


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box around some boxes."""
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return Box(min(x0), min(top), max(x1), max(bottom))


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell where it is anchored; the positions that its spans cover have no cell of their own.

    `text` is what a reader of the page sees, line breaks kept as "\\n". `number` and `date` are what a
    worksheet stores behind it. `hidden`: by hand; `filtered`: by a filter alone. `doubts` name what made the reader
    unsure (`ocr_unsure`, `text_overlaps`, ...).
    """

    row: int
    column: int
    text: str = ""
    row_span: int = 1
    column_span: int = 1
    page: int | None = None
    box: Box | None = None
    address: str | None = None
    number: int | float | None = None
    date: dt.date | None = None
    number_format: str | None = None
    bold: bool = False
    struck: bool = False
    hidden: bool = False
    filtered: bool = False
    header: bool = False
    indent: int = 0
    fill: str | None = None
    comment: str | None = None
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()

    @property
    def rows(self) -> range:
        """The 1-based rows that the cell covers."""
        return range(self.row, self.row + self.row_span)

    @property
    def columns(self) -> range:
        """The 1-based columns that the cell covers."""
        return range(self.column, self.column + self.column_span)


Way = Literal["below", "beside"]


class Join(NamedTuple):
    """An earlier table of the document that one may go on with, by its 1-based number: where its shape cannot tell.

    `below`: with further rows of the same columns. `beside`: with further columns of the same rows.
    """

    table: int
    way: Way


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it stands: `rows` by `columns` positions, 1-based, and the cells anchored in them.

    A worksheet is one Grid whose rows and columns are those of the sheet. A PDF table that runs over pages is
    one Grid whose cells name their own page. Empty cells may be left out where no border shows them. A table that
    stands in a cell of another one before it is `inside` that (row, column) of the outermost. A table that may go on
    with another stands by itself and names it in `joins`.
    """

    rows: int
    columns: int
    cells: tuple[Cell, ...]
    method: Method
    page: int | None = None
    sheet: str | None = None
    caption: str = ""
    hidden: bool = False
    confidence: float = 1.0
    inside: tuple[int, int] | None = None
    joins: tuple[Join, ...] = ()

    def by_position(self) -> dict[tuple[int, int], Cell]:
        """(row, column) -> the cell that covers it; positions that no cell covers are absent."""
        return {(r, c): cell for cell in self.cells for r in cell.rows for c in cell.columns}


@dataclass(frozen=True, slots=True)
class FramedGrid(Grid):
    """A table that a person framed on a page; `line` is that of the recipe which says so."""

    line: int = 0


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, heading, list item or line outside tables. `label` is a list number that the format draws.

    A `chart` is one text of all that is printed in it: its scale and names, and figures that no names stand beside.

    `indent`: how far in an item of a list stands, in a unit of the format: further than the one that it is of.
    """

    text: str
    role: Role = "body"
    label: str = ""
    page: int | None = None
    box: Box | None = None
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()
    indent: float = 0.0


Block = Grid | Text


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a person should know about the reading: `place` within the file, what, and what can be done."""

    check: str
    message: str
    remedy: str = ""
    place: str = ""
    severity: Literal["info", "warning", "error"] = "warning"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the file: an e-mail attachment, an archive member, a file embedded in a PDF."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read. `failure` is why nothing could be read (outcome `unreadable`); empty where something was.

    `turns`: by how many quarters, anticlockwise, the picture of a page was turned to be read; boxes are of it turned.
    """

    format: str
    blocks: tuple[Block, ...] = ()
    pages: int | None = None
    sheets: tuple[str, ...] = ()
    properties: dict[str, str] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    failure: str = ""
    partial: bool = False
    turns: dict[int, int] = field(default_factory=dict)

    @property
    def grids(self) -> Iterator[tuple[int, Grid]]:
        """(1-based number of the table in the document, Grid), in reading order."""
        return enumerate((b for b in self.blocks if isinstance(b, Grid)), start=1)


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds within which one file is read; beyond them it is `unreadable` or marked partial, never a hang.

    `seconds` are those of the processor, so that a file is read or not whatever else the machine has to do; by the
    clock it may be `patience` times as long.
    """

    seconds: float = 240.0
    memory_bytes: int = 6 * 2**30
    pages: int = 2_000
    cells: int = 3_000_000
    archive_bytes: int = 512 * 2**20
    archive_members: int = 500
    depth: int = 5
    patience: float = 5.0

    @property
    def clock_seconds(self) -> float:
        """Seconds by the clock, for a reader that waits without end; many, as a machine may have much else to do."""
        return self.patience * self.seconds


class UnreadableError(Exception):
    """The file cannot be read at all; the message says why and what to do, in words for the data team."""

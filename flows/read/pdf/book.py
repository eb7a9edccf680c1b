"""The pages of one PDF put together: blocks in reading order, tables and sentences joined over page breaks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from flows.read.grid import Block, Box, Cell, Grid, Join, Notice, Text, Way
from flows.read.pdf.content import RawPage, turned_back
from flows.read.pdf.pagetext import ReadPage
from flows.read.pdf.pictures import Picture
from flows.read.pdf.printed_sheets import PrintedPage, earlier_page
from flows.read.pdf.stitch import Joined
from flows.read.tables import PageTable
from flows.read.tables.scanned import doubted
from flows.read.text.typed_tables import with_typed_tables

CONTINUED = re.compile(r"(?:.{0,60}\W)?cont(?:inued|inues|['’]?d|\.)(?:\W.{0,40})?", re.IGNORECASE)
_NAMED = 10
_SENTENCE_END = re.compile(r"[.?!:;][\"'”’)\]]*$")


class Book:
    """Takes the pages in order; `blocks` gives the whole. Boxes come out on the page as it is displayed."""

    def __init__(self) -> None:
        self.cells = 0
        self.partial = False
        self.notices: list[Notice] = []
        self._blocks: list[Joined | Text] = []
        self._displayed: dict[int, Callable[[Box], Box]] = {}
        self._pictures: set[int] = set()
        self.turns: dict[int, int] = {}
        self._unread: list[Notice] = []
        self._hidden: dict[int, int] = {}

    def cut(self, place: str, message: str) -> None:
        """Say that reading ended before the document did."""
        self.partial = True
        self.notices.append(Notice("pdf_cut_short", message, "split the file and give its parts", place))

    def note(self, raw: RawPage) -> None:
        """Keep what a person should know about a page."""
        place = f"page {raw.number}"
        if raw.way != "right":
            self._displayed[raw.number] = partial(turned_back, way=raw.way, wide=raw.width, tall=raw.height)
        if raw.hidden:
            self._hidden[raw.number] = len(raw.hidden)
        if raw.cut_short:
            self.cut(place, f"{place}: too many objects; some were not read")

    def pictured(self, number: int, picture: Picture) -> None:
        """Say that a page was read from its picture."""
        self._pictures.add(number)
        self._displayed[number] = picture.displayed
        if picture.quarters:
            self.turns[number] = picture.quarters

    def unread(self, notice: Notice) -> None:
        """Say that a page could not be read."""
        self.partial = True
        self._unread.append(notice)
        self.notices.append(notice)

    def failure(self) -> str:
        """Why nothing was read; "" where something was, or where there is nothing to read."""
        return "" if self._blocks or not self._unread else self._unread[0].message

    def add(self, page: ReadPage) -> None:
        """Put a page behind those before it."""
        self._blocks.extend(page.headers)
        leading, goes_on = True, False
        for item in page.body:
            if isinstance(item, PageTable):
                self.cells += len(item.cells)
                table = self._open_table(goes_on) if leading or goes_on else self._table_above()
                if not self._goes_beside(item) and (table is None or not table.take(item, page.height)):
                    joined = Joined(_with_cut_label(item) if page.number > 1 else item, page.height)
                    self._blocks.append(joined)
                    joined.may_follow = self._may_follow(item, table)
                leading = goes_on = False
                continue
            above = self._open_sentence(item) if leading else None
            if above is None:
                self._blocks.append(item)
            else:
                known = self._blocks[above]
                assert isinstance(known, Text)
                self._blocks[above] = replace(
                    known,
                    text=f"{known.text} {item.text}",
                    confidence=min(known.confidence, item.confidence),
                    doubts=tuple(dict.fromkeys((*known.doubts, *item.doubts))),
                )
            leading = leading and bool(CONTINUED.fullmatch(item.text))
            goes_on = goes_on or leading
        self._blocks.extend(page.footers)

    def _printed(self) -> Iterator[tuple[PrintedPage, Joined]]:
        """The pages of the tables so far."""
        return ((page, block) for block in self._blocks if isinstance(block, Joined) for page in block.printed)

    def _goes_beside(self, table: PageTable) -> bool:
        """Put the columns of a sheet printed over pages beside the rows on an earlier page; whether they were such."""
        found = earlier_page(self._printed(), PrintedPage.of(table), "surely")
        return found is not None and found[1].take_beside(found[0], table)

    def _may_follow(self, table: PageTable, above: Joined | None) -> list[tuple[Joined, Way]]:
        """The tables of earlier pages that one by itself may go on with, but does not surely."""
        may: list[tuple[Joined, Way]] = []
        if found := earlier_page(self._printed(), PrintedPage.of(table), "perhaps"):
            may.append((found[1], "beside"))
        if above is not None and above.pages[-1] < table.page and above.fits(table):
            may.append((above, "below"))
        return may

    def _table_above(self) -> Joined | None:
        """The table that stands right above, with no words between."""
        return above if self._blocks and isinstance(above := self._blocks[-1], Joined) else None

    def _open_table(self, goes_on: bool) -> Joined | None:
        """The table that ended the page before, if nothing but headers and footers came since.

        So it is whatever came, where the page says that what stands on it `goes_on`.
        """
        for block in reversed(self._blocks):
            if isinstance(block, Joined):
                return block
            aside = block.role in ("page_header", "page_footer", "furniture", "footnote")
            if not (aside or goes_on or CONTINUED.fullmatch(block.text)):
                return None
        return None

    def _open_sentence(self, text: Text) -> int | None:
        """The place of the sentence that the page break before this text cut in two."""
        if text.role != "body" or not text.text[:1].islower():
            return None
        for place in range(len(self._blocks) - 1, -1, -1):
            block = self._blocks[place]
            if isinstance(block, Joined):
                return None
            if block.role in ("body", "list_item"):
                return None if block.page == text.page or _SENTENCE_END.search(block.text) else place
        return None

    def blocks(self) -> tuple[Block, ...]:
        """All blocks in reading order; to be called when all pages are in."""
        self._sum_up()
        made = {id(block): self._placed(block) for block in self._blocks}
        blocks = list(with_typed_tables(made.values(), self.notices, "pdf_text"))
        number = {id(grid): n for n, grid in enumerate((b for b in blocks if isinstance(b, Grid)), start=1)}
        joins = {
            id(made[id(block)]): tuple(Join(number[id(made[id(above)])], way) for above, way in block.may_follow)
            for block in self._blocks
            if isinstance(block, Joined)
        }
        return tuple(self._seen(b, joins.get(id(b), ())) if isinstance(b, Grid) else b for b in blocks)

    def _sum_up(self) -> None:
        """Say once for the document what was left out on many pages."""
        for joined in (block for block in self._blocks if isinstance(block, Joined) and block.repeated):
            self.notices.append(
                Notice(
                    "header_repeated",
                    f"the table of pages {joined.pages[0]} to {joined.pages[-1]} repeats its header; "
                    f"{joined.repeated} such rows were left out",
                    place=f"page {joined.pages[0]}",
                    severity="info",
                )
            )
        if self._hidden:
            pages = ", ".join(map(str, list(self._hidden)[:_NAMED])) + (" ..." if len(self._hidden) > _NAMED else "")
            self.notices.append(
                Notice(
                    "hidden_text",
                    f"{sum(self._hidden.values())} pieces of text that cannot be seen on page {pages} were left out",
                    "look at the page; a figure that should count has to be given in the recipe",
                    f"page {next(iter(self._hidden))}",
                )
            )

    def _placed(self, block: Joined | Text) -> Block:
        """A block with its boxes on the page as it is displayed."""
        if isinstance(block, Text):
            return replace(block, box=self._on_page(block.page, block.box))
        grid: Grid = block.grid()
        if self._displayed.keys() & set(block.pages):
            cells: list[Cell] = [replace(cell, box=self._on_page(cell.page, cell.box)) for cell in grid.cells]
            grid = replace(grid, cells=tuple(cells))
        if not self._pictures & set(block.pages):
            return grid
        return replace(grid, method="ocr", cells=tuple(doubted(grid.cells)))

    def _seen(self, grid: Grid, joins: tuple[Join, ...]) -> Grid:
        """A table with its joins; one typed in lines that were read from a picture, as any other of the picture."""
        if joins:
            grid = replace(grid, joins=joins)
        if grid.page not in self._pictures or grid.method == "ocr":
            return grid
        return replace(grid, method="ocr", cells=tuple(doubted(grid.cells)))

    def _on_page(self, page: int | None, box: Box | None) -> Box | None:
        if box is None or page not in self._displayed:
            return box
        return self._displayed[page](box)


def _with_cut_label(table: PageTable) -> PageTable:
    """A table of a later page, in doubt of a first row that is the end of a label alone: `under 16`."""
    row = [cell for cell in table.cells if table.header_rows + 1 in cell.rows and cell.text]
    if len(row) != 1 or row[0].column != 1 or not row[0].text[0].islower():
        return table
    doubted_cell = replace(row[0], doubts=(*row[0].doubts, "label_unsure"))
    return replace(table, cells=tuple(doubted_cell if cell is row[0] else cell for cell in table.cells))

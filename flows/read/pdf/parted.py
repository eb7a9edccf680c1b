"""Names of columns left alone at the foot of a page, whose rows begin on the next: read together as they were set.

The last lines of the page are put right over the first words of the next, and the table finder looks at both. What it
finds is taken only where those lines come out as the header of rows that have none of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace
from typing import TypeVar

from flows.read.grid import Box, Cell
from flows.read.page import Fill, PageContent, Rule, Word
from flows.read.tables import PageTable, find_tables
from flows.read.tables.leaders import tokens_of
from flows.read.tables.reject import is_figure
from flows.read.tables.tokens import Line, lines_of
from flows.read.tables.unruled.unruled import WORD_GAP

# Shares of the page's height: a letterhead stands over the first, names of columns below the second, a footer below
# the third.
_HEAD = 0.15
_FOOT = 0.5
_FOOTER = 0.86
# Lines of a header leave at most so much space (em); it has hardly more of them.
_SPACE = 2.5
_MOST = 10
# A rule belongs to the line that is no further from it than this (points).
_NEAR = 14.0
_SLACK = 2.0
# Where no rule does, so much space (points) parts a line from the edge of its row.
_SPARE = 2.0
_Drawn = TypeVar("_Drawn", Rule, Fill)
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Foot:
    """The last lines of a page: positions of their words there, and where they end with the rule below them."""

    page: PageContent
    at: tuple[int, ...]
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Rejoined:
    """The tables of a page of which the first has its header from the page before: `words` are positions there."""

    tables: list[PageTable]
    words: frozenset[int]


def foot_of(page: PageContent, running: Set[int], tables: Sequence[PageTable]) -> Foot | None:
    """The last lines of a page below its tables, where one of them is parted as names of columns are."""
    counting = [t for t in tables if any(_counts(c.text) for c in t.cells)]
    above = max((t.box.bottom for t in counting), default=0.0)
    low = [n for n, w in enumerate(page.words) if n not in running and w.box.top > above and w.direction == "right"]
    lines = _last(lines_of(tokens_of([page.words[n] for n in low])), page.height) if low else []
    if not any(len(line.runs(WORD_GAP)) > 1 for line in lines) or lines[-1].box.bottom < _FOOT * page.height:
        return None
    at = tuple(sorted({low[t.index] for line in lines for t in line.tokens}))
    top, bottom = lines[0].box.top, lines[-1].box.bottom
    below = [r.box.bottom for r in page.rules if r.horizontal and bottom - 1 < r.box.top < bottom + _NEAR]
    return Foot(page, at, max(top - _NEAR, above), max(below, default=bottom + _SPARE))


def _last(lines: Sequence[Line], height: float) -> list[Line]:
    """The last lines that stand together; not those of a footer, which stands apart."""
    kept = list(lines)
    while len(kept) > 1 and kept[-1].box.top > _FOOTER * height and _apart(kept[-2], kept[-1]):
        kept.pop()
    start = len(kept) - 1
    while start > 0 and len(kept) - start < _MOST and not _apart(kept[start - 1], kept[start]):
        start -= 1
    return kept[max(start, 0) :]


def _apart(line: Line, below: Line) -> bool:
    return below.box.top - line.box.bottom > _SPACE * min(line.size, below.size)


def rejoined(foot: Foot, page: PageContent, running: Set[int], tables: Sequence[PageTable]) -> Rejoined | None:
    """The tables of the next page with the names of columns that stand at the foot before it; None where none do.

    `tables` are those that it has by itself: what stands well above the first, as a letterhead does, is left out.
    """
    own = [n for n, word in enumerate(page.words) if n not in running]
    below = min(_HEAD * page.height, min((table.box.top for table in tables), default=0.0) - _NEAR)
    bare = [n for n in own if page.words[n].box.bottom > below]
    return _joined(foot, page, own) or (_joined(foot, page, bare) if len(bare) < len(own) else None)


def _joined(foot: Foot, page: PageContent, own: Sequence[int]) -> Rejoined | None:
    """The tables of the foot and so many words of the next page; None where the foot heads none of them."""
    if not own or page.width != foot.page.width:
        return None
    first = min(page.words[n].box.top for n in own)
    over = [r.box.top for r in page.rules if r.horizontal and first - _NEAR < r.box.bottom < first + 1]
    both = Both(foot, page, own, max(over, default=first - _SPARE))
    found = find_tables(both.content)
    joined = next((table for table in found if both.from_foot(table)), None)
    if joined is None or not _heads(joined, both):
        return None
    taken = frozenset(both.from_foot(joined))
    left = [n for n in foot.at if n not in taken]
    if any(len(line.runs(WORD_GAP)) > 1 for line in lines_of(tokens_of([foot.page.words[n] for n in left]))):
        return None
    return Rejoined([both.on_page(table) for table in found], taken)


class Both:
    """The foot of a page set over the next one, whose own words begin at `seam`: one content for the table finder."""

    def __init__(self, foot: Foot, page: PageContent, own: Sequence[int], seam: float) -> None:
        self.foot, self.page, self.own = foot, page, own
        self.down = max(foot.bottom - foot.top - seam, 0.0) + _NEAR
        self.seam = seam + self.down
        self.up = foot.bottom - self.seam
        words = [_lowered(page.words[n], self.down) for n in own]
        words += [_lowered(foot.page.words[n], -self.up) for n in foot.at]
        self.content = PageContent(
            page.number,
            page.width,
            page.height + self.down,
            tuple(words),
            (*self._parts(page.rules, self._below), *self._parts(foot.page.rules, self._above)),
            (*self._parts(page.fills, self._below), *self._parts(foot.page.fills, self._above)),
        )

    def _below(self, box: Box) -> Box | None:
        """A box of the page itself; None where it ends above its first words."""
        moved = _moved(box, self.down)
        return moved if moved.bottom > self.seam - _SLACK else None

    def _above(self, box: Box) -> Box | None:
        """The part of a box that belongs to the foot of the page before."""
        top, bottom = max(box.top, self.foot.top), min(box.bottom, self.foot.bottom + _SLACK)
        return _moved(Box(box.x0, top, box.x1, bottom), -self.up) if top <= bottom else None

    @staticmethod
    def _parts(drawn: Sequence[_Drawn], part: Callable[[Box], Box | None]) -> list[_Drawn]:
        return [replace(each, box=box) for each in drawn if (box := part(each.box)) is not None]

    def from_foot(self, table: PageTable) -> set[int]:
        """The positions on the page before of the words of a table that stand there."""
        return {self.foot.at[n - len(self.own)] for n in table.words if n >= len(self.own)}

    def is_above(self, box: Box) -> bool:
        """Whether a box of the two lies over the seam."""
        return (box.top + box.bottom) / 2 < self.seam

    def crosses(self, box: Box) -> bool:
        """Whether a box holds lines of both pages."""
        return box.top < self.seam - 2 * _SLACK and box.bottom > self.seam + 2 * _SLACK

    def on_page(self, table: PageTable) -> PageTable:
        """A table with its cells and words where they are on their own pages."""
        cells = tuple(self._on_page(cell) for cell in table.cells)
        words, beside = (tuple(self.own[n] for n in at if n < len(self.own)) for at in (table.words, table.beside))
        box = _moved(table.box, -self.down)
        top = max(box.top, self.seam - self.down)
        return replace(table, cells=cells, words=words, beside=beside, box=box._replace(top=top))

    def _on_page(self, cell: Cell) -> Cell:
        if cell.box is None:
            return cell
        if self.is_above(cell.box):
            return replace(cell, page=self.foot.page.number, box=_moved(cell.box, self.up))
        return replace(cell, box=_moved(cell.box, -self.down))


def _heads(table: PageTable, both: Both) -> bool:
    """Do the lines from the page before name all columns of figures of a table, whose next row is one of figures?"""
    if any(c.text and c.box and both.crosses(c.box) for c in table.cells):
        return False
    head = {row for c in table.cells if c.text and c.box and both.is_above(c.box) for row in c.rows}
    rest = [c for c in table.cells if c.text and not (c.box and both.is_above(c.box))]
    if not rest or any(c.row in head for c in rest):
        return False
    names = [c for c in table.cells if c.text and c.row in head]
    if not names or any(_counts(c.text) for c in names):
        return False
    first = min(c.row for c in rest)
    figures = {c.column for c in rest if c.row <= first + 1 and is_figure(c.text)} - {1}
    headed = {column for c in names for column in c.columns}
    if len(head) > 1 and figures.isdisjoint(c.column for c in names if c.row == max(head)):
        return False  # The first row begins above the page break.
    return max(head) < first and bool(figures) and figures <= headed and _figured(rest, first)


def _counts(text: str) -> bool:
    """A figure that is no year and no date."""
    return is_figure(text) and _YEAR.search(text) is None


def _figured(cells: Sequence[Cell], row: int) -> bool:
    """Is half of what stands in a row, beside its label, figures?"""
    texts = [c.text for c in cells if c.row == row and c.column > 1]
    return bool(texts) and 2 * sum(map(is_figure, texts)) >= len(texts)


def _lowered(word: Word, down: float) -> Word:
    return replace(word, box=_moved(word.box, down))


def _moved(box: Box, down: float) -> Box:
    return Box(box.x0, box.top + down, box.x1, box.bottom + down)

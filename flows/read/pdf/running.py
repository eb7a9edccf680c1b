"""Page headers and footers: lines near the edge of a page that stand in the same place on a neighbouring page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from flows.read.grid import Role
from flows.read.page import PageContent
from flows.read.pdf.lines import Line, lines_of
from flows.read.tables import PageTable

_TOP = 0.17
_BOTTOM = 0.86
_SHIFT = 3.0
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|p\.?|pg\.?)?\s*\d+\s*(?:(?:of|/|von|-)\s*\d+)?\W*|.*\bpage\s+\d+.*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class EdgeLine:
    """A line near the top or the bottom of a page; `at` are the positions of its words."""

    text: str
    x0: float
    x1: float
    top: float
    role: Role
    at: tuple[int, ...]


def edge_lines(page: PageContent) -> list[EdgeLine]:
    """The lines of a page that may be a header or a footer."""
    found = []
    zones: list[tuple[Role, float, float]] = [
        ("page_header", float("-inf"), _TOP * page.height),
        ("page_footer", _BOTTOM * page.height, float("inf")),
    ]
    for role, low, high in zones:
        at = [
            n for n, w in enumerate(page.words) if w.direction == "right" and low <= w.box.top and w.box.bottom <= high
        ]
        for line in lines_of(page.words, at):
            found.append(EdgeLine(line.text, line.box.x0, line.box.x1, line.box.top, role, line.at))
    return found


def running_lines(
    page: int, lines: Sequence[EdgeLine], others: Iterable[tuple[int, Sequence[EdgeLine]]]
) -> list[EdgeLine]:
    """The lines of a page that recur on another page: same place, same words, page numbers counting on."""
    return [
        line
        for line in lines
        if any(_recurs(line, other, number - page) for number, theirs in others for other in theirs)
    ]


def _recurs(line: EdgeLine, other: EdgeLine, step: int) -> bool:
    if line.role != other.role or abs(line.top - other.top) > _SHIFT:
        return False
    middles = abs((line.x0 + line.x1) - (other.x0 + other.x1)) / 2
    if min(abs(line.x0 - other.x0), abs(line.x1 - other.x1), middles) > _SHIFT:
        return False
    if line.text == other.text:
        return True
    if not (_PAGE_NUMBER.fullmatch(line.text) and _NUMBER.sub("#", line.text) == _NUMBER.sub("#", other.text)):
        return False
    pairs = zip(_NUMBER.findall(line.text), _NUMBER.findall(other.text), strict=True)
    return all(ours == theirs or int(theirs) - int(ours) == step for ours, theirs in pairs)


def without(page: PageContent, lines: Iterable[EdgeLine]) -> tuple[PageContent, list[int]]:
    """The page without the words of some lines, and the position on the whole page of each word left."""
    gone = {n for line in lines for n in line.at}
    kept = [n for n in range(len(page.words)) if n not in gone]
    return replace(page, words=tuple(page.words[n] for n in kept)), kept


def of_tables(lines: Sequence[EdgeLine], tables: Sequence[PageTable]) -> list[EdgeLine]:
    """Those of the lines that belong to a row of a table: beside other filled cells, with nothing printed over them."""
    kept = []
    for line in lines:
        for table in tables:
            if set(line.at) & set(table.words) and _in_row(line, table):
                kept.append(line)
                break
    return kept


def _in_row(line: EdgeLine, table: PageTable) -> bool:
    """Whether the line stands in a row of the table with at least two filled cells, none of them overprinted."""
    rows: dict[int, int] = {}
    for cell in table.cells:
        if cell.text and cell.box is not None and cell.box.top - 2 <= line.top <= cell.box.bottom:
            if "text_overlaps" in cell.doubts and cell.box.x0 < line.x1 and cell.box.x1 > line.x0:
                return False
            rows[cell.row] = rows.get(cell.row, 0) + 1
    return max(rows.values(), default=0) >= 2


def line_text(page: PageContent, line: EdgeLine) -> Line:
    """An edge line with its words."""
    return Line(tuple(page.words[n] for n in line.at), line.at)

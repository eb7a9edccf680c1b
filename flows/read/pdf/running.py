"""Page headers and footers: lines near the edge of a page that stand in the same place on a neighbouring page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.fuzz import ratio

from flows.read.grid import Box, Role
from flows.read.page import PageContent
from flows.read.pdf.lines import Line, lines_of
from flows.read.tables import PageTable

_TOP = 0.17
_BOTTOM = 0.86
_SHIFT = 3.0
# What OCR reads stands less exactly, and not always in the same letters.
_SHIFT_SEEN = 12.0
_ALIKE = 80.0
_NUMBER = re.compile(r"\d+")
_NUMBERED = re.compile(r"\W*(?:page|p\.?|pg\.?)?\s*\d+\s*(?:(?:of|/|-)\s*\d+)?\W*|.*\bpage\s+\d+.*", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"\W*(?:page)?\s*(\d+)\s*(?:(?:of|/)\s*\d+)?\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EdgeLine:
    """A line near the top or the bottom of a page; `at` are the positions of its words.

    `place` is its height, from the top for a header and from the bottom for a footer; `sides` are the distances from
    the left, from the right and of its middle from the page's middle: headers keep one of them on pages of any width.
    """

    text: str
    role: Role
    size: float
    printed: bool
    place: float
    sides: tuple[float, float, float]
    at: tuple[int, ...]


def edge_lines(page: PageContent) -> list[EdgeLine]:
    """The lines of a page that may be a header or a footer; what is set in another style is a line of its own."""
    styles: defaultdict[tuple[Role, str, float, bool], list[int]] = defaultdict(list)
    for n, word in enumerate(page.words):
        if word.direction != "right":
            continue
        if word.box.bottom <= _TOP * page.height:
            styles["page_header", word.font, word.size if word.font else 0.0, word.bold].append(n)
        elif word.box.top >= _BOTTOM * page.height:
            styles["page_footer", word.font, word.size if word.font else 0.0, word.bold].append(n)
    return [_edge_line(page, line, role) for (role, *_), at in styles.items() for line in lines_of(page.words, at)]


def _edge_line(page: PageContent, line: Line, role: Role) -> EdgeLine:
    box = line.box
    place = box.top if role == "page_header" else page.height - box.bottom
    sides = (box.x0, page.width - box.x1, (box.x0 + box.x1 - page.width) / 2)
    return EdgeLine(line.text, role, line.size, line.printed, place, sides, line.at)


def running_lines(
    page: int, lines: Sequence[EdgeLine], others: Iterable[tuple[int, Sequence[EdgeLine]]]
) -> list[EdgeLine]:
    """The lines of a page that recur on another page: same place, same words, page numbers counting on.

    "Page 3" at the foot of page 3 needs no other page to be known for what it is.
    """
    known: defaultdict[tuple[Role, int], list[tuple[EdgeLine, int]]] = defaultdict(list)
    for number, theirs in others:
        for other in theirs:
            known[other.role, int(other.place // _SHIFT_SEEN)].append((other, number - page))
    return [
        line
        for line in lines
        if _numbers_page(line, page)
        or any(
            _recurs(line, other, page, step)
            for band in (-1, 0, 1)
            for other, step in known.get((line.role, int(line.place // _SHIFT_SEEN) + band), ())
        )
    ]


def opens_section(page: int, line: EdgeLine, others: Iterable[tuple[int, Sequence[EdgeLine]]]) -> bool:
    """Whether a header says something new: on the first page, or in the place of another one on the page before."""
    if line.role != "page_header" or _NUMBERED.fullmatch(line.text):
        return False
    if page == 1:
        return True
    before = [theirs for number, theirs in others if number == page - 1]
    there = [other for theirs in before for other in theirs if _in_place(line, other)]
    return bool(there) and all(other.text != line.text for other in there)


def _numbers_page(line: EdgeLine, page: int) -> bool:
    found = _PAGE_NUMBER.fullmatch(line.text)
    return line.role == "page_footer" and found is not None and int(found[1]) == page


def _recurs(line: EdgeLine, other: EdgeLine, page: int, step: int) -> bool:
    """Whether a line of a page stands on the page `step` further on too; `FOI 967/17 - 1` ends in the page's number."""
    if not _in_place(line, other):
        return False
    if line.text == other.text:
        return True
    if not (line.printed and other.printed) and ratio(line.text, other.text) >= _ALIKE:
        return True
    if _NUMBER.sub("#", line.text) != _NUMBER.sub("#", other.text):
        return False
    numbers = zip(_NUMBER.findall(line.text), _NUMBER.findall(other.text), strict=True)
    differ = [(int(ours), int(theirs)) for ours, theirs in numbers if ours != theirs]
    if not _NUMBERED.fullmatch(line.text):
        return differ == [(page, page + step)]
    return all(theirs - ours == step for ours, theirs in differ)


def _in_place(line: EdgeLine, other: EdgeLine) -> bool:
    exact = line.printed and other.printed
    if line.role != other.role or (exact and line.size != other.size):
        return False
    shift = _SHIFT if exact else _SHIFT_SEEN
    apart = min(abs(a - b) for a, b in zip(line.sides, other.sides, strict=True))
    return max(apart, abs(line.place - other.place)) <= shift


def without(page: PageContent, lines: Iterable[EdgeLine]) -> tuple[PageContent, list[int]]:
    """The page without the words of some lines, and the position on the whole page of each word left."""
    gone = {n for line in lines for n in line.at}
    kept = [n for n in range(len(page.words)) if n not in gone]
    return replace(page, words=tuple(page.words[n] for n in kept)), kept


def of_tables(page: PageContent, lines: Sequence[EdgeLine], tables: Sequence[PageTable]) -> list[EdgeLine]:
    """Those of the lines that are part of a table, such as a header that it repeats on every page.

    A letterhead printed over a table is not: it reaches out of the table, overlaps other words, or stands in another
    style or at another height beside words of the table's own.
    """
    running = {n for line in lines for n in line.at}
    inside = [(table, set(table.words)) for table in tables]
    return [
        line
        for line in lines
        if any(own.issuperset(line.at) and _of_table(page, line, table, running) for table, own in inside)
    ]


def _of_table(page: PageContent, line: EdgeLine, table: PageTable, running: set[int]) -> bool:
    boxes = [page.words[n].box for n in line.at]
    middle = (boxes[0].top + boxes[0].bottom) / 2
    row = [c for c in table.cells if c.text and c.box is not None and c.box.top <= middle <= c.box.bottom]
    if len({cell.column for cell in row}) < 2:
        return False
    low, high = min(box.top for box in boxes), max(box.bottom for box in boxes)
    others = [
        n for n in table.words if page.words[n].box.top < high and page.words[n].box.bottom > low and n not in line.at
    ]
    if any(_overlap(page.words[n].box, box) for n in others for box in boxes):
        return False
    own = [page.words[n] for n in others if n not in running]
    return not own or any(w.size == line.size and w.box.top <= middle <= w.box.bottom for w in own)


def _overlap(a: Box, b: Box) -> bool:
    wide, tall = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.bottom, b.bottom) - max(a.top, b.top)
    return wide > 0.5 and tall > 0.3 * (b.bottom - b.top)

"""One page made into its tables and texts, in reading order, with what recurs on every page set apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from flows.read.grid import Box, Text, around
from flows.read.page import PageContent
from flows.read.pdf.lines import lines_of
from flows.read.pdf.order import in_reading_order
from flows.read.pdf.paragraphs import paragraphs
from flows.read.pdf.running import EdgeLine, of_tables, opens_section, running_lines, without
from flows.read.tables import PageTable, find_layout
from flows.read.tables.leaders import is_leader


@dataclass(slots=True)
class ReadPage:
    """What a page holds: the body in reading order, headers above it, footers and side matter below it."""

    number: int
    height: float
    body: list[PageTable | Text]
    headers: list[Text] = field(default_factory=list)
    footers: list[Text] = field(default_factory=list)


@dataclass(slots=True)
class Found:
    """A page: the lines that recur on its neighbours, its tables and charts; `gone` are words of a table on another."""

    page: PageContent
    running: list[EdgeLine]
    tables: list[PageTable]
    charts: list[tuple[int, ...]]
    gone: frozenset[int] = frozenset()

    @property
    def edge(self) -> set[int]:
        """The positions of the words in lines that recur."""
        return {n for line in self.running for n in line.at}

    @property
    def free(self) -> list[int]:
        """The positions of the words in no table, chart or such line."""
        held = {n for table in self.tables for n in (*table.words, *table.beside)} | self.edge | self.gone
        held.update(*self.charts)
        return [n for n in range(len(self.page.words)) if n not in held]


Neighbours = Sequence[tuple[int, Sequence[EdgeLine]]]
"""The edge lines of the pages around a page, by page number."""


def found_on(page: PageContent, edges: Sequence[EdgeLine], neighbours: Neighbours) -> Found:
    """The tables and charts of a page, and its headers and footers."""
    running = running_lines(page.number, edges, neighbours)
    tables, charts = find_layout(page)
    taken = {n for table in tables for n in table.words}
    if any(taken.intersection(line.at) for line in running):
        # A header that a table repeats on every page belongs to the table; a letterhead printed over it does not.
        rows = of_tables(page, running, tables)
        running = [line for line in running if line not in rows]
        if any(taken.intersection(line.at) for line in running):
            rest, kept = without(page, running)
            inner, drawn = find_layout(rest)
            tables = [_on_whole_page(table, kept) for table in inner]
            charts = [tuple(kept[n] for n in at) for at in drawn]
    return Found(page, running, tables, charts)


def read_page(found: Found, neighbours: Neighbours, body_size: float) -> ReadPage:
    """Tables and texts of a page in reading order."""
    page = found.page
    tables = [table for table in found.tables if found.gone.isdisjoint(table.words)]
    taken = {n for table in tables for n in table.words} | found.gone
    running = [line for line in found.running if not opens_section(page.number, line, neighbours)]
    edge = {n for line in running for n in line.at}
    beside = {n for table in tables for n in table.beside} - edge
    charts = [at for words in found.charts if (at := [n for n in words if n not in taken | edge])]
    told = taken.union(edge, beside, _leaders_in(page, tables), *charts)
    free = [n for n in range(len(page.words)) if n not in told]
    level = [n for n in free if page.words[n].direction == "right"]
    texts = paragraphs(page.number, lines_of(page.words, level), body_size)
    items: list[PageTable | Text] = [*tables, *texts, *(_chart(page, at) for at in charts)]
    body = in_reading_order(items, _box)
    read = ReadPage(page.number, page.height, body)
    for line in running:
        box = around(page.words[n].box for n in line.at)
        (read.headers if line.role == "page_header" else read.footers).append(
            Text(line.text, line.role, page=page.number, box=box)
        )
    read.footers += numbers_of_forms(page, beside)
    turned = [n for n in free if page.words[n].direction != "right"]
    if turned:
        read.footers.extend(_turned_texts(page, turned))
    return read


def _leaders_in(page: PageContent, tables: Sequence[PageTable]) -> set[int]:
    """The words that are mere dots from a label of a table to its figure."""
    dots = [n for n, word in enumerate(page.words) if is_leader(word.text)]
    return {n for n in dots for table in tables if _holds(table.box, page.words[n].box)}


def _chart(page: PageContent, at: Sequence[int]) -> Text:
    """The words of a chart line by line, those that run up or down behind the others."""
    lines = [line.text for line in lines_of(page.words, [n for n in at if page.words[n].direction == "right"])]
    turned = [text.text for text in _turned_texts(page, [n for n in at if page.words[n].direction != "right"])]
    return Text("\n".join((*lines, *turned)), "chart", page=page.number, box=around(page.words[n].box for n in at))


def _holds(outer: Box, inner: Box) -> bool:
    middle = (inner.top + inner.bottom) / 2
    return outer.x0 <= inner.x0 and inner.x1 <= outer.x1 and outer.top <= middle <= outer.bottom


def numbers_of_forms(page: PageContent, beside: set[int]) -> list[Text]:
    """The words that number the lines and fields of a page's forms, as one text; none where there are none."""
    if not beside:
        return []
    text = " ".join(page.words[n].text for n in sorted(beside))
    return [Text(text, "furniture", page=page.number, box=around(page.words[n].box for n in beside))]


def _on_whole_page(table: PageTable, kept: Sequence[int]) -> PageTable:
    words, beside = (tuple(kept[n] for n in at) for at in (table.words, table.beside))
    return replace(table, words=words, beside=beside)


def letters_by_size(page: PageContent) -> Counter[float]:
    """How many letters stand in each font size, in half points."""
    sizes: Counter[float] = Counter()
    for word in page.words:
        sizes[round(2 * word.size) / 2] += len(word.text)
    return sizes


def _box(item: PageTable | Text) -> Box:
    assert item.box is not None
    return item.box


def _turned_texts(page: PageContent, at: Sequence[int]) -> list[Text]:
    """Text outside tables that runs up or down the page: names of axes, marks in the margin."""
    columns: dict[tuple[str, int], list[int]] = {}
    for n in at:
        word = page.words[n]
        columns.setdefault((word.direction, round((word.box.x0 + word.box.x1) / 8)), []).append(n)
    texts = []
    for (direction, _), column in columns.items():
        column.sort(key=lambda n: page.words[n].box.top, reverse=direction == "up")
        text = " ".join(page.words[n].text for n in column)
        texts.append(Text(text, "furniture", page=page.number, box=around(page.words[n].box for n in column)))
    return texts

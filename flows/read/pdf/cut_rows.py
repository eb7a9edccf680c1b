"""Rows whose label the page break cuts in two, where one part stands as text by itself under or over its table.

The part at the foot of a page becomes a row of its table, which the rows of the next page go on with; the part at the
head of a page ends the label of the last row before it. The name of a group of rows on one side of the break alone is
a row as well.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from flows.read.grid import Box, Cell, around
from flows.read.page import PageContent
from flows.read.pdf.book import CONTINUED
from flows.read.pdf.columns import column_spans
from flows.read.pdf.stitch import Joined
from flows.read.tables import PageTable
from flows.read.tables.leaders import tokens_of
from flows.read.tables.lines.hanging import awaits
from flows.read.tables.lines.placed import OPEN_END
from flows.read.tables.reject import is_caption, is_figure
from flows.read.tables.tokens import Token, lines_of

# Lines of a label at either side of the break: hardly more, and so near to each other and to their table (em).
_MOST = 5
_CLOSE = 0.6
_NEAR = 2.5
# Names of groups begin within this of each other (points); what is no word at their beginning marks a note.
_FLUSH = 2.0
_NOTE = re.compile(r"(?:sources?|notes?|n\.?b\.?|legend|key)\b|[^\w'\"‘“]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mended:
    """The table before the break with the label whole or begun, and the words after the break that belong to it."""

    table: PageTable
    taken: frozenset[int]


def mended(
    here: PageContent, last: PageTable, under: Sequence[int], after: PageContent, first: PageTable, over: Sequence[int]
) -> Mended | None:
    """The last table of a page with the label that the break cuts; None where it cuts none.

    `under` are the positions of what stands below the table, `over` of what stands above the `first` of the next page.
    """
    if bool(under) == bool(over):
        return None
    if under:
        parts = _label(here, under, last, last.box.bottom)
        begun = _begun(last, parts, here.number) if parts else None
        if begun is None or not (_whole(begun, first, here, after) or _heads_rest(begun, last, first, here, after)):
            return None
        return Mended(replace(begun, words=tuple(sorted({*last.words, *under}))), frozenset())
    parts = _label(after, over, last, None)
    ended = _ended(last, parts) if parts else None
    joins = Joined(last, here.height).take(first, after.height)
    if ended is not None and joins:
        return Mended(ended, frozenset(over))
    begun = replace(_begun(last, parts, after.number), box=last.box) if parts else None
    if begun is None or first.header_rows or not _heads_rest(begun, last, first, here, after):
        return None
    return Mended(begun, frozenset(over))


def begun_over(
    here: PageContent, foot: Sequence[int], after: PageContent, first: PageTable
) -> tuple[PageTable, frozenset[int]] | None:
    """The first table of the next page, where the foot of this one says its header and begins its first row.

    With it the words at the foot that belong to it. None where its header does not come again, or its row reads on
    from nothing.
    """
    head = {c.text for c in first.cells if c.row <= first.header_rows}
    top = max((c.box.bottom for c in first.cells if c.box and c.row <= first.header_rows), default=0.0)
    names = [
        line.text for line in lines_of(tokens_of([after.words[n] for n in first.words])) if line.box.bottom <= top + 1
    ]
    lines = lines_of(tokens_of([here.words[n] for n in foot]))
    ends = [i for i in range(len(names), len(lines)) if [line.text for line in lines[i - len(names) : i]] == names]
    if not head or not names or not ends:
        return None
    taken = [foot[t.index] for line in lines[ends[-1] - len(names) :] for t in line.tokens]
    parts = _label(here, [foot[t.index] for line in lines[ends[-1] :] for t in line.tokens], first, None)
    row = first.header_rows + 1
    at = {c.column: n for n, c in enumerate(first.cells) if row in c.rows}
    cells = list(first.cells)
    for column, tokens in parts.items():
        whole = cells[at[column]] if column in at else Cell(row, column, page=after.number)
        if whole.text and not _reads_on(_text(tokens), whole.text):
            return None
        whole = replace(whole, text="\n".join(filter(None, (_text(tokens), whole.text))))
        if column in at:
            cells[at[column]] = whole
        else:
            cells.append(whole)
    read_on = any(column in at and first.cells[at[column]].text for column in parts)
    return (replace(first, cells=tuple(cells)), frozenset(taken)) if read_on else None


def _label(page: PageContent, at: Sequence[int], table: PageTable, below: float | None) -> dict[int, list[Token]]:
    """The words at these positions by the column of labels in which they stand; none where they are no label."""
    tokens = tokens_of([page.words[n] for n in at])
    lines = lines_of(tokens)
    gaps = [b.box.top - a.box.bottom for a, b in itertools.pairwise(lines)]
    if not lines or len(lines) > _MOST or any(gap > _CLOSE * lines[0].size for gap in gaps):
        return {}
    if below is not None and not -1 <= lines[0].box.top - below <= _NEAR * lines[0].size:
        return {}
    spans = _label_spans(table)
    found: dict[int, list[Token]] = {}
    for token in tokens:
        column = next((c for c, (x0, x1) in spans.items() if x0 <= token.centre <= x1 and token.x1 <= x1 + 1), 0)
        if not column:
            return {}
        found.setdefault(column, []).append(token)
    return found if not any(CONTINUED.fullmatch(_text(part)) for part in found.values()) else {}


def _label_spans(table: PageTable) -> dict[int, tuple[float, float]]:
    """Left and right end of the columns of labels: those before the first that holds figures in most rows."""
    spans: dict[int, tuple[float, float]] = {}
    for column, span in enumerate(column_spans(table), start=1):
        cells = [c for c in table.cells if c.column == column and c.text and c.row > table.header_rows]
        if column > 1 and 2 * sum(is_figure(c.text) for c in cells) > len(cells):
            break
        spans |= {column: span} if span else {}
    return spans


def _text(tokens: Sequence[Token]) -> str:
    return "\n".join(line.text for line in lines_of(tokens))


def _begun(table: PageTable, parts: dict[int, list[Token]], page: int) -> PageTable:
    """The table with one more row, of the label's beginning."""
    row = table.rows + 1
    cells = [
        Cell(row, column, _text(tokens), page=page, box=around(map(_box, tokens)), bold=all(t.bold for t in tokens))
        for column, tokens in parts.items()
    ]
    bottom = max(c.box.bottom for c in cells if c.box)
    return replace(table, rows=row, cells=(*table.cells, *cells), box=table.box._replace(bottom=bottom))


def _ended(table: PageTable, parts: dict[int, list[Token]]) -> PageTable | None:
    """The table with the end of the label of its last row, where that reads on."""
    cells = list(table.cells)
    for column, tokens in parts.items():
        at = next((n for n, c in enumerate(cells) if c.column == column and table.rows in c.rows and c.text), None)
        if at is None or not _reads_on(cells[at].text, tokens[0].text):
            return None
        cells[at] = replace(cells[at], text=f"{cells[at].text}\n{_text(tokens)}")
    figured = any(is_figure(c.text) for c in table.cells if c.row == table.rows and c.column > max(parts))
    return replace(table, cells=tuple(cells)) if figured else None


def _whole(begun: PageTable, first: PageTable, here: PageContent, after: PageContent) -> bool:
    """Does the next page's table go on with the row begun, as one row?"""
    joined = Joined(begun, here.height)
    return joined.take(first, after.height) and joined.cut


def _heads_rest(begun: PageTable, last: PageTable, first: PageTable, here: PageContent, after: PageContent) -> bool:
    """Is the row begun the name of a group of rows, set as others of the table are, of those on the next page?"""
    named = [c for c in begun.cells if c.row == begun.rows]
    figured = {c.row for c in last.cells if c.text and c.column > 1}
    groups = [c for c in last.cells if c.row > last.header_rows and c.text and c.row not in figured]
    if len(named) != 1 or not any(_set_alike(named[0], group) for group in groups):
        return False
    joined = Joined(begun, here.height)
    return joined.take(first, after.height) and not joined.cut


def _set_alike(cell: Cell, group: Cell) -> bool:
    """Is a text of one line in the type of a group's name, flush with it, and no note or title?"""
    flush = cell.box is not None and group.box is not None and abs(cell.box.x0 - group.box.x0) <= _FLUSH
    aside = "\n" in cell.text or _NOTE.match(cell.text) or is_caption(cell.text)
    return flush and cell.column == group.column and cell.bold == group.bold and not aside


def _reads_on(text: str, further: str) -> bool:
    return further[:1].islower() or bool(OPEN_END.search(text)) or awaits(text)


def _box(token: Token) -> Box:
    return Box(token.x0, token.top, token.x1, token.bottom)

"""Rows that a page break parts from their table, and that make none by themselves on their page.

The table that ends a page is put right over the first words of the next, and the table finder looks at both. Rows
that come out as those of that table go on with it, where each has a label and figures in the columns of figures.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from flows.read.grid import around
from flows.read.pdf.pagetext import Found
from flows.read.pdf.parted import Both, Foot
from flows.read.pdf.stitch import Joined
from flows.read.tables import PageTable, find_tables
from flows.read.tables.leaders import tokens_of
from flows.read.tables.reject import is_figure
from flows.read.tables.tokens import lines_of

# A rule belongs to the row that is no further from it than this (points).
_NEAR = 14.0
_NIL = ("-", "–", "—", "*")


def with_left_rows(here: Found, after: Found) -> Found:
    """The next page with the rows at its head that the last table of this page goes on with as a table of their own."""
    if not here.tables or here.page.width != after.page.width:
        return after
    last = max(here.tables, key=lambda table: table.box.bottom)
    if any(here.page.words[n].box.top > last.box.bottom - 1 for n in here.free):
        return after
    first = min(after.tables, key=lambda table: table.box.top, default=None)
    if first is not None and not any(after.page.words[n].box.bottom < first.box.top + 1 for n in after.free):
        return after
    rows = _going_on(here, last, after)
    if rows is None or not Joined(last, here.page.height).take(rows, after.page.height):
        return after
    taken = set(rows.words)
    if any(taken & set(table.words) for table in after.tables):
        return after
    return replace(after, tables=[rows, *after.tables])


def _going_on(here: Found, last: PageTable, after: Found) -> PageTable | None:
    """The rows of the next page that the table goes on with, as found beneath it."""
    own = [n for n in range(len(after.page.words)) if n not in after.edge and n not in after.gone]
    at = tuple(n for n in last.words if n not in here.edge)
    if not own or not at:
        return None
    both = _set_over(here, last, at, after, own)
    found = next((table for table in find_tables(both.content) if both.from_foot(table)), None)
    if found is None or found.columns != last.columns or both.from_foot(found) != set(at):
        return None
    head = [c for c in found.cells if c.box and both.is_above(c.box)]
    rows = sorted({c.row for c in found.cells} - {r for c in head for r in c.rows})
    if len(rows) != found.rows - last.rows or not rows or rows[0] != last.rows + 1:
        return None
    figured = _figured(last)
    whole = list(itertools.takewhile(lambda row: _whole(found, row, figured), rows))
    return _only(both.on_page(found), whole, after) if whole else None


def _set_over(here: Found, last: PageTable, at: tuple[int, ...], after: Found, own: Sequence[int]) -> Both:
    """The table set over the first words of the next page, at the distance at which its own lines stand."""
    first = min(after.page.words[n].box.top for n in own)
    rules = [r.box for r in after.page.rules if r.horizontal and first - _NEAR < r.box.bottom < first + 1]
    lines = lines_of(tokens_of([here.page.words[n] for n in at]))
    gaps = [b.box.top - a.box.bottom for a, b in itertools.pairwise(lines)]
    spare = max(median(gaps), 0.0) / 2 if gaps else 0.0
    foot = lines[-1].box.bottom
    below = [r.box.bottom for r in here.page.rules if r.horizontal and foot - 1 < r.box.top < foot + _NEAR]
    bottom = max(below, default=foot + spare)
    return Both(
        Foot(here.page, at, last.box.top - 2, bottom),
        after.page,
        own,
        max((b.bottom for b in rules), default=first - spare),
    )


def _figured(table: PageTable) -> set[int]:
    """The columns that hold figures in most rows."""
    rows = table.rows - table.header_rows
    counted = [c.column for c in table.cells if c.row > table.header_rows and c.column > 1 and _is_value(c.text)]
    return {column for column in counted if 2 * counted.count(column) > rows}


def _is_value(text: str) -> bool:
    return is_figure(text) or text.strip() in _NIL


def _whole(table: PageTable, row: int, figured: set[int]) -> bool:
    """Has a row a label, and a figure in each of the columns that hold them?"""
    cells = [c for c in table.cells if row in c.rows and c.text]
    values = {c.column for c in cells if c.column_span == 1 and _is_value(c.text)}
    labelled = any(c.column == 1 for c in cells)
    return labelled and bool(figured) and figured <= values and all(c.row_span == 1 for c in cells)


def _only(table: PageTable, rows: Sequence[int], after: Found) -> PageTable:
    """The table of these rows alone, on the next page."""
    cells = [replace(c, row=c.row - rows[0] + 1) for c in table.cells if c.row in rows]
    box = around(c.box for c in cells if c.box)
    words = tuple(
        n
        for n in table.words
        if after.page.words[n].box.top > box.top - 2 and after.page.words[n].box.bottom < box.bottom + 2
    )
    return replace(table, rows=len(rows), cells=tuple(cells), box=box, words=words, header_rows=0)

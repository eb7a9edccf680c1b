"""What a page break cuts: a header from its rows, a row in two. Each page is put right before its text is read."""

from __future__ import annotations

from dataclasses import replace

from flows.read.pdf.cut_rows import begun_over, mended
from flows.read.pdf.left_rows import with_left_rows
from flows.read.pdf.pagetext import Found
from flows.read.pdf.parted import foot_of, rejoined

# Tables that end above this share of their page have come to their end.
_FOOT = 0.5


def reaches_foot(here: Found) -> bool:
    """Could the page end within a table: in one that reaches down, or in names of columns?"""
    low = any(table.box.bottom > _FOOT * here.page.height for table in here.tables)
    return low or foot_of(here.page, here.edge, here.tables) is not None


def over_the_break(here: Found, after: Found) -> tuple[Found, Found]:
    """Two pages that follow each other, with what the break between them cuts put together on one of them."""
    foot = foot_of(here.page, here.edge, here.tables)
    joined = rejoined(foot, after.page, after.edge, after.tables) if foot else None
    if joined is not None:
        return replace(here, gone=here.gone | joined.words), replace(after, tables=joined.tables)
    if not after.tables:
        return here, with_left_rows(here, after)
    first = min(after.tables, key=lambda table: table.box.top)
    over = [n for n in after.free if after.page.words[n].box.bottom < first.box.top + 1]
    begun = begun_over(here.page, foot.at, after.page, first) if foot and not over else None
    if begun is not None:
        tables = [begun[0] if table is first else table for table in after.tables]
        return replace(here, gone=here.gone | begun[1]), replace(after, tables=tables)
    if not here.tables:
        return here, after
    last = max(here.tables, key=lambda table: table.box.bottom)
    under = [n for n in here.free if here.page.words[n].box.top > last.box.bottom - 1]
    row = mended(here.page, last, under, after.page, first, over)
    if row is None:
        return here, with_left_rows(here, after)
    tables = [row.table if table is last else table for table in here.tables]
    return replace(here, tables=tables), replace(after, gone=after.gone | row.taken)

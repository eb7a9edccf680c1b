"""Pages whose text runs up or down: turned level for the finder, what it finds turned back."""

from __future__ import annotations

from dataclasses import replace

from flows.read.grid import Box
from flows.read.page import Direction, Fill, PageContent, Rule
from flows.read.tables.table import PageTable


def main_direction(page: PageContent) -> Direction:
    """The way most of the letters on the page run."""
    count: dict[Direction, int] = {"right": 0, "up": 0, "down": 0}
    for word in page.words:
        count[word.direction] += len(word.text)
    best = max(count, key=lambda d: count[d])
    return best if count[best] > 0.6 * sum(count.values()) else "right"


def levelled(page: PageContent, direction: Direction) -> PageContent:
    """The page turned so that text which ran in `direction` runs to the right."""
    turned: dict[Direction, Direction] = {direction: "right", "right": "up" if direction == "down" else "down"}
    return replace(
        page,
        width=page.height,
        height=page.width,
        words=tuple(
            replace(w, box=_level(w.box, page, direction), direction=turned.get(w.direction, "right"))
            for w in page.words
        ),
        rules=tuple(Rule(_level(r.box, page, direction), not r.horizontal) for r in page.rules),
        fills=tuple(Fill(_level(f.box, page, direction), f.colour) for f in page.fills),
        images=tuple(_level(b, page, direction) for b in page.images),
    )


def _level(box: Box, page: PageContent, direction: Direction) -> Box:
    """A box of the page as it falls when the page is turned level."""
    if direction == "down":
        return Box(box.top, page.width - box.x1, box.bottom, page.width - box.x0)
    return Box(page.height - box.bottom, box.x0, page.height - box.top, box.x1)


def _back(box: Box, page: PageContent, direction: Direction) -> Box:
    """A box of the level page as it lies on `page` itself."""
    if direction == "down":
        return Box(page.width - box.bottom, box.x0, page.width - box.top, box.x1)
    return Box(box.top, page.height - box.x1, box.bottom, page.height - box.x0)


def turned_back(table: PageTable, page: PageContent, direction: Direction) -> PageTable:
    """A table found on the level page, its boxes as they lie on `page`."""
    cells = tuple(replace(c, box=_back(c.box, page, direction) if c.box else None) for c in table.cells)
    return replace(table, box=_back(table.box, page, direction), cells=cells)

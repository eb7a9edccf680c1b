"""Tables of one page, from its words and ruling lines alone."""

from __future__ import annotations

from collections.abc import Sequence

from flows.read.grid import Box
from flows.read.page import PageContent
from flows.read.tables.blocks import blocks, grown
from flows.read.tables.cells import cell_text, page_table
from flows.read.tables.edges import Ruling, clusters, rulings_of
from flows.read.tables.filling import filled
from flows.read.tables.flanks import labelled
from flows.read.tables.foreign import foreign
from flows.read.tables.partly_ruled import divided
from flows.read.tables.reject import is_chart, is_figure
from flows.read.tables.ruled import lattice_of
from flows.read.tables.stacks import shaded_bounds, stacks
from flows.read.tables.table import Area, Lattice, PageTable, TableMethod
from flows.read.tables.tokens import Line, Token, lines_of, tokens_of
from flows.read.tables.turned import levelled, main_direction, turned_back
from flows.read.tables.unruled import text_table


def find_tables(page: PageContent) -> list[PageTable]:
    """The tables of a page, top to bottom and left to right.

    Ruled tables first, then stretches between row rules, then text that stands in columns by itself. A page whose
    text runs up or down is read level; boxes are those of the page as given.
    """
    direction = main_direction(page)
    if direction != "right":
        level = _find(levelled(page, direction))
        return [turned_back(table, page, direction) for table in level]
    return _find(page)


def _find(page: PageContent) -> list[PageTable]:
    tokens = tokens_of(page.words)
    rulings = rulings_of(page, tokens)
    found: list[PageTable] = []
    spent: list[Ruling] = []
    for cluster in sorted(clusters(rulings, tokens), key=lambda g: min(r.at for r in g if r.horizontal)):
        table = _from_cluster(page.number, cluster, _free(tokens, found))
        if table:
            found.append(table)
        spent += cluster
    loose = [*(r for r in rulings if r not in spent), *shaded_bounds(page.fills)]
    free = _free(tokens, found)
    for box, rules in stacks(loose, lines_of(free)):
        table = _from_text(page.number, grown(box, lines_of(free), loose), loose, trusted=rules >= 3)
        if table:
            found.append(table)
            free = _free(tokens, found)
    for block in blocks(lines_of(free), loose):
        table = _from_text(page.number, block, loose, trusted=False)
        if table:
            found.append(table)
    return sorted(found, key=lambda t: (t.box.top, t.box.x0))


def _free(tokens: Sequence[Token], found: Sequence[PageTable]) -> list[Token]:
    used = {i for table in found for i in table.words}
    return [t for t in tokens if t.index not in used]


def _inside(box: Box, tokens: Sequence[Token]) -> list[Token]:
    return [t for t in tokens if box.x0 - 2 <= t.centre <= box.x1 + 2 and box.top - 1 <= t.middle <= box.bottom + 1]


def _from_cluster(page: int, cluster: Sequence[Ruling], tokens: Sequence[Token]) -> PageTable | None:
    lattice = lattice_of(cluster)
    if lattice is None:
        return None
    inside = _inside(lattice.box, tokens)
    if not inside:
        return None
    over = foreign(lattice.box, inside, tokens)
    inside = [t for t in inside if t.index not in over]
    if not _divides(lattice):
        return _from_text(page, lines_of(inside), cluster, trusted=len({a.row for a in lattice.areas}) > 1)
    lattice = divided(lattice, inside)
    contents = filled(lattice, inside)
    if not _plausible(lattice, contents):
        return None
    wider = labelled(lattice, contents, tokens)
    if wider is not lattice:
        lattice = wider
        contents = filled(lattice, [*inside, *(t for t in _inside(lattice.box, tokens) if t not in inside)])
    return page_table(page, lattice, contents, "pdf_lines", 1.0)


def _divides(lattice: Lattice) -> bool:
    """Do the rulings part columns?"""
    return any(a.column > 0 for a in lattice.areas)


def _plausible(lattice: Lattice, contents: dict[Area, list[Token]]) -> bool:
    """Is it a table rather than a frame, a form or a chart?"""
    held = [a for a, tokens in contents.items() if tokens]
    rows = {a.row for a in held}
    paired = [r for r in rows if sum(a.row <= r <= a.last_row for a in held) >= 2]
    if len(rows) < 2 or len({a.column for a in held}) < 2 or not paired:
        return False
    texts = {a: cell_text(contents[a]) for a in held}
    grid = [["" for _ in lattice.xs[1:]] for _ in lattice.ys[1:]]
    for area, text in texts.items():
        grid[area.row][area.column] = text
    if is_chart(grid):
        return False
    figures = sum(is_figure(t) for t in texts.values())
    return figures >= 3 or len(held) >= 0.5 * len(contents)


def _from_text(page: int, lines: Sequence[Line], rules: Sequence[Ruling], trusted: bool) -> PageTable | None:
    made = text_table(lines, [r for r in rules if r.horizontal], trusted)
    if made is None:
        return None
    method: TableMethod = "pdf_lines" if trusted else "pdf_text"
    confidence = (0.95 if trusted else 0.85) - (0.0 if made.ordered else 0.2)
    return page_table(page, made.lattice, made.contents, method, confidence, made.header_rows)

"""Tables of one page, from its words and ruling lines alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from flows.read.grid import Box
from flows.read.page import PageContent
from flows.read.tables.cells import Contents, cell_text, page_table
from flows.read.tables.charts import Chart, chart, charts_of, holds, level_charts_of
from flows.read.tables.drawn import drawn_tables
from flows.read.tables.edges import Ruling, clusters, rulings_of
from flows.read.tables.foreign import foreign
from flows.read.tables.forms.fields import form_of
from flows.read.tables.forms.forms import form_tables
from flows.read.tables.headers.headers import header_count
from flows.read.tables.headers.turned_heads import with_turned_heads
from flows.read.tables.leaders import tokens_of
from flows.read.tables.reject import is_figure
from flows.read.tables.ruled.bodies import with_rows
from flows.read.tables.ruled.filling import filled
from flows.read.tables.ruled.flanks import labelled
from flows.read.tables.ruled.grown import grown
from flows.read.tables.ruled.halfruled import grouped_columns, parted
from flows.read.tables.ruled.partly_ruled import divided
from flows.read.tables.ruled.ruled import lattice_of
from flows.read.tables.ruled.stacks import shaded_bounds, stacks
from flows.read.tables.ruled.tiers import crowned, stepped
from flows.read.tables.table import Lattice, PageTable, TableMethod
from flows.read.tables.tokens import Line, Token, lines_of
from flows.read.tables.turned import levelled, main_direction, turned_back
from flows.read.tables.typed_rules import typed_rules, with_typed_rules
from flows.read.tables.unruled.anew import headed_anew
from flows.read.tables.unruled.blocks import blocks
from flows.read.tables.unruled.seams import cut_at_bounds
from flows.read.tables.unruled.sides import sides
from flows.read.tables.unruled.unruled import WORD_GAP, text_table
from flows.read.tables.zones import zones

HELD_WIDTH = 0.4
"""Text under row rules takes up at least this share of their width; the legend over a chart's grid does not."""


class Layout(NamedTuple):
    """The tables of a page, top to bottom and left to right, and the positions of the words of each of its charts."""

    tables: list[PageTable]
    charts: list[tuple[int, ...]]


def find_tables(page: PageContent) -> list[PageTable]:
    """The tables of a page, top to bottom and left to right."""
    return find_layout(page).tables


def find_layout(page: PageContent) -> Layout:
    """The tables and charts of a page.

    Charts first, then ruled tables, then stretches between row rules, then text that stands in columns by itself. A
    page whose text runs up or down is read level; boxes are those of the page as given.
    """
    direction = main_direction(page)
    if direction != "right":
        level = _find(levelled(page, direction))
        return level._replace(tables=[turned_back(table, page, direction) for table in level.tables])
    return _find(page)


def _find(page: PageContent) -> Layout:
    words = tokens_of(page.words)
    tokens, typed = typed_rules(words)
    rulings = [*rulings_of(page, tokens), *typed]
    charts: list[tuple[int, ...]] = []
    found: list[PageTable] = []
    for charted in (charts_of, level_charts_of):
        for drawn in charted(tokens, rulings, page.fills):
            tokens = _apart(drawn, tokens, charts)
            rulings = [r for r in rulings if not drawn.draws(r)]
        if charted is charts_of:
            found, tokens = drawn_tables(page.number, tokens, rulings, page.fills)
    spent: set[Ruling] = set()
    groups = _inmost_first(clusters(rulings, tokens))
    for group in reversed(groups):
        form = form_of(_around(group), rulings, tokens)
        if form is not None:
            found += form_tables(page.number, form)
            own = {t.index for t in form.inside}
            tokens = [t for t in tokens if t.index not in own]
    for cluster in groups:
        table = _from_cluster(page, cluster, _free(tokens, found), [r for r in rulings if r not in spent])
        if isinstance(table, Chart):
            tokens = _apart(table, tokens, charts)
        else:
            _keep(table, found)
        spent.update(cluster)
        if isinstance(table, PageTable):
            spent.update(r for r in rulings if r.horizontal and _rules(r, table.box))
    shades = [f for f in page.fills if not any(holds(table.box, f.box) for table in found)]
    loose = [*(r for r in rulings if r not in spent), *shaded_bounds(shades)]
    lines = lines_of(_free(tokens, found))
    if sum(len(line.runs(WORD_GAP)) > 1 for line in lines) >= 2:
        for zone in zones(lines, loose):
            found += _from_zone(page.number, zone, _over(loose, zone))
    if typed:
        kept = {t.index for t in tokens}
        found = [with_typed_rules(table, [t for t in words if t.index not in kept]) for table in found]
    turned = [t for t in _free(tokens, found) if t.direction != "right"]
    found = [with_turned_heads(table, turned) for table in found] if turned else found
    return Layout(sorted(found, key=lambda t: (t.box.top, t.box.x0)), charts)


def _apart(drawn: Chart, tokens: Sequence[Token], charts: list[tuple[int, ...]]) -> list[Token]:
    """The words that are not of a chart; its own are put to the charts found."""
    charts.append(tuple(t.index for t in tokens if drawn.holds(t)))
    return [t for t in tokens if not drawn.holds(t)]


def _from_zone(page: int, lines: Sequence[Line], rulings: Sequence[Ruling]) -> list[PageTable]:
    """The tables of lines that no upright rules: those between row rules first, then those by their columns alone."""
    found: list[PageTable] = []
    rest = lines
    for box, rules in stacks(rulings, lines):
        inside = grown(box, rest, rulings)
        for part in headed_anew(inside):
            table = _from_text(page, part, rulings, box if rules >= 3 else None)
            if table is not None:
                found.append(table)
                rest = lines_of(_free([t for line in rest for t in line.tokens], [table]))
    for zone in zones(rest, rulings) if found else [lines]:
        for block in blocks(zone, rulings):
            for side in sides(block):
                for part in headed_anew(side):
                    _keep(_from_text(page, part, rulings, None), found)
    return found


def _over(rulings: Sequence[Ruling], zone: Sequence[Line]) -> list[Ruling]:
    """The rulings that lie for the most part over the width of a zone."""
    x0, x1 = min(line.box.x0 for line in zone), max(line.box.x1 for line in zone)
    return [r for r in rulings if r.horizontal and min(r.end, x1) - max(r.start, x0) >= 0.5 * r.length]


def _inmost_first(groups: Sequence[list[Ruling]]) -> list[list[Ruling]]:
    """Clusters from top to bottom, each frame after the tables that it holds."""
    boxes = [_around(group) for group in groups]
    held = [sum(o is not b and holds(o, b) for o in boxes) for b in boxes]
    order = sorted(range(len(groups)), key=lambda i: (-held[i], boxes[i].top))
    return [groups[i] for i in order]


def _around(group: Sequence[Ruling]) -> Box:
    across, down = [r for r in group if r.horizontal], [r for r in group if not r.horizontal]
    return Box(
        min(r.start for r in across), min(r.start for r in down), max(r.end for r in across), max(r.end for r in down)
    )


def _rules(rule: Ruling, box: Box) -> bool:
    """Does a row rule lie within a table?"""
    return box.top <= rule.at <= box.bottom and box.x0 <= (rule.start + rule.end) / 2 <= box.x1


def _keep(table: PageTable | None, found: list[PageTable]) -> None:
    if table is not None:
        found.append(table)


def _free(tokens: Sequence[Token], found: Sequence[PageTable]) -> list[Token]:
    used = {i for table in found for i in table.words}
    return [t for t in tokens if t.index not in used]


def _inside(box: Box, tokens: Sequence[Token]) -> list[Token]:
    return [t for t in tokens if box.x0 - 2 <= t.centre <= box.x1 + 2 and box.top - 1 <= t.middle <= box.bottom + 1]


def _from_cluster(
    page: PageContent, cluster: Sequence[Ruling], tokens: Sequence[Token], rulings: Sequence[Ruling]
) -> PageTable | Chart | None:
    """The table that crossing rulings make; a mere frame is read by its text, and only where it frames no page.

    `rulings` are all that belong to no other table: rows under a ruled header are told by some of them.
    """
    lattice = lattice_of(stepped(cluster, tokens))
    inside = _inside(lattice.box, tokens) if lattice else []
    if lattice is None or not inside:
        return None
    over = foreign(lattice.box, inside, tokens)
    inside = [t for t in inside if t.index not in over]
    if all(a.column == 0 for a in lattice.areas):
        ruled = len({a.row for a in lattice.areas}) > 1
        if not ruled and lattice.ys[-1] - lattice.ys[0] > 0.6 * page.height:
            return None
        lines = lines_of(inside)
        return _from_text(page.number, lines, cluster, lattice.box if ruled else None)
    if grouped_columns(lattice, inside):
        lines = parted(inside, [r for r in cluster if not r.horizontal])
        made = _from_text(page.number, lines, cluster, lattice.box, lattice.xs)
        if made is not None and made.columns > len(lattice.xs) - 1:
            return made
    headed = with_rows(lattice, filled(lattice, inside), tokens, rulings)
    if headed is not lattice:
        lattice, inside = headed, _inside(headed.box, tokens)
    inside = cut_at_bounds(inside, lattice.xs)
    drawn = lattice.xs
    lattice = divided(lattice, inside)
    contents = filled(lattice, inside)
    grid = _texts(lattice, contents)
    if _all_figures(grid) and _astray(contents):
        return chart(lattice.box, inside[0].size, tokens, (), page.fills)
    if not _plausible(contents, grid):
        return None
    wider = labelled(lattice, contents, tokens)
    wider = crowned(wider, drawn, contents if wider is lattice else filled(wider, inside), tokens, page.fills)
    if wider is not lattice:
        own = {t.index for t in inside}
        lattice, beside = wider, [t for t in _inside(wider.box, tokens) if t.index not in own | over]
        contents = filled(lattice, [*inside, *beside])
    return page_table(page.number, lattice, contents, "pdf_lines", 1.0, header_count(_texts(lattice, contents)))


def _texts(lattice: Lattice, contents: Contents) -> list[list[str]]:
    """Cell texts by row and column, each at the anchor of its area."""
    grid = [["" for _ in lattice.xs[1:]] for _ in lattice.ys[1:]]
    for area, tokens in contents.items():
        grid[area.row][area.column] = cell_text(tokens)
    return grid


def _plausible(contents: Contents, grid: Sequence[Sequence[str]]) -> bool:
    """Is it a table rather than a frame, a form or a drawing?"""
    held = [a for a, tokens in contents.items() if tokens]
    rows = {a.row for a in held}
    paired = any(sum(a.row <= r <= a.last_row for a in held) >= 2 for r in rows)
    if len(rows) < 2 or len({a.column for a in held}) < 2 or not paired:
        return False
    return sum(is_figure(t) for row in grid for t in row) >= 3 or len(held) >= 0.5 * len(contents)


def _all_figures(grid: Sequence[Sequence[str]]) -> bool:
    return all(is_figure(t) for row in grid for t in row if t)


def _astray(contents: Contents) -> bool:
    """Do many of the words lie across drawn lines, as the figures in the bars of a chart do?"""
    seen = Counter(t.index for tokens in contents.values() for t in tokens)
    doubted = {t.index for tokens in contents.values() for t in tokens if "text_overlaps" in t.doubts}
    return len(doubted | {i for i, n in seen.items() if n > 1}) >= 0.2 * len(seen)


def _from_text(
    page: int, lines: Sequence[Line], rules: Sequence[Ruling], ruled: Box | None, uprights: Sequence[float] = ()
) -> PageTable | None:
    """The table that lines of text make; `ruled` is the extent of the rules that vouch for it."""
    made = text_table(lines, [r for r in rules if r.horizontal], ruled is not None, uprights)
    if made is None or (ruled and made.lattice.xs[-1] - made.lattice.xs[0] < HELD_WIDTH * (ruled.x1 - ruled.x0)):
        return None
    method: TableMethod = "pdf_lines" if ruled else "pdf_text"
    confidence = (0.95 if ruled else 0.85) - (0.0 if made.ordered else 0.2)
    return page_table(page, made.lattice, made.contents, method, confidence, made.header_rows)

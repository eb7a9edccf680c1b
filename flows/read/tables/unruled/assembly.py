"""A table put together from lines sorted into columns: its lattice, and what stands in each area."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from flows.read.tables.edges import Ruling
from flows.read.tables.lines.columns import Span
from flows.read.tables.lines.placed import Placed
from flows.read.tables.table import Area, Lattice
from flows.read.tables.tokens import Token
from flows.read.tables.unruled.periods import grouped


@dataclass(slots=True)
class TextTable:
    """A table found in text: its lattice, what stands in each area, how many rows are header."""

    lattice: Lattice
    contents: dict[Area, list[Token]]
    header_rows: int
    ordered: bool


def assemble(
    columns: Sequence[Span],
    header: Sequence[Sequence[Placed]],
    body: Sequence[Sequence[Placed]],
    groups: Sequence[range],
    rules: Sequence[Ruling],
) -> TextTable:
    """Lattice and contents from the rows, header levels first; `groups` of body rows have one label together."""
    rows = [*header, *body]
    right = max(r.x1 for row in rows for p in row for rs in p.entries.values() for r in rs)
    xs = [columns[0].x0, *((a.x1 + b.x0) / 2 for a, b in itertools.pairwise(columns))]
    xs.append(max(columns[-1].x1, right))
    tops = [min(p.top for p in row) for row in rows]
    bottoms = [max(p.bottom for p in row) for row in rows]
    ys = [tops[0], *((b + t) / 2 for b, t in zip(bottoms, tops[1:], strict=False)), bottoms[-1]]
    contents = {area: tokens for i, row in enumerate(rows) for area, tokens in _row_areas(i, row, len(columns))}
    for i in range(len(header) - 1):
        between = [r for r in rules if header[i][-1].bottom - 2 < r.at < header[i + 1][0].top + 2]
        ruled = {c for c, span in enumerate(columns) if any(r.start < span.centre < r.end for r in between)}
        _join_down(contents, i, [c for c in range(len(columns)) if c not in ruled])
    for area in [a for a in contents if 0 < a.row < len(header) and a.column == a.last_column]:
        _raise(contents, area, bottoms)
    _raise_stub(contents, len(header))
    taken = {p for area in contents for p in area.positions()}
    for i in range(len(rows)):
        for c in range(len(columns)):
            if (i, c) not in taken:
                contents[Area(i, c, i, c)] = []
    for group in groups:
        held = [Area(len(header) + i, 0, len(header) + i, 0) for i in group]
        contents[held[0]._replace(last_row=held[-1].row)] = [t for area in held for t in contents.pop(area)]
    contents = grouped(contents, len(header), len(rows))
    ordered = all(a < b for a, b in itertools.pairwise(ys))
    return TextTable(Lattice(xs, ys, sorted(contents)), contents, len(header), ordered)


def _join_down(contents: dict[Area, list[Token]], i: int, columns: Sequence[int]) -> None:
    """Header text that runs on from level `i` into the next becomes one cell over both, in some columns."""
    for c in columns:
        upper = next((a for a in contents if a.last_row == i and a.column == a.last_column == c), None)
        lower = Area(i + 1, c, i + 1, c)
        if upper is None or lower not in contents:
            continue
        above, below = contents[upper], contents[lower]
        if min(t.top for t in below) - max(t.bottom for t in above) < 0.6 * above[0].size:
            tokens = contents.pop(upper) + contents.pop(lower)
            contents[Area(upper.row, c, i + 1, c)] = tokens


def _raise(contents: dict[Area, list[Token]], area: Area, bottoms: Sequence[float]) -> None:
    """A header text of several lines stands beside the levels that its upper lines reach into, where they are empty."""
    top = min(t.top for t in contents[area])
    row = area.row
    while row > 0 and top < bottoms[row - 1] - 2 and not any(_covers(a, row - 1, area.column) for a in contents):
        row -= 1
    if row < area.row:
        contents[area._replace(row=row)] = contents.pop(area)


def _covers(area: Area, row: int, column: int) -> bool:
    return area.row <= row <= area.last_row and area.column <= column <= area.last_column


def _raise_stub(contents: dict[Area, list[Token]], levels: int) -> None:
    """The header of the labels stands beside all header levels where nothing is over it."""
    stubs = sorted(a for a in contents if a.column == 0 and a.last_row < levels)
    if len(stubs) == 1 and stubs[0].last_column == 0 and levels > 1:
        contents[Area(0, 0, levels - 1, 0)] = contents.pop(stubs[0])


def _row_areas(i: int, row: Sequence[Placed], count: int) -> list[tuple[Area, list[Token]]]:
    """The areas of one row: spans united where they overlap, then single cells; what a span covers joins it."""
    reach = [[c, c] for c in range(count)]
    for p in row:
        for first, last, _ in p.spans:
            low = min(reach[c][0] for c in range(first, last + 1))
            high = max(reach[c][1] for c in range(first, last + 1))
            for c in range(low, high + 1):
                reach[c] = [low, high]
    made: dict[tuple[int, int], list[Token]] = {}
    for p in row:
        for c, runs in p.entries.items():
            made.setdefault((reach[c][0], reach[c][1]), []).extend(t for r in runs for t in r.tokens)
        for first, _, run in p.spans:
            made.setdefault((reach[first][0], reach[first][1]), []).extend(run.tokens)
    return [(Area(i, first, i, last), tokens) for (first, last), tokens in made.items()]

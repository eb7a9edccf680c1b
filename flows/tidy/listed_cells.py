"""A row whose cells each hold a list: `2015`, `2016` over one another beside `40`, `52` are as many rows.

So is `Rape`, `with the flag` over one another beside `40`, `3`, where each row says the same on its further lines. Each
line stays in the cell that it was printed in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from flows.read.grid import Block, Cell, Grid
from flows.tidy.labels.numbers import read_cell

FEWEST_ROWS = 2


@dataclass(frozen=True, slots=True)
class LineOfCell(Cell):
    """The `line`-th line of a cell, as a cell of a row of its own; 0 for a label that was parted from its figure."""

    whole: Cell = field(default_factory=lambda: Cell(0, 0))
    line: int = 1


def printed_at(cell: Cell) -> tuple[int, int]:
    """The row and column of a cell in the table as it was read, also where its lines were laid out in others."""
    return (cell.whole.row, cell.whole.column) if isinstance(cell, LineOfCell) else (cell.row, cell.column)


def with_lists_as_rows(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, each table whose last row, or every row, is lists in cells with a row for each line of them."""
    return tuple(_unlisted(_unlisted_alike(b)) if isinstance(b, Grid) else b for b in blocks)


def _unlisted_alike(grid: Grid) -> Grid:
    """The grid, a row for each line of its cells from the first row whose label goes on in the same words as others."""
    further = {c.row: lines_of(c)[1:] for c in grid.cells if c.column == 1 and c.row_span == 1}
    most = max((t for t in further.values() if t), key=[*further.values()].count, default=[])
    rows = [r for r, told in further.items() if most and told == most]
    size = len(most) + 1
    beside = [c for c in grid.cells if rows and c.row >= rows[0] and c.column > 1 and c.text.strip()]
    lists = [c for c in beside if len(lines_of(c)) == size and all(map(_is_count, lines_of(c)))]
    if len(rows) < FEWEST_ROWS or rows != [*range(rows[0], grid.rows + 1)] or any(map(_may_be_count, most)):
        return grid
    if {c.row for c in lists} != {*rows} or any(
        len(lines_of(c)) > 1 or c.row_span > 1 for c in beside if c not in lists
    ):
        return grid
    cells = [c for c in grid.cells if c.row < rows[0]]
    for cell in (c for c in grid.cells if c.row >= rows[0]):
        at = rows[0] + size * (cell.row - rows[0])
        parts = _parts(cell if cell.column == 1 or cell in lists else replace(cell, row_span=size), at)
        cells += (replace(part, indent=part.indent + (part.line > 1)) for part in parts)
    return replace(grid, rows=max(c.row for c in cells), cells=tuple(sorted(cells, key=lambda c: c.row)))


def _unlisted(grid: Grid) -> Grid:
    last = [c for c in grid.cells if grid.rows in c.rows]
    listed = [c for c in last if c.text.strip()]
    lines = {len(lines_of(c)) for c in listed}
    if len(listed) < 2 or len(lines) != 1 or lines == {1} or any(c.row_span > 1 or c.hidden or c.struck for c in last):
        return grid
    counts = [c for c in listed if all(map(_is_count, lines_of(c)))]
    labels = [c for c in listed if not all(map(_may_be_count, lines_of(c))) or c is listed[0]]
    if not counts or counts == listed[:1] or len({*map(id, counts), *map(id, labels)}) < len(listed):
        return grid
    if len(set(lines_of(listed[0]))) < lines.pop() or any(read_cell(" ".join(lines_of(c))) for c in counts):
        return grid
    others = [c for c in grid.cells if grid.rows not in c.rows]
    parts = [part for c in listed for part in _parts(c, c.row)]
    return replace(grid, rows=max(p.row for p in parts), cells=(*others, *sorted(parts, key=lambda p: p.row)))


def _parts(cell: Cell, row: int) -> Iterator[LineOfCell]:
    """The lines of a cell from a row on."""
    for n, text in enumerate(lines_of(cell)):
        yield line_of(cell, n + 1, row=row + n, text=text)


def line_of(cell: Cell, line: int, **changed: Any) -> LineOfCell:
    """A line of a cell as a cell where it is to be read, in what is `changed` unlike the cell that it is printed in."""
    kept = {f.name: getattr(cell, f.name) for f in fields(Cell)}
    return LineOfCell(**kept | changed, whole=cell, line=line)


def lines_of(cell: Cell) -> list[str]:
    """The lines of a cell that say anything."""
    return [line.strip() for line in cell.text.splitlines() if line.strip()]


def _may_be_count(line: str) -> bool:
    value = read_cell(line)
    return value is not None and value.unit == "count"


def _is_count(line: str) -> bool:
    value = read_cell(line)
    return value is not None and value.unit == "count" and value.status == "exact" and not value.bracketed

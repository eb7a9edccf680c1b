"""A row whose cells each hold a list: `2015`, `2016` over one another beside `40`, `52` are as many rows.

Each line stays in the cell that it was printed in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace

from flows.read.grid import Block, Cell, Grid
from flows.tidy.labels.numbers import read_cell


@dataclass(frozen=True, slots=True)
class LineOfCell(Cell):
    """The `line`-th line of a cell, as a cell of a row of its own."""

    whole: Cell = field(default_factory=lambda: Cell(0, 0))
    line: int = 1


def with_lists_as_rows(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, each table of which the last row is lists in cells with a row for each line of them."""
    return tuple(_unlisted(b) if isinstance(b, Grid) else b for b in blocks)


def _unlisted(grid: Grid) -> Grid:
    last = [c for c in grid.cells if grid.rows in c.rows]
    listed = [c for c in last if c.text.strip()]
    lines = {len(_lines(c)) for c in listed}
    if len(listed) < 2 or len(lines) != 1 or lines == {1} or any(c.row_span > 1 or c.hidden or c.struck for c in last):
        return grid
    counts = [c for c in listed if all(map(_is_count, _lines(c)))]
    labels = [c for c in listed if not all(map(_may_be_count, _lines(c))) or c is listed[0]]
    if not counts or counts == listed[:1] or len({*map(id, counts), *map(id, labels)}) < len(listed):
        return grid
    if len(set(_lines(listed[0]))) < lines.pop() or any(read_cell(" ".join(_lines(c))) for c in counts):
        return grid
    others = [c for c in grid.cells if grid.rows not in c.rows]
    parts = [part for c in listed for part in _parts(c)]
    return replace(grid, rows=max(p.row for p in parts), cells=(*others, *sorted(parts, key=lambda p: p.row)))


def _parts(cell: Cell) -> Iterator[LineOfCell]:
    kept = {f.name: getattr(cell, f.name) for f in fields(Cell)}
    for n, text in enumerate(_lines(cell)):
        yield LineOfCell(**kept | {"row": cell.row + n, "text": text}, whole=cell, line=n + 1)


def _lines(cell: Cell) -> list[str]:
    return [line.strip() for line in cell.text.splitlines() if line.strip()]


def _may_be_count(line: str) -> bool:
    value = read_cell(line)
    return value is not None and value.unit == "count"


def _is_count(line: str) -> bool:
    value = read_cell(line)
    return value is not None and value.unit == "count" and value.status == "exact" and not value.bracketed

"""Cells that hold what their figures are of, `Female – 12`, one or one a line: as a table with a column of labels.

The labels that the cells of a row share become a column of their own, a row for each of them; each figure stays in the
cell that it was printed in.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, product
from typing import NamedTuple

from flows.read.grid import Block, Cell, Grid
from flows.tidy.dimensions import is_known
from flows.tidy.labels.numbers import read_cell
from flows.tidy.layout.sequences import is_year
from flows.tidy.listed_cells import LineOfCell, line_of, lines_of

#: `Rape F u16 (19D) = 49`, `6-10 – 140`; no `Under-16`, and no time of day.
_LABELLED = re.compile(r"(?P<label>\S(?:.*\S)?)(?:\s*[:=](?!(?<=\d:)\d)|\s[–—-])\s*(?P<figure>[^:=–—\s][^:=–—]*)")
_LONGEST_FIGURE = 16
#: A longer text is no label.
_LONGEST = 150
_FEWEST = 2


class _Figure(NamedTuple):
    """A figure as printed, and what it is of; `sure` unless both may be one label: `11 – 46`."""

    label: str
    text: str
    sure: bool


class _Row(NamedTuple):
    """The labels that the cells of a row share, and the cells with the figures of each in this order."""

    labels: tuple[str, ...]
    cells: dict[int, list[_Figure]]


def with_labels_of_cells(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, each table of such cells with a column for their labels."""
    return [_with_labels(b) if isinstance(b, Grid) else b for b in blocks]


def _with_labels(grid: Grid) -> Grid:
    """The grid with a column of labels for those that the cells of its rows share; without such rows as it is.

    A row of which the cells name different things is left as it stands: nothing tells which of them belong together.
    """
    rows = _labelled_rows(grid)
    if not rows:
        return grid
    first = min(min(row.cells) for row in rows.values())
    sizes = (len(rows[r].labels) if r in rows else 1 for r in range(1, grid.rows + 1))
    starts = [*accumulate(sizes, initial=1)]
    drawn = grid.by_position()
    places = product(range(1, grid.rows + 1), range(1, grid.columns + 1))
    blank = [Cell(*place) for place in places if place not in drawn]  # each leads to its place as other cells do
    laid = [line for cell in (*grid.cells, *blank) for line in _laid(cell, rows.get(cell.row), first, starts)]
    laid.sort(key=lambda c: (c.row, c.column))
    return replace(grid, rows=starts[-1] - 1, columns=grid.columns + 1, cells=tuple(laid))


def _laid(cell: Cell, row: _Row | None, first: int, starts: list[int]) -> Iterator[LineOfCell]:
    """A cell where it stands beside the `first` column of labels, or its lines with those; rows begin at `starts`."""
    at, below = starts[cell.row - 1], starts[min(cell.row - 1 + cell.row_span, len(starts) - 1)]
    column = cell.column + (cell.column >= first)
    if row is None or cell.column not in row.cells:
        width = cell.column_span + (cell.column < first < cell.columns.stop)
        yield line_of(cell, 1, row=at, column=column, row_span=below - at, column_span=width)
        return
    for line, figure in enumerate(row.cells[cell.column], 1):
        here = at + row.labels.index(figure.label)
        yield line_of(cell, line, row=here, column=column, text=figure.text)
        if cell.column == first:
            yield line_of(cell, 0, row=here, column=first, column_span=1, text=figure.label)


def _labelled_rows(grid: Grid) -> dict[int, _Row]:
    """The rows of which all cells but labels before them, in the same columns under heads, hold the same labels."""
    filled: dict[int, list[int]] = defaultdict(list)
    held: dict[int, dict[int, list[_Figure]]] = defaultdict(dict)
    for cell in sorted(grid.cells, key=lambda c: (c.row, c.column)):
        if cell.text.strip():
            filled[cell.row].append(cell.column)
            if cell.row_span == 1 and not (cell.hidden or cell.struck) and (figures := _figures(cell)):
                held[cell.row][cell.column] = figures
    rows = {r: _Row(tuple(f.label for f in next(iter(cells.values()))), cells) for r, cells in held.items()}
    alike = {r: row for r, row in rows.items() if len(row.cells) >= _FEWEST and _are_alike(row)}
    columns = max((ways := [[*row.cells] for row in alike.values()]), key=ways.count, default=[0])
    found = {r: row for r, row in alike.items() if [*row.cells] == columns == [c for c in filled[r] if c >= columns[0]]}
    begun = next((r for r, row in found.items() if any(f.sure for f in row.cells[columns[0]])), 0)
    if not any(column in columns for r in filled if r < begun for column in filled[r]):
        return {}  # nothing heads the columns: `Tel: 101` beside `Tel: 102`
    found = {r: row for r, row in found.items() if r >= begun}
    differ = any(len({tuple(sorted(figures)) for figures in row.cells.values()}) > 1 for row in found.values())
    return found if differ and sum(len(row.labels) for row in found.values()) >= _FEWEST else {}


def _are_alike(row: _Row) -> bool:
    """Whether the cells hold the same labels, each once, and not years, which head what is below."""
    same = all(sorted(f.label for f in figures) == sorted({*row.labels}) for figures in row.cells.values())
    return same and not all(is_year(f.text) for figures in row.cells.values() for f in figures)


def _figures(cell: Cell) -> list[_Figure]:
    """The figures of a cell of which every line, or lines on which a label runs on, ends in one; else none."""
    found: list[_Figure] = []
    begun = ""
    for line in lines_of(cell):
        begun = f"{begun} {line}".strip()
        if (match := _LABELLED.fullmatch(begun)) and _is_figure(match["figure"]):
            found.append(_Figure(" ".join(match["label"].split()), match["figure"], not is_known(begun)))
            begun = ""
        elif len(begun) > _LONGEST:
            return []
    return [] if begun else found


def _is_figure(text: str) -> bool:
    value = read_cell(text) if len(text) <= _LONGEST_FIGURE else None
    return value is not None and value.unit == "count" and value.status != "missing"

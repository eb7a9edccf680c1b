"""Figures behind what they are of in one cell, `12-15 – 61`, `Female: 12`, one alone or one a line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from flows.read.grid import Cell, Grid
from flows.tidy.dimensions import is_known, parse
from flows.tidy.labels.marks import Marks
from flows.tidy.labels.numbers import CellValue, read_cell

_KEYED = re.compile(r"(?P<key>.*\S)(?:\s*[:=]|\s[–—-]|(?<=[A-Za-z])[–—-])\s*(?P<value>(?:<\s?)?\d[\d,]*)")
_LINE = re.compile(r"(?P<key>[A-Za-z][^\d:=]{0,24}?)(?:\s*[:=–—-]\s*|\s+)(?P<value>(?:<\s?)?\d[\d,]*|[*-])")
#: `2017 – 22`, `2018: nil`: the year, parted from the figure as no span of years is written throughout a table.
_YEAR_LINE = re.compile(r"(?P<key>\d{4}(?:/\d\d(?:\d\d)?)?)(?:\s*[:=]\s*|\s[–—-]\s)(?P<value>\S.*)")
#: `2015/16 female / male` over `12 / 3`: what each figure of a cell is of.
_NAMES = re.compile(r"(?P<rest>.*?)[(\s]*(?P<names>\b[^\W\d]+(?:\s?/\s?[^\W\d]+)+)\W*", re.DOTALL)
_DIMENSIONS = ("age", "sex", "period", "online")
_MOST_LINES = 6
_LONGEST = 60
_FEWEST = 2
_SURE = 0.6


class Keyed(NamedTuple):
    """The figure of a cell and the (dimension, value) that the words before it say."""

    figure: CellValue
    says: tuple[str, Any]


def keyed_cells(grid: Grid, marks: Marks) -> dict[tuple[int, int], Keyed]:
    """The figures of the cells of a grid that say themselves what they are of, by the place of the cell.

    A column holds them where each of its cells, those of its head apart, names another value of one dimension.
    """
    columns: dict[int, list[Cell]] = defaultdict(list)
    for cell in grid.cells:
        if cell.text.strip() and not (cell.hidden or cell.struck):
            columns[cell.column].append(cell)
    found: dict[tuple[int, int], Keyed] = {}
    for cells in columns.values():
        found |= _of_column(sorted(cells, key=lambda c: c.row), marks)
    return found


def lined_cells(grid: Grid, marks: Marks) -> dict[tuple[int, int], list[Keyed]]:
    """The figures of cells that hold one a line with what it is of (`F 49`, `M 3`, `U 0`), by the place of the cell.

    So they do where all such cells of a table have lines of the same names.
    """
    found: dict[tuple[int, int], list[tuple[str, CellValue]]] = {}
    for cell in grid.cells:
        lines = [line.strip() for line in cell.text.splitlines() if line.strip()] if not cell.hidden else []
        if _FEWEST <= len(lines) <= _MOST_LINES:
            pairs = [_named(line, marks) for line in lines]
            if all(pair is not None for pair in pairs):
                found[cell.row, cell.column] = [pair for pair in pairs if pair is not None]
    names = {tuple(name for name, _ in pairs) for pairs in found.values()}
    several = len({tuple(f.value for _, f in pairs) for pairs in found.values()}) > 1  # else they are labels
    values = _values(names.pop()) if len(names) == 1 and len(found) >= _FEWEST and several else []
    if len({repr(v) for _, v in values}) < len(values):
        return {}
    return {p: [Keyed(f, v) for (_, f), v in zip(pairs, values, strict=True)] for p, pairs in found.items() if values}


def headed_cells(grid: Grid, marks: Marks) -> tuple[dict[tuple[int, int], list[Keyed]], dict[tuple[int, int], str]]:
    """The figures of cells that hold one for each name in their header, and what else such headers say, by place.

    So they do where each cell with a figure below the header holds as many, parted by strokes as the names are.
    """
    found: dict[tuple[int, int], list[Keyed]] = {}
    rest: dict[tuple[int, int], str] = {}
    cells = sorted((c for c in grid.cells if c.text.strip() and not (c.hidden or c.struck)), key=lambda c: c.row)
    for head in cells:
        match = _NAMES.fullmatch(head.text)
        values = _values([n.strip() for n in match["names"].split("/")]) if match else []
        if match is None or len({repr(v) for _, v in values}) < 2:
            continue
        below = [c for c in cells if c.row > head.row and c.column in head.columns and any(map(str.isdecimal, c.text))]
        until = next((c.row for c in below if _NAMES.fullmatch(c.text)), grid.rows + 1)
        read = {(c.row, c.column): [read_cell(f, marks) for f in c.text.split("/")] for c in below if c.row < until}
        figures = {p: [f for f in fs if f is not None and f.unit == "count"] for p, fs in read.items()}
        if len(figures) >= _FEWEST and all(len(values) == len(fs) == len(read[p]) for p, fs in figures.items()):
            found |= {p: [Keyed(*of) for of in zip(fs, values, strict=True)] for p, fs in figures.items()}
            rest[head.row, head.column] = match["rest"].strip()
    return found, rest


def _named(line: str, marks: Marks) -> tuple[str, CellValue] | None:
    """The name on a line and the figure behind it; None for any other line."""
    match = _LINE.fullmatch(line) or _YEAR_LINE.fullmatch(line)
    value = read_cell(match["value"], marks) if match else None
    return (match["key"].strip(), value) if match and value is not None and value.unit == "count" else None


def _of_column(cells: Sequence[Cell], marks: Marks) -> dict[tuple[int, int], Keyed]:
    pairs = [(cell, _pair(" ".join(cell.text.split()), marks)) for cell in cells]
    while pairs and pairs[0][1] is None:
        del pairs[0]
    told = [(cell, *pair) for cell, pair in pairs if pair is not None]
    if len(told) < max(_FEWEST, len(pairs)):
        return {}
    values = _values([key for _, key, _ in told])
    if len({repr(v) for _, v in values}) < len(told):
        return {}
    return {(c.row, c.column): Keyed(figure, says) for (c, _, figure), says in zip(told, values, strict=True)}


def _pair(text: str, marks: Marks) -> tuple[str, CellValue] | None:
    """What a cell names and the figure behind it; None for anything else, and for what may be one label: `16 - 17`."""
    match = _KEYED.fullmatch(text) if len(text) <= _LONGEST else None
    value = read_cell(match["value"], marks) if match else None
    if match is None or value is None or value.unit != "count" or is_known(text):
        return None
    return match["key"].strip(), value


def _values(keys: Sequence[str]) -> list[tuple[str, Any]]:
    """What the keys name of the one dimension of which all of them surely name a value; empty where there is none."""
    for dimension in _DIMENSIONS:
        readings = [parse(dimension, key) for key in keys]
        if all(r is not None and r.certainty >= _SURE for r in readings):
            return [(dimension, r.value) for r in readings if r is not None]
    return []

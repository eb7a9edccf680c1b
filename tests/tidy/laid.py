"""Small tables for tests, written as rows of texts."""

from __future__ import annotations

from collections.abc import Sequence

from flows.tidy.layout.reading.choice import choose
from flows.tidy.layout.reading.readings import Reading
from flows.tidy.layout.regions.regions import Region, find_regions
from flows.tidy.tables import UnderstoodGrid, understand

from flows.read.grid import Cell, Grid
from flows.tidy.labels.marks import Marks
from flows.tidy.layout.matrix import Matrix, build
from flows.tidy.recipes.advice import Advice
from flows.tidy.result import Context
from flows.tidy.words import Words


def grid(*rows: Sequence[str], indents: Sequence[int] = (), sheet: str | None = None) -> Grid:
    """A Grid of texts; `<` continues the cell to its left; `indents` are those of the first column by row."""
    cells: list[Cell] = []
    for r, row in enumerate(rows, start=1):
        for c, text in enumerate(row, start=1):
            if text in ("", "<"):
                continue
            span = 1
            while c - 1 + span < len(row) and row[c - 1 + span] == "<":
                span += 1
            indent = indents[r - 1] if indents and c == 1 else 0
            cells.append(Cell(r, c, text, 1, span, page=1, indent=indent))
    return Grid(len(rows), max(map(len, rows)), tuple(cells), "word", sheet=sheet)


def matrix(*rows: Sequence[str], marks: Marks | None = None) -> Matrix:
    return build(grid(*rows), 1, marks or Marks())


def regions(*rows: Sequence[str]) -> list[Region]:
    return find_regions(matrix(*rows))


def reading(*rows: Sequence[str]) -> Reading:
    (region,) = regions(*rows)
    choice = choose(region)
    assert choice is not None
    return choice.best


def read(*rows: Sequence[str], words: Words | None = None, indents: Sequence[int] = ()) -> UnderstoodGrid:
    table = grid(*rows, indents=indents)
    advice = Advice.of(Context("d", "reply.docx", "2016-17", "kent")).table(table, 1, ())
    return understand(table, 1, 1, words or Words(), advice)

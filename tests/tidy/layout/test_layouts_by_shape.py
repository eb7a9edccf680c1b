"""Layouts by shape alone: small sheets beside the labels that each figure must have, and what must not change them."""

from __future__ import annotations

import re

import pytest

from flows.read.grid import Cell, Grid
from flows.tidy.labels.marks import Marks
from flows.tidy.layout.candidates import ways
from flows.tidy.layout.matrix import build
from flows.tidy.layout.paths import column_path, row_path
from tests.tidy.layout.sheets import SHEETS


def grid_of(typed: str) -> Grid:
    rows = [[text.strip() for text in line.split("|")] for line in typed.strip("\n").splitlines() if line.strip()]
    cells = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text in ("<", "^", ""):
                continue
            across = next((n for n, t in enumerate(row[c + 1 :]) if t != "<"), len(row) - c - 1)
            below = next((n for n, other in enumerate(rows[r + 1 :]) if other[c] != "^"), len(rows) - r - 1)
            cells.append(Cell(r + 1, c + 1, text.lstrip(">"), below + 1, across + 1, indent=text.count(">")))
    return Grid(len(rows), max(map(len, rows)), tuple(cells), "workbook", sheet="Sheet1")


def labels_of(grid: Grid) -> dict[tuple[int, int], tuple[str, str, str]]:
    """By place the text of each figure and its labels, as the likeliest layout has them."""
    tables = ways(build(grid, 1, Marks()))[0].tables
    found = {}
    for table in tables:
        for row, column in table.places:
            slot = table.matrix.at(row, column)
            if slot is not None:
                path = (row_path(table, row), column_path(table, column))
                found[row, column] = (slot.text, *(" > ".join(s.text for s in labels) for labels in path))
    return found


@pytest.mark.parametrize("name", SHEETS)
def test_every_figure_has_its_labels(name: str) -> None:
    why, typed, wanted = SHEETS[name]
    found = {text: labels for text, *labels in labels_of(grid_of(typed)).values()}
    assert {text: tuple(found.get(text, ())) for text in wanted} == wanted, why


@pytest.mark.parametrize("name", SHEETS)
def test_a_scrambled_sheet_is_read_the_same(name: str) -> None:
    grid = grid_of(SHEETS[name][1])
    kept = {"Exempt", "Refused"}

    def nonsense(text: str) -> str:
        letters = str.maketrans("abcdefghijklmnopqrstuvwxyz", "zyxwvutsrqponmlkjihgfedcba")
        return text if text in kept or re.fullmatch(r"FY.*|.?", text) else text.lower().translate(letters).capitalize()

    scrambled = Grid(
        grid.rows, grid.columns,
        tuple(Cell(c.row, c.column, nonsense(c.text), c.row_span, c.column_span, indent=c.indent) for c in grid.cells),
        "workbook", sheet="Sheet1",
    )  # fmt: skip
    told, other = labels_of(grid), labels_of(scrambled)
    assert told.keys() == other.keys()
    translated = {
        place: tuple(" > ".join(nonsense(t) for t in s.split(" > ")) for s in said) for place, said in told.items()
    }
    assert translated == other


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_moved_down_and_right_is_read_the_same(name: str) -> None:
    grid = grid_of(SHEETS[name][1])
    moved = Grid(
        grid.rows + 3, grid.columns + 2,
        tuple(Cell(c.row + 3, c.column + 2, c.text, c.row_span, c.column_span, indent=c.indent) for c in grid.cells),
        "workbook", sheet="Sheet1",
    )  # fmt: skip
    assert {(r + 3, c + 2): said for (r, c), said in labels_of(grid).items()} == labels_of(moved)

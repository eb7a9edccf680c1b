"""A scale beside a plot is no table; figures level with it in a column make it the labels of one."""

from __future__ import annotations

import pytest

from flows.read.page import Fill, Rule
from flows.read.tables import find_tables
from tests.read.tables.typed import across, down, grid, shade, typed

PLACES = """
Places   Female   Male   Total
   40       12      9      21
   30       17      8      25
   20       31     14      45
   10        6      2       8
"""
ROWS = [line.split() for line in PLACES.strip().splitlines()]


@pytest.mark.parametrize(
    ("rules", "fills"),
    [
        pytest.param([across(n, 0, 32) for n in (0, 1, 5)], [shade(1, 5, 9, 16), shade(2, 5, 16, 23)], id="shades"),
        pytest.param([across(n + 0.5, 8, 32) for n in range(1, 5)], [], id="rules through the rows"),
    ],
)
def test_labels_that_fall_evenly_beside_figures_are_no_scale(rules: list[Rule], fills: list[Fill]) -> None:
    (table,) = find_tables(typed(PLACES, rules, fills))
    assert [row for row in grid(table) if any(row)][-4:] == ROWS[1:]


@pytest.mark.parametrize(
    "rules",
    [[], [*(across(n, 0, 20) for n in range(6)), *(down(c, 0, 5) for c in (0, 8, 20))]],
    ids=["by its columns", "ruled"],
)
def test_labels_that_fall_evenly_beside_one_column_of_figures_are_no_scale(rules: list[Rule]) -> None:
    text = "\n".join(line[:17] for line in PLACES.strip("\n").splitlines())
    (table,) = find_tables(typed(text, rules))
    assert grid(table) == [row[:2] for row in ROWS]

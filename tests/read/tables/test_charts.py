"""A scale beside a plot is no table; figures level with it in a column make it the labels of one."""

from __future__ import annotations

import pytest

from flows.read.page import Fill, Rule
from flows.read.tables import find_layout, find_tables
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


LEVEL = """
 Dorset
 Essex
 Kent
 Surrey
        0        100       200       300       400
"""
UPRIGHT = """
400

300

200

100

  0
    Dorset   Essex   Kent   Surrey
"""


@pytest.mark.parametrize(
    ("text", "rules", "fills"),
    [
        pytest.param(
            LEVEL, [down(c, 0, 4) for c in (8.5, 18.5, 28.5, 38.5, 48.5)], [], id="level, with lines of a grid"
        ),
        pytest.param(LEVEL, [], [shade(n, n + 0.7, 9, 14 + 9 * n) for n in range(4)], id="level, with bars"),
        pytest.param(
            UPRIGHT,
            [down(4, 0.5, 8.5), across(8.5, 4, 40), *(across(n + 0.5, 3, 4) for n in range(0, 10, 2))],
            [],
            id="upright, with short lines at its axis",
        ),
    ],
)
def test_a_scale_with_its_plot_and_names_is_a_chart(text: str, rules: list[Rule], fills: list[Fill]) -> None:
    page = typed(text, rules, fills)
    tables, charts = find_layout(page)
    assert tables == []
    assert [len(words) for words in charts] == [len(page.words)]


def test_figures_under_figures_that_rise_evenly_are_a_table() -> None:
    text = """
    Ages      10     20     30     40
    Kent       7     12      9      4
    Essex      6      3     14     11
    """
    page = typed(text, [across(n, 0, 40) for n in range(4)], [shade(1, 2, 0, 40)])
    tables, charts = find_layout(page)
    assert (len(tables), charts) == (1, [])

"""Bars with names and figures, and cards with one figure each, are tables of names and figures."""

from dataclasses import replace

import pytest

from flows.read.grid import Box
from flows.read.page import Fill, PageContent, Rule
from flows.read.tables import find_tables
from tests.read.tables.typed import LEFT, PITCH, TOP, WIDE, grid, shade, typed

BARS = """
Under 5      38                          Rape          60
5 - 9             113                    Grooming      34
10 - 12         83
no DOB   7
        0    50   100
"""
LENGTHS = ((0, 12), (1, 17), (2, 15))


def bars() -> list[Fill]:
    return [
        Fill(Box(LEFT + WIDE * 8, TOP + PITCH * n + 1, LEFT + WIDE * end, TOP + PITCH * n + 9), "#5999bf")
        for n, end in LENGTHS
    ]


def test_names_and_figures_beside_bars_are_a_table_whatever_stands_beside_and_below() -> None:
    first, *_ = find_tables(typed(BARS, fills=bars()))
    assert grid(first) == [["Under 5", "38"], ["5 - 9", "113"], ["10 - 12", "83"], ["no DOB", "7"]]


def test_the_figures_of_a_chart_are_no_labels_of_the_bars_beside_it() -> None:
    text = """
Last year            This year
Rape           38    Sexual grooming    70
Assault      30      Rape               60
Grooming   12        Assault          50
"""
    left = [shade(n, n + 0.8, 10, end) for n, end in enumerate((14, 12, 11), 1)]
    right = [shade(n, n + 0.8, 37, end) for n, end in enumerate((40, 39, 38), 1)]
    made = [grid(table) for table in find_tables(typed(text, fills=[*left, *right]))]
    assert made == [
        [["Rape", "38"], ["Assault", "30"], ["Grooming", "12"]],
        [["Sexual grooming", "70"], ["Rape", "60"], ["Assault", "50"]],
    ]


def test_shares_and_averages_beside_bars_are_no_table() -> None:
    text = BARS.replace("38", "3.8").replace("113", "11%")
    assert ["Under 5", "3.8"] not in [row for table in find_tables(typed(text, fills=bars())) for row in grid(table)]


def test_shades_behind_one_column_of_a_table_are_no_bars_where_further_labels_stand_before_it() -> None:
    page = typed(
        """
Rape      19C     38
Assault   20A        113
Grooming  88A       83
""",
        fills=[shade(n, n + 0.8, 15, end) for n, end in ((0, 17), (1, 20), (2, 19))],
    )
    assert all(table.columns > 2 for table in find_tables(page))


def framed(page: PageContent, edges: list[tuple[int, int]]) -> PageContent:
    """Boxes over the first two typed lines, from column to column."""
    rules = []
    top, bottom = TOP - 3, TOP + 2 * PITCH
    for start, end in edges:
        x0, x1 = LEFT + WIDE * start - 3, LEFT + WIDE * end + 3
        rules += [Rule(Box(x0, y, x1, y), True) for y in (top, bottom)]
        rules += [Rule(Box(x, top, x, bottom), False) for x in (x0, x1)]
    return replace(page, rules=tuple(rules))


@pytest.mark.parametrize(("size", "found"), [(16.0, True), (10.0, False)])
def test_cards_of_a_large_figure_over_its_name_are_a_table(size: float, found: bool) -> None:
    page = typed("988         769         17\nCombined    Female      Not recorded")
    words = tuple(replace(w, size=size) if w.text.isdecimal() else w for w in page.words)
    tables = find_tables(framed(replace(page, words=words), [(0, 9), (12, 19), (24, 37)]))
    named = [["Combined", "988"], ["Female", "769"], ["Not recorded", "17"]]
    assert ([grid(t) for t in tables] == [named]) is found

"""Columns of lines typed with tabs."""

from __future__ import annotations

import pytest

from flows.read.grid import Grid
from flows.read.text.plain_tables import plain_blocks
from flows.read.text.tab_stops import placed_by_tabs

Shape = list[list[tuple[int, str]]]


def shape(*lines: str, monospaced: bool = True) -> Shape | None:
    """The column and text of each field, a mark of interrogation after those that are unsure."""
    placed = placed_by_tabs(lines, monospaced)
    return None if placed is None else [[(f.first, f.text + "?" * f.unsure) for f in row] for row in placed]


@pytest.mark.parametrize("monospaced", [True, False])
def test_as_many_tabs_as_it_takes(monospaced: bool) -> None:
    assert shape("Age\t\t2016\t2017", "0-4\t\t1\t2", "Not known\t3\t4", monospaced=monospaced) == [
        [(1, "Age"), (2, "2016"), (3, "2017")],
        [(1, "0-4"), (2, "1"), (3, "2")],
        [(1, "Not known"), (2, "3"), (3, "4")],
    ]


@pytest.mark.parametrize("monospaced", [True, False])
def test_one_tab_a_column_leaves_an_empty_column_empty(monospaced: bool) -> None:
    found = shape("Offence\t2016\t2017", "Sexual assault\t1\t2", "Rape\t\t3", "Grooming\t4\t", monospaced=monospaced)
    assert found is not None
    assert found[2:] == [[(1, "Rape"), (3, "3")], [(1, "Grooming"), (2, "4")]]


def test_what_the_tabs_and_the_eye_tell_differently_is_unsure() -> None:
    lines = ("Age\t2016\t2017", "0-4\t1\t2", "Not known\t\t3")
    assert shape(*lines) == [[(1, "Age"), (2, "2016"), (3, "2017")], [(1, "0-4"), (2, "1"), (3, "2")],
                             [(1, "Not known"), (3, "3?")]]  # fmt: skip


def test_a_line_with_too_few_tabs_is_unsure() -> None:
    found = shape("Offence\t2016\t2017", "Sexual assault\t1\t2", "Rape\t3")
    assert found is not None
    assert found[2] == [(1, "Rape"), (2, "3?")]


def test_an_empty_column_between_tabs_pressed_at_will_is_found_by_eye_alone() -> None:
    lines = ("Age\t\t2016\t2017", "0-4\t\t1\t2", "Not known\t\t3", "5-9\t\t4\t5", "10 to 15\t6\t7")
    found = shape(*lines)
    assert found is not None
    assert found[2] == [(1, "Not known"), (3, "3")]
    assert shape(*lines, monospaced=False) is None


def test_names_over_groups_of_columns() -> None:
    found = placed_by_tabs(("\t2016\t2017", "Age\tF\tM\tF\tM", "0-4\t1\t2\t3\t4"), monospaced=False)
    assert found is not None
    assert [(f.first, f.last, f.text) for f in found[0]] == [(2, 3, "2016"), (4, 5, "2017")]


def test_a_lone_name_over_several_columns_leaves_all_their_figures_in_doubt() -> None:
    text = "Victims\tOf which online\nAge\tAll\tOnline\n0-4\t1\t2\n5-9\t3\t4"
    [grid] = plain_blocks(text)
    assert isinstance(grid, Grid)
    assert {cell.text for cell in grid.cells if not cell.doubts} == {"Victims", "Age", "0-4", "5-9"}

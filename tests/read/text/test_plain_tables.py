"""Tables typed with spaces, and text that is none."""

from __future__ import annotations

import pytest

from flows.read.grid import Grid, Text
from flows.read.text.plain_tables import plain_blocks


def shape(text: str) -> list[object]:
    """Texts as they are, grids as {(row, column): text}."""
    return [
        {(cell.row, cell.column): cell.text for cell in block.cells} if isinstance(block, Grid) else block.text
        for block in plain_blocks(text)
    ]


def test_a_typed_table_between_lines() -> None:
    assert shape(
        "Figures:\n\nAge      2015/16   2016/17\n0-10         141       213\nAge NK         7        12\n\nThank you."
    ) == [
        "Figures:",
        {(1, 1): "Age", (1, 2): "2015/16", (1, 3): "2016/17"}
        | {(2, 1): "0-10", (2, 2): "141", (2, 3): "213", (3, 1): "Age NK", (3, 2): "7", (3, 3): "12"},
        "Thank you.",
    ]


def test_a_missing_figure_leaves_its_column_empty() -> None:
    [grid] = shape(
        "Age      2015/16   2016/17\n0-10         141       213\n11-15                  696\n16-17        111       189"
    )
    assert isinstance(grid, dict)
    assert (3, 2) not in grid
    assert grid[3, 3] == "696"


def test_a_header_over_two_columns_spans_them() -> None:
    text = "\n".join(
        (
            "             2015/16          2016/17",
            "Age        F      M         F      M",
            "0-10      10      2        12      4",
            "11-15     20      6        22      8",
        )
    )
    [grid] = plain_blocks(text)
    assert isinstance(grid, Grid)
    assert [(c.text, c.column, c.column_span) for c in grid.cells if c.row == 1] == [
        ("2015/16", 2, 2),
        ("2016/17", 4, 2),
    ]


@pytest.mark.parametrize("text", ["2015/16 – 421\n2016/17 – 1110", "Year: 2015\nForce: Kent", "a) 12\nb) 14"])
def test_list_lines_are_one_text_each(text: str) -> None:
    assert shape(text) == text.split("\n")


def test_tabs_and_strokes_part_fields() -> None:
    assert shape("Sex\tCount\nFemale\t529\nMale\t147") == [
        {(1, 1): "Sex", (1, 2): "Count", (2, 1): "Female", (2, 2): "529", (3, 1): "Male", (3, 2): "147"}
    ]
    assert shape("| Sex | Count |\n|-----|-------|\n| Female | 529 |") == [
        {(1, 1): "Sex", (1, 2): "Count", (2, 1): "Female", (2, 2): "529"}
    ]


def test_a_group_name_between_rows_is_a_row() -> None:
    [grid] = shape("Age      2015/16   2016/17\nFemale\n0-10         141       213\nMale\n0-10          41        13")
    assert isinstance(grid, dict)
    assert [grid[row, 1] for row in range(1, 6)] == ["Age", "Female", "0-10", "Male", "0-10"]


def test_wrapped_prose_is_joined_and_short_lines_are_not() -> None:
    line = "The system changed on 24 November 2015, so two figures are given for the"
    assert shape(f"{line}\nwhole of that year.\nKind regards\nThe team") == [
        f"{line} whole of that year.",
        "Kind regards",
        "The team",
    ]


@pytest.mark.parametrize(
    "text", ["Tel:    01234 567890\nFax:    01234 567891", "Dear  Sir,\nYours   faithfully", "Jane  Doe\nFOI   Officer"]
)
def test_words_in_columns_are_no_table(text: str) -> None:
    assert all(isinstance(block, Text) for block in plain_blocks(text))


def test_rules_under_a_header_are_no_rows() -> None:
    [grid] = plain_blocks("Age    Count\n---    -----\n0-4        7\n=============\nTotal      7")
    assert isinstance(grid, Grid)
    assert grid.rows == 3


def test_a_caption_after_a_sentence_is_no_wrapped_line() -> None:
    line = "You asked how many offences were recorded in the two years to March 2017, by the age of the victim."
    assert shape(f"{line}\nTable 1: Offences") == [line, "Table 1: Offences"]

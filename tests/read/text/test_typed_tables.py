"""Word letters whose tables are typed with tabs."""

from __future__ import annotations

import pytest

from flows.read.grid import Block, Grid, Notice, Role, Text
from flows.read.text.typed_tables import with_typed_tables

TABLE = ("Age\t2015/16\t2016/17", "0-4\t12\t15", "5-9\t141\t163")


def shape(*paragraphs: str | Text) -> tuple[list[object], list[str]]:
    """Texts as they are, grids as rows of texts; and the names of what is noticed."""
    notices: list[Notice] = []
    blocks = with_typed_tables([Text(p) if isinstance(p, str) else p for p in paragraphs], notices)
    return [shown(block) for block in blocks], [notice.check for notice in notices]


def shown(block: Block) -> object:
    if isinstance(block, Text):
        return block.text
    return [[c.text for c in block.cells if c.row == row] for row in range(1, block.rows + 1)]


ROWS = [line.split("\t") for line in TABLE]


def test_a_table_between_paragraphs() -> None:
    assert shape("Our figures follow.", *TABLE, "Yours,") == (
        ["Our figures follow.", ROWS, "Yours,"],
        ["typed_table"],
    )


def test_line_breaks_within_one_paragraph_part_rows() -> None:
    assert shape("\n".join(["Table 1", *TABLE, "Source: crime system", "Checked"]))[0] == [
        *("Table 1", ROWS, "Source: crime system\nChecked")
    ]


def test_a_paragraph_that_begins_with_a_line_break_is_kept() -> None:
    assert shape("\nOur ref:\tFOI 12/17", "Date:\t3 May 2017") == (["Our ref:\tFOI 12/17", "Date:\t3 May 2017"], [])


def test_a_title_over_the_columns_and_names_of_groups_between_rows() -> None:
    assert shape("\tF\tM", "2016", "0-4\t1\t2", "2017", "0-4\t3\t4")[0] == [
        [["F", "M"], ["2016"], ["0-4", "1", "2"], ["2017"], ["0-4", "3", "4"]]
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("Our ref:\tFOI 12/17", "Date:\t3 May 2017", "Tel:\t101"),
        ("Female\t529", "Male\t147"),
        ("1.\tHow many?", "2.\t12", "3.\t14"),
        ("a)\tSee below", "b)\t7"),
        ("Jane Doe\tFOI Officer", "Kent Police\tMaidstone"),
        ("0-4\t7",),
    ],
)
def test_letterheads_and_numbered_answers_stay_text(lines: tuple[str, ...]) -> None:
    assert shape(*lines) == (list(lines), [])


@pytest.mark.parametrize("role", ["heading", "list_item", "quoted"])
def test_other_paragraphs_are_no_rows(role: Role) -> None:
    texts = [Text(line, role) for line in TABLE]
    assert shape(*texts) == (list(TABLE), [])


def test_tabs_that_do_not_tell_the_columns_are_reported() -> None:
    lines = ("Age\t\t2016\t2017", "0-4\t\t1\t2", "Not known at all\t\t3", "10 to 15 years\t4\t5")
    assert shape(*lines) == (list(lines), ["table_not_read"])


def test_a_struck_out_row_is_struck_out() -> None:
    [grid] = with_typed_tables([Text(TABLE[0]), Text(TABLE[1], doubts=("struck",)), Text(TABLE[2])], [])
    assert isinstance(grid, Grid)
    assert {cell.row for cell in grid.cells if cell.struck} == {2}

"""Letters laid out in cells: each figure leads back to its cell, and each cell has one fate."""

from __future__ import annotations

import pytest

from flows.check.ledger import balance
from flows.read.grid import Box, Cell, Document, Grid, Method, Text
from flows.tidy.result import Context, Tidied
from flows.tidy.tidy import tidy

ASKED = "How many sexual offences against children under 18 were recorded in 2016/17?"


def grid(*rows: tuple[str, ...], method: Method = "word") -> Grid:
    cells = [
        Cell(r, c, text, page=2, box=Box(100.0 * c, 20.0 * r, 100.0 * c + 90, 20.0 * r + 18))
        for r, row in enumerate(rows, 1)
        for c, text in enumerate(row, 1)
    ]
    return Grid(len(rows), len(rows[0]), tuple(cells), method)


def read(*blocks: Grid | Text) -> Tidied:
    return tidy(Document("docx", blocks), Context("d", "reply.docx", "2016-17", "kent"))


TABLE = grid(
    ("No.", "Question", "Response"),
    ("1", ASKED, "We recorded 412 such offences, 98 of which were online."),
    ("2", "The same for 2015/16?", "388"),
    ("3", "How many led to a charge?", "This is not held."),
)


def test_a_figure_leads_back_to_its_cell() -> None:
    found = {o.count: o.place for o in read(TABLE).observations}
    assert {n: (p.table, p.row, p.column, p.page, p.x0) for n, p in found.items()} == {
        412: (1, 2, 3, 2, 300.0),
        98: (1, 2, 3, 2, 300.0),
        388: (1, 3, 3, 2, 300.0),
    }


def test_every_cell_has_one_fate() -> None:
    tidied = read(TABLE)
    fates = {(c.place.row, c.place.column): c.fate for c in tidied.cells}
    assert len(fates) == len(tidied.cells) == 12
    assert [fates[row, 3] for row in range(1, 5)] == ["header", "observation", "observation", "note"]
    assert {fates[row, 2] for row in range(1, 5)} == {"header"}
    assert balance(tidied.observations, tidied.cells) == []


def test_an_answer_that_is_not_understood_is_unplaced() -> None:
    table = grid(("Question", "Answer"), (ASKED, "We recorded 412 of these offences."), ("What was the cost?", "77"))
    fates = {(c.place.row, c.place.column): c.fate for c in read(table).cells}
    assert fates[3, 2] == "unplaced"


@pytest.mark.parametrize(
    "rows",
    [
        (("Age", "Offences in 2016/17"), ("0-9", "12"), ("10-17", "98")),
        (("Question", "Response"), (ASKED, "412"), ("How many of these were online?", "98")),
        (("Question", "Response"), ("Your name", "A. Person"), ("Your reference", "412")),
    ],
)
def test_a_table_of_figures_stays_a_table(rows: tuple[tuple[str, ...], ...]) -> None:
    assert {o.method for o in read(grid(*rows)).observations} <= {"word"}


def test_what_stands_behind_answers_no_question_of_the_table() -> None:
    tidied = read(TABLE, grid(("Age", "Offences in 2016/17"), ("0-9", "12"), ("10-17", "400")))
    assert [o.age_band for o in tidied.observations if o.place.table == 2] == ["0-9", "10-17"]
    assert {o.measure for o in tidied.observations if o.place.table == 2} == {"offences"}


def test_lines_broken_by_the_width_of_a_cell_are_one_sentence() -> None:
    lines = "In 2015/16 we recorded 702 sexual", "offences where the victim was", "under 18. In 2016/17 it had 811"
    table = grid(("Question", "Answer"), ("How many were recorded?", "\n".join(lines)), method="pdf_lines")
    assert [(o.count, o.period_label) for o in read(table).observations] == [(702, "2015/16"), (811, "2016/17")]


def test_a_year_broken_by_the_width_of_a_cell_is_one_year() -> None:
    answer = "151 in 2016-17 and 119 in 2015-\n16"
    table = grid(("Question", "Answer"), ("How many were recorded?", answer), method="pdf_lines")
    assert [(o.count, o.period_label) for o in read(table).observations] == [(151, "2016/17"), (119, "2015/16")]

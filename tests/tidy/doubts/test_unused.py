"""Words of a table that its reading leaves unused put its figures in doubt."""

from __future__ import annotations

import pytest

from flows.read.grid import Cell, Document, Grid
from flows.tidy.result import Context, Tidied
from flows.tidy.tidy import tidy

Rows = list[tuple[str, ...]]
TABLE: Rows = [("Row Labels", "2015/16", "2016/17"), ("Rape", "5", "6"), ("Sexual assault", "7", "8")]


def read(rows: Rows) -> Tidied:
    cells = [Cell(r, c, text) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1) if text]
    return tidy(Document("xlsx", (Grid(len(rows), 3, tuple(cells), "workbook"),)), Context("d", "return.xlsx"))


@pytest.mark.parametrize(
    ("filters", "name"),
    [
        ([("Cyber Flag", "(Multiple Items)", "")], "Cyber Flag"),
        ([("Cyber Flag", "(All)", "")], None),
        ([("Area", "(Multiple Items)", "")], None),
        ([("Cyber Flag", "(All)", ""), ("Victim under 18", "N", "")], "Victim under 18"),
    ],
)
def test_a_filter_of_which_it_is_not_known_what_it_lets_through(filters: Rows, name: str | None) -> None:
    found = read([*filters, ("", "", ""), *TABLE])
    assert {o.online for o in found.observations} == {"all"}
    assert all(("label_unused" in o.flags) == (name is not None) for o in found.observations)
    assert [f.raw_value for f in found.findings if f.check == "label_unused"] == ([name] if name else [])


@pytest.mark.parametrize(
    ("note", "doubted"),
    [
        ("Figures are crimes where the victim was under 18 at the time.", False),
        ("Crimes with victims under 18 are not included.", True),
        ("Asked: victims under 18", True),
    ],
)
def test_a_note_that_says_what_a_filter_of_ages_lets_through(note: str, doubted: bool) -> None:
    found = read([("Victim Age", "(Multiple Items)", ""), ("", "", ""), *TABLE, ("", "", ""), (note, "", "")])
    assert all(("label_unused" in o.flags) == doubted for o in found.observations)

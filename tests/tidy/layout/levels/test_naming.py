"""Header rows that list names of dimensions name what stands beneath them, where that is of those."""

from __future__ import annotations

from flows.read.grid import Cell, Document, Grid
from flows.tidy.result import Context
from flows.tidy.tidy import tidy
from schemas.rows import Observation


def read(names: str) -> list[Observation]:
    cells = [
        Cell(1, 1, "Offence"), Cell(1, 2, names, column_span=2), Cell(2, 2, "2015/16"), Cell(2, 3, "2016/17"),
        Cell(3, 1, "Rape"), Cell(3, 2, "3"), Cell(3, 3, "2"),
        Cell(4, 1, "Grooming"), Cell(4, 2, "8"), Cell(4, 3, "9"),
    ]  # fmt: skip
    return tidy(Document("docx", (Grid(4, 3, tuple(cells), "word"),)), Context("d", "return.docx")).observations


def test_a_list_of_names_says_nothing_of_the_years_under_it() -> None:
    assert {(o.period_label, tuple(o.flags)) for o in read("Victim age and gender")} == {
        ("2015/16", ()),
        ("2016/17", ()),
    }


def test_the_flag_among_names_over_years_may_be_what_is_counted() -> None:
    assert all("label_unknown" in o.flags for o in read("Victim age and cyber flag"))

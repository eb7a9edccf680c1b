"""Titles over all tables of a sheet, beside those that each of them has of its own."""

from flows.read.grid import Cell, Document, Grid
from flows.tidy.result import Context
from flows.tidy.tidy import tidy

SHEET = (
    ("Request 6214 - sexual offences recorded with a victim under 18",),
    (),
    ("2015/16 by sex and age of victim", "", "", "", "2016/17 by sex and age of victim"),
    ("Sex", "Under 11", "11 to 17", "", "Sex", "Under 11", "11 to 17"),
    ("Female", "57", "185", "", "Female", "72", "200"),
    ("Male", "16", "54", "", "Male", "22", "71"),
    ("All victims", "73", "239", "", "All victims", "94", "271"),
)


def test_what_a_title_says_is_counted_is_counted_in_every_table_of_the_sheet() -> None:
    cells = [Cell(r, c, text) for r, row in enumerate(SHEET, 1) for c, text in enumerate(row, 1) if text]
    grid = Grid(len(SHEET), 7, tuple(cells), "workbook", sheet="Response")
    found = tidy(Document("xlsx", (grid,)), Context("d", "table.xlsx", "2016-17", "kent")).observations
    assert len(found) == 12
    assert {o.measure for o in found} == {"offences"}

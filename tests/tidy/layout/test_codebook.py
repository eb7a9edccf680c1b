"""Codes that a sheet of the workbook explains are read as what they mean there."""

from __future__ import annotations

from flows.read.grid import Cell, Document, Grid
from flows.tidy.result import Context
from flows.tidy.tidy import tidy

FIGURES = [
    ["FYear", "HOClass", "VAgeCode", "VSex 1", "VSex 2"],
    ["FY1617", "19D", "A1", "3", "110"],
    ["FY1617", "19D", "A2", "4", "97"],
]
KEY = [
    ["Field", "Code", "Meaning"],
    ["VAgeCode", "A1", "Under 4"],
    ["", "A2", "4 to 17"],
    ["VSex", "1", "Male"],
    ["", "2", "Female"],
]


def sheet(name: str, rows: list[list[str]]) -> Grid:
    cells = tuple(Cell(r, c, text) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1) if text)
    return Grid(len(rows), max(map(len, rows)), cells, "workbook", sheet=name)


def test_codes_are_read_by_the_sheet_that_explains_their_fields() -> None:
    document = Document("xlsx", [sheet("Extract", FIGURES), sheet("Key", KEY)])
    told = tidy(document, Context("d", "p", "c", "kent")).observations
    assert {(o.age_band, o.sex, o.count) for o in told if o.place.sheet == "Extract"} == {
        *(("0-3", "male", 3), ("0-3", "female", 110), ("4-17", "male", 4), ("4-17", "female", 97)),
    }

"""Codes that a sheet of the workbook explains are read as what they mean there."""

from __future__ import annotations

from flows.read.grid import Document
from flows.tidy.result import Context
from flows.tidy.tidy import tidy
from tests.tidy.laid import grid

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


def test_codes_are_read_by_the_sheet_that_explains_their_fields() -> None:
    document = Document("xlsx", [grid(*FIGURES, sheet="Extract"), grid(*KEY, sheet="Key")])
    told = tidy(document, Context("d", "p", "c", "kent")).observations
    assert {(o.age_band, o.sex, o.count) for o in told if o.place.sheet == "Extract"} == {
        *(("0-3", "male", 3), ("0-3", "female", 110), ("4-17", "male", 4), ("4-17", "female", 97)),
    }

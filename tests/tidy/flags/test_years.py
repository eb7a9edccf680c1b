"""Years that words do not tell apart are in doubt: those of one number, and those that notes have begin otherwise."""

from __future__ import annotations

import pytest

from flows.read.grid import Document, Text
from flows.tidy.result import Context
from flows.tidy.tidy import tidy
from tests.tidy.laid import grid, understood

NOTE = "A school year runs from 1 September to 31 August."


@pytest.mark.parametrize("head", [("Offence", "FY 2017", "FY 2018"), ("Offence", "FY2017", "FY2018")])
def test_a_financial_year_of_one_number_may_begin_or_end_in_it(head: tuple[str, ...]) -> None:
    found = understood(head, ("Rape", "12", "17"), ("Sexual grooming", "25", "22"))
    assert {tuple(o.flags) for o in found.observations} == {("period_unclear",)}


def test_the_year_of_a_title_is_in_doubt_where_a_note_has_years_begin_in_september() -> None:
    blocks = (
        Text("2019/20"),
        grid(("Offence", "Number of offences"), ("Rape", "12"), ("Sexual grooming", "25")),
        Text(NOTE),
    )
    found = tidy(Document("docx", blocks), Context("d", "reply.docx", "2016-17", "kent"))
    assert len(found.observations) == 2
    for row in found.observations:
        assert row.period_start is None or row.period_start.month == 9 or "period_unclear" in row.flags

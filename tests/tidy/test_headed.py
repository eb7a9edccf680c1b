from __future__ import annotations

from flows.read.grid import Document, Text
from flows.tidy.result import Context
from flows.tidy.tidy import tidy
from schemas.rows import Observation
from tests.tidy.laid import grid


def observations(*headings: str) -> list[Observation]:
    blocks: list[Text | object] = []
    for number, heading in enumerate(headings, start=1):
        blocks += [Text(heading, role="heading"), grid(("Year", "Sexual offences"), ("2016/17", str(number)))]
    return tidy(Document("docx", tuple(blocks)), Context("d", "p", "c", "kent")).observations  # type: ignore[arg-type]


def test_headings_that_nothing_knows_tell_tables_of_one_shape_apart() -> None:
    found = observations("Darlington Memorial Hospital", "Bishop Auckland Hospital")
    assert [o.other for o in found] == [
        {"heading": "Darlington Memorial Hospital"},
        {"heading": "Bishop Auckland Hospital"},
    ]
    assert not any("figures_disagree" in o.flags for o in found)


def test_numbers_of_tables_tell_nothing_apart() -> None:
    found = observations("Table 1", "Table 2")
    assert [o.other for o in found] == [{}, {}]
    assert all("figures_disagree" in o.flags for o in found)

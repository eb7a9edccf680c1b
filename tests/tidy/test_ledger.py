"""Nothing is lost: every printed cell of every table has one fate, and every figure leads back to its cell."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from flows.read.grid import Document, Grid, Limits, Text
from flows.read.reader import read_file
from flows.tidy.result import Context
from flows.tidy.tidy import tidy
from schemas.code_tables import load_codes

ROOT = Path(__file__).parents[2]
ENDINGS = {".xlsx", ".xls", ".csv", ".html", ".eml", ".docx", ".pdf"}
#: Read by character recognition, which the tests of reading cover and which takes longer than all others.
SCANNED = "Scan_"


def documents() -> list[Path]:
    found = [*(ROOT / "raw").rglob("*"), *(ROOT / "tests" / "facsimiles" / "facsimiles").rglob("*")]
    return sorted(p for p in found if p.suffix.lower() in ENDINGS and SCANNED not in p.name)


def test_there_are_documents_to_hold_it_to() -> None:
    assert len(documents()) > 30


@pytest.mark.parametrize("path", documents(), ids=lambda p: "/".join(p.parts[-2:]))
def test_every_cell_has_one_fate_and_every_figure_its_cell(path: Path) -> None:
    document: Document = read_file(path, Limits())
    result = tidy(document, Context("d", path.name, "2016-17", path.parent.name))
    number = 0
    places: Counter[tuple[int | None, int | None, int | None]] = Counter(
        (c.place.table, c.place.row, c.place.column) for c in result.cells if c.place.table is not None
    )
    for block in document.blocks:
        if not isinstance(block, Grid):
            continue
        number += 1
        printed = {(number, c.row, c.column) for c in block.cells if c.text.strip()}
        assert printed <= set(places)
    assert not [place for place, n in places.items() if n > 1]
    assert {c.fate for c in result.cells} <= set(load_codes("fates"))
    named = {i for c in result.cells for i in c.observation_ids}
    assert named == {o.observation_id for o in result.observations}
    assert all((c.fate == "observation") == bool(c.observation_ids) for c in result.cells)
    assert all(c.reason for c in result.cells if c.fate == "ignored")


def test_a_refusal_leads_back_to_its_words() -> None:
    refusal = "Your request is therefore refused under section 12(1) of the Act."
    words = ("Dear Madam", "You asked: How many rapes of children were recorded?", refusal, "Yours faithfully")
    result = tidy(Document("docx", tuple(map(Text, words))), Context("d", "reply.docx", "2016-17", "kent"))
    assert result.row.outcome == "refused"
    assert [(cell.text, cell.fate) for cell in result.cells] == [(refusal, "note")]

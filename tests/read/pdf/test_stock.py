"""A page that the quick reader cannot follow is read by stock pdfplumber, and the document says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from playa.exceptions import PDFInterpreterError

from flows.read import pdf
from flows.read.grid import Limits
from flows.read.pdf import content

LETTER = Path(__file__).parents[3] / "raw" / "2016-17" / "staffordshire" / "FOI 8412 response.pdf"


def test_a_page_that_breaks_the_quick_reader_gives_the_same_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = pdf.read(LETTER, Limits())

    def broken(*_: object) -> content.RawPage:
        raise PDFInterpreterError("operator of another kind")

    monkeypatch.setattr(content, "raw_page", broken)
    slow = pdf.read(LETTER, Limits())
    assert [[c.text for c in g.cells] for _, g in slow.grids] == [[c.text for c in g.cells] for _, g in quick.grids]
    assert {n.check for n in slow.notices} == {"pdf_second_reader"}

"""Digits parted by a space are one number on a printed page, and in doubt on a scan."""

from __future__ import annotations

import pytest

from flows.read.grid import Cell, Document, Grid, Method
from flows.tidy.result import Context
from flows.tidy.tidy import tidy


@pytest.mark.parametrize(("method", "doubted"), [("ocr", True), ("word", False)])
def test_a_space_between_digits(method: Method, doubted: bool) -> None:
    cells = (Cell(1, 1, "Sex"), Cell(1, 2, "2016/17"), Cell(2, 1, "Female"), Cell(2, 2, "109 146"))
    found = tidy(Document("pdf", (Grid(2, 2, cells, method),)), Context("d", "letter.pdf")).observations
    assert [o.count for o in found] == [109146]
    assert ("value_ambiguous" in found[0].flags) is doubted

"""Hours and money are an answer, unless the letter refuses and they say why."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.read.grid import Limits
from flows.read.reader import read_file
from flows.tidy.result import Context
from flows.tidy.tidy import tidy

TABLE = (
    "<table><tr><th>Unit</th><th>Cost</th></tr><tr><td>North</td><td>£1,250</td></tr>"
    "<tr><td>South</td><td>£2,300</td></tr></table>"
)


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("The sums paid are below.", "answered"),
        ("To answer would exceed the appropriate limit, and section 12(1) applies. The costs would be:", "refused"),
    ],
)
def test_a_table_of_sums(tmp_path: Path, words: str, outcome: str) -> None:
    page = tmp_path / "reply.html"
    page.write_text(f"<html><body><p>{words}</p>{TABLE}</body></html>", encoding="utf-8")
    assert tidy(read_file(page, Limits()), Context("d", page.name)).row.outcome == outcome

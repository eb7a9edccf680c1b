"""Where open age bands of children end."""

from __future__ import annotations

from schemas.doubt import in_doubt
from tests.cases.case import named


def test_an_open_band_is_in_doubt_where_nothing_says_that_all_are_children() -> None:
    closed = named("an-open-age-of-children").observations
    assert not any(o.flags for o in closed)
    found = named("a-key-and-its-figure-in-one-cell").observations
    doubted = {o.age_band for o in found if in_doubt(o)}
    assert "16+" in doubted

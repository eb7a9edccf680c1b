"""Offences of one code in one table stand apart by their labels."""

from __future__ import annotations

from tests.test_oddities import observations


def test_titles_of_one_group_are_a_further_dimension() -> None:
    found = {o.raw_row_label: o for o in observations("ages-in-titles-of-crimes")}
    young, total = found["Rape of young child (under 13)"], found["Total"]
    assert young.other == {"Crime": "Rape of young child (under 13)"}
    assert not any(o.flags for o in (young, total))

"""The unit that the words over a table give its figures."""

from __future__ import annotations

from flows.tidy.layout.around.caption_units import unit_of
from flows.tidy.words import Words
from tests.tidy.laid import read

ROWS = (["Robbery", "12", "14"], ["Theft", "30", "31"])


def test_the_nearest_unit_decides_and_counts_are_one() -> None:
    nearest = unit_of(["Calls answered within 10 seconds (%)", "Spend"])
    assert nearest is not None
    assert (nearest.value, nearest.sure) == ("percent", True)
    assert unit_of(["Offences (number)", "Spend"]) is None


def test_thousands_are_no_counts() -> None:
    found = read(["Crime", "2016/17", "2017/18"], *ROWS, words=Words(above=("Incidents of crime (thousands)",))).drafts
    assert {d.unit for d in found} == {"other"}


def test_a_title_that_begins_with_a_share_puts_bare_numbers_in_doubt() -> None:
    title = Words(above=("Percentage of offences charged, by crime",))
    bare = read(["Crime", "2016/17", "2017/18"], *ROWS, words=title).drafts
    named = read(["Crime", "Offences", "%"], *ROWS, words=title).drafts
    assert all("value_ambiguous" in d.doubts for d in bare)
    assert not any("value_ambiguous" in d.doubts for d in named)

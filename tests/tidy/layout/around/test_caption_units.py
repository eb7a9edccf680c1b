"""The unit that the words over a table give its figures."""

from __future__ import annotations

import pytest

from flows.tidy.layout.around.caption_units import unit_of
from flows.tidy.words import Words
from tests.tidy.laid import read

ROWS = (["Robbery", "12", "14"], ["Theft", "30", "31"])


def test_the_nearest_unit_decides_and_counts_are_one() -> None:
    nearest = unit_of(["Calls answered within 10 seconds (%)", "Spend"])
    assert nearest is not None
    assert (nearest.value, nearest.sure) == ("percent", True)
    assert unit_of(["Offences (number)", "Spend"]) is None


@pytest.mark.parametrize("words", ["Incidents of crime (thousands)", "In thousands", "Number of incidents (000s)"])
def test_counts_in_thousands_are_given_in_ones(words: str) -> None:
    rows = (["Robbery", "12", "14.5"], ["Theft", "<5", "31"])
    found = read(["Crime", "2016/17", "2017/18"], *rows, words=Words(above=(words,))).drafts
    assert [(d.unit, d.low, d.high) for d in found] == [
        *(("count", 12_000, 12_000), ("count", 14_500, 14_500), ("count", 1, 4_999), ("count", 31_000, 31_000))
    ]
    assert all("in_thousands" in d.how and not d.doubts for d in found)


def test_of_a_table_in_thousands_money_and_shares_stay_and_so_do_other_columns() -> None:
    rows = (["Robbery", "12", "5%", "£3"], ["Theft", "30", "7%", "£4"])
    over = read(["Crime", "Offences", "%", "Cost"], *rows, words=Words(above=("Figures in thousands",))).drafts
    assert [(d.unit, d.value.value if d.value else None) for d in over[:3]] == [
        *(("count", 12_000), ("percent", 5.0), ("money", 3.0))
    ]
    column = read(["Crime", "Offences (thousands)", "Victims"], *([*row[:2], "9"] for row in rows)).drafts
    assert [d.low for d in column] == [12_000, 9, 30_000, 9]


def test_thousands_at_the_end_of_a_row_and_in_a_note_hold_for_the_whole_table() -> None:
    rows = (["Crime", "2016/17", "2017/18"], *ROWS)
    end = read(["Incidents by crime", "", "Thousands"], *rows)
    note = read(*rows, ["Source: the survey. Numbers are shown in thousands.", "", ""])
    for found in (end, note):
        assert [d.low for d in found.drafts] == [12_000, 14_000, 30_000, 31_000]


@pytest.mark.parametrize("corner", ["Crime (thousands)", "Incidents in 2016/17 (in thousands)"])
def test_thousands_over_the_labels_of_rows_hold_for_the_whole_table(corner: str) -> None:
    found = read([corner, "Girls", "Boys"], *ROWS).drafts
    assert [(d.unit, d.low) for d in found] == [("count", n) for n in (12_000, 14_000, 30_000, 31_000)]


def test_shares_over_the_labels_of_rows_are_no_counts_and_what_else_stands_there_names_the_labels() -> None:
    assert {d.unit for d in read(["Percentage", "Girls", "Boys"], *ROWS).drafts} == {"percent"}
    unsure = read(["% of crimes in 2016/17", "Girls", "Boys"], *ROWS).drafts
    assert all("value_ambiguous" in d.doubts for d in unsure)
    assert {d.unit for d in read(["Days", "2016/17", "2017/18"], *ROWS).drafts} == {"count"}


def test_millions_and_sums_in_thousands_are_no_counts() -> None:
    for words, unit in (("Incidents (millions)", "other"), ("Spend (£000s)", "money")):
        found = read(["Crime", "2016/17", "2017/18"], *ROWS, words=Words(above=(words,))).drafts
        assert {d.unit for d in found} == {unit}


def test_a_title_that_begins_with_a_share_puts_bare_numbers_in_doubt() -> None:
    title = Words(above=("Percentage of offences charged, by crime",))
    bare = read(["Crime", "2016/17", "2017/18"], *ROWS, words=title).drafts
    named = read(["Crime", "Offences", "%"], *ROWS, words=title).drafts
    assert all("value_ambiguous" in d.doubts for d in bare)
    assert not any("value_ambiguous" in d.doubts for d in named)

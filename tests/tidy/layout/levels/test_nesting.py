"""Sections within sections, told by indents."""

from __future__ import annotations

from collections.abc import Sequence

from tests.tidy.laid import read

HEAD = ("", "2015/16", "2016/17")


def rows_under(rows: Sequence[tuple[str, ...]], indents: Sequence[int]) -> dict[str, tuple[str, ...]]:
    """The last label of each row -> those that it stands under."""
    (table,) = read(HEAD, *rows, indents=[0, *indents]).tables
    return {d.row_labels[-1]: d.row_labels[:-1] for d in table.drafts}


def test_a_row_as_far_out_as_a_section_closes_it() -> None:
    rows = [("Recorded crimes", "", ""), ("Under 13", "5", "6"), ("13 to 17", "7", "8"),
            ("Crimes detected", "3", "4")]  # fmt: skip
    found = rows_under(rows, [0, 1, 1, 0])
    assert found["13 to 17"] == ("Recorded crimes",)
    assert found["Crimes detected"] == ()


def test_a_section_among_rows_as_far_out_is_part_of_theirs() -> None:
    rows = [("Crimes recorded", "", ""), ("Arrests", "5", "6"), ("By the court", "", ""), ("Fined", "1", "2"),
            ("Jailed", "3", "4"), ("Cautions", "7", "8")]  # fmt: skip
    found = rows_under(rows, [0, 0, 0, 1, 1, 0])
    assert found["Fined"] == ("Crimes recorded", "By the court")
    assert found["Cautions"] == ("Crimes recorded",)


def test_a_total_set_out_again_stays_in_its_section() -> None:
    rows = [("Female", "", ""), ("Under 13", "5", "6"), ("13 to 17", "7", "8"), ("Total", "12", "14"),
            ("Male", "", ""), ("Under 13", "1", "2"), ("13 to 17", "3", "4"), ("Total", "4", "6")]  # fmt: skip
    assert rows_under(rows, [0, 1, 1, 0, 0, 1, 1, 0])["Total"] == ("Male",)


def test_remarks_in_a_column_of_their_own_are_no_labels() -> None:
    (table,) = read(
        ("", "", "2016/17"), ("Recorded", "", "12"), ("Reported", "", "3"), ("All", "(Sum of lines 1, 2)", "15")
    ).tables
    assert [d.row_labels for d in table.drafts] == [("Recorded",), ("Reported",), ("All",)]


def test_what_in_brackets_says_an_age_stays_a_label() -> None:
    (table,) = read(
        ("", "", "2016/17"), ("Rape", "(under 13)", "12"), ("Rape", "(13 to 17)", "3"), ("Grooming", "(under 13)", "15")
    ).tables
    assert table.drafts[1].row_labels == ("Rape", "(13 to 17)")

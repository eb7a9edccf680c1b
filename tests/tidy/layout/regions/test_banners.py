from __future__ import annotations

from tests.tidy.laid import read

HEAD = ("Question", "Yes", "No")
FIRST = [("Library", "14", "9"), ("Roads", "8", "3")]
SECOND = [("Library", "4", "6"), ("Roads", "7", "2")]


def labelled(*rows: tuple[str, ...]) -> list[tuple[tuple[str, ...], str | None]]:
    """The labels of the rows and the figures in the first column of figures."""
    return [(draft.row_labels, draft.raw) for draft in read(*rows).drafts if draft.column == 2]


def test_the_band_above_the_header_labels_the_first_rows_as_those_below_it_do() -> None:
    assert labelled(("Ash township", "<", "<"), HEAD, *FIRST, ("Elm township", "<", "<"), *SECOND) == [
        (("Ash township", "Library"), "14"),
        (("Ash township", "Roads"), "8"),
        (("Elm township", "Library"), "4"),
        (("Elm township", "Roads"), "7"),
    ]


def test_bands_over_headers_that_come_again_label_the_rows_below_them() -> None:
    assert labelled(("Ash township", "<", "<"), HEAD, *FIRST, ("Elm township", "<", "<"), HEAD, *SECOND) == [
        (("Ash township", "Library"), "14"),
        (("Ash township", "Roads"), "8"),
        (("Elm township", "Library"), "4"),
        (("Elm township", "Roads"), "7"),
    ]


def test_one_band_above_a_table_is_its_title() -> None:
    assert labelled(("Ash township", "<", "<"), HEAD, *FIRST) == [(("Library",), "14"), (("Roads",), "8")]


def test_the_numbered_title_of_each_table_labels_no_rows() -> None:
    assert labelled(("Table 1: Ash", "<", "<"), HEAD, *FIRST, ("Table 2: Elm", "<", "<"), HEAD, *SECOND) == [
        (("Library",), "14"),
        (("Roads",), "8"),
        (("Library",), "4"),
        (("Roads",), "7"),
    ]

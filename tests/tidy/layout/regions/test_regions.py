from __future__ import annotations

from dataclasses import replace

from flows.tidy.layout.regions.preamble import set_preamble_aside
from flows.tidy.layout.regions.regions import find_regions

from flows.tidy.labels.marks import Marks
from flows.tidy.layout.matrix import build
from tests.tidy.laid import grid, regions

AGE = [("Age", "2015/16", "2016/17"), ("0-4", "12", "13"), ("5-10", "40", "51")]
SEX = [("Sex", "2015/16", "2016/17"), ("Female", "30", "41"), ("Male", "22", "23")]


def spans(*rows: tuple[str, ...]) -> list[tuple[list[int], list[int]]]:
    return [(r.rows, r.columns) for r in regions(*rows)]


def test_blocks_below_one_another_without_a_blank_row() -> None:
    assert [rows for rows, _ in spans(*AGE, *SEX)] == [[1, 2, 3], [4, 5, 6]]


def test_blocks_beside_one_another_with_and_without_a_blank_column() -> None:
    close = [(*a, *b) for a, b in zip(AGE, SEX, strict=True)]
    apart = [(*a, "", *b) for a, b in zip(AGE, SEX, strict=True)]
    assert [columns for _, columns in spans(*close)] == [[1, 2, 3], [4, 5, 6]]
    assert [columns for _, columns in spans(*apart)] == [[1, 2, 3], [5, 6, 7]]


def test_a_list_of_records_is_not_cut_at_its_columns_of_words() -> None:
    head = ("Ref", "Age", "Gender", "Count")
    rows = [(f"A{n}", str(n + 3), "Female" if n % 2 else "Male", "1") for n in range(4)]
    assert len(regions(head, *rows)) == 1


def test_titles_above_and_notes_below_stand_aside() -> None:
    (region,) = regions(("Offences by age", "", ""), *AGE, ("", "", ""), ("Figures were taken in May.", "", ""))
    assert [s.text for s in region.titles] == ["Offences by age"]
    assert [s.text for s in region.notes] == ["Figures were taken in May."]


def test_keys_and_words_over_keys_and_figures_are_no_header() -> None:
    (region,) = regions(
        ("Force", "Kent Police"), ("Reference", "FOI 12/17"), ("Offences 2016/17", "123"), ("Offences 2015/16", "99")
    )
    set_preamble_aside(region)
    assert region.rows == [3, 4]
    assert [s.text for s in region.titles] == ["Force: Kent Police", "Reference: FOI 12/17"]


def test_filters_over_a_pivot_table_are_titles() -> None:
    (region,) = regions(
        ("Victim under 18", "Yes", ""),
        ("Crime recorded", "(All)", ""),
        ("", "", ""),
        ("Age", "2015/16", "2016/17"),
        *AGE[1:],
    )
    set_preamble_aside(region)
    assert region.rows == [4, 5, 6]
    assert [s.text for s in region.titles] == ["Victim under 18"]


def test_a_region_of_one_column_has_no_preamble() -> None:
    rows = [("Remarks",), ("",), ("Counted in May",), *((str(n),) for n in range(8))]
    for region in regions(*rows):
        before = list(region.rows)
        set_preamble_aside(region)
        assert region.rows == before


def test_a_key_and_its_figure_under_a_blank_row_stand_apart() -> None:
    table = [("Age", "Girls", "Boys", "All"), ("0-4", "12", "13", "25"), ("5-10", "40", "51", "91")]
    above, alone = regions(*table, ("", "", "", ""), ("With the online marker", "34", "", ""))
    assert (above.rows, alone.rows) == ([1, 2, 3], [5])


def test_a_row_of_withheld_words_under_figures_is_data() -> None:
    (region,) = regions(("Age", "Number"), ("0-4", "23"), ("5-10", "Less than 3"), ("11-15", "45"))
    assert region.rows == [1, 2, 3, 4]


def test_no_table_where_nothing_is_a_figure() -> None:
    assert regions(("Name", "Rank"), ("Smith", "Sergeant")) == []


def test_a_header_that_leaves_columns_out_shares_those_above_it() -> None:
    over, incidents = ("", "Gender of the person", "", ""), ("", "310", "67", "377")
    head, rows = ("Tactic", "", "", "Times used"), [("Handcuffs", "256", "44", "300"), ("Baton", "9", "1", "10")]
    first, second = regions(over, ("", "Male", "Female", ""), incidents, head, *rows)
    assert (first.rows, second.rows) == ([1, 2, 3], [1, 2, 4, 5, 6])


def test_a_unit_over_the_right_end_is_a_title() -> None:
    (found,) = regions(("", "", "Full-time equivalents"), ("Force", "Sep-14", "Sep-15"), ("Kent", "512", "498"))
    assert [s.text for s in found.titles] == ["Full-time equivalents"]
    assert found.rows == [2, 3]


def test_columns_in_which_no_cell_begins_are_none() -> None:
    rows = [("Fiction", "<", "<", "43", "<"), ("Non-fiction", "<", "<", "38", "<")]
    (found,) = regions(("Stock", "<", "<", "Number", "<"), *rows)
    assert found.columns == [1, 4]


def test_a_label_alone_behind_line_numbers_begins_no_table() -> None:
    head = ("", "Book stock", "", "Volumes")
    rows = [("26", "Reference", "", "242"), ("", "Lending stock:", "", ""), ("27", "", "- Fiction", "432")]
    (found,) = regions(head, *rows, ("28", "", "- Non-fiction", "382"))
    assert found.rows == [1, 2, 3, 4, 5]


def test_a_unit_that_is_marked_as_a_header_heads_its_column() -> None:
    plain = grid(("", "Number"), ("Rape", "12"), ("Grooming", "3"))
    marked = replace(plain, cells=tuple(replace(c, header=c.row == 1) for c in plain.cells))
    (as_title,), (as_header,) = (find_regions(build(g, 1, Marks())) for g in (plain, marked))
    assert (as_title.rows, as_header.rows) == ([2, 3], [1, 2, 3])


def test_what_marks_mean_behind_a_blank_row_is_no_row() -> None:
    (found,) = regions(
        ["Crime", "2016", "2017"],
        ["Robbery", "20", "-"],
        ["", "", ""],
        ["- = Nil", "", ""],
        [".. = Not available", "", ""],
    )
    assert found.rows == [1, 2]


def test_ages_with_their_unit_or_in_words_are_a_header() -> None:
    years = ("", "15/16", "16/17", "15/16", "16/17", "15/16", "16/17")
    for ages in (("1 yr", "", "2 yrs", "", "3 yrs"), ("Less than one", "", "One", "", "Two")):
        (region,) = regions(("", *ages), years, ("Offences", "8", "4", "12", "64", "23", "31"))
        assert region.rows == [1, 2, 3]

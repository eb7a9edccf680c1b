from __future__ import annotations

from flows.tidy.layout.levels.closing import closing_totals
from flows.tidy.layout.levels.gaps import unheaded
from flows.tidy.layout.levels.levels import column_levels, row_levels

from tests.tidy.laid import read, reading

HEAD = ("Age", "2015/16", "2016/17")


def labels(*rows: tuple[str, ...]) -> list[dict[int, str]]:
    levels, _ = row_levels(reading(*rows))
    return [{row: slot.text for row, slot in level.slots.items()} for level in levels]


def sections(*rows: tuple[str, ...]) -> list[int]:
    return row_levels(reading(*rows))[1]


def test_an_upper_label_reaches_to_the_next() -> None:
    best = reading(
        ("", "2015/16", "", "2016/17", ""), ("Age", "Female", "Male", "Female", "Male"), ("0-4", "1", "2", "3", "4")
    )
    years, _ = column_levels(best)
    assert [years.slots[c].text for c in (2, 3, 4, 5)] == ["2015/16", "2015/16", "2016/17", "2016/17"]


def test_a_label_that_stands_once_is_filled_down() -> None:
    rows = [("2015/16", "Female", "5"), ("", "Male", "6"), ("2016/17", "Female", "7"), ("", "Male", "8")]
    outer, _ = labels(("Year", "Sex", "Count"), *rows)
    assert outer == {2: "2015/16", 3: "2015/16", 4: "2016/17", 5: "2016/17"}


def test_remarks_beside_the_labels_are_not_filled_down() -> None:
    rows = [("High Street", "", "Leeds", "5"), ("Mill Lane", "two cameras", "Leeds", "6"),
            ("Low Road", "", "York", "7"), ("Hill Road", "", "York", "8")]  # fmt: skip
    _, remarks, _ = labels(("Street", "Remark", "Council", "Count"), *rows)
    assert remarks == {3: "two cameras"}


def test_a_total_with_a_label_of_its_own_is_of_no_group() -> None:
    rows = [("A-12", "Harbour Trust", "Pier", "5"), ("1", "", "Total", "5")]
    _, names, _ = labels(("Reference", "Name", "Project", "Cost"), *rows)
    assert names == {2: "Harbour Trust"}


def test_sections_head_the_rows_below_them() -> None:
    rows = [HEAD, ("Female", "", ""), ("0-4", "5", "6"), ("5-10", "7", "8"), ("Male", "", ""), ("0-4", "1", "2"),
            ("5-10", "3", "4")]  # fmt: skip
    assert sections(*rows) == [2, 5]
    assert labels(*rows)[0] == {3: "Female", 4: "Female", 6: "Male", 7: "Male"}


def test_the_first_of_two_headings_in_turn_heads_the_sections_after_it() -> None:
    rows = [HEAD, ("Axis 1", "", ""), ("Vessels", "", ""), ("Zephyr", "5", "6"), ("Argent", "7", "8"),
            ("Coast", "", ""), ("Antares", "1", "2"), ("Supreme", "3", "4")]  # fmt: skip
    outer, inner, _ = labels(*rows)
    assert outer == dict.fromkeys((4, 5, 7, 8), "Axis 1")
    assert inner == {4: "Vessels", 5: "Vessels", 7: "Coast", 8: "Coast"}


def test_years_over_ages_and_codes_over_years_are_sections() -> None:
    ages = [("0-4", "5", "6"), ("5-10", "7", "8")]
    assert sections(("Age", "Female", "Male"), ("15/16", "", ""), *ages, ("16/17", "", ""), *ages) == [2, 5]
    years = [("15/16", "5", "6"), ("16/17", "7", "8")]
    assert sections(("", "Female", "Male"), ("19E", "", ""), *years, ("21", "", ""), *years) == [2, 5]


def test_a_row_of_blanks_is_no_section() -> None:
    assert sections(HEAD, ("0-4", "5", "6"), ("5-10", "", ""), ("11-15", "7", "8")) == []


def test_sections_that_name_dimensions_are_levels_of_their_own() -> None:
    found, _ = row_levels(
        reading(("", "2015/16", "2016/17"), ("Age of victim", "<", "<"), ("0-4", "5", "6"), ("5-10", "7", "8"),
                ("Sex of victim", "<", "<"), ("Female", "1", "2"), ("Male", "3", "4"))
    )  # fmt: skip
    assert [(level.heading, *level.slots) for level in found] == [("Age of victim", 3, 4), ("Sex of victim", 6, 7)]


def test_the_last_total_closes_all_sections_or_the_last_one() -> None:
    def closing(last: tuple[str, str, str]) -> set[int]:
        best = reading(HEAD, ("Female", "", ""), ("0-4", "5", "6"), ("5-10", "7", "8"), ("Male", "", ""),
                       ("0-4", "1", "2"), ("5-10", "3", "4"), last)  # fmt: skip
        return closing_totals(best, {2, 5})

    assert closing(("Total", "16", "20")) == {8}
    assert closing(("Total", "4", "6")) == set()


def test_line_numbers_are_no_labels() -> None:
    rows = [("No.", "Offence", "2015/16", "2016/17"), ("1", "Rape", "50", "60"), ("2", "Grooming", "7", "8"),
            ("3", "Exposure", "9", "4")]  # fmt: skip
    assert labels(*rows) == [{2: "Rape", 3: "Grooming", 4: "Exposure"}]


def test_a_header_that_breaks_off() -> None:
    best = reading(
        ("Age", "2015/16", "<", "2016/17", "<"), ("", "Online", "Not online", "Online", ""), ("0-4", "1", "2", "3", "4")
    )
    assert unheaded(column_levels(best), best.body_columns) == {5}


def test_a_label_that_spans_its_columns_reaches_no_further() -> None:
    header = ("Age", "2015", "2016", "Cost", "All")
    best = reading(("", "Online", "<", "", "Count"), header, ("0-4", "1", "2", "3", "4"))
    upper = column_levels(best)[0]
    assert {c: s.text for c, s in upper.slots.items()} == {2: "Online", 3: "Online", 5: "Count"}


def test_line_numbers_that_go_on_from_the_page_before_are_no_ages() -> None:
    rows = [("Line", "Station", "Count"), ("31", "Ellon", "5"), ("32", "Insch", "6"), ("33", "Banff", "7")]
    assert labels(*rows, ("34", "", "")) == [{2: "Ellon", 3: "Insch", 4: "Banff"}]
    years = [("", "Station", "Count"), ("2014", "Ellon", "5"), ("2015", "Insch", "6"), ("2016", "Banff", "7")]
    assert labels(*years)[0] == {2: "2014", 3: "2015", 4: "2016"}


def test_an_upper_label_ends_where_another_row_labels_the_columns() -> None:
    head = [("", "Gender", "", ""), ("", "Male", "Female", ""), ("Tactic", "", "", "Times used")]
    upper, *_ = column_levels(reading(*head, ("Handcuffs", "256", "44", "300"), ("Baton", "9", "1", "10")))
    assert {c: s.text for c, s in upper.slots.items()} == {2: "Gender", 3: "Gender"}
    lone = [("", "Age", "<", ""), ("Tactic", "0-10", "11-17", "Times used")]
    upper, *_ = column_levels(reading(*lone, ("Handcuffs", "256", "44", "300"), ("Baton", "9", "1", "10")))
    assert sorted(upper.slots) == [2, 3]


def test_an_inner_label_does_not_go_on_under_a_new_outer_one() -> None:
    rows = [("2015/16", "Apr", "Female", "5"), ("", "", "Male", "6"), ("", "May", "Female", "7"), ("", "", "Male", "8")]
    rows += [("", "Jun", "Female", "4"), ("", "", "Male", "9"), ("2015/16 total", "", "", "39")]
    year, month, _ = labels(("Year", "Month", "Sex", "Count"), *rows)
    assert list(year.values()) == ["2015/16"] * 6 + ["2015/16 total"]
    assert list(month) == [2, 3, 4, 5, 6, 7]


def test_a_dash_among_labels_stands_for_the_one_above() -> None:
    rows = [("April", "Mixed", "5"), ("-", "White", "6"), ("-", "Not stated", "2")]
    rows += [("May", "Mixed", "7"), ("-", "White", "8"), ("-", "Not stated", "3")]
    month, group = labels(("Month", "Group", "Count"), *rows)
    assert list(month.values()) == ["April"] * 3 + ["May"] * 3
    assert list(group.values()) == ["Mixed", "White", "Not stated"] * 2


def test_a_label_does_not_go_on_into_the_next_section() -> None:
    head = ("", "Book stock", "", "Volumes")
    rows = [("26", "Reference", "", "242"), ("", "Lending stock:", "", ""), ("27", "", "- Fiction", "432")]
    outer, inner = labels(head, *rows, ("28", "", "- Non-fiction", "382"), ("29", "", "- Maps", "12"))[-2:]
    assert (list(outer), list(inner)) == ([2], [4, 5, 6])


def test_a_unit_over_years_beside_a_name_over_years_is_kept() -> None:
    found = read(
        ["Crime", "Number", "<", "% change"],
        ["", "2016/17", "2017/18", "2016/17 to 2017/18"],
        ["Robbery", "200", "250", "25"],
        ["Theft", "400", "300", "30"],
    ).drafts
    assert [d.unit for d in found] == ["count", "count", "percent"] * 2


def test_numbers_of_lines_are_no_ages_whatever_stands_beside_them() -> None:
    outline = [("1", "Rape", "9"), ("2", "Female", "5"), ("3", "Male", "4"), ("4", "Other", "7"), ("5", "Female", "7")]
    for heading in ("No.", ""):
        found = labels((heading, "Offence", "2016/17"), *outline)
        assert all("1" not in level.values() for level in found)
        assert list(found[-1].values()) == ["Female", "Male", "Female"]


def test_words_about_victims_or_parts_of_a_year_are_no_dimension_of_their_own() -> None:
    asked = read(
        ["No.", "Question", "2016/17"],
        ["1a", "How many offences were recorded against children and reported to the force?", "9"],
        ["1b", "How many of those in 1a involved a victim who was female and lived elsewhere?", "5"],
    )
    assert ["label_unknown" in d.doubts for d in asked.drafts] == [False, True]
    parts = read(["", "2016/17", "<"], ["Age", "Q1 Ebr-Meh", "Q2 Gor-Medi"], ["0-10", "9", "8"], ["11-17", "5", "6"])
    assert all("label_unknown" in d.doubts for d in parts.drafts)

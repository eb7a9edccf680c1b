from __future__ import annotations

from flows.tidy.layout.reading.choice import choose

from tests.tidy.laid import reading, regions


def cut(*rows: tuple[str, ...]) -> tuple[int, int]:
    best = reading(*rows)
    return len(best.header_rows), len(best.stub_columns)


def test_one_header_row_and_one_column_of_labels() -> None:
    assert cut(("Age", "Female", "Male"), ("0-4", "1", "2"), ("5-10", "3", "4")) == (1, 1)


def test_years_in_turn_are_a_header_though_they_are_numbers() -> None:
    assert cut(("Offence", "2015", "2016"), ("Rape", "120", "131"), ("Grooming", "15", "16")) == (1, 1)


def test_single_years_of_age_are_labels_on_either_side() -> None:
    ages = [str(n) for n in range(8)]
    counts = ["12", "40", "7", "15", "3", "22", "60", "41"]
    assert cut(("Year", *ages), ("2015/16", *counts), ("2016/17", *reversed(counts))) == (1, 1)
    down = [(age, a, b) for age, a, b in zip(ages, counts, reversed(counts), strict=True)]
    assert cut(("Age", "2015/16", "2016/17"), *down) == (1, 1)


def test_two_header_rows_and_two_columns_of_labels() -> None:
    assert cut(
        ("Year", "Sex", "Online", "<", "Not online", "<"),
        ("", "", "0-9", "10-17", "0-9", "10-17"),
        ("2016/17", "Female", "3", "44", "5", "61"),
        ("", "Male", "1", "12", "2", "30"),
    ) == (2, 2)


def test_a_label_over_a_group_of_rows_is_no_header() -> None:
    rows = [("Female", "<", "<"), ("0-4", "5", "6"), ("5-10", "7", "8"), ("Male", "<", "<"), ("0-4", "1", "2")]
    assert cut(("Age", "2015/16", "2016/17"), *rows, ("5-10", "3", "4")) == (1, 1)


def test_the_reasons_are_told() -> None:
    (region,) = regions(("Age", "Female", "Male"), ("0-4", "1", "2"), ("5-10", "3", "4"))
    choice = choose(region)
    assert choice is not None
    assert "1 header row(s), 1 column(s) of row labels" in choice.words()
    assert choice.sure


def test_remarks_behind_the_figures_are_no_part_of_the_body() -> None:
    head = ("Station", "Count", "How recorded", "Checked?")
    found = reading(head, ("Ellon", "5", "By hand", "Yes"), ("Insch", "6", "By machine", "No"))
    assert (found.stub_columns, found.body_columns) == ([1], [2])


def test_labels_behind_the_figures_are_labels() -> None:
    rows = (("Rape", "5", "Female", "late"), ("Rape", "6", "Male", ""), ("Grooming", "7", "Female", "early"))
    found = reading(("Offence", "Count", "Sex", "Remark"), *rows)
    assert (found.stub_columns, found.body_columns) == ([1, 3], [2])


def test_the_numbered_lines_of_an_empty_form_count_nothing() -> None:
    rows = [(str(n), "", "") for n in range(61, 70)]
    (region,) = regions(("Line", "Station", "Count"), *rows)
    assert choose(region) is None


def test_figures_merged_to_the_right_stand_in_their_first_column() -> None:
    found = reading(("Station", "Incidents", "<"), ("Ellon", "5", "<"), ("Insch", "6", "<"))
    assert (found.stub_columns, found.body_columns[0]) == ([1], 2)


def test_the_right_end_of_merged_cells_is_no_column_of_labels() -> None:
    found = reading(("Station", "Number of incidents", "<"), ("Ellon", "5", ""), ("Insch", "6", ""))
    assert (found.stub_columns, found.body_columns) == ([1], [2])
    over_figures = reading(("Station", "Number of incidents", "<"), ("Ellon", "5", "<"), ("Insch", "6", "<"))
    assert over_figures.stub_columns == [1]


def test_none_among_words_is_a_label() -> None:
    over, head = ("", "Disability", "<", "<", "<"), ("Tactic", "Mental", "Physical", "None", "Not reported")
    assert cut(over, head, ("Handcuffs", "88", "42", "533", "13"), ("Baton", "13", "12", "162", "2")) == (2, 1)


def test_figures_under_an_offence_are_no_ages_however_much_they_look_so() -> None:
    rows = [("2018", "<5", "17", "34"), ("2019", "5", "22", "47"), ("2020", "0", "14", "33"), ("2021", "6", "25", "59")]
    (region,) = regions(("Calendar year", "Rape", "Sexual assault", "All"), *rows)
    choice = choose(region)
    assert choice is not None
    assert choice.sure
    assert len(choice.best.stub_columns) == 1

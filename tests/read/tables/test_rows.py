"""Which lines are one row where no rule parts rows: labels and texts broken over lines."""

from flows.read.tables import find_tables
from tests.read.tables.typed import across, grid, typed


def test_words_broken_in_several_cells_at_once_stay_one_row() -> None:
    (table,) = find_tables(
        typed(
            """
Agency                      Responsibility                              Budget
Department of Agriculture   Runs the food stamp program and the            2.1
                            school lunch program
Environmental Protection    Sets limits for emissions from mobile         11.4
Agency                      stationary sources
Department of Energy        Conducts research on carbon storage            0.8
""",
            [across(1, 0, 78)],
        )
    )
    assert grid(table)[1:] == [
        ["Department of Agriculture", "Runs the food stamp program and the school lunch program", "2.1"],
        ["Environmental Protection Agency", "Sets limits for emissions from mobile stationary sources", "11.4"],
        ["Department of Energy", "Conducts research on carbon storage", "0.8"],
    ]


def test_a_label_whose_next_word_had_no_room_goes_on_with_a_capital_where_labels_are_broken_that_way() -> None:
    (table,) = find_tables(
        typed("""
Program                          2009      2010

Grants to States for housing       12        14
projects of low income
Biological sciences                 8         9
Assistance for Hispanic and        31        35
other groups
Office of the Inspector and        40        41
General Counsel
Other                               3         5
""")
    )
    assert [row[0] for row in grid(table)[1:]] == [
        "Grants to States for housing projects of low income",
        "Biological sciences",
        "Assistance for Hispanic and other groups",
        "Office of the Inspector and General Counsel",
        "Other",
    ]


def test_a_label_set_in_goes_on_where_the_next_row_stands_further_left() -> None:
    (table,) = find_tables(
        typed("""
Program                          2009      2010

Office of Polar Programs           12        14
  U.S. Arctic Expedition
  Commission                        8         9
Education and resources            31        35
National Science Board              3         5
""")
    )
    assert [row[0] for row in grid(table)[1:]] == [
        "Office of Polar Programs",
        "U.S. Arctic Expedition Commission",
        "Education and resources",
        "National Science Board",
    ]


def test_a_heading_over_rows_set_in_is_no_broken_label() -> None:
    (table,) = find_tables(
        typed("""
                                 2009      2010

Women, 16 years and over
  Never married                    12        14
  Married                           8         9
Men, 16 years and over
  Never married                    31        35
""")
    )
    assert [row[0] for row in grid(table)[1:]] == [
        "Women, 16 years and over", "Never married", "Married", "Men, 16 years and over", "Never married",
    ]  # fmt: skip

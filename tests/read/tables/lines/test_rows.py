"""Which lines are one row where no rule parts rows: labels and texts broken over lines."""

from flows.read.tables import find_tables
from tests.read.tables.typed import across, grid, spans, typed


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


def test_a_label_over_rows_whose_second_labels_repeat_spans_them() -> None:
    (table,) = find_tables(
        typed("""
Condition              Measure         2015    2016

Chronic fatigue        Count             19       4
syndrome               Percentage      3.8%    0.8%
Asthma                 Count             31      22
                       Percentage      6.3%    4.4%
Back pain              Count            202      56
                       Percentage     40.9%   11.3%
""")
    )
    assert spans(table) == {"Chronic fatigue\nsyndrome": (2, 1), "Asthma": (2, 1), "Back pain": (2, 1)}


def test_second_labels_set_left_and_right_are_one_column() -> None:
    (table,) = find_tables(
        typed("""
                               Agriculture    Industry

          Men                        11.0        40.7
1991      Women                       6.6        16.0
                    Total             8.9        28.7
          Men                         9.5        39.4
1996      Women                       5.3        13.9
                    Total             7.5        27.3
""")
    )
    assert [row[:2] for row in grid(table)] == [
        ["", ""], ["1991", "Men"], ["", "Women"], ["", "Total"], ["1996", "Men"], ["", "Women"], ["", "Total"],
    ]  # fmt: skip


def test_notes_under_a_table_are_no_rows() -> None:
    (table,) = find_tables(
        typed("""
                2015      2016

Female            12        14
Male               8         9
(:)       Not available.
1/        Preliminary.
²         Revised since.
Source:   Crime recording system
""")
    )
    assert [row[0] for row in grid(table)] == ["", "Female", "Male"]


def test_capitals_over_small_letters_are_a_heading() -> None:
    (table,) = find_tables(
        typed("""
                                   2009      2010

WOMEN, 16 YEARS AND OVER
  Some college or associate degree   12        14
Never married                         8         9
MEN, 16 YEARS AND OVER
  Never married                      31        35
""")
    )
    assert [row[0] for row in grid(table)][1:3] == ["WOMEN, 16 YEARS AND OVER", "Some college or associate degree"]


def test_lines_without_figures_go_on_with_the_row_above_where_one_of_their_texts_reads_on() -> None:
    (table,) = find_tables(
        typed("""
Reference    Applicant     Project                  Cost    Granted

VM-C-1-      Trust         Modernisation of       19,637      7,854
0103         Fishing       vessel
VM-C-1-      Rabbie        Upgrade               116,850     12,740
0106         Limited       catch handling
VM-C-1-      Karine        Install spray           2,200        880
0114                       railings
""")
    )
    assert [row[0] for row in grid(table)[1:]] == ["VM-C-1- 0103", "VM-C-1- 0106", "VM-C-1- 0114"]
    assert grid(table)[3][2] == "Install spray railings"


def test_two_figures_that_fall_into_one_cell_are_doubted() -> None:
    (table,) = find_tables(
        typed("""
Offence         2015/16     2016/17

Rape             12,222   1,114,222
Grooming         40,222   1,145,222
Exposure             31   22     23
Voyeurism         4,222   1,145,111
All              87,222   1,145,222
""")
    )
    assert [c.text for c in table.cells if c.doubts] == ["22 23"]


def test_a_word_under_a_figure_is_of_a_row_of_its_own() -> None:
    (table,) = find_tables(
        typed("""
Victim sex                F
Age 10                  130
Age 11                   47
Sex F count             177
Victim sex                M
Age 10                    8
Age 11                  123
Sex M count             131
""")
    )
    assert grid(table)[3:6] == [["Sex F count", "177"], ["Victim sex", "M"], ["Age 10", "8"]]

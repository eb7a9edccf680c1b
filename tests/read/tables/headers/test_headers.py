"""Header lines over columns of text: titles kept out, headers of several lines, names of groups."""

from dataclasses import replace

from flows.read.grid import Box
from flows.read.tables import find_tables
from tests.read.tables.typed import across, grid, spans, typed


def test_a_header_of_more_lines_than_the_others_is_no_name_of_a_group() -> None:
    (table,) = find_tables(
        typed("""
                                  Percent
                                  Change,
                       2011      fiscal year    2009
Program               Request    2010-2011     Actual    Senate

Polar programs          128.2       33.4         78.2       5.9
Other activities          7.1       92.7         80.0      67.8
""")
    )
    assert grid(table)[0] == [
        "Program",
        "2011 Request",
        "Percent Change, fiscal year 2010-2011",
        "2009 Actual",
        "Senate",
    ]
    assert spans(table) == {}


def test_words_that_read_on_below_are_one_header_though_all_columns_have_one() -> None:
    (table,) = find_tables(
        typed("""
                        Number of
Region      Grants     facilities     Loans

South          177          1362         77
West             4          2805        192
""")
    )
    assert grid(table)[0] == ["Region", "Grants", "Number of facilities", "Loans"]


def test_the_first_line_of_a_header_belongs_to_the_table_though_it_stands_over_one_column_alone() -> None:
    (table,) = find_tables(
        typed("""
                        Number of
Region       Grants    facilities    Loans     Total     Share

South           177          1362       77      1616      12%
West              4          2805      192      3001      41%
""")
    )
    assert grid(table)[0][2] == "Number of facilities"


def test_an_aside_under_the_title_is_no_header() -> None:
    (table,) = find_tables(
        typed("""
           Table 1. Funding of the agency
              (in millions of dollars)
Account               2009      2010      2011

Research               128        33        78
Facilities               7        92        80
""")
    )
    assert grid(table)[0] == ["Account", "2009", "2010", "2011"]


def test_a_caption_between_two_pairs_of_rules_parts_two_tables() -> None:
    first, second = find_tables(
        typed(
            """
Table 1. Grants
Region         Number      Amount
South              17        1362
West                4        2805
Source: the Bureau
Table 2. Loans
Region         Number      Amount
North              12         162
East                8         285
""",
            [across(1, 0, 40), across(2, 0, 40), across(6, 0, 40), across(7, 0, 40)],
        )
    )
    assert grid(first)[1:] == [["South", "17", "1362"], ["West", "4", "2805"]]
    assert grid(second)[1:] == [["North", "12", "162"], ["East", "8", "285"]]


def test_the_second_line_of_a_title_is_no_header() -> None:
    (table,) = find_tables(
        typed("""
      Table 3: Unemployment rate by sex and for those
               under 25 in 1995 and 2000 (in %)

          Female     Male    Total    15-24
1995        15.1     15.7     15.4     29.7
2000        10.6      9.1      9.8     21.4
""")
    )
    assert grid(table)[0] == ["", "Female", "Male", "Total", "15-24"]


def test_names_of_groups_boxed_by_a_rule_over_the_figures_alone_are_header() -> None:
    (table,) = find_tables(
        typed(
            """
                  Finland             Estonia
              Female     Male     Female     Male
1995            15.1     15.7       12.0      8.7
2000            10.6      9.1        9.3      6.4
""",
            [across(0, 12, 50), across(1, 0, 50), across(2, 0, 50), across(4, 0, 50)],
        )
    )
    assert spans(table) == {"Finland": (1, 2), "Estonia": (1, 2)}


def test_a_header_beside_ruled_names_of_groups_goes_on_past_their_rule() -> None:
    (table,) = find_tables(
        typed(
            """
          Sample          2007              2008
          size          n       Pos       n       Pos
Austria     25        109       0.9      93       1.1
Germany     25        123       0.8     290       0.7
""",
            [across(0, 0, 55), across(1, 18, 55), across(2, 0, 55), across(4, 0, 55)],
        )
    )
    assert spans(table) == {"Sample\nsize": (2, 1), "2007": (1, 2), "2008": (1, 2)}


def test_names_of_groups_side_by_side_span_though_the_line_below_names_some_columns_only() -> None:
    (table,) = find_tables(
        typed("""
                      Supply                           Use
          Beginning                       Domestic   Domestic
           Stocks    Output   Imports       Feed      Total    Exports
Canada       30.44     0.87     41.65       0.88      36.33       0.88
World         0.51     0.15      0.56     282.57     617.30      18.05
Brazil       39.63    13.58    134.18     751.44       2.84     272.85
""")
    )
    assert spans(table) == {"Supply": (1, 3), "Use": (1, 3)}


def test_rules_under_names_of_groups_end_no_header() -> None:
    (table,) = find_tables(
        typed(
            """
                 Fiscal year 2009                Fiscal year 2010
            Request         Final           Request         Final
          North   South  North   South    North   South  North   South
Repairs     1.4    61.0    3.9    43.7      9.7     4.6    2.4    52.6
Other       4.8    85.5   32.9    33.3      4.8     7.2    8.7    31.3
""",
            [
                *(across(n, 0, 68) for n in (0, 3, 5)),
                *(across(n, a, b) for n in (1, 2) for a, b in ((10, 36), (39, 68))),
            ],
        )
    )
    assert table.header_rows == 3
    assert spans(table)["Fiscal year 2009"] == (1, 4)
    assert spans(table)["Request"] == (1, 2)


def test_a_figure_in_the_middle_of_a_header_is_no_row() -> None:
    (table,) = find_tables(
        typed("""
                     Rate per
                      100,000
Force             inhabitants
Kent                      2.4
Essex                     1.9
Surrey                    3.0
""")
    )
    assert grid(table)[0] == ["Force", "Rate per 100,000 inhabitants"]


def test_figures_that_end_the_words_over_them_are_no_row() -> None:
    (table,) = find_tables(
        typed("""
Offence      Under    10 to    13 to    16 and
               10        12       15        17    Total

Rape           12        70       42         1      125
Grooming       47         5       36        35      123
""")
    )
    assert grid(table)[0] == ["Offence", "Under 10", "10 to 12", "13 to 15", "16 and 17", "Total"]
    assert grid(table)[1] == ["Rape", "12", "70", "42", "1", "125"]


def test_a_range_with_spaces_around_its_dash_is_one_text() -> None:
    page = typed("""
Offence        0 - 3     4 - 7     8 - 11
Rape              12        70         42
Grooming          47         5         36
""")
    (table,) = find_tables(page)
    assert grid(table)[0] == ["Offence", "0 - 3", "4 - 7", "8 - 11"]
    assert not any(cell.doubts for cell in table.cells)


def test_in_type_of_one_width_one_space_parts_words_and_two_part_cells() -> None:
    page = typed("""
Offence description             1 to 4  5 to 9  10 to 15
Sexual activity with a child        12      70        42
Abuse of a position of trust        47       5        36
""")
    wide = tuple(
        replace(w, box=Box(50 + 6 * (w.box.x0 - 50) / 5, w.box.top, 50 + 6 * (w.box.x0 - 50) / 5 + 6 * len(w.text),
                           w.box.bottom), font="Courier")
        for w in page.words
    )  # fmt: skip
    (table,) = find_tables(replace(page, words=wide))
    assert grid(table) == [
        ["Offence description", "1 to 4", "5 to 9", "10 to 15"],
        ["Sexual activity with a child", "12", "70", "42"],
        ["Abuse of a position of trust", "47", "5", "36"],
    ]


def test_names_of_groups_flush_with_their_first_columns_leave_a_total_after_them_alone() -> None:
    (table,) = find_tables(
        typed("""
           2015                      2016                      Total
           Female  Male  Not known   Female  Male  Not known
Incest        685   220        452      625   567         68     140
Grooming      648   524        185      660   449        258     775
Exposure      857   608         41      955   764        310     976
Rape          485   624        683      584   331        845     336
""")
    )
    assert spans(table)["2015"] == spans(table)["2016"] == (1, 3)
    assert grid(table)[0][7] == "Total"


def test_names_flush_left_of_figures_flush_right_head_their_columns_in_a_second_block() -> None:
    (table,) = find_tables(
        typed("""
Offence        Recorded          Flagged           Total
Rape                       776               931     570
Voyeurism                   17               548     916
Offence        FY 2015/16        FY 2016/17        Total
Rape                       920               360     787
Incest                     632               856     810
""")
    )
    assert grid(table)[3] == ["Offence", "FY 2015/16", "FY 2016/17", "Total"]


def test_a_name_of_two_lines_in_a_second_header_stands_over_one_column() -> None:
    (table,) = find_tables(
        typed(
            """
Offence      Charged    Cautioned    Resolved    Ongoing
Assault           51           37           3         50
Rape              16           45          73         77
                        No further
Offence     Recorded      action     Detected    Ongoing
Incest            13           22          29         71
Rape              57           63          26         89
""",
            rules=[across(n, 0, 56) for n in (1, 2, 3, 5, 6, 7)],
        )
    )
    assert grid(table)[3] == ["Offence", "Recorded", "No further action", "Detected", "Ongoing"]


def test_years_over_one_row_of_figures_stand_over_their_groups() -> None:
    (table,) = find_tables(
        typed("""
                   2015/16                2016/17
                   Male  Female  Total    Male  Female  Total
Number of crimes    450     496    936     183     795    887
""")
    )
    assert spans(table)["2015/16"] == spans(table)["2016/17"] == (1, 3)

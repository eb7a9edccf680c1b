"""Tables whose rows alone are ruled or shaded."""

from flows.read.tables import find_tables
from tests.read.tables.typed import across, grid, shade, spans, typed


def test_striped_rows_are_read_like_ruled_ones() -> None:
    page = typed(
        """
                 2015/16            2016/17
Age             F      M          F      M
Under 5       134     50         59     24
5 - 7         135     51        118     48
8 - 10        146     61        122     59
""",
        fills=[shade(0, 2, 0, 43), shade(3, 4, 0, 43, "#eeeeff")],
    )
    (table,) = find_tables(page)
    assert spans(table)["2015/16"] == (1, 2)
    assert grid(table)[3] == ["5 - 7", "135", "51", "118", "48"]


def test_each_band_between_row_rules_is_a_row_however_many_lines_it_has() -> None:
    page = typed(
        """
Offence                                     2015-16  2016-17
20A - Sexual assault on a female aged 13        211      243
Child Victim
71 - Abuse of children through sexual            25       23
Exploitation
88A - Sexual grooming                            16       19
""",
        [across(n, 0, 60) for n in (0, 1, 3, 5, 6)],
    )
    (table,) = find_tables(page)
    assert [row[1] for row in grid(table)] == ["2015-16", "211", "25", "16"]
    assert grid(table)[1][0] == "20A - Sexual assault on a female aged 13 Child Victim"


def test_titles_that_end_in_a_number_alone_part_no_band() -> None:
    page = typed(
        """
Rank  2015-16                      Crimes   2016-17                      Crimes
1     Rape of a female child under    273   Sexual assault on a female      304
      16                                    aged 13 and over
2     Rape of a female child under    201   Rape of a female child under    173
      13                                    16
3     Grooming                         77   Rape of a male child under      130
                                            13
4     Exposure                         66   Grooming                         81
""",
        [across(n, 0, 80) for n in (0, 1, 3, 5, 7, 8)],
    )
    (table,) = find_tables(page)
    assert [row[0] for row in grid(table)] == ["Rank", "1", "2", "3", "4"]
    assert grid(table)[2][1:] == ["Rape of a female child under 13", "201", "Rape of a female child under 16", "173"]


def test_two_columns_of_labels_begin_above_their_first_figures_and_below_the_rule() -> None:
    page = typed(
        """
Rank  2015-16         Crimes   2016-17           Crimes
      Rape of a                Sexual assault
1     female child       273   on a female          304
2     Grooming            77   Exposure             130
3     Exposure            66   Grooming              81
""",
        [across(n, 0, 56) for n in (0, 1, 3, 4, 5)],
    )
    (table,) = find_tables(page)
    assert grid(table)[1] == ["1", "Rape of a female child", "273", "Sexual assault on a female", "304"]


def test_a_total_below_the_last_rule_belongs_to_the_table() -> None:
    page = typed(
        """
Year            Crimes   Flagged
2019/2020          635        12
2020/2021          505        14
Total             1140        26
""",
        [across(n, 0, 32) for n in (0, 1, 2, 3)],
    )
    (table,) = find_tables(page)
    assert grid(table)[-1] == ["Total", "1140", "26"]


def test_a_double_rule_under_the_header_parts_no_table() -> None:
    page = typed(
        """
Offence     2015/16    2016/17
Rape             12         30
Grooming         40        100
""",
        [across(n, 0, 30) for n in (0, 1, 1.25, 2, 3)],
    )
    (table,) = find_tables(page)
    assert grid(table) == [["Offence", "2015/16", "2016/17"], ["Rape", "12", "30"], ["Grooming", "40", "100"]]


def test_a_caption_under_the_last_rule_begins_another_table() -> None:
    first, second = find_tables(
        typed(
            """
Region         Number      Amount
South              17        1362
West                4        2805
Source: the Bureau
Table 2. Loans
Region         Number      Amount
North              12         162
East                8         285
""",
            [across(n, 0, 40) for n in (0, 1, 3, 6)],
        )
    )
    assert grid(first)[1:] == [["South", "17", "1362"], ["West", "4", "2805"]]
    assert grid(second)[1:] == [["North", "12", "162"], ["East", "8", "285"]]


def test_the_header_of_the_labels_goes_on_above_the_rule_under_it() -> None:
    (table,) = find_tables(
        typed(
            """
Class of crime / age of      FY 2016/17   FY 2015/16
victim
Rape of a female child               98           86
aged 13 to 15                        97           85
age not known                         1            1
""",
            [across(line, 0, 51) for line in (0, 2, 3, 4, 5)],
        )
    )
    assert grid(table)[:2] == [
        ["Class of crime / age of victim", "FY 2016/17", "FY 2015/16"],
        ["Rape of a female child", "98", "86"],
    ]


def test_a_note_under_the_last_row_ends_shaded_rows_before_the_next_shaded_title() -> None:
    page = typed(
        """
              Girls           Boys           All
Age band   15/16   16/17   15/16   16/17   15/16   16/17
All ages   1,177   1,328     310     406   1,502   1,764
0 - 3         28      42      17      22      45      65
4 - 6         66      80      16      34      82     115
7 - 9         68      79      29      43      98     122
Not known     14      14       3       1      17      15
Known to be a child, but no day of birth was given

Crimes by category
Category                        15/16   16/17   Change
Rape                              298     344     +15%
Sexual assault                    586     680     +16%
Sexual activity with children     450     553     +23%
Grooming                           60      59      -2%
""",
        fills=[
            *(shade(a, b, 0, 57, "#eeeeff") for a, b in ((0, 2), (3, 4), (5, 6), (9, 10))),
            *(shade(a, b, 0, 50, "#ffeeee") for a, b in ((10, 11), (12, 13), (14, 15))),
        ],
    )
    first, second = find_tables(page)
    assert grid(first)[-1] == ["Not known", "14", "14", "3", "1", "17", "15"]
    assert grid(second)[1:3] == [["Category", "15/16", "16/17", "Change"], ["Rape", "298", "344", "+15%"]]


def test_a_label_beside_several_ruled_rows_breaks_no_stack_of_rules() -> None:
    (table,) = find_tables(
        typed(
            """
Year     Age          Male    Female
         Under 13      143       323
2015/16  13 to 15      162       534
         16 to 17       59       624
         Under 13       30       590
2016/17  13 to 15      569       291
         16 to 17      933       272
""",
            rules=[
                across(1, 0, 38), across(2, 9, 38), across(3, 9, 38),
                across(4, 0, 38), across(5, 9, 38), across(6, 9, 38), across(7, 0, 38),
            ],
        )
    )  # fmt: skip
    assert spans(table) == {"2015/16": (3, 1), "2016/17": (3, 1)}


def test_names_of_groups_over_a_rule_that_leaves_out_the_labels_are_header() -> None:
    (table,) = find_tables(
        typed(
            """
              2015-16               2016-17
Offence   Male  Female  NK      Male  Female  NK
Rape        94       8  22        99      72  66
""",
            rules=[across(1, 10, 48), across(2, 0, 48), across(3, 0, 48)],
        )
    )
    assert spans(table)["2015-16"] == spans(table)["2016-17"] == (1, 3)


def test_years_over_the_next_table_are_no_row_below_the_last_rule() -> None:
    first, second = find_tables(
        typed(
            """
Offence        2015/16   2016/17
Rape               264       385
Grooming            32        40
Question 2
              2015/16      2016/17
Cyber flag    Yes    No    Yes    No
Offences      109  1,462   361  1,841
""",
            rules=[*(across(n, 0, 33) for n in (0, 1, 2, 3)), *(across(n, 0, 39) for n in (4, 5, 6, 7))],
        )
    )
    assert grid(first)[-1] == ["Grooming", "32", "40"]
    assert spans(second)["2015/16"] == spans(second)["2016/17"] == (1, 2)


def test_one_word_under_itself_beside_two_labels_is_two_rows_in_one_band() -> None:
    (table,) = find_tables(
        typed(
            """
Completed years     2017/18     2016/17
Less than 1             s40         s40
1                       s40         s40
2                       s40         s40
""",
            [across(line, 0, 39) for line in (0, 1, 3, 4)],
        )
    )
    assert [row[0] for row in grid(table)] == ["Completed years", "Less than 1", "1", "2"]


def test_rows_of_one_withheld_word_under_the_rule_of_the_header_are_rows() -> None:
    lines = """
Victim age        2015-16     2016-17
Under 1 year     Withheld    Withheld
1 year           Withheld    Withheld
3 to 9 years          120         134
10 to 13 years        150         201
"""
    for text in (lines, lines.replace("1 year           Withheld    Withheld\n", "")):
        (table,) = find_tables(typed(text, [across(0, 0, 37), across(1, 0, 37)]))
        assert table.header_rows == 1
        assert grid(table)[1] == ["Under 1 year", "Withheld", "Withheld"]
        assert grid(table)[-2:] == [["3 to 9 years", "120", "134"], ["10 to 13 years", "150", "201"]]


def test_what_names_columns_twice_is_header_though_it_says_refused() -> None:
    (table,) = find_tables(
        typed(
            """
                 2015-16              2016-17
Reason       Refused   Granted    Refused   Granted
Cost               4        12          7        11
Privacy            9         3         10         2
""",
            [across(0, 0, 51), across(2, 0, 51)],
        )
    )
    assert table.header_rows == 2

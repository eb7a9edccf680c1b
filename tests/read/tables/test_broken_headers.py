"""Headers whose texts are broken over lines, run into each other, or stand at the other side of their columns."""

from flows.read.tables import find_tables
from tests.read.tables.typed import across, down, grid, spans, typed


def heads(page: str, levels: int = 1) -> list[list[str]]:
    (table,) = find_tables(typed(page))
    return grid(table)[:levels]


def test_texts_of_one_and_of_two_lines_stand_beside_each_other_level_in_the_middle() -> None:
    (table,) = find_tables(
        typed("""
                       2014/15               2015/16

                 Flagged      Not       Flagged      Not
Offence           online    flagged      online    flagged   Total

Rape                  94          4          14          8     120
Grooming               8          6         103         28     145
""")
    )
    assert grid(table)[1][1:] == ["Flagged online", "Not flagged", "Flagged online", "Not flagged", "Total"]
    assert spans(table)["2014/15"] == spans(table)["2015/16"] == (1, 2)


def test_names_of_groups_that_run_into_each_other_are_cut_where_they_begin_again() -> None:
    assert heads(
        """
                     Year ending March 2016 Year ending March 2017
Offence                    M      F      U      M      F      U
Rape                     193    217    137    120    145    166
Grooming                 118    156    103    128    145    197
""",
        2,
    ) == [
        ["Offence", "Year ending March 2016", "", "", "Year ending March 2017", "", ""],
        ["", "M", "F", "U", "M", "F", "U"],
    ]


def test_names_one_space_apart_are_cut_where_each_is_flush_with_its_column() -> None:
    assert heads("""
Offence        Male Female Total
Rape           12   137    149
Grooming       8    145    153
""") == [["Offence", "Male", "Female", "Total"]]


def test_as_many_names_as_columns_are_theirs_though_each_stands_nearer_to_the_next() -> None:
    assert heads("""
Offence               0-4       5-9     10-14
Rape             12        7         5
Grooming         47        9         6
Exposure         3         8         21
""") == [["Offence", "0-4", "5-9", "10-14"]]


def test_a_day_at_the_end_of_a_line_goes_on_with_its_month() -> None:
    assert heads(
        """
          1 April 2014 to 31    1 April 2015 to 31
              March 2015            March 2016
Age          Male     Female      Male     Female
0-4            12          7         5         31
5-9            47          9         6         14
""",
        2,
    )[0] == ["Age", "1 April 2014 to 31 March 2015", "", "1 April 2015 to 31 March 2016", ""]


def test_a_figure_close_behind_its_label_stands_in_the_column_of_the_others() -> None:
    page = """
Offence                   2014  2015  2016
Rape                      12      70    42
Sexual assault            47       5    36
Abuse of trust by a carer 4        8     9
Grooming                  9       11     3
"""
    (table,) = find_tables(typed(page))
    assert grid(table)[3] == ["Abuse of trust by a carer", "4", "8", "9"]


def test_the_lowest_names_are_one_a_column_though_nothing_tells_their_ends() -> None:
    page = """
Offence                  2014/15
               Male Unknown Total
Rape           12      7       149
Grooming        8      5       153
"""
    (table,) = find_tables(typed(page))
    lowest = {cell.text: cell for cell in table.cells if cell.row == 2}
    assert {"Male", "Unknown", "Total"} <= set(lowest)


def test_uprights_that_part_groups_only_leave_the_columns_to_the_text() -> None:
    (table,) = find_tables(
        typed(
            """
                  Girls              Boys
Age           2014    2015      2014    2015
0-4             12       7         5      31
5-9             47       9         6      14
10-14            8      81         3       2
""",
            [across(0, 0, 46), across(2, 0, 46), across(5, 0, 46)] + [down(c, 0, 5) for c in (0, 12, 30, 46)],
        )
    )
    assert grid(table)[1][1:] == ["2014", "2015", "2014", "2015"]
    assert spans(table)["Girls"] == spans(table)["Boys"] == (1, 2)
    assert grid(table)[2] == ["0-4", "12", "7", "5", "31"]


def test_single_ages_name_columns_though_a_label_stands_before_them() -> None:
    (table,) = find_tables(
        typed("""
Period         11    12    13    14    15    16
2014/15        21     7     5    31     8     4
2015/16        47     9     6    14     3     1
""")
    )
    assert [cell.header for cell in table.cells if cell.row == 1] == [True] * 7


def test_a_row_of_names_one_space_apart_under_a_rule_is_header() -> None:
    (table,) = find_tables(
        typed(
            """
Age            Male Female Total
0-4            12   7      149
5-9            8    5      153
10-14          3    44     120
""",
            [across(0, 0, 32), across(1, 0, 32)],
        )
    )
    assert grid(table)[0] == ["Age", "Male", "Female", "Total"]


def test_a_label_that_awaits_its_year_goes_on_on_the_next_line() -> None:
    (table,) = find_tables(
        typed(
            """
Year                Male    Female     Total
Year ending March     12         7       149
2014
Year ending March      8         5       153
2015
""",
        )
    )
    assert [row[0] for row in grid(table)[1:]] == ["Year ending March 2014", "Year ending March 2015"]


def test_the_last_label_between_rules_goes_on_below_its_figures() -> None:
    page = """
Offence                          2014     2015
Rape of a female                   12        7
Sexual assault on a female child    8        5
under 13
"""
    (table,) = find_tables(typed(page, [across(0, 0, 46), across(1, 0, 46), across(2, 0, 46)]))
    assert [row[0] for row in grid(table)] == [
        "Offence",
        "Rape of a female",
        "Sexual assault on a female child under 13",
    ]


def test_the_second_column_of_labels_goes_on_below_its_figures() -> None:
    page = """
Year       Offence                            2014     2015
2014/15    Rape of a female                     12        7
           Grooming                             30       41
2015/16    Rape of a female                     44       21
           Sexual assault on a female child      8        5
           under 13
"""
    (table,) = find_tables(typed(page))
    assert grid(table)[-1][1] == "Sexual assault on a female child under 13"


def test_two_years_broken_within_the_second_are_one_name() -> None:
    page = typed(
        """
Code    Offence                    Victim    2015/201   2016/201          Of
                                                    6          7   2016/2017,
                                                                   Cyber Flag
01713   Assault by penetration     Male            50         69           0
01907   Rape                       Female         281        333           5
01910   Attempted rape             Female          52         74           1
02005   Sexual assault             Female         690        849          29
02102   Causing or inciting        Female          61         58           5
"""
    )
    (table,) = find_tables(page)
    assert grid(table)[0] == ["Code", "Offence", "Victim", "2015/2016", "2016/2017", "Of 2016/2017, Cyber Flag"]
    assert len(grid(table)) == 6

"""Tables whose columns no more than a word space parts, and labels that begin with a code."""

from flows.read.tables import find_tables
from tests.read.tables.typed import across, grid, spans, typed


def test_words_in_place_of_figures_part_from_the_figure_beside_them() -> None:
    (table,) = find_tables(
        typed("""
Age       Fem      Mal      N/R
Under 5   1,601 Withheld    371
5 to 9      555    1,574    826
10 to 13    230 Withheld Withheld
14 to 15  1,115    1,164    778
""")
    )
    assert grid(table)[1:4] == [
        ["Under 5", "1,601", "Withheld", "371"],
        ["5 to 9", "555", "1,574", "826"],
        ["10 to 13", "230", "Withheld", "Withheld"],
    ]


def test_a_figure_with_a_comma_has_no_thousands_behind_a_space() -> None:
    (table,) = find_tables(
        typed("""
Age        F     M     U
Under 5    317   62    34
5 to 9     101   74     8
All      1,957 1,297 321
""")
    )
    assert grid(table)[-1] == ["All", "1,957", "1,297", "321"]


def test_a_code_begins_a_label_whatever_the_one_above_ends_in() -> None:
    (table,) = find_tables(
        typed("""
HO class                                         Recorded   Online
19H - Rape of a male child under 13                    17       63
20A - Sexual assault on a female aged 13 and
over                                                   18       81
20B - Sexual assault on a female child under
13                                                      5       92
21 - Sexual activity involving a child                  2       43
88A -
Sexual grooming                                         6       11
""")
    )
    assert [row[0] for row in grid(table)[1:]] == [
        "19H - Rape of a male child under 13",
        "20A - Sexual assault on a female aged 13 and over",
        "20B - Sexual assault on a female child under 13",
        "21 - Sexual activity involving a child",
        "88A - Sexual grooming",
    ]


def test_a_header_rule_that_leaves_out_the_name_of_the_labels_begins_the_table() -> None:
    (table,) = find_tables(
        typed(
            """
Offence             2015/16            2016/17
                 Male    Female     Male    Female
Rape of a
female aged       1        90       53         9
16 and over
Rape of a
male child      258        43      275         4
under 13
Causing sexual
activity        184       323      189       291
Grooming         25        43       75         4
""",
            [across(2, 15, 50), *(across(n, 0, 50) for n in (5, 8, 10, 11))],
        )
    )
    assert spans(table)["2015/16"] == (1, 2)
    assert [row[0] for row in grid(table)[2:]] == [
        "Rape of a female aged 16 and over",
        "Rape of a male child under 13",
        "Causing sexual activity",
        "Grooming",
    ]


def test_labels_far_to_the_left_of_ruled_names_belong_to_the_rows_under_these() -> None:
    (table,) = find_tables(
        typed(
            """
                                     2016-17             2015-16
                                 Male    Female     Male    Female
Age 0                            *       9         *       96
Age 1                            0       8         21      *
Age 2                            57      134       0       *
""",
            [across(1, 32, 66), across(2, 32, 66)],
        )
    )
    assert [row[0] for row in grid(table)[2:]] == ["Age 0", "Age 1", "Age 2"]
    assert spans(table)["2016-17"] == (1, 2)


def test_header_rules_over_columns_alone_are_of_one_table_with_longer_row_rules() -> None:
    (table,) = find_tables(
        typed(
            """
             2016-17                2015-16
        Offences  Of which     Offences  Of which
                  cyber                  cyber
1              9       114            3         8
2              9         1           92       151
3             33         7            1        19
""",
            [*(across(n, 7, 50) for n in (0, 1, 3)), *(across(n, 0, 50) for n in (4, 5, 6))],
        )
    )
    assert [row[0] for row in grid(table)[2:]] == ["1", "2", "3"]
    assert spans(table)["2016-17"] == (1, 2)


def test_a_year_printed_once_before_a_long_list_stands_in_a_column_under_its_heading() -> None:
    rows = [f"{'15/16' if n == 0 else '':9}{n + 10}A     Rape of a child {n:<6}{n + 3:<6}{2 * n}" for n in range(14)]
    (table,) = find_tables(typed("\n".join(["Fin yr   Class   Offence               F     M", *rows])))
    assert [row[:2] for row in grid(table)[:3]] == [["Fin yr", "Class"], ["15/16", "10A"], ["", "11A"]]

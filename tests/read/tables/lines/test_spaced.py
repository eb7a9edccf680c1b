"""Rows told by the space between them, in half lines, and headers whose dates are broken over lines."""

from flows.read.tables import find_tables
from tests.read.tables.typed import across, down, grid, shade, typed

HALF = 6.0


def test_figures_on_the_last_line_of_labels_whose_codes_stand_on_the_first() -> None:
    (table,) = find_tables(
        typed(
            """
Code  Offence                       2015/16    2016/17


17A   Sexual assault on a male

      aged 13 and over                   48         98


17B   Sexual assault on a male

      child under 13                     12         31


88A   Sexual grooming                    94         12


71    Abuse of children through

      exploitation                       31         77
""",
            pitch=HALF,
        )
    )
    assert grid(table) == [
        ["Code", "Offence", "2015/16", "2016/17"],
        ["17A", "Sexual assault on a male aged 13 and over", "48", "98"],
        ["17B", "Sexual assault on a male child under 13", "12", "31"],
        ["88A", "Sexual grooming", "94", "12"],
        ["71", "Abuse of children through exploitation", "31", "77"],
    ]


def test_dates_broken_over_lines_head_columns() -> None:
    page = """
           01/04/2015    01/04/2016
                -             -
Age        31/03/2016    31/03/2017
0-4               48            98
5-9               12            31
10-13             31            77
"""
    names = ["Age", "01/04/2015 - 31/03/2016", "01/04/2016 - 31/03/2017"]
    (table,) = find_tables(typed(page))
    assert grid(table)[:2] == [names, ["0-4", "48", "98"]]
    rules = [*(across(n, -1, 38) for n in (0, 3, 4, 5, 6)), *(down(n, 0, 6) for n in (-1, 9, 23, 38))]
    (table,) = find_tables(typed(page, rules))
    assert grid(table)[:2] == [names, ["0-4", "48", "98"]]


def test_a_first_row_of_two_lines_over_shaded_rows_is_of_their_table() -> None:
    (table,) = find_tables(
        typed(
            """
Offence                     2015/16    2016/17
Sexual assault on a              48         98
male aged 13 and over
Rape of a male child             12         31
Sexual grooming                  94         12
Exposure                         31         77
Voyeurism                         6          8
""",
            fills=[shade(3, 4, 0, 48), shade(5, 6, 0, 48)],
        )
    )
    assert [row[1] for row in grid(table)] == ["2015/16", "48", "12", "94", "31", "6"]
    assert grid(table)[1][0] == "Sexual assault on a male aged 13 and over"


def test_a_year_and_a_dash_that_ends_its_line_are_one_text() -> None:
    (table,) = find_tables(
        typed("""
           Apr 2015 -    Apr 2016 -
Age         Mar 2016      Mar 2017
0-4               48            98
5-9               12            31
10-13             31            77
""")
    )
    assert grid(table)[0] == ["Age", "Apr 2015 - Mar 2016", "Apr 2016 - Mar 2017"]


def test_a_label_begun_under_the_rule_of_the_header_is_of_the_first_row() -> None:
    rules = [across(n, -1, 48) for n in (0, 1, 3, 5, 6)]
    (table,) = find_tables(
        typed(
            """
Code  Offence              2015/16    2016/17
      Sexual assault on a
17A   male over 13              48         98
      Rape of a
19H   male child                12         31
88A   Grooming                  94         12
""",
            rules,
        )
    )
    assert grid(table)[1:] == [
        ["17A", "Sexual assault on a male over 13", "48", "98"],
        ["19H", "Rape of a male child", "12", "31"],
        ["88A", "Grooming", "94", "12"],
    ]

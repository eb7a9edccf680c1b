"""Labels broken over lines with their figures half way down; typed in half lines."""

from flows.read.tables import find_tables
from tests.read.tables.typed import across, grid, typed

HALF = 6.0


def test_figures_between_two_lines_of_a_label_belong_to_both() -> None:
    (table,) = find_tables(
        typed(
            """
                              2015/16    2016/17


Possession of indecent
                                   48         98
Images of children


Rape                               94         12


Abuse of position of
                                   31         77
Trust
""",
            pitch=HALF,
        )
    )
    assert grid(table)[1:] == [
        ["Possession of indecent Images of children", "48", "98"],
        ["Rape", "94", "12"],
        ["Abuse of position of Trust", "31", "77"],
    ]


def test_long_labels_part_no_rows_from_the_table() -> None:
    (table,) = find_tables(
        typed(
            """
                     2015/16    2016/17


Abuse

Of a

Position             48         98

Of any

Trust


Abuse

Of some
                     94         12
Sort of

Trust


Abuse

Of no

Position             31         77

Of such

Trust
""",
            pitch=HALF,
        )
    )
    assert grid(table)[1:] == [
        ["Abuse Of a Position Of any Trust", "48", "98"],
        ["Abuse Of some Sort of Trust", "94", "12"],
        ["Abuse Of no Position Of such Trust", "31", "77"],
    ]


def test_a_row_alone_under_its_header_has_its_label_on_two_lines() -> None:
    (table,) = find_tables(
        typed(
            """
                  Under 13    13 to 15      Total


Number of
                  276         700             976
Offences
""",
            pitch=HALF,
        )
    )
    assert grid(table) == [["", "Under 13", "13 to 15", "Total"], ["Number of Offences", "276", "700", "976"]]


def test_a_page_that_begins_with_a_label_has_no_header() -> None:
    (table,) = find_tables(
        typed(
            """
Rape of a
                     48         98
Female


Rape of a
                     94         12
Male


Rape of a
                     31         77
Child
""",
            pitch=HALF,
        )
    )
    assert [row[0] for row in grid(table)] == ["Rape of a Female", "Rape of a Male", "Rape of a Child"]
    assert table.header_rows == 0


def test_rows_without_figures_are_not_taken_into_the_row_between_them() -> None:
    (table,) = find_tables(
        typed("""
Offence          2015/16    2016/17
Rape                  48         98
Grooming
Exposure              31         77
Incest
Trafficking           12         13
""")
    )
    assert [row[0] for row in grid(table)[1:]] == ["Rape", "Grooming", "Exposure", "Incest", "Trafficking"]


def test_a_line_alone_under_a_row_of_figures_is_no_part_of_its_label() -> None:
    tables = find_tables(
        typed("""
Offence          2015/16    2016/17
Rape                  48         98
Grooming              31         77

Figures as recorded
""")
    )
    assert [len(grid(t)) for t in tables] == [3]


def test_the_rule_under_another_header_closes_no_table_above_it() -> None:
    first, second = find_tables(
        typed(
            """
Offence          Recorded   Detected
Rape                   48         98
Grooming               31         77
Source: crime recording system.
The next shows how many of these were flagged.
Offence           Flagged     Closed
Rape                   12         13
Grooming                2          9
""",
            rules=[across(1, 0, 36), across(6, 0, 36)],
        )
    )
    assert grid(first)[0] == ["Offence", "Recorded", "Detected"]
    assert grid(second) == [
        ["Offence", "Flagged", "Closed"], ["Rape", "12", "13"], ["Grooming", "2", "9"],
    ]  # fmt: skip


def test_a_table_of_other_columns_close_below_is_a_table_of_its_own() -> None:
    first, second = find_tables(
        typed(
            """
Offence        Recorded   Detected    Ongoing

Rape                 48         98         17

Grooming             31         77         18



Measure           2015/16        2016/17

Total                  81             34
""",
            pitch=HALF,
        )
    )
    assert [row[0] for row in grid(first)] == ["Offence", "Rape", "Grooming"]
    assert grid(second) == [["Measure", "2015/16", "2016/17"], ["Total", "81", "34"]]


def test_a_row_alone_under_its_header_has_a_cell_for_each_figure() -> None:
    (table,) = find_tables(
        typed("""
                     Female   Male   Not known
Number of offences   34       747    49
""")
    )
    assert grid(table) == [["", "Female", "Male", "Not known"], ["Number of offences", "34", "747", "49"]]


def test_rows_with_their_figures_beside_and_between_lines_of_their_labels_go_on() -> None:
    (table,) = find_tables(
        typed(
            """
                     2015/16    2016/17


Abuse

Of some
                     94         12
Sort of

Trust


Abuse

Of a

Position             48         98

Of any

Trust


Abuse

Of no
                     31         77
Sort of

Trust
""",
            pitch=HALF,
        )
    )
    assert [row[0] for row in grid(table)[1:]] == [
        "Abuse Of some Sort of Trust", "Abuse Of a Position Of any Trust", "Abuse Of no Sort of Trust",
    ]  # fmt: skip


def test_names_of_one_and_of_three_lines_are_one_header() -> None:
    (table,) = find_tables(
        typed(
            """
                              Undetected
                 Community
Offence   Charged             - no suspect
                 Resolution
                              Identified


Rape         776        931          570


Other         17        548          916
""",
            pitch=HALF,
            rules=[across(3.2, 0, 44), across(5.2, 0, 44)],
        )
    )
    assert grid(table)[0] == ["Offence", "Charged", "Community Resolution", "Undetected - no suspect Identified"]


def test_two_rows_in_one_shade_are_two_rows() -> None:
    (table,) = find_tables(
        typed(
            """
Offence          2015/16    2016/17
Rape of
                      11         12
Boys

Rape of
                      13         14
Girls
"""
            + "".join(f"\n\nLabel{n}              {n}0         {n}1\n" for n in range(10, 30)),
            pitch=HALF,
            rules=[across(0.6, 0, 36), *(across(4.5 + n * 1.5, 0, 36) for n in range(21))],
        )
    )
    assert grid(table)[1:3] == [["Rape of Boys", "11", "12"], ["Rape of Girls", "13", "14"]]

"""Tables without rules beside and above other text and tables."""

from flows.read.tables import find_tables
from tests.read.tables.typed import across, grid, spans, typed


def test_the_words_of_a_table_are_told_apart_from_those_around_it() -> None:
    page = typed("""
Dear Sir or Madam, the figures that you asked for are in the table below.

              2015/16    2016/17
Female            784        847
Male              182        201

If you are not satisfied with this response you may ask for a review.
""")
    (table,) = find_tables(page)
    assert [page.words[i].text for i in table.words] == [
        "2015/16", "2016/17", "Female", "784", "847", "Male", "182", "201",
    ]  # fmt: skip


def test_a_table_in_one_column_of_a_page_takes_nothing_from_the_prose_beside_it() -> None:
    (table,) = find_tables(
        typed("""
The force records offences under        The figures are set out below.
the Home Office counting rules and
these are published each year by        Sex        2015/16   2016/17
the department in a long list of        Female         784       847
codes that officers use when they       Male           182       201
record a crime on the system for        Unknown         17        18
the first time in any one of the        Total          983      1066
districts of the force area now.
""")
    )
    assert grid(table)[0] == ["Sex", "2015/16", "2016/17"]
    assert grid(table)[1] == ["Female", "784", "847"]
    assert table.rows == 5


def test_long_labels_beside_figures_are_no_column_of_prose() -> None:
    (table,) = find_tables(
        typed("""
                                               2008     2009
average benefit that is paid to workers and      12       23
payments to providers of services for the        13       47
loans and guarantees of loans to the states      29       71
grants to states for housing projects in the     43       18
number of those who were given services in       76       12
assistance to families in need and to others     89       47
""")
    )
    assert table.columns == 3
    assert len(grid(table)) == 7


def test_ruled_rows_beside_a_column_of_prose_lose_no_row() -> None:
    (table,) = find_tables(
        typed(
            """
The force records offences under       Sex           2015/16   2016/17
the Home Office counting rules and     Female            784       847
these are published each year by       Male              182       201
the department in a long list of       Unknown            17        18
codes that officers use when they      Total             983      1066
""",
            [across(0, 39, 70), across(1, 39, 70), across(5, 39, 70)],
        )
    )
    assert [row[0] for row in grid(table)] == ["Sex", "Female", "Male", "Unknown", "Total"]


def test_the_scale_of_a_chart_beside_a_table_is_no_column_of_it() -> None:
    text = """
                                Year     Imports   Exports
100                             2004        39.9       0.4
                                2005         1.8       0.7
 80                             2006         0.1       0.9
                                2007        36.3       0.5
 60                             2008       451.4      64.2
                                2009       556.1      37.0
 40                             2010        12.8       3.5
"""
    (table,) = find_tables(typed(text, [across(n + 0.5, 4, 27) for n in (1, 3, 5, 7)]))
    assert grid(table)[0] == ["Year", "Imports", "Exports"]


def test_a_heading_in_the_middle_of_the_table_spans_all_its_columns() -> None:
    (table,) = find_tables(
        typed("""
Offence            2014     2015     2016
Rape                 12       14       11
Grooming              3        5        4
                Northeast
Rape                  2        4        1
Grooming              1        0        7
""")
    )
    assert spans(table) == {"Northeast": (1, 4)}
    assert len(grid(table)) == 6


def test_rows_go_on_after_a_wide_gap_where_they_stand_in_the_same_columns() -> None:
    (table,) = find_tables(
        typed("""
Offence            2014     2015     2016
Rape                 12       14       11
Grooming              3        5        4
Robbery              40       44       48


Arson                 7        9        2
Fraud                61       70       64
""")
    )
    assert [row[0] for row in grid(table)] == ["Offence", "Rape", "Grooming", "Robbery", "Arson", "Fraud"]


def test_a_header_that_comes_again_begins_another_table() -> None:
    tables = find_tables(
        typed("""
               To air   To water
Methane           100          2
Ammonia            10          5
Benzene             7          9
               To air   To water
Arsenic            20          5
Cadmium            10          3
Copper              4          1
""")
    )
    assert [grid(t)[0][1] for t in tables] == ["To air", "To air"]
    assert [len(grid(t)) for t in tables] == [4, 4]


def test_three_dots_in_a_column_of_figures_are_a_cell_and_after_a_label_a_leader() -> None:
    (table,) = find_tables(
        typed("""
Offence            2014     2015     2016
Rape ...             12       14       11
Grooming             ...       5        4
Robbery              40       44       48
""")
    )
    assert grid(table)[1:3] == [["Rape", "12", "14", "11"], ["Grooming", "...", "5", "4"]]


def test_labels_behind_numbers_are_joined_like_other_labels() -> None:
    (table,) = find_tables(
        typed("""
Code   Offence                    2015    2016
       Abuse of a position of
115    trust                        12      14
200    Grooming                      3       5
       Sexual activity with a
300    child                        40      44
""")
    )
    assert [row[:2] for row in grid(table)][1:] == [
        ["115", "Abuse of a position of trust"],
        ["200", "Grooming"],
        ["300", "Sexual activity with a child"],
    ]


def test_labels_broken_over_lines_beside_their_figures_are_no_prose() -> None:
    label = "Sexual activity with a child family member", "penetration - offender 18 or over - female"
    rows = [(*label, "to 17", "Female   173   190"), (*label, "13 to 17", "Male      33    35")] * 2
    lines = ["no penetration"]
    for first, second, third, figures in rows:
        lines += ["", f"{first}    {figures}", second, third]
    page = typed("\n".join(lines), pitch=11.0)
    (table,) = find_tables(page)
    assert [row[1:] for row in grid(table)] == [["Female", "173", "190"], ["Male", "33", "35"]] * 2
    assert all(row[0].startswith("Sexual activity with a child family member penetration") for row in grid(table))

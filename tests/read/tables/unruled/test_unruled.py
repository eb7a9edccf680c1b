"""Tables without upright lines: columns by free space, rows by figures, headers by what stands above."""

from flows.read.tables import find_tables
from tests.read.tables.typed import grid, spans, typed


def test_blank_cells_stay_blank_and_headers_wider_than_their_column_stay_whole() -> None:
    (table,) = find_tables(
        typed("""
            4 and under   5 to 10   11 to 15   16 and 17   Unknown Age

Female                        6         50          *            *
Male                          *         13
Unknown                                  *
Sum:             0            6         63          0            0
""")
    )
    assert grid(table)[:3] == [
        ["", "4 and under", "5 to 10", "11 to 15", "16 and 17", "Unknown Age"],
        ["Female", "", "6", "50", "*", "*"],
        ["Male", "", "*", "13", "", ""],
    ]
    assert (table.method, table.header_rows) == ("pdf_text", 1)


def test_a_group_header_centred_over_its_columns_spans_them() -> None:
    (table,) = find_tables(
        typed("""
                      2015/16                  2016/17
Age               Female      Male        Female      Male

Under 13              12        10            30        12
13 to 15              40        33           100        40
16 to 17              68        56           120        48
""")
    )
    assert spans(table)["2015/16"] == (1, 2)
    assert spans(table)["2016/17"] == (1, 2)
    assert spans(table)["Age"] == (2, 1)
    assert grid(table)[2] == ["Under 13", "12", "10", "30", "12"]


def test_group_headers_off_centre_are_told_by_headers_that_repeat_below() -> None:
    (table,) = find_tables(
        typed("""
                              Male              Female
                          N        %         N        %
Under 13                 12     10.0        30     12.0
13 to 15                 40     33.3       100     40.0
""")
    )
    assert spans(table) == {"Male": (1, 2), "Female": (1, 2)}


def test_labels_broken_over_lines_are_one_row() -> None:
    (table,) = find_tables(
        typed("""
Offence                                   2015/16   2016/17

Sexual assault on a male aged 13 and           36        33
over
Rape of a female child under 16                74        74
Causing or inciting a child to engage
in sexual activity                             12        14
Sexual grooming, including meeting a           16        19
child
""")
    )
    assert [row[0] for row in grid(table)] == [
        "Offence",
        "Sexual assault on a male aged 13 and over",
        "Rape of a female child under 16",
        "Causing or inciting a child to engage in sexual activity",
        "Sexual grooming, including meeting a child",
    ]
    assert [row[1] for row in grid(table)] == ["2015/16", "36", "74", "12", "16"]


def test_headings_of_parts_are_rows_of_their_own() -> None:
    (table,) = find_tables(
        typed("""
Offence            2015/16   2016/17

Rape
Female victim           12        14
Male victim              3         5
Grooming
Female victim           40        45
""")
    )
    assert [row[0] for row in grid(table)] == [
        "Offence", "Rape", "Female victim", "Male victim", "Grooming", "Female victim",
    ]  # fmt: skip


def test_tables_side_by_side_stay_two() -> None:
    left, right = find_tables(
        typed("""
Sex         2015/16    2016/17           Age        2015/16    2016/17
Female          784        847           0-4             55         61
Male            182        201           5-9            120        130
Unknown          17         18           10-14          400        410
""")
    )
    assert grid(left)[1] == ["Female", "784", "847"]
    assert grid(right)[1] == ["0-4", "55", "61"]


def test_tables_one_above_the_other_stay_two_though_their_columns_agree() -> None:
    first, second = find_tables(
        typed("""
Offences by sex, 2016/17
              Recorded   Flagged
Female             784        47
Male               182        20


Offences by sex, 2015/16
              Recorded   Flagged
Female             701        41
Male               140        11
""")
    )
    assert grid(first)[-1] == ["Male", "182", "20"]
    assert grid(second)[0] == ["", "Recorded", "Flagged"]


def test_one_row_under_two_levels_of_header_is_a_table() -> None:
    (table,) = find_tables(
        typed("""
                 2015/16            2016/17
Cyber flag     Yes      No        Yes      No
Offences       109   1,462        361   1,841
""")
    )
    assert grid(table)[-1] == ["Offences", "109", "1,462", "361", "1,841"]


def test_leaders_and_currency_signs_make_no_columns() -> None:
    (table,) = find_tables(
        typed("""
Account                        FY 2009     FY 2010

Research ................   $    1,234  $    1,345
Facilities ..............          234         210
Total . . . . . . . . . .   $    2,456  $    2,556
""")
    )
    assert grid(table) == [
        ["Account", "FY 2009", "FY 2010"],
        ["Research", "$ 1,234", "$ 1,345"],
        ["Facilities", "234", "210"],
        ["Total", "$ 2,456", "$ 2,556"],
    ]


def test_thousands_parted_by_a_thin_space_are_one_figure() -> None:
    (table,) = find_tables(
        typed("""
               2000      2002      2004
General      15 455    13 951    12 068
Further      35 190    44 307    60 152
All       1 649 692    58 258    72 220
""")
    )
    assert grid(table)[3] == ["All", "1 649 692", "58 258", "72 220"]

"""Print-outs in type of one width: lines typed with characters, the print's own head, headings of parts."""

from flows.read.tables import find_tables
from tests.read.tables.typed import grid, spans, typed

PRINTOUT = """
CRIME RECORDING SYSTEM                           PAGE 1
Sexual offences where the victim was under 18

                   ---- Female ----   ----- Male -----
Offence            2014/15  2015/16   2014/15  2015/16
======================================================
Rape                    12       70         5        4
Sexual assault          47        5        18        -
======================================================
Total                   59       75        23        4
"""


def test_lines_typed_with_characters_are_rules_and_no_words_of_a_cell() -> None:
    (table,) = find_tables(typed(PRINTOUT))
    assert grid(table)[1:] == [
        ["", "2014/15", "2015/16", "2014/15", "2015/16"],
        ["Rape", "12", "70", "5", "4"],
        ["Sexual assault", "47", "5", "18", "-"],
        ["Total", "59", "75", "23", "4"],
    ]
    assert spans(table)["Female"] == spans(table)["Male"] == (1, 2)


def test_the_head_of_a_print_and_its_title_are_no_headers() -> None:
    (table,) = find_tables(typed(PRINTOUT))
    assert not any("PAGE" in cell.text or "victim" in cell.text for cell in table.cells)


def test_headers_stand_over_the_heading_of_a_part_that_follows_their_rule() -> None:
    (table,) = find_tables(
        typed("""
Offence            2014/15  2015/16   2016/17
---------------------------------------------
Female victims
  Rape                  12       70         5
  Sexual assault        47        5        18
Male victims
  Rape                   3        1         2
  Sexual assault         9        8         7
""")
    )
    assert grid(table)[:3] == [
        ["Offence", "2014/15", "2015/16", "2016/17"],
        ["Female victims", "", "", ""],
        ["Rape", "12", "70", "5"],
    ]


def test_five_dashes_in_a_row_of_figures_are_no_line() -> None:
    (table,) = find_tables(
        typed("""
Offence            2014/15  2015/16   2016/17
Rape                    12    -----         5
Sexual assault          47        5        18
""")
    )
    assert grid(table)[1] == ["Rape", "12", "-----", "5"]


def test_names_of_columns_part_where_the_pieces_of_their_rule_do() -> None:
    (table,) = find_tables(
        typed("""
Class Offence                         Female Male Not-Stated  Total
----- ------------------------------- ------ ---- ---------- ------
Financial Year: 2015/16
17A   Sexual assault on a male             0   20          0     20
19C   Rape of a female                    30    0          1     31
22B   Sexual activity with a child        45   16          2     63
""")
    )
    assert grid(table)[0] == ["Class", "Offence", "Female", "Male", "Not-Stated", "Total"]


def test_a_name_over_codes_and_titles_is_header_above_the_rule() -> None:
    rows = "\n".join(f"{n}A    SEXUAL ASSAULT OF KIND {n}              0      {n}      {n}" for n in range(10, 30))
    rule = "-" * 60
    (table,) = find_tables(
        typed(f"""
HO CLASS                                 0-12   13-15   TOTAL
{rule}
{rows}
{rule}
ALL SEXUAL OFFENCES                         0     390     390
""")
    )
    assert grid(table)[:2] == [
        ["HO CLASS", "", "0-12", "13-15", "TOTAL"],
        ["10A", "SEXUAL ASSAULT OF KIND 10", "0", "10", "10"],
    ]


def test_rows_in_step_are_one_table_however_wide_they_are_set() -> None:
    (table,) = find_tables(
        typed(
            """
Offence            2014/15  2015/16   2016/17
Rape                    12       70         5
Sexual assault          47        5        18
Grooming                 9       11        13
Exposure                 4        1         2
""",
            pitch=35,
        )
    )
    assert grid(table)[0] == ["Offence", "2014/15", "2015/16", "2016/17"]
    assert len(grid(table)) == 5

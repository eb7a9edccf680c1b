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

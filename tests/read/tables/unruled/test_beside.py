"""What stands beside a table: another table, a column of prose, a chart."""

from flows.read.grid import Box
from flows.read.page import Rule
from flows.read.tables import find_tables
from tests.read.tables.typed import LEFT, PITCH, SIZE, TOP, WIDE, across, grid, shade, typed


def test_tables_beside_each_other_whose_row_rules_end_between_them_are_two() -> None:
    page = typed(
        """
Offence          Recorded  Cleared  Species        Counted
Rape                   12        3  Wood stork         208
Grooming                5        1  Bald eagle          17
Robbery                40       20  Canada lynx         35
Arson                   7        0  Bull trout          94
Fraud                  61       14  Gray wolf           23
""",
        [rule for n in (0, 1, 6) for rule in (across(n, 0, 34), across(n, 36, 58))],
    )
    left, right = find_tables(page)
    assert grid(left)[1] == ["Rape", "12", "3"]
    assert grid(right)[1] == ["Wood stork", "208"]


def test_a_table_in_one_column_of_a_page_takes_nothing_from_the_paragraph_in_the_other() -> None:
    (table,) = find_tables(
        typed("""
Offence            2015   2016   the authority reports that the figures of
Rape                 12     14   the last year were not complete because a
Grooming              3      5   number of offences were recorded late and
Robbery              40     44   were moved into the next year by the unit
Arson                 7      9   that keeps them; the same holds for those
Fraud                61     70   which the courts have sent back since the
Burglary              8      3   inquiry of that year came to its end last
""")
    )
    assert grid(table)[-1] == ["Burglary", "8", "3"]
    assert table.columns == 3


def test_the_scale_and_the_bars_of_a_chart_are_no_table() -> None:
    even = """
40        38
30   31
20              27
10                    19
 0
     2001  2002  2003  2004
"""
    assert find_tables(typed(even, [_through(n, 4, 30) for n in range(5)])) == []
    bars = [shade(top, 4.5, x, x + 3) for top, x in ((1.2, 5), (0.3, 10), (2.4, 16), (3.1, 22))]
    assert find_tables(typed(even, fills=bars)) == []


def _through(line: int, start: int, end: int) -> Rule:
    """A rule through the middle of a typed line."""
    y = TOP + PITCH * line + SIZE / 2
    return Rule(Box(LEFT + WIDE * start, y, LEFT + WIDE * end, y), True)


def test_tables_beside_each_other_after_no_wider_a_gap_are_two_where_their_rows_do_not_keep_step() -> None:
    left, right = find_tables(
        typed("""
Offence     2015  2016   Species     2015  2016
Rape          12    14   Wood stork    20    31
Grooming       3     5   Males
Robbery       40    44   Bull trout    94    87
Arson          7     9   Canada
Fraud         61    70   lynx          35    38
Burglary       8     3
Theft         19    21
""")
    )
    assert grid(left)[2] == ["Grooming", "3", "5"]
    assert grid(right)[1] == ["Wood stork", "20", "31"]

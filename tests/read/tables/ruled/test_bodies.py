"""Tables whose header is a drawn grid and whose rows are not."""

from flows.read.tables import find_tables
from tests.read.tables.typed import PITCH, across, down, grid, spans, typed

HEADER = [
    *(across(n, -1, 41) for n in (0, 2)),
    across(1, 10, 41),
    *(down(c, 0, 2) for c in (-1, 10, 25, 41)),
    *(down(c, 1, 2) for c in (17, 33)),
]
TEXT = """
                 2015/16         2016/17
Offence     Girls   Boys    Girls   Boys
Rape           12     14        1      2
Sexual          3      5        4      6
assault
Total          15     19        5      8
"""
ROWS = [
    ["Rape", "12", "14", "1", "2"],
    ["Sexual assault", "3", "5", "4", "6"],
    ["Total", "15", "19", "5", "8"],
]


def test_rows_between_row_rules_go_on_with_the_grid_of_their_header() -> None:
    (table,) = find_tables(typed(TEXT, [*HEADER, *(across(n, -1, 41) for n in (3, 5, 6))]))
    assert spans(table)["2015/16"] == (1, 2)
    assert grid(table)[2:] == ROWS


def test_rows_without_any_line_go_on_with_the_grid_of_their_header() -> None:
    (table,) = find_tables(typed(TEXT, HEADER))
    assert spans(table)["2016/17"] == (1, 2)
    assert grid(table)[2:] == ROWS


def test_a_heading_of_a_part_between_row_rules_runs_over_all_columns() -> None:
    text = TEXT.replace("Sexual          3", "Offences with one or more victims\nSexual          3")
    (table,) = find_tables(typed(text, [*HEADER, *(across(n, -1, 41) for n in (3, 4, 6, 7))]))
    assert spans(table)["Offences with one or more victims"] == (1, 5)


def test_a_heading_of_a_part_among_rows_without_lines_parts_them_and_is_no_figure() -> None:
    text = TEXT.replace("Sexual          3", "Offences against two victims\nSexual          3")
    (table,) = find_tables(typed(text, HEADER))
    assert spans(table)["Offences against two victims"] == (1, 5)
    assert [row[0] for row in grid(table)[2:]] == ["Rape", "Offences against two victims", "Sexual assault", "Total"]


def test_rows_part_as_well_where_their_rules_are_dotted() -> None:
    dots = [across(n, c, c + 1) for n in (3, 5, 6) for c in range(-1, 41, 2)]
    (table,) = find_tables(typed(TEXT, [*HEADER, *dots]))
    assert grid(table)[2:] == ROWS


def test_a_sentence_with_figures_under_a_grid_of_words_is_no_row_of_it() -> None:
    page = typed(
        """
Reference   Dated
Kent        Monday
Of the offences in 2016/17 there were 59 that had a flag for online.
""",
        [*(across(n, -1, 20) for n in (0, 1, 2)), *(down(c, 0, 2) for c in (-1, 10, 20))],
    )
    assert all(table.rows == 2 for table in find_tables(page))


def test_a_row_that_the_foot_of_the_page_cuts_leaves_the_others_whole() -> None:
    short = "Abuse\n\nOf a             {n}0     {n}1\n\nChild"
    long = "Act{n}\n\nOf a\n                 {n}2     {n}3\n\nChild\n\nKnown".replace("}3\n\n", "}3\n")
    rows = [*(short.format(n=n) for n in range(10, 15)), *(long.format(n=n) for n in range(20, 23))]
    cut = "Crime\n\nOf a\n                 333     444"
    rules = [*(across(n, -1, 32) for n in (0, 1)), *(down(c, 0, 1) for c in (-1, 14, 22, 32))]
    page = typed("\n\n\n".join(["Offence        2015/16 2016/17", *rows, cut]), rules, pitch=PITCH / 2)
    (table,) = find_tables(page)
    assert [row[1] for row in grid(table)[1:]] == [
        *(f"{n}0" for n in range(10, 15)), *(f"{n}2" for n in range(20, 23)), "333",
    ]  # fmt: skip
    assert grid(table)[-1][0] == "Crime Of a"

"""Ruled tables whose parts stand apart, or are parted by the text alone."""

from dataclasses import replace

from flows.read.tables import find_tables
from tests.read.tables.typed import across, down, grid, spans, typed


def test_a_block_of_figures_set_apart_belongs_to_the_labels_beside_it() -> None:
    page = typed(
        """
Brent       41      99
Croydon     22     135
Ealing      39     105
""",
        [
            *(across(n, a, b) for n in range(4) for a, b in ((-1, 15), (17, 24))),
            *(down(c, 0, 3) for c in (-1, 10, 15, 17, 24)),
        ],
    )
    (table,) = find_tables(page)
    assert grid(table)[1] == ["Croydon", "22", "135"]


def test_a_group_s_name_over_the_names_of_its_columns_in_one_ruled_cell_spans_them() -> None:
    page = typed(
        """
                        Rentals
State      Permit   Handgun  Other
Alabama        12        14      3
Alaska          5         6      7
""",
        [
            *(across(n, -1, 36) for n in (0, 2, 3, 4)),
            *(down(c, 0, 4) for c in (-1, 10, 19, 36)),
            down(28, 2, 4),
        ],
    )
    (table,) = find_tables(page)
    assert spans(table) == {"Rentals": (1, 2), "State": (2, 1), "Permit": (2, 1)}
    assert grid(table)[1][2:] == ["Handgun", "Other"]


def test_a_box_of_totals_set_apart_below_is_a_row_of_its_table() -> None:
    page = typed(
        """
Offence           2015    2016
Rape                12      14
Grooming             3       5

Total               15      19
""",
        [
            *(across(n, 0, 32) for n in range(4)), *(down(c, 0, 3) for c in (0, 15, 24, 32)),
            *(across(n, 0, 32) for n in (4, 5)), *(down(c, 4, 5) for c in (0, 15, 24, 32)),
        ],
    )  # fmt: skip
    (table,) = find_tables(page)
    assert grid(table)[-1] == ["Total", "15", "19"]
    other = replace(
        page,
        words=tuple(
            replace(w, text="2017" if w.text == "15" else "2018" if w.text == "19" else w.text) for w in page.words
        ),
    )
    assert "2017" not in [text for table in find_tables(other)[:1] for row in grid(table) for text in row]


def test_a_label_that_ends_in_a_number_on_its_second_line_is_one_row() -> None:
    page = typed(
        """
Area        Offence              2015    2016
Durham      Rape of a child        12      14
City        13
Durham      Grooming                3       5
""",
        [
            *(across(n, -1, 46) for n in (0, 1, 3, 4)),
            *(down(c, 0, 4) for c in (-1, 11, 31, 39, 46)),
        ],
    )
    (table,) = find_tables(page)
    assert grid(table)[1] == ["Durham City", "Rape of a child 13", "12", "14"]


def test_uprights_that_stop_for_a_heading_make_one_table_in_whose_rows_it_spans_all_columns() -> None:
    page = typed(
        """
Offence           2015    2016
Rape                12      14
Grooming             3       5
              Males
Robbery             40      44
Arson                7       9
""",
        [
            *(across(n, 0, 32) for n in (0, 1, 6)),
            *(down(c, first, last) for c in (15, 24) for first, last in ((0, 3), (4, 6))),
        ],
    )
    (table,) = find_tables(page)
    assert [row[0] for row in grid(table)] == ["Offence", "Rape", "Grooming", "Males", "Robbery", "Arson"]
    assert spans(table) == {"Males": (1, 3)}


def test_lines_of_words_between_uprights_are_rows() -> None:
    page = typed(
        """
Officer        Force
A Patel        Kent
M Garcia       Norfolk
L Chen         Essex
J Smith        Surrey
""",
        [*(across(n, 0, 25) for n in (0, 1, 5)), *(down(c, 0, 5) for c in (-1, 12, 25))],
    )
    (table,) = find_tables(page)
    assert grid(table)[2] == ["M Garcia", "Norfolk"]


def test_labels_far_from_each_other_in_one_ruled_cell_head_their_own_rows() -> None:
    page = typed(
        """
Year      Sex      0    1
2016/17   Female   3    4
          Male     1    0
          Total    4    4
2015/16   Female   2    5
          Male     2    1
          Total    4    6
""",
        [
            *(across(n, -1, 26) for n in (0, 1, 7)),
            *(across(n, 9, 26) for n in range(2, 7)),
            *(down(c, 0, 7) for c in (-1, 9, 18, 22, 26)),
        ],
    )
    (table,) = find_tables(page)
    assert spans(table) == {"2016/17": (3, 1), "2015/16": (3, 1)}

"""Names of groups over the names of columns, where no line parts the two."""

from flows.read.tables import find_tables
from tests.read.tables.typed import across, down, grid, shade, spans, typed

TIERS = """
                Online            Offline
Offence     2015    2016    2015    2016
Rape          12      14       1       2
Grooming       3       5       4       6
"""


def test_uprights_that_begin_half_way_down_a_header_part_groups_from_columns() -> None:
    rules = [
        *(across(n, -1, 41) for n in (0, 2, 3, 4)),
        *(down(c, 0, 4) for c in (-1, 10, 25, 41)),
        *(down(c, 1, 4) for c in (17, 33)),
    ]
    (table,) = find_tables(typed(TIERS, rules))
    assert spans(table)["Online"] == (1, 2)
    assert spans(table)["Offline"] == (1, 2)
    assert grid(table)[1][1:] == ["2015", "2016", "2015", "2016"]


def test_names_of_groups_above_a_frame_are_its_first_row() -> None:
    rules = [
        *(across(n, -1, 41) for n in (1, 2, 3, 4)),
        *(down(c, 1, 4) for c in (-1, 10, 25, 41)),
    ]
    (table,) = find_tables(typed(TIERS, rules))
    assert spans(table) == {"Online": (1, 2), "Offline": (1, 2)}
    assert grid(table)[1] == ["Offence", "2015", "2016", "2015", "2016"]


def test_a_shade_tells_how_far_a_name_above_a_frame_reaches() -> None:
    page = typed(
        """
                Online            Offline
Offence     Rape    Images    Rape    Total
Kent          12      14         1       2
Surrey         3       5         4       6
""",
        [*(across(n, -1, 43) for n in (1, 2, 3, 4)), *(down(c, 1, 4) for c in (-1, 10, 17, 27, 35, 43))],
        [shade(0, 1, 10, 27), shade(0, 1, 27, 43)],
    )
    (table,) = find_tables(page)
    assert spans(table) == {"Online": (1, 2), "Offline": (1, 2)}


def test_a_line_of_text_above_a_frame_is_no_row_of_groups() -> None:
    rules = [*(across(n, -1, 26) for n in (1, 2, 3)), *(down(c, 1, 3) for c in (-1, 10, 18, 26))]
    page = typed(
        """
        Recorded   by year
Offence     2015    2016
Rape          12      14
""",
        rules,
    )
    (table,) = find_tables(page)
    assert grid(table)[0] == ["Offence", "2015", "2016"]

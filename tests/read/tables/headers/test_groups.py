"""Names over groups of columns: told by what stands below them, by uprights, and by the columns they stand over."""

from flows.read.tables import find_tables
from tests.read.tables.typed import across, down, grid, spans, typed


def test_years_over_one_name_each_are_over_their_group() -> None:
    page = typed(
        """
                                  y/e Mar 16                                y/e Mar 17
                     girls   boys   not known   together    girls   boys   not known   together
Under 16               522    162          12        696      581    170          15        766
Under 13               207     76           6        289      234     99           9        342
Under 10               110     43           4        157      114     58           4        176
"""
    )
    (table,) = find_tables(page)
    assert spans(table) == {"y/e Mar 16": (1, 4), "y/e Mar 17": (1, 4)}


def test_a_name_half_way_between_two_uprights_is_over_all_columns_between_them() -> None:
    page = typed(
        """
                       Apr 2016 - Mar 2017                  Apr 2015 - Mar 2016
from            0     5    10    13    15    16        0     5    10    13    15    16
to              4     9    12    14    15    17        4     9    12    14    15    17
All            46   142   171   337   137   125       45   149   136   262   138   107
Rape            6    26    21    52    15    42        5    16    14    41    25    32
Grooming        2     3     9    33    10    12        1     2     4    24    11    13
""",
        [across(0, 0, 88), across(6, 0, 88), down(0, 0, 6), down(12, 0, 6), down(51, 0, 6), down(88, 0, 6)],
    )
    (table,) = find_tables(page)
    assert spans(table) == {"Apr 2016 - Mar 2017": (1, 6), "Apr 2015 - Mar 2016": (1, 6)}


def test_names_far_longer_than_their_figures_head_the_columns_they_stand_over() -> None:
    page = typed(
        """
       Male victims        Age          Female victims
                 26       16 - 17       117
                103       13 - 15       432
                 64       10 - 12       105
                  9        0 - 9         63
""",
        [across(1, 0, 60), across(5, 0, 60)],
    )
    (table,) = find_tables(page)
    assert grid(table)[0] == ["Male victims", "Age", "Female victims"]

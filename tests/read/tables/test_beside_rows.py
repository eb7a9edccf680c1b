"""Labels that stand half way down beside several rows each; typed in half lines."""

from flows.read.tables import PageTable, find_tables
from tests.read.tables.typed import grid, shade, spans, typed

HALF = 6.0


def labels(table: PageTable) -> list[list[str]]:
    """What stands in the first two columns, below the header."""
    return [row[:2] for row in grid(table)[1:]]


def test_a_label_between_two_rows_is_for_those_that_it_is_in_the_middle_of() -> None:
    (table,) = find_tables(
        typed(
            """
Year       Flag          Male     Female

           Online          37         11
2014/15
           Not online      65         81

           Online          32         35
2015/16
           Not online      56         47

           Online          92         70
2016/17
           Not online      74         53
""",
            pitch=HALF,
        )
    )
    assert spans(table) == {"2014/15": (2, 1), "2015/16": (2, 1), "2016/17": (2, 1)}
    assert labels(table)[2:4] == [["2015/16", "Online"], ["", "Not online"]]


def test_groups_may_have_other_rows_and_a_total_row_its_own_label() -> None:
    (table,) = find_tables(
        typed(
            """
                        2015/16    2016/17

         Voyeurism          993        384
Male
         Incest             188        794

         Voyeurism           37        264

         Grooming           268        890
Female
         Trafficking        831        335

         Rape               844        774

Total                      3161       3441
""",
            pitch=HALF,
        )
    )
    assert spans(table) == {"Male": (2, 1), "Female": (4, 1)}
    assert labels(table)[-1] == ["Total", ""]


def test_labels_beside_the_first_of_their_rows_are_not_taken_for_the_middle_of_others() -> None:
    (table,) = find_tables(
        typed("""
Group     Sex      Total     Online
2015/16   F         3313       4258
          M         2033       5415
          U         8654       2956
2016/17   F         3942       2869
          M         3989       3380
          X         6088       9529
""")
    )
    assert spans(table) == {}
    assert labels(table)[0] == ["2015/16", "F"]
    assert labels(table)[3] == ["2016/17", "F"]


def test_a_label_of_two_lines_beside_the_first_of_its_rows_is_one_text() -> None:
    (table,) = find_tables(
        typed(
            """
Offence   Age               2015/16    2016/17

Rape      Under 13              143        323


          13 to 15              162        534


Sexual    Under 13               30        590

Assault
          13 to 15              569        291



          16 and 17             933        272
""",
            pitch=HALF,
        )
    )
    assert spans(table) == {"Rape": (2, 1), "Sexual\nAssault": (3, 1)}


def test_labels_beside_rows_and_labels_of_rows_may_both_be_broken() -> None:
    (table,) = find_tables(
        typed(
            """
Sex        Age            2015/16    2016/17


           0 to 5
                             3095       5931
           Years

Male

           6 to 11
                             4423       7202
           Years



           0 to 5
                              571       2505
           Years

Female

           6 to 11
                              594       8707
           Years
""",
            pitch=HALF,
        )
    )
    assert spans(table)["Male"] == spans(table)["Female"] == (2, 1)
    assert [row[1] for row in labels(table)] == ["0 to 5 Years", "6 to 11 Years"] * 2


def test_labels_left_of_shaded_rows_belong_to_them() -> None:
    (table,) = find_tables(
        typed(
            """
Sex      Age          2015/16    2016/17

         Under 13         143        323
Male
         13 to 15         162        534

         Under 13          30        590
Female
         13 to 15         569        291
""",
            pitch=HALF,
            fills=[shade(1, 2, 8, 42), shade(3, 4, 8, 42)],
        )
    )
    assert spans(table) == {"Male": (2, 1), "Female": (2, 1)}


def test_a_year_broken_over_two_lines_beside_its_rows_is_one_label() -> None:
    (table,) = find_tables(
        typed(
            """
Year     Age          Male    Female

         0 to 4        940       998
2015-
         5 to 9        377       229
16
         10 to 13      525       562

         0 to 4         82       271
2016-
         5 to 9        100       493
17
         10 to 13      385       815
""",
            pitch=HALF,
        )
    )
    assert spans(table) == {"2015-\n16": (3, 1), "2016-\n17": (3, 1)}

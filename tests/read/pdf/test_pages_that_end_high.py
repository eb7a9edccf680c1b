"""Tables that go on over pages though each page ends high, or bears labels that come again."""

HEADER = ["Offence", "2015/16", "2016/17"]
WIDTHS = [200, 80, 80]
FEW = [[f"Offence {n}", str(n), str(n + 1)] for n in range(1, 9)]
MORE = [[f"Offence {n}", str(n), str(n + 1)] for n in range(9, 15)]


def test_rows_without_a_header_go_on_though_the_page_before_ends_high(page, reading, rows_of):
    document = reading(
        page().table(50, 60, WIDTHS, [HEADER, *FEW]).text(250, 800, "Page 1 of 2"),
        page().table(50, 60, WIDTHS, MORE).text(250, 800, "Page 2 of 2"),
    )
    [(_, grid)] = document.grids
    assert rows_of(grid) == [HEADER, *FEW, *MORE]


def test_a_header_that_comes_again_begins_another_table_where_the_page_before_ends_high(page, reading):
    document = reading(
        page().table(50, 60, WIDTHS, [HEADER, *FEW]),
        page().table(50, 60, WIDTHS, [HEADER, *MORE]),
    )
    assert len(list(document.grids)) == 2


def test_columns_go_on_beside_labels_that_come_again_for_each_year(page, reading, rows_of):
    sexes = ["Female", "Male", "Unknown", "Total"]
    labels = [[year if sex == "Female" else "", sex] for year in ("2016/17", "2015/16") for sex in sexes]
    left = [[*names, str(n + 3), str(2 * n)] for n, names in enumerate(labels)]
    right = [[str(7 * n % 30), str(n + 3)] for n in range(8)]
    document = reading(
        page().table(50, 60, [90, 90, 40, 40], [["Year", "Sex", "0", "1"], *left]),
        page().table(50, 60, [40, 40], [["2", "3"], *right]),
    )
    [(_, grid)] = document.grids
    assert [row[-2:] for row in rows_of(grid)] == [["2", "3"], *right]

"""Tables that go on over pages."""

import pytest

from flows.read.grid import Box, Cell
from flows.read.pdf.stitch import Joined
from flows.read.tables import PageTable

HEADER = ["Offence", "2015/16", "2016/17"]
WIDTHS = [200, 80, 80]
FIRST = [[f"Offence {n}", str(n), str(n + 1)] for n in range(30)]
SECOND = [[f"Offence {n}", str(n), str(n + 1)] for n in range(30, 35)] + [["Total", "595", "630"]]


@pytest.mark.parametrize("again", [[], [HEADER]], ids=["without header", "header repeated"])
def test_table_goes_on_over_the_page(page, reading, rows_of, again):
    document = reading(
        page().text(50, 60, "Question 1").table(50, 200, WIDTHS, [HEADER, *FIRST]),
        page().table(50, 60, WIDTHS, [*again, *SECOND], bold=len(again)).text(50, 400, "Yours faithfully"),
    )
    [(_, grid)] = document.grids
    assert rows_of(grid) == [HEADER, *FIRST, *SECOND]
    assert {cell.page for cell in grid.cells} == {1, 2}
    last = grid.by_position()[grid.rows, 1]
    assert last.page == 2
    assert last.box is not None
    assert (last.box.x0, last.box.top) == (50, 150 + 18 * len(again))
    assert [n.check for n in document.notices] == (["header_repeated"] if again else [])


def test_columns_printed_on_the_next_page_belong_to_the_same_rows(page, reading, rows_of):
    right = [["2017/18", "2018/19"], *([str(7 * n % 30), str(n + 3)] for n in range(30))]
    document = reading(
        page().table(50, 60, WIDTHS, [HEADER, *FIRST]),
        page().table(50, 60, [80, 80], right),
    )
    [(_, grid)] = document.grids
    assert rows_of(grid) == [[*left, *more] for left, more in zip([HEADER, *FIRST], right, strict=True)]
    assert {cell.page for cell in grid.cells} == {1, 2}


def _sheet(page, labels, columns, start):
    """A page of a printed sheet: its labels, if it bears them, and so many columns of figures."""
    head = [*([""] if labels else []), *(f"Ward {start + c}" for c in range(columns))]
    rows = [[*([labels[n]] if labels else []), *(str((7 * n + c) % 9) for c in range(columns))] for n in range(30)]
    return page().table(50, 60, [120] * bool(labels) + [60] * columns, [head, *rows])


MONTHS = [f"{2018 + n // 12} {n % 12 + 1:02}" for n in range(60)]


@pytest.mark.parametrize("down_first", [False, True], ids=["over, then down", "down, then over"])
def test_a_sheet_printed_over_pages_has_its_labels_on_the_first_of_them_alone(page, reading, rows_of, down_first):
    left = [_sheet(page, MONTHS[:30], 2, 1), _sheet(page, MONTHS[30:], 2, 1)]
    right = [_sheet(page, None, 3, 3), _sheet(page, None, 3, 3)]
    order = [*left, *right] if down_first else [left[0], right[0], left[1], right[1]]
    [(_, grid)] = reading(*order).grids
    assert rows_of(grid)[0] == ["", *(f"Ward {n}" for n in range(1, 6))]
    assert [row[0] for row in rows_of(grid)[1:]] == MONTHS
    assert all(all(row) for row in rows_of(grid)[1:])
    assert rows_of(grid)[1][3:] == rows_of(grid)[31][3:] == ["0", "1", "2"]


def test_a_few_level_rows_without_labels_may_go_on_beside_those_before(page, reading):
    few = [HEADER, *FIRST[:3]]
    document = reading(
        page().table(50, 60, WIDTHS, few), page().table(50, 60, [60, 60], [["a", "b"], *[["4", "5"]] * 3])
    )
    first, second = (grid for _, grid in document.grids)
    assert first.joins == ()
    assert [tuple(join) for join in second.joins] == [(1, "beside")]


def test_a_table_with_a_header_of_its_own_may_go_on_below_the_one_whose_columns_it_has(page, reading):
    other = [["Age", "Female", "Male"], ["Under 13", "4", "5"]]
    document = reading(page().table(50, 200, WIDTHS, [HEADER, *FIRST]), page().table(50, 60, WIDTHS, other))
    _, second = (grid for _, grid in document.grids)
    assert [tuple(join) for join in second.joins] == [(1, "below")]


def test_labels_on_the_next_page_begin_rows_of_their_own(page, reading):
    other = [["Ages", "2015/16"], *([f"Age {n}", str(n)] for n in range(30))]
    document = reading(page().table(50, 60, WIDTHS, [HEADER, *FIRST]), page().table(50, 60, [200, 80], other))
    assert len(list(document.grids)) == 2


def test_a_page_that_says_it_goes_on_does_so_behind_its_own_head(page, reading, rows_of):
    document = reading(
        page().table(50, 200, WIDTHS, [HEADER, *FIRST]).text(50, 790, "Printed by the records system"),
        page()
        .text(50, 40, "Report CR0417 (continued)")
        .text(50, 54, "Selection: as page 1")
        .table(50, 80, WIDTHS, [HEADER, *SECOND], bold=1),
    )
    [(_, grid)] = document.grids
    assert rows_of(grid) == [HEADER, *FIRST, *SECOND]


def test_another_header_begins_another_table(page, reading, rows_of):
    other = [["Age", "Female", "Male"], ["Under 13", "4", "5"]]
    document = reading(page().table(50, 200, WIDTHS, [HEADER, *FIRST]), page().table(50, 60, WIDTHS, other))
    assert [rows_of(grid)[0] for _, grid in document.grids] == [HEADER, other[0]]


def test_a_header_below_a_band_begins_another_table(page, reading, rows_of):
    def banded(sheet, y):
        sheet.line(50, y, 410, y).line(50, y, 50, y + 18).line(410, y, 410, y + 18).text(180, y + 13, "SAMPLE TOWNSHIP")
        return sheet.table(50, y + 18, WIDTHS, [["", "Yes", "No"], ["Library", "14", "9"], ["Roads", "8", "3"]], bold=0)

    first = page().table(50, 200, WIDTHS, [HEADER, *FIRST], bold=0)
    document = reading(first, banded(page(), 60))
    assert [rows_of(grid)[0][0] for _, grid in document.grids] == ["Offence", "SAMPLE TOWNSHIP"]


def test_text_between_parts_tables(page, reading):
    document = reading(
        page().table(50, 200, WIDTHS, [HEADER, *FIRST]),
        page().text(50, 60, "The same for victims who are male:").table(50, 80, WIDTHS, SECOND, bold=0),
    )
    assert len(list(document.grids)) == 2


def test_two_tables_on_one_page_stay_two(page, reading, rows_of):
    document = reading(
        page().table(50, 100, WIDTHS, [HEADER, *FIRST[:3]]).table(50, 400, WIDTHS, [HEADER, *SECOND[:3]]),
    )
    assert [rows_of(grid) for _, grid in document.grids] == [[HEADER, *FIRST[:3]], [HEADER, *SECOND[:3]]]


def test_row_cut_by_the_page_break_is_one_row(page, reading, rows_of):
    document = reading(
        page().table(50, 200, WIDTHS, [HEADER, *FIRST, ["Assault on a male", "7", "8"]]),
        page().table(50, 60, WIDTHS, [["child by penetration", "", ""], *SECOND], bold=0),
    )
    [(_, grid)] = document.grids
    assert rows_of(grid)[31:33] == [["Assault on a male child by penetration", "7", "8"], SECOND[0]]


def test_words_without_a_name_of_a_row_go_on_with_the_row_before_the_break(page, reading, rows_of):
    header, widths = ["Reference", "Project", "Cost"], [100, 180, 80]
    first = [[f"VM-{n}", "NEW ENGINE", f"{n},500"] for n in range(30)]
    document = reading(
        page().table(50, 200, widths, [header, *first]),
        page().table(50, 60, widths, [["", "FOR A VESSEL", ""], ["VM-30", "RADAR", "900"]], bold=0),
    )
    [(_, grid)] = document.grids
    assert rows_of(grid)[30:] == [["VM-29", "NEW ENGINE FOR A VESSEL", "29,500"], ["VM-30", "RADAR", "900"]]


def test_a_label_that_wraps_at_the_top_of_the_next_page_is_one(page, reading, rows_of):
    wrapped = [["Abuse of children through sexual", "", ""], ["exploitation (71)", "51", "48"], *SECOND]
    document = reading(page().table(50, 200, WIDTHS, [HEADER, *FIRST]), page().table(50, 60, WIDTHS, wrapped, bold=0))
    [(_, grid)] = document.grids
    assert rows_of(grid)[31:33] == [["Abuse of children through sexual exploitation (71)", "51", "48"], SECOND[0]]


def test_a_label_alone_in_its_row_is_not_joined_to_the_row_before(page, reading, rows_of):
    document = reading(
        page().table(50, 200, WIDTHS, [HEADER, *FIRST]),
        page().table(50, 60, WIDTHS, [["Male victims", "", ""], *SECOND], bold=0),
    )
    [(_, grid)] = document.grids
    assert rows_of(grid)[30:32] == [FIRST[-1], ["Male victims", "", ""]]


def test_letterhead_over_the_table_is_not_in_its_cells(page, reading, rows_of, texts):
    def letterhead(sheet):
        return sheet.text(380, 68, "Sampletown ZZ3 2ZZ", 7).text(380, 78, "01632 960123", 7)

    document = reading(
        letterhead(page()).table(50, 200, WIDTHS, [HEADER, *FIRST]),
        letterhead(page()).table(50, 60, WIDTHS, SECOND, bold=0),
    )
    [(_, grid)] = document.grids
    assert rows_of(grid) == [HEADER, *FIRST, *SECOND]
    assert ("page_header", "", "Sampletown ZZ3 2ZZ") in texts(document)


def test_changed_page_header_parts_tables(page, reading):
    def sheet(month, rows):
        return page().text(50, 40, month, 14).table(50, 60, WIDTHS, rows, bold=0)

    many = [*FIRST, *SECOND]
    document = reading(*(sheet(month, many) for month in ("January", "January", "February", "February")))
    assert [(grid.page, grid.rows) for _, grid in document.grids] == [(1, 72), (3, 72)]


def test_blank_column_keeps_its_place(page, reading, rows_of):
    rest = [["Offence 40", "", "6"], ["Offence 41", "", "7"]]
    document = reading(page().table(50, 200, WIDTHS, [HEADER, *FIRST]), page().table(50, 60, WIDTHS, rest, bold=0))
    [(_, grid)] = document.grids
    assert rows_of(grid)[-2:] == rest


def test_label_that_spans_rows_spans_on_over_the_page(page, reading):
    def grouped(sheet, y, label, rows):
        end = y + 18 * len(rows)
        for x in (50, 150, 250, 350):
            sheet.line(x, y, x, end)
        for n, (left, right) in enumerate(rows):
            sheet.line(150 if n else 50, y + 18 * n, 350, y + 18 * n)
            sheet.text(154, y + 13 + 18 * n, left).text(254, y + 13 + 18 * n, right)
        return sheet.line(50, end, 350, end).text(54, y + 13, label)

    first = page().table(50, 662, [100, 100, 100], [["Offence", "Sex", "2016/17"]])
    document = reading(
        grouped(first, 680, "Rape", [("Female", "12"), ("Male", "5")]),
        grouped(page(), 60, "", [("Unknown", "1"), ("Other", "2")]),
    )
    [(_, grid)] = document.grids
    assert [grid.by_position()[row, 1].text for row in range(1, 6)] == ["Offence", "Rape", "Rape", "Rape", "Rape"]
    assert [grid.by_position()[row, 3].text for row in range(2, 6)] == ["12", "5", "1", "2"]


@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "unruled"])
def test_names_of_columns_alone_at_the_foot_head_the_rows_on_the_next_page(page, reading, rows_of, texts, ruled):
    def rows(sheet, y, rows):
        if ruled:
            return sheet.table(50, y, WIDTHS, rows, bold=0)
        for n, row in enumerate(rows):
            for x, cell in zip((54, 254, 334), row, strict=True):
                sheet.text(x, y + 13 + 18 * n, cell)
        return sheet

    first = page().text(50, 60, "The figures asked for stand below.").text(50, 730, "2. Offences recorded")
    document = reading(
        rows(first, 750, [HEADER]).text(290, 820, "1"),
        rows(page().text(400, 40, "Sampleshire"), 60, SECOND).text(290, 820, "2"),
    )
    [(_, grid)] = document.grids
    assert rows_of(grid) == [HEADER, *SECOND]
    assert [grid.by_position()[row, 2].page for row in (1, 2)] == [1, 2]
    assert 750 <= grid.by_position()[1, 2].box.top <= 768
    assert [text for _, _, text in texts(document)][1] == "Offences recorded"


def test_words_in_columns_at_the_foot_head_no_table_that_has_a_header(page, reading, rows_of, texts):
    first = page().text(50, 60, "The figures asked for stand below.").text(54, 763, "Signed").text(254, 763, "Dated")
    document = reading(first, page().table(50, 60, WIDTHS, [HEADER, *SECOND]))
    [(_, grid)] = document.grids
    assert rows_of(grid) == [HEADER, *SECOND]
    assert [text for _, _, text in texts(document)][1:] == ["Signed", "Dated"]


def test_a_label_begun_at_the_foot_goes_on_in_the_first_row_of_the_next_page(page, reading, rows_of):
    def ruled(sheet, y, rows):
        for n, row in enumerate(rows):
            for x, cell in zip((54, 254, 334), row, strict=True):
                sheet.text(x, y + 13 + 18 * n, cell)
            sheet.line(50, y + 18 * (n + 1), 410, y + 18 * (n + 1))
        return sheet

    first = ruled(page().line(50, 200, 410, 200), 200, [HEADER, *FIRST]).text(54, 770, "Abuse of a position of")
    second = ruled(page().line(50, 60, 410, 60), 60, [["trust", "7", "8"], *SECOND])
    [(_, grid)] = reading(first, second).grids
    assert rows_of(grid)[30:33] == [FIRST[-1], ["Abuse of a position of trust", "7", "8"], SECOND[0]]


def test_a_label_ended_over_the_rows_of_the_next_page_is_of_the_row_before(page, reading, rows_of, texts):
    def plain(sheet, y, rows):
        for n, row in enumerate(rows):
            for x, cell in zip((54, 254, 334), row, strict=True):
                sheet.text(x, y + 13 + 20 * n, cell)
        return sheet

    rows = [HEADER, *FIRST[:25], ["Abuse of a position of", "7", "8"]]
    document = reading(plain(page(), 240, rows), plain(page().text(54, 61, "trust"), 70, SECOND))
    [(_, grid)] = document.grids
    assert rows_of(grid)[26:28] == [["Abuse of a position of trust", "7", "8"], SECOND[0]]
    assert texts(document) == []


def test_a_header_that_comes_again_takes_the_row_begun_under_it_at_the_foot_along(page, reading, rows_of, texts):
    def plain(sheet, y, rows):
        for n, row in enumerate(rows):
            for x, cell in zip((54, 254, 334), row, strict=True):
                sheet.text(x, y + 13 + 20 * n, cell)
        return sheet

    begun = plain(page().text(50, 60, "The figures stand below."), 740, [HEADER, ["Abuse of a position of", "", ""]])
    document = reading(begun, plain(page(), 70, [HEADER, ["trust", "7", "8"], *SECOND]))
    [(_, grid)] = document.grids
    assert rows_of(grid) == [HEADER, ["Abuse of a position of trust", "7", "8"], *SECOND]
    assert [text for _, _, text in texts(document)] == ["The figures stand below."]


def _found(top, rows):
    """A table as the finder gives it, 16 points a row."""
    edges = [50, 250, 330, 410]
    cells = [
        Cell(r, c, text=text, page=1, box=Box(edges[c - 1], top + 16 * (r - 1), edges[c], top + 16 * r))
        for r, row in enumerate(rows, 1)
        for c, text in enumerate(row, 1)
    ]
    box = Box(50, top, 410, top + 16 * len(rows))
    return PageTable(1, box, len(rows), 3, tuple(cells), "pdf_text", 0.85, ())


@pytest.mark.parametrize(
    ("gap", "rows", "taken"),
    [
        (7, FIRST[3:6], True),
        (40, FIRST[3:6], False),
        (7, [HEADER, *FIRST[3:6]], False),
        (7, [["Age", "F", "M"]], False),
    ],
    ids=["close", "far", "header again", "header of its own"],
)
def test_what_the_finder_cut_on_one_page_is_one_table(gap, rows, taken):
    joined = Joined(_found(100, [HEADER, *FIRST[:3]]), 842)
    assert joined.take(_found(164 + gap, rows), 842) is taken
    assert joined.grid().rows == 4 + (len(rows) if taken else 0)


def test_a_table_with_a_header_of_its_own_right_below_another_stays_one(page, reading, rows_of):
    other = [["Age", "Female", "Male"], ["Under 13", "4", "5"], ["13-15", "6", "7"]]
    sheet = page().table(50, 100, WIDTHS, [HEADER, *FIRST[:3]]).table(50, 180, WIDTHS, other)
    assert [rows_of(grid)[0] for _, grid in reading(sheet).grids] == [HEADER, other[0]]


def test_headers_that_run_up_the_page_head_their_columns(page, reading, rows_of):
    sheet = page()
    names = ["17A Assault on a male", "19C Rape of a female", "88A Grooming"]
    sheet.line(40, 50, 400, 50).line(40, 50, 40, 240).line(400, 50, 400, 240).line(40, 240, 400, 240)
    sheet.line(40, 200, 400, 200).text(50, 62, "Recorded crime")
    for x, name in zip((215, 275, 335), names, strict=True):
        sheet.draw(f"q BT /F1 8 Tf 0 1 -1 0 {x} {sheet.tall - 198} Tm ({name}) Tj ET Q")
    for y, row in ((215, ["2015/16", "78", "98", "80"]), (232, ["2016/17", "83", "101", "120"])):
        for x, text in zip((50, 205, 265, 325), row, strict=True):
            sheet.text(x, y, text)
    [(_, grid)] = reading(sheet).grids
    assert rows_of(grid) == [
        ["Recorded crime", *names], ["2015/16", "78", "98", "80"], ["2016/17", "83", "101", "120"]
    ]  # fmt: skip


@pytest.mark.parametrize("again", ["Offence", "Age"])
def test_a_header_is_no_repeated_one_where_another_came_since(page, reading, rows_of, again):
    body = [["Offence", "Count"], *([f"Offence {n}", str(n)] for n in range(3)), ["Age", "Count"]]
    body += [[f"Age {n}", str(n)] for n in range(30)]
    rest = [[again, "Count"], ["Name 1", "4"], ["Name 2", "5"]]
    document = reading(page().table(50, 150, [200, 80], body), page().table(50, 60, [200, 80], rest))
    assert [rows_of(grid) for _, grid in document.grids] == [body, rest]


def _stacked(sheet, y, parts, gap):
    """Tables without rules one under another, each under names in bold, further apart than their rows by `gap`."""
    for rows in parts:
        for n, (label, figure) in enumerate(rows):
            font = "F1" if n else "F2"
            sheet.text(56, y, label, font=font).text(300, y, figure, font=font)
            y += 13
        y += gap
    return sheet


STACKED = [
    [["Offence", "Number of offences"], ["Exposure", "12"], ["Grooming", "7"], ["Grand Total", "19"]],
    [["Gender", "Number of offences"], ["Female", "13"], ["Male", "6"], ["Grand Total", "19"]],
    [["Flag", "Number of offences"], ["Yes", "4"], ["No", "15"], ["Grand Total", "19"]],
]


def test_tables_one_under_another_each_under_a_bold_header_are_several(page, reading, rows_of):
    assert [rows_of(grid) for _, grid in reading(_stacked(page(), 60, STACKED, 8)).grids] == STACKED


def test_a_bold_row_in_step_with_the_others_begins_no_table(page, reading, rows_of):
    [(_, grid)] = reading(_stacked(page(), 60, STACKED, 0)).grids
    assert rows_of(grid) == [row for part in STACKED for row in part]


def test_bold_sections_with_and_without_figures_begin_no_table(page, reading, rows_of):
    sections = [
        [["Offence", "Number of offences"], ["Exposure", "12"], ["Grooming", "7"]],
        [["Rape", "19"], ["Of a female", "13"], ["Of a male", "6"]],
        [["Assault", ""], ["Of a female", "4"], ["Of a male", "15"]],
    ]
    [(_, grid)] = reading(_stacked(page(), 60, sections, 8)).grids
    assert rows_of(grid) == [row for part in sections for row in part]

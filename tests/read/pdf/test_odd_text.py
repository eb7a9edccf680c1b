"""Text that is drawn in odd ways: twice, unseen, sideways, in pieces."""

import pytest

from flows.read.pdf.content import page_contents

ROWS = [["Offence", "2015/16", "2016/17"], ["Rape", "12", "15"], ["Grooming", "7", "9"], ["Total", "19", "24"]]
WIDTHS = [150, 80, 80]


@pytest.fixture
def words(write):
    return lambda *pages: [word for content in page_contents(write(*pages)) for word in content.words]


def test_text_drawn_twice_is_bold_text_once(page, words):
    [word] = words(page().text(50, 50, "1,310").text(50.3, 50, "1,310"))
    assert (word.text, word.bold) == ("1,310", True)


@pytest.mark.parametrize(
    "operators",
    [
        "(1,310) Tj 0.3 0 Td (1,310) Tj",
        "(1) Tj 0.3 0 Td (1) Tj 5.26 0 Td (,) Tj 0.3 0 Td (,) Tj 2.48 0 Td (310) Tj 0.3 0 Td (310) Tj",
        "[(1) 540 (1) 16 (,) 262 (,) 16 (3) 540 (3) 16 (1) 540 (1) 16 (0) 540 (0)] TJ",
        "[(1,310) 2482 (1,310)] TJ",
        "(1,310) Tj 0.3 0 Td (1) Tj 5.56 0 Td (,) Tj 2.78 0 Td (3) Tj 5.56 0 Td (1) Tj 5.56 0 Td (0) Tj",
        "(1) Tj 5.56 0 Td (,) Tj 2.78 0 Td (3) Tj 5.56 0 Td (1) Tj 5.56 0 Td (0) Tj -19.16 0 Td (1,310) Tj",
        "(1,) Tj 8.34 0 Td (310) Tj -8.64 0 Td (1,310) Tj",
    ],
    ids=["word", "each letter", "each letter in one go", "one go", "then letters", "letters first", "pieces first"],
)
def test_letters_drawn_twice_are_one(page, words, operators):
    [word] = words(page().draw(f"BT /F1 10 Tf 50 750 Td {operators} ET"))
    assert (word.text, word.bold) == ("1,310", True)


@pytest.mark.parametrize("operators", ["(11) Tj", "[(1) 20 (1)] TJ", "[(ll) 60 (l)] TJ", "(1) Tj 5.56 0 Td (1) Tj"])
def test_letters_that_stand_side_by_side_are_two(page, words, operators):
    [word] = words(page().draw(f"BT /F1 10 Tf 50 750 Td {operators} ET"))
    assert word.text in ("11", "lll")
    assert not word.bold


def test_a_figure_under_the_wide_box_of_another_stays(page, write):
    """Where a font does not tell its widths, the box of a figure may reach over the next one's."""

    def widen(pdf):
        pdf.pages[0].Resources.Font.F1.update({"/FirstChar": 48, "/LastChar": 57, "/Widths": [2000] * 10})

    [content] = page_contents(write(page().text(50, 50, "131").text(75, 50, "1"), change=widen))
    assert [word.text for word in content.words] == ["131", "1"]


def test_figures_of_touching_cells_stay_apart(page, words):
    sheet = page().text(50, 50, "2").text(56, 50, "5").line(55.8, 40, 55.8, 60)
    assert [word.text for word in words(sheet)] == ["2", "5"]


def test_letters_drawn_one_by_one_are_one_word(page, words):
    sheet = page().text(50, 50, "2").text(55.56, 50, "5")
    assert [word.text for word in words(sheet)] == ["25"]


def test_footnote_mark_does_not_become_a_digit(page, words):
    sheet = page().text(50, 50, "19", 10).text(61.2, 46, "1", 6)
    assert [word.text for word in words(sheet)] == ["19¹"]


def test_ordinal_stays_one_word(page, words):
    sheet = page().text(50, 50, "25", 10).text(61.2, 46, "th", 6)
    assert [word.text for word in words(sheet)] == ["25th"]


def test_white_text_on_white_is_left_out_and_reported(page, reading, rows_of):
    document = reading(page().table(50, 50, WIDTHS, ROWS).text(290, 81, "666", extra="1 g"))
    [(_, grid)] = document.grids
    assert rows_of(grid) == ROWS
    assert [notice.check for notice in document.notices] == ["hidden_text"]
    assert "666" not in str(document)


def test_white_text_on_dark_is_read(page, reading, rows_of):
    sheet = page().fill(50, 50, 360, 68, "0 0 0.5").table(50, 50, WIDTHS, [["", "", ""], *ROWS[1:]])
    for x, label in zip((54, 204, 284), ROWS[0], strict=True):
        sheet.text(x, 63, label, extra="1 g")
    document = reading(sheet)
    [(_, grid)] = document.grids
    assert rows_of(grid) == ROWS
    assert not document.notices


def test_text_under_a_black_bar_is_left_out(page, reading, rows_of):
    document = reading(page().table(50, 50, WIDTHS, ROWS).fill(202, 70, 228, 85, "0 0 0"))
    [(_, grid)] = document.grids
    assert rows_of(grid)[1] == ["Rape", "", "15"]
    assert [notice.check for notice in document.notices] == ["hidden_text"]


def test_invisible_text_without_a_picture_is_left_out(page, words):
    assert [word.text for word in words(page().text(50, 50, "seen").text(50, 80, "unseen", extra="3 Tr"))] == ["seen"]


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_rotated_page_reads_as_it_is_seen(page, reading, rows_of, rotate):
    turns = {90: "0 1 -1 0 595 0", 180: "-1 0 0 -1 595 842", 270: "0 -1 1 0 0 842"}
    sheet = page(rotate=rotate)
    sheet.draw(f"q {turns[rotate]} cm")
    sheet.tall = 595.0 if rotate != 180 else 842.0
    sheet.table(50, 50, WIDTHS, ROWS).draw("Q")
    sheet.tall = 842.0
    [(_, grid)] = reading(sheet).grids
    assert rows_of(grid) == ROWS
    assert grid.cells[0].box is not None
    assert abs(grid.cells[0].box.x0 - 50) < 2
    assert abs(grid.cells[0].box.top - 50) < 2


def test_table_drawn_sideways_on_an_upright_page(page, reading, rows_of):
    sheet = page().draw("q 0 1 -1 0 595 0 cm")
    sheet.tall = 595.0
    sheet.table(50, 50, WIDTHS, ROWS).draw("Q")
    sheet.tall = 842.0
    [(_, grid)] = reading(sheet).grids
    assert rows_of(grid) == ROWS
    box = grid.by_position()[1, 1].box
    assert box is not None
    assert (round(box.x0), round(box.bottom)) == (50, 792)


def test_words_that_run_up_the_page(page, words):
    [up] = words(page().text(50, 50, "right").draw("BT /F1 10 Tf 0 1 -1 0 300 400 Tm (Apr - Jun) Tj ET"))[1:2]
    assert (up.text, up.direction) == ("Apr", "up")


def test_boxes_count_from_the_crop_box(page, write):
    path = write(
        page().text(150, 150, "here"),
        change=lambda pdf: pdf.pages[0].obj.__setitem__("/CropBox", [100, 100, 500, 742]),
    )
    [content] = page_contents(path)
    assert (content.width, content.height) == (400, 642)
    assert round(content.words[0].box.x0) == 50


@pytest.mark.parametrize(("first", "wide", "second"), [("2014/15", 36.14, "2015/16"), ("Female", 33.35, "Male")])
def test_headers_that_touch_without_a_line_between_them_stay_two(page, reading, rows_of, first, wide, second):
    sheet = page()
    for y in (40, 58, 76, 94):
        sheet.line(50, y, 250, y)
    for x in (50, 150, 200, 250):
        sheet.line(x, 58, x, 94)
    sheet.line(50, 40, 50, 58).line(250, 40, 250, 58)
    sheet.text(54, 53, "Offence").text(200 - wide, 53, first).text(200, 53, second)
    for y, row in ((71, ("Rape", "12", "14")), (89, ("Grooming", "3", "5"))):
        for x, text in zip((54, 160, 210), row, strict=True):
            sheet.text(x, y, text)
    [(_, grid)] = reading(sheet).grids
    assert rows_of(grid)[0] == ["Offence", first, second]


def test_a_code_that_the_encoding_of_windows_leaves_unused_shows_a_bullet(reading, page) -> None:
    (line,) = reading(page().text(60, 100, "\x7f2015-16: 108")).blocks
    assert (line.text, line.doubts) == ("•2015-16: 108", ())


@pytest.mark.parametrize("shown", ["0020002E", "00A0002E", "002E0020"])
def test_a_point_that_decodes_as_space_and_point_stands_in_a_figure(page, write, shown) -> None:
    def decode(pdf):
        characters = f"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <2E> <{shown}> endbfchar"
        digits = "1 beginbfrange <30> <39> <0030> endbfrange 1 beginbfchar <2C> <002C> endbfchar"
        pdf.pages[0].Resources.Font.F1.ToUnicode = pdf.make_stream(f"{characters} {digits}".encode())

    [content] = page_contents(write(page().text(50, 50, "11,062.6"), change=decode))
    assert [word.text for word in content.words] == ["11,062.6"]


def test_dots_from_a_label_to_its_figure_are_no_text_beside_the_table(page, reading, rows_of, texts) -> None:
    sheet = page().text(60, 40, "Offences by year")
    for n, (label, figure) in enumerate([("2015/16", "402"), ("2016/17", "318"), ("2017/18", "377")]):
        sheet.text(60, 80 + 14 * n, label).text(120, 80 + 14 * n, "." * 60).text(400, 80 + 14 * n, figure)
    read = reading(sheet)
    [(_, grid)] = read.grids
    assert rows_of(grid) == [["2015/16", "402"], ["2016/17", "318"], ["2017/18", "377"]]
    assert [text for _, _, text in texts(read)] == ["Offences by year"]

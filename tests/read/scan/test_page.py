"""Pages that are pictures, read whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image, ImageFilter

from flows.read.grid import Grid, Text
from flows.read.scan.page import read_page, seen

if TYPE_CHECKING:
    from .conftest import Sheet

DPI = 150
TABLE = [
    ["Age band", "2015/16", "2016/17"],
    ["Under 13", "128", "<5"],
    ["13 to 15", "1,046", "*"],
    ["Total", "7", "60"],
]


def rows(grid: Grid) -> list[list[str]]:
    at = grid.by_position()
    return [[at[r, c].text for c in range(1, grid.columns + 1)] for r in range(1, grid.rows + 1)]


def only_grid(blocks: list[Grid | Text]) -> Grid:
    (grid,) = (b for b in blocks if isinstance(b, Grid))
    return grid


@pytest.mark.parametrize("ruled", [True, False])
def test_a_table_keeps_its_cells_and_says_how_it_was_read(sheet: Sheet, ruled: bool) -> None:
    sheet.table(TABLE, ruled=ruled)
    grid = only_grid(read_page(sheet.image, 3, DPI))
    assert rows(grid) == TABLE
    assert grid.method == "ocr"
    assert grid.page == 3
    assert not any(cell.doubts for cell in grid.cells)


@pytest.mark.parametrize("degrees", [-1.7])
def test_a_page_laid_on_the_glass_askew(sheet: Sheet, degrees: float) -> None:
    sheet.table(TABLE)
    askew = sheet.image.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
    grid = only_grid(read_page(askew, 1, DPI))
    assert rows(grid) == TABLE
    # The box of a figure lies on its print as it stands on the page, not where levelling moved it.
    box = grid.by_position()[4, 3].box
    assert box is not None
    x, y = ((v * DPI / 72 - 450) for v in ((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2))
    turn = np.deg2rad(degrees)
    level = x * np.cos(turn) - y * np.sin(turn), x * np.sin(turn) + y * np.cos(turn)
    assert level == pytest.approx((60 + 500 - 450, 120 + 44 * 3.5 - 450), abs=8)


@pytest.mark.parametrize("turn", [Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270])
def test_a_page_fed_in_the_wrong_way_round(sheet: Sheet, turn: Image.Transpose) -> None:
    sheet.text(60, 40, "Recorded sexual offences, by age of victim")
    sheet.table(TABLE)
    blocks = read_page(sheet.image.transpose(turn), 1, DPI)
    assert rows(only_grid(blocks)) == TABLE
    assert [b.text for b in blocks if isinstance(b, Text)] == ["Recorded sexual offences, by age of victim"]


def test_letters_come_out_as_paragraphs_in_reading_order(sheet: Sheet) -> None:
    sheet.text(60, 60, "Our reference: 2017.2210")
    sheet.text(60, 140, "There were 47 offences recorded in this period, of which")
    sheet.text(60, 168, "12 had the online flag. No further information is held.")
    sheet.table(TABLE, y=260)
    sheet.text(60, 520, "Please quote the reference in any reply.")
    blocks = read_page(sheet.image, 1, DPI)
    assert [b.text if isinstance(b, Text) else "table" for b in blocks] == [
        "Our reference: 2017.2210",
        "There were 47 offences recorded in this period, of which 12 had the online flag. "
        "No further information is held.",
        "table",
        "Please quote the reference in any reply.",
    ]


@pytest.mark.parametrize("tone", [255, 0])
def test_a_page_with_nothing_on_it_gives_nothing(tone: int) -> None:
    assert read_page(Image.new("L", (850, 1100), tone), 1, 100) == []


def test_specks_alone_are_nothing() -> None:
    page = np.full((1100, 850), 255, np.uint8)
    chance = np.random.default_rng(1)
    page[chance.integers(0, 1100, 300), chance.integers(0, 850, 300)] = 0
    assert read_page(page, 1, 100) == []


def test_a_scrap_too_small_to_hold_text_gives_nothing() -> None:
    assert read_page(np.zeros((4, 3), np.uint8), 1, 72) == []


def test_a_figure_that_cannot_be_read_is_never_trusted(sheet: Sheet) -> None:
    sheet.table([["Age band", "2015/16"], ["Under 13", "3868"], ["13 to 15", "9385"], ["Total", "8683"]])
    blurred = sheet.image.resize((450, 450)).filter(ImageFilter.GaussianBlur(1.45)).resize((900, 900))
    truth = {(2, 2): "3868", (3, 2): "9385", (4, 2): "8683"}
    at = only_grid(read_page(blurred, 1, DPI)).by_position()
    wrong = [place for place, text in truth.items() if at[place].text != text]
    assert wrong
    assert all("ocr_unsure" in at[place].doubts for place in wrong)


def test_white_on_dark_headers_and_shaded_rows(sheet: Sheet) -> None:
    sheet.fill((60, 120, 660, 164), 70)
    sheet.fill((60, 208, 660, 252), 205)
    sheet.table([["", "", ""], *TABLE[1:]])
    for c, text in enumerate(TABLE[0]):
        sheet.text(60 + 200 * c + 14, 129, text, ink=255)
    assert rows(only_grid(read_page(sheet.image, 1, DPI))) == TABLE


def test_colour_and_transparency_are_read_as_they_look(sheet: Sheet) -> None:
    sheet.text(60, 60, "Recorded offences 1,284")
    clear = Image.new("RGBA", sheet.image.size, (0, 0, 0, 0))
    clear.paste((20, 20, 160, 255), mask=sheet.image.point(lambda v: 255 - v))
    for picture in (clear, np.asarray(sheet.image.convert("RGB"))):
        (text,) = read_page(picture, 1, DPI)
        assert isinstance(text, Text)
        assert text.text == "Recorded offences 1,284"


def test_boxes_are_points_whatever_the_resolution(sheet: Sheet) -> None:
    sheet.text(300, 450, "Offences")
    for factor in (1, 2):
        picture = sheet.image.resize((900 * factor, 900 * factor), Image.Resampling.BICUBIC)
        page, _ = seen(picture, 1, DPI * factor)
        (word,) = page.words
        assert (page.width, page.height) == pytest.approx((432, 432), abs=1)
        assert word.box.x0 == pytest.approx(300 * 72 / 150, abs=2)
        assert word.box.top == pytest.approx(455 * 72 / 150, abs=4)


def test_a_turned_figure_is_not_taken_for_a_level_one(sheet: Sheet) -> None:
    sheet.text(60, 300, "Recorded offences 25 48 36")
    drawn = type(sheet)()
    drawn.text(4, 2, "11")
    sheet.image.paste(drawn.image.crop((0, 0, 34, 30)).rotate(90, expand=True), (600, 230))
    figures = [w for w in seen(sheet.image, 1, DPI)[0].words if w.box.top < 270 * 72 / 150]
    assert [w.text for w in figures] == ["11"] or all(w.doubts for w in figures)


def test_header_text_that_runs_up_the_page(sheet: Sheet) -> None:
    turned = Image.new("L", (300, 30), 255)
    sheet_of_text = type(sheet)()
    sheet_of_text.text(4, 2, "Registered voters")
    turned.paste(sheet_of_text.image.crop((0, 0, 300, 30)))
    sheet.image.paste(turned.rotate(90, expand=True), (700, 300))
    sheet.text(60, 700, "Recorded offences in the period")
    words = {w.text: w.direction for w in seen(sheet.image, 1, DPI)[0].words}
    assert words["Registered"] == words["voters"] == "up"
    assert words["Recorded"] == "right"


def test_lines_close_under_each_other_do_not_lie_over_each_other(sheet: Sheet) -> None:
    for n, text in enumerate(("Opening", "hours per", "week (gp)")):
        sheet.text(100, 100 + 22 * n, text)
    content, _ = seen(sheet.image, 1, DPI)
    words = {w.text: w.box for w in content.words}
    assert words["Opening"].bottom <= words["hours"].top
    assert words["per"].bottom <= words["(gp)"].top

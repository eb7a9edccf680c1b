"""White lines: on white paper nobody sees them, on colour they part cells."""

from __future__ import annotations

import pytest

ROWS = [["Offence", "2015/16", "2016/17"], ["Rape", "12", "15"], ["Grooming", "7", "9"], ["Total", "19", "24"]]
STARTS = (54, 204, 284)


@pytest.fixture
def pasted(page):
    """A heading, an unruled table and a note, under the white grid of the sheet that they were pasted from."""

    def pasted(line: str):
        sheet = page().text(54, 63, "Offences against children", font="F2")
        for y, row in zip((93, 111, 129, 147), ROWS, strict=True):
            for x, text in zip(STARTS, row, strict=True):
                sheet.text(x, y, text, font="F2" if y == 93 else "F1")
        sheet.text(54, 177, "Figures were taken from a live system.")
        for n in range(9):
            sheet.draw(line.format(x0=50, y0=792 - 18 * n, x1=450, y1=792 - 18 * n, w=400, h=0.5))
        for n in range(6):
            sheet.draw(line.format(x0=50 + 80 * n, y0=792, x1=50 + 80 * n, y1=648, w=0.5, h=-144))
        return sheet

    return pasted


@pytest.mark.parametrize(
    "line",
    [
        "q 1 G {x0} {y0} m {x1} {y1} l S Q",
        "q 1 1 1 rg {x0} {y0} {w} {h} re f Q",
        "q 0 0 0 0 K {x0} {y0} m {x1} {y1} l S Q",
    ],
    ids=["stroked", "filled", "in four inks"],
)
def test_a_white_grid_on_white_paper_rules_nothing(pasted, reading, rows_of, texts, line) -> None:
    document = reading(pasted(line))
    [(_, grid)] = document.grids
    assert rows_of(grid) == ROWS
    assert [text for _, _, text in texts(document)] == [
        "Offences against children",
        "Figures were taken from a live system.",
    ]


def test_white_lines_part_coloured_cells(page, reading, rows_of) -> None:
    sheet = page().fill(50, 50, 360, 122, "0.8 0.9 1")
    for y in (68, 86, 104):
        sheet.draw(f"q 1 G 50 {842 - y} m 360 {842 - y} l S Q")
    for x in (200, 280):
        sheet.draw(f"q 1 G {x} 792 m {x} 720 l S Q")
    rows = [["Offence", "2015/16 2016/17", "Change"], *([a, f"{b} {c}", "3"] for a, b, c in ROWS[1:])]
    for y, row in zip((63, 81, 99, 117), rows, strict=True):
        for x, text in zip(STARTS, row, strict=True):
            sheet.text(x, y, text)
    [(_, grid)] = reading(sheet).grids
    assert rows_of(grid) == rows

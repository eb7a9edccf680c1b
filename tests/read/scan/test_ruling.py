"""Ruling lines told from letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from flows.read.scan.clean import ink_of, sheet_of
from flows.read.scan.ruling import Stroke, outside_text, strokes_of, trimmed

if TYPE_CHECKING:
    from .conftest import Sheet

DPI = 150


def strokes(sheet: Sheet) -> list[Stroke]:
    return strokes_of(ink_of(sheet_of(sheet.image, DPI)), DPI)


def test_every_line_of_a_table_and_no_letter(sheet: Sheet) -> None:
    sheet.text(60, 40, "ILLEGIBLE TITLE THAT IS FULL OF STEMS: HILL, MILL, TILL")
    sheet.table([["HILL", "1"], ["TILL", "111"], ["MILL", "7"]])
    found = strokes(sheet)
    assert sorted(round(s.top) for s in found if s.horizontal) == [119, 163, 207, 251]
    assert sorted(round(s.x0) for s in found if not s.horizontal) == [59, 259, 459]


def test_a_line_broken_by_a_bad_scan_is_one(sheet: Sheet) -> None:
    sheet.fill((100, 300, 700, 301), 0)
    for x in range(130, 700, 60):
        sheet.fill((x, 300, x + 3, 301), 255)
    (stroke,) = strokes(sheet)
    assert (stroke.x0, stroke.x1) == pytest.approx((100, 701), abs=2)


def test_stems_above_each_other_inside_text_are_no_line() -> None:
    stem = Stroke(50, 0, 52, 100, False)
    lines = np.array([[10, y, 120, y + 16] for y in range(0, 100, 20)], np.float64)
    assert outside_text([stem], lines) == []
    assert outside_text([stem], lines + np.array([60, 0, 60, 0])) == [stem]


def test_a_line_that_runs_on_into_a_letter_is_cut_back() -> None:
    bars = [Stroke(0, y, 200, y + 2, True) for y in (100, 150)]
    post = Stroke(80, 85, 82, 151, False)
    (cut,) = (s for s in trimmed([*bars, post], DPI) if not s.horizontal)
    assert cut.top == 101

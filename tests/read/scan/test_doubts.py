"""What puts a scanned cell in doubt although it reads well."""

from __future__ import annotations

import numpy as np
import pytest

from flows.read.grid import Cell
from flows.read.scan.alphabets import Spelling
from flows.read.scan.judging import Reading, worded
from flows.read.scan.pieces import Piece
from flows.read.scan.words import words_of
from flows.read.tables.scanned import doubted


def flags(texts: list[str]) -> list[bool]:
    """Which cells of a column are doubted."""
    return [bool(c.doubts) for c in doubted([Cell(r, 1, text) for r, text in enumerate(texts, 1)])]


def test_two_figures_in_one_cell() -> None:
    assert flags(["12 34", "12\n34", "<5 *"]) == [True] * 3
    assert flags(["12", "10 - 12", "12 %", "3 Rape"]) == [False] * 4


def test_a_figure_that_lost_its_point_or_gained_one() -> None:
    assert flags(["1.5", "65", "0", "12.4", "3.3", "8.1", "9.9"]) == [False, True, *[False] * 5]
    assert flags(["15", "6.5", "0", "124", "33", "81", "99"]) == [False, True, *[False] * 5]
    assert not any(flags(["15", "6.5", "7", "1.5", "12", "3.4"]))


@pytest.mark.parametrize(("gap", "doubt"), [(3, False), (18, True)])
def test_digits_with_room_for_a_space_between_them(gap: int, doubt: bool) -> None:
    letters = np.zeros((40, 80), dtype=np.bool_)
    letters[10:30, 5:15] = letters[10:30, 15 + gap : 25 + gap] = True
    piece = Piece(5, 10, 25 + gap, 30)
    (word,) = words_of([piece], [Reading("47", (0.2, 0.8), 1.0)], letters, 1.0)
    assert bool(word.doubts) is doubt


def spelling(text: str, score: float) -> Spelling:
    return Spelling(text, (score,) * len(text), tuple((n + 0.5) / len(text) for n in range(len(text))))


def test_words_read_otherwise_with_the_lines_left_in() -> None:
    cut = Reading("Vvnil", (0.1,) * 5, 0.9)
    backed = worded(cut, spelling("Vynil", 0.99), spelling("Vynil", 0.97))
    assert (backed.text, backed.doubts) == ("Vynil", ())
    unbacked = worded(cut, spelling("Vynil", 0.99), spelling("Vinil", 0.97))
    assert (unbacked.text, unbacked.doubts) == ("Vynil", ("ocr_unsure",))
    less_sure = worded(cut, spelling("Vinil", 0.7), spelling("Vinil", 0.7))
    assert (less_sure.text, less_sure.doubts) == ("Vvnil", ("ocr_unsure",))


def test_words_that_agree_are_doubted_where_either_is_faint_or_a_speck_leads() -> None:
    assert worded(Reading("Rape", (), 0.9), spelling("rape", 0.9), None).doubts == ()
    assert worded(Reading("Rape", (), 0.9), spelling("Rape", 0.5), None).doubts
    assert worded(Reading(": Rape", (), 0.9), spelling(": Rape", 0.9), None).doubts
    assert worded(Reading("O to 4", (), 0.9), spelling("O to 4", 0.9), None).doubts


def test_a_digit_is_never_settled_by_a_majority() -> None:
    found = worded(Reading("Under 13", (), 0.8), spelling("Under 18", 0.99), spelling("Under 18", 0.99))
    assert found.doubts


def test_a_nought_that_begins_a_word_is_a_capital() -> None:
    read = worded(Reading("Qther", (), 0.5), spelling("0ther 10-12, 0.5", 0.9), spelling("0ther", 0.5))
    assert read.text == "Other 10-12, 0.5"

"""What detected lines fall into, and what no line covers."""

from __future__ import annotations

import numpy as np

from flows.read.scan.judging import Reading
from flows.read.scan.pieces import Piece, pieces_of
from flows.read.scan.ruling import Stroke
from flows.read.scan.words import words_of


def inked(*boxes: tuple[int, int, int, int]) -> np.ndarray:
    """A mask of filled boxes (x0, top, x1, bottom)."""
    made = np.zeros((200, 200), dtype=np.bool_)
    for x0, top, x1, bottom in boxes:
        made[top:bottom, x0:x1] = True
    return made


def test_figures_of_several_rows_that_were_found_as_one_turned_line() -> None:
    letters = inked((50, 22, 60, 38), (50, 52, 60, 68), (50, 82, 60, 98))
    rules = [Stroke(0, y, 200, y + 1, True) for y in (45, 75)]
    pieces = pieces_of(np.array([[48.0, 20.0, 62.0, 100.0]]), letters, rules)
    assert [(p.top, p.bottom, p.turned) for p in pieces] == [(22, 38, False), (52, 68, False), (82, 98, False)]
    (turned,) = pieces_of(np.array([[48.0, 20.0, 62.0, 100.0]]), letters, [])
    assert turned.turned


def test_a_figure_close_under_a_turned_header_is_not_overlooked() -> None:
    letters = inked((50, 20, 64, 120), (52, 130, 60, 144), (100, 130, 112, 144))
    lines = np.array([[48.0, 20.0, 66.0, 120.0], [98.0, 128.0, 114.0, 146.0]])
    assert (52, 130, 60, 144) in [p[:4] for p in pieces_of(lines, letters, [])]


def test_a_small_level_mark_that_reads_as_a_point_is_a_dash_in_doubt() -> None:
    pieces = [Piece(10, 10, 60, 30), Piece(100, 10, 106, 30, found=False), Piece(150, 10, 153, 30, found=False)]
    letters = inked((10, 10, 60, 30), (100, 19, 106, 22), (150, 19, 153, 22))
    readings = [Reading("Rape", (0.1, 0.4, 0.6, 0.9), 1.0), *[Reading("•", (0.5,), 0.8)] * 2]
    words = words_of(pieces, readings, letters, 1.0)
    assert [(w.text, bool(w.doubts)) for w in words] == [("Rape", False), ("-", True)]


def test_a_narrow_space_that_went_unread_parts_words_and_figures() -> None:
    text = "on45 in2015/16and2016/17 14September2017 14th 17A CO2"
    places = tuple((n + 0.5) / len(text) for n in range(len(text)))
    words = words_of([Piece(10, 10, 190, 30)], [Reading(text, places, 1.0)], inked((10, 10, 190, 30)), 1.0)
    assert " ".join(w.text for w in words) == "on 45 in 2015/16 and 2016/17 14 September 2017 14th 17A CO2"

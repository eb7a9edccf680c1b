"""Reading pieces of a page twice, and saying where the reading is not to be trusted.

A wrong figure that looks right is the worst that a scan can do. Whatever holds a digit is read a second time from
other pixels (unblurred, with other margins); where the two differ, where a character is unsure or where the
figure's own separators make no sense, the reading carries the doubt `ocr_unsure`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median_low

import cv2
import numpy as np

from flows.read.page import Direction
from flows.read.scan.alphabets import FIGURES, LATIN, Spelling, spelled
from flows.read.scan.engine import Image, Probabilities, recognise
from flows.read.scan.pieces import Piece

UNSURE = "ocr_unsure"

SURE_DIGIT = 0.8
SURE_SHORT = 0.9
SURE_LETTERS = 0.5
SURE_MARK = 0.4
"""What the least sure character must reach: a digit, letters of a short text, of a longer one, a mark such as `*`."""

ILLEGIBLE = "?"
"""Stands for ink that reads as nothing."""

_ZERO = str.maketrans("Oo", "00")
_LIKE_DIGITS = "OoDQlI|iSsBZzgqb!"
_SHORT = 3
_FIGURE = re.compile(r"[<>≤≥=~]*[£$]?[(+–—-]?\d+([.,]\d+)*%?[)*]*")
_STRAY = re.compile(r"\d[:;'|]\d{3}|\d\W*(?<![A-Za-z])[iIl|!](?![A-Za-z])|(?<![A-Za-z])[iIl|!](?![A-Za-z])\W*\d")
"""What is left of a rule beside a figure, or a separator read as another."""
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d{1,2})?|\d+(\.\d{1,2})?")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a piece says. `places` is where each character stands along the way that the text runs, 0 to 1."""

    text: str
    places: tuple[float, ...]
    confidence: float
    doubts: tuple[str, ...] = ()
    direction: Direction = "right"


def readings_of(grey: Image, pieces: Sequence[Piece]) -> list[Reading]:
    """One reading a piece, in order."""
    level = [p for p in pieces if not p.turned]
    read = iter(_read([_crop(grey, p, 0.12, 0.15) for p in level], [_crop(grey, p, 0.2, 0.22) for p in level]))
    usual = median_low(p.height for p in level) if level else 0
    return [_turned_reading(grey, p) if p.turned else _either_way(grey, p, next(read), usual) for p in pieces]


def _either_way(grey: Image, piece: Piece, level: Reading, usual: int) -> Reading:
    """A piece taller than wide, and than the print around it, may be turned: `11` as a turned header looks like a 1.

    It is read all ways; unless one way is much the surest, it is doubted.
    """
    width = piece.x1 - piece.x0
    if piece.height < 1.2 * width or piece.height < 1.15 * usual or width < 0.35 * piece.height:
        return level
    turned = _turned_reading(grey, piece)
    surer, other = (turned, level) if turned.confidence > level.confidence else (level, turned)
    decided = surer.confidence >= SURE_SHORT and other.confidence < SURE_LETTERS
    return surer if decided or turned.text == level.text else replace(surer, doubts=(UNSURE,))


def _read(crops: Sequence[Image], others: Sequence[Image]) -> list[Reading]:
    first = recognise([_smoothed(crop) for crop in crops])
    again = [i for i, line in enumerate(first) if _wants_checking(line)]
    second = dict(zip(again, recognise([others[i] for i in again]), strict=True))
    return [_judged(line, second.get(i)) for i, line in enumerate(first)]


def _turned_reading(grey: Image, piece: Piece) -> Reading:
    """Text that runs up or down the page, whichever way it reads better."""
    width = piece.x1 - piece.x0
    crop = _crop(grey, piece, 0.15 * width / piece.height, 0.1 * width / piece.height)
    up, down = (np.ascontiguousarray(np.rot90(crop, quarters)) for quarters in (-1, 1))
    upwards, downwards = _read([up, down], [up, down])
    if downwards.confidence > upwards.confidence:
        return replace(downwards, direction="down")
    return replace(upwards, direction="up")


def _crop(grey: Image, piece: Piece, above: float, beside: float) -> Image:
    """The piece's own pixels and some of those around it; a margin made up would read as strokes."""
    y, x = max(1, round(above * piece.height)), max(1, round(beside * piece.height))
    crop = grey[max(0, piece.top - y) : piece.bottom + y, max(0, piece.x0 - x) : piece.x1 + x]
    return np.ascontiguousarray(crop)


def _smoothed(crop: Image) -> Image:
    """Twice the size, and the grain of the scan blurred away: reads best of all that was tried."""
    large = cv2.resize(crop, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    return np.asarray(cv2.GaussianBlur(large, (0, 0), 1.6), dtype=np.uint8)


def _wants_checking(line: Probabilities) -> bool:
    text = spelled(line, LATIN).text.replace(" ", "")
    return len(text) <= _SHORT or any(c.isdigit() for c in text) or _like_figure(text)


def _like_figure(text: str) -> bool:
    """Is it a figure, letters that look like digits allowed for? `l2` and `O` are; `B` in words is not."""
    bare = text.replace(" ", "")
    plain = sum(c in FIGURES for c in bare)
    return bool(bare) and all(c in FIGURES or c in _LIKE_DIGITS for c in bare) and 2 * plain >= len(bare)


def _only_figures(text: str) -> bool:
    return all(c in FIGURES or c == " " for c in text)


def _judged(line: Probabilities, other: Probabilities | None) -> Reading:
    latin = spelled(line, LATIN)
    if other is None:
        return _reading(latin, latin.score >= SURE_LETTERS, latin.score)
    check = spelled(other, LATIN)
    enough = SURE_SHORT if len(latin.text) < _SHORT else SURE_DIGIT
    agreed = latin.text == check.text and min(latin.score, check.score) >= enough
    if agreed and not _only_figures(latin.text) and not _STRAY.search(latin.text):
        return _reading(latin, True, min(latin.score, check.score))
    if _like_figure(latin.text) or _like_figure(check.text):
        return _figure(latin, spelled(line, FIGURES), check, spelled(other, FIGURES))
    if not latin.text.strip() and not check.text.strip():
        return Reading(ILLEGIBLE, (0.5,), 0.0, (UNSURE,))
    best = latin if latin.score >= check.score else check
    if len(best.text.strip()) <= _SHORT:
        # A letter on its own may be a digit read badly; a real one is sure both times.
        return _reading(best, False, best.score)
    agreed = _digits(latin.text) == _digits(check.text) and not _STRAY.search(best.text)
    return _reading(best, agreed and _least(best) >= SURE_DIGIT and best.score >= SURE_LETTERS, best.score)


def _figure(latin: Spelling, figure: Spelling, check: Spelling, check_figure: Spelling) -> Reading:
    best = figure if figure.score >= check_figure.score else check_figure
    # Beside digits the letter is the figure: no return prints `1O`.
    texts = {s.text.replace(" ", "").translate(_ZERO) for s in (latin, figure, check, check_figure)}
    # Nothing else reads as a star or a dash twice: a mark needs less than a digit.
    enough = SURE_DIGIT if any(map(str.isdigit, best.text)) else SURE_MARK
    sure = len(texts) == 1 and min(figure.score, check_figure.score) >= enough and _makes_sense(best.text)
    return _reading(best, sure, best.score)


def _makes_sense(text: str) -> bool:
    """Are the separators of a figure where they belong? `1.234` could be either of two figures.

    >>> [_makes_sense(t) for t in ("1,234", "<5", "12.5%", "2016/17", "17-24")]
    [True, True, True, True, True]
    >>> [_makes_sense(t) for t in ("1.234", "1,85", "12.", ".1,315")]
    [False, False, False, False]
    """
    bare = text.replace(" ", "")
    if bare.strip("*-–—<>()%") == "":
        return True
    if _FIGURE.fullmatch(bare):
        return _GROUPED.fullmatch(re.sub(r"[^\d.,]", "", bare)) is not None
    return re.search(r"^[.,]|[.,](?!\d)", bare) is None


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit() or c in "<>*%/")


def _least(spelling: Spelling) -> float:
    return min((s for c, s in zip(spelling.text, spelling.scores, strict=True) if c.isdigit()), default=1.0)


def _reading(spelling: Spelling, sure: bool, confidence: float) -> Reading:
    if not spelling.text.strip():
        return Reading("", (), 0.0)
    return Reading(spelling.text, spelling.places, round(confidence, 3), () if sure else (UNSURE,))

"""Reading pieces of a page several times, and saying where the reading is not to be trusted.

A wrong figure that looks right is the worst that a scan can do, and a wrong label is no better. Whatever holds a digit
is read a second time from other pixels (unblurred, with other margins), whatever holds words with the page's lines left
in; where two readings differ, where a character is unsure or where the figure's own separators make no sense, the
reading carries the doubt `ocr_unsure`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median_low

from flows.read.scan.alphabets import LATIN, Line, Spelling, spelled
from flows.read.scan.engine import Image, Probabilities, recognise
from flows.read.scan.judging import (
    SURE_LETTERS,
    SURE_SHORT,
    WORD,
    Reading,
    alike,
    judged,
    wants_checking,
    worded,
)
from flows.read.scan.pieces import Piece
from flows.read.scan.sights import Sights, sights_of, turned_sights
from flows.read.tables.scanned import UNSURE


def readings_of(unruled: Image, grey: Image, pieces: Sequence[Piece]) -> list[Reading]:
    """One reading a piece, in order: `grey` is the page's picture, `unruled` the same without its lines."""
    level = [p for p in pieces if not p.turned]
    read = iter(_read([sights_of(unruled, grey, p) for p in level]))
    usual = median_low(p.height for p in level) if level else 0
    return [
        _turned_reading(unruled, grey, p) if p.turned else _either_way(unruled, grey, p, next(read), usual)
        for p in pieces
    ]


def _either_way(unruled: Image, grey: Image, piece: Piece, level: Reading, usual: int) -> Reading:
    """A piece taller than wide, and than the print around it, may be turned: `11` as a turned header looks like a 1.

    It is read all ways; unless one way is much the surest, it is doubted.
    """
    width = piece.x1 - piece.x0
    if piece.height < 1.2 * width or piece.height < 1.15 * usual or width < 0.35 * piece.height:
        return level
    turned = _turned_reading(unruled, grey, piece)
    surer, other = (turned, level) if turned.confidence > level.confidence else (level, turned)
    decided = surer.confidence >= SURE_SHORT and other.confidence < SURE_LETTERS
    return surer if decided or turned.text == level.text else replace(surer, doubts=(UNSURE,))


def _read(sights: Sequence[Sights]) -> list[Reading]:
    first = recognise([s.smooth for s in sights], Line.of)
    figures = [i for i, line in enumerate(first) if wants_checking(line)]
    checked = dict(zip(figures, recognise([sights[i].plain for i in figures], Line.of), strict=True))
    made = [judged(line, checked.get(i)) for i, line in enumerate(first)]
    words = [i for i, reading in enumerate(made) if sum(map(str.isalpha, reading.text)) >= WORD]
    ruled = dict(zip(words, recognise([sights[i].ruled for i in words], _latin), strict=True))
    disputed = [i for i in words if not alike(made[i].text, ruled[i].text)]
    third = dict(zip(disputed, recognise([sights[i].ruled_plain for i in disputed], _latin), strict=True))
    for i in words:
        made[i] = worded(made[i], ruled[i], third.get(i))
    return made


def _latin(line: Probabilities) -> Spelling:
    return spelled(line, LATIN)


def _turned_reading(unruled: Image, grey: Image, piece: Piece) -> Reading:
    """Text that runs up or down the page, whichever way it reads better."""
    upwards, downwards = _read(turned_sights(unruled, grey, piece))
    if downwards.confidence > upwards.confidence:
        return replace(downwards, direction="down")
    return replace(upwards, direction="up")

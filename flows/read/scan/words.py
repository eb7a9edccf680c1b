"""Words with boxes, type sizes and doubts, from pieces of a page and what they read as."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import ceil
from statistics import median

import numpy as np

from flows.read.grid import Box
from flows.read.page import Word
from flows.read.scan.clean import Mask
from flows.read.scan.judging import Reading
from flows.read.scan.pieces import Piece
from flows.read.tables.scanned import UNSURE

# Heights of print in em, the same for most typefaces: capitals and figures, small letters, tails.
_CAPITAL, _SMALL, _TAIL = 0.72, 0.53, 0.21
_LOW = re.compile(r"[gjpqyQ,;()/|\[\]]")
_TALL = re.compile(r"[^acemnorsuvwxzgpqy.,:;\-–—_ ]")
_FLAT = re.compile(r"[-–—.,_=~*•· ]+")
_MARK = re.compile(r"\*{1,3}|[-–—]")
# A narrow space goes unread between a word and a figure: `on45`, `2017about`, `14September2017`.
_WORD = re.compile(r"\S+?(?:(?<=[a-z]{2})(?=\d\d)|(?<=\d\d)(?=[a-z]{3}|[A-Z][a-z]{2})|(?=\s|$))")
_ALIKE = 0.2
_STRAY, _FEW = 0.5, 12
_PARTED, _THIN = 0.5, 0.18
_POINTS = " •·.,_~'"
_LEVEL = 1.4
_DASH = 0.4


def words_of(pieces: Sequence[Piece], readings: Sequence[Reading], letters: Mask, point: float) -> list[Word]:
    """The words of a page in points; `point` is pixels to a point. What reads as nothing is left out."""
    marked = [(p, _as_dash(p, r, letters)) for p, r in zip(pieces, readings, strict=True)]
    read = [(p, r) for p, r in marked if r.text.strip() and _is_text(p, r)]
    sizes = _snapped([_size(p, r) for p, r in read], [len(r.text) for _, r in read])
    made: list[Word] = []
    for (piece, reading), size in zip(read, sizes, strict=True):
        placed = (
            _turned_words(piece, reading)
            if reading.direction != "right"
            else _level_words(piece, reading, letters, size)
        )
        for text, box in placed:
            parted = reading.direction == "right" and _is_parted(text, box, letters, size)
            made.append(
                Word(
                    text,
                    Box(*(v / point for v in box)),
                    reading.direction,
                    size=round(size / point, 2),
                    confidence=reading.confidence,
                    doubts=(UNSURE,) if parted else reading.doubts,
                )
            )
    return _apart(made)


def _is_parted(text: str, box: Box, letters: Mask, size: float) -> bool:
    """Is there room for a space between two digits that were read as one figure? They may be two."""
    if sum(map(str.isdigit, text)) < 2 or any(map(str.isalpha, text)):
        return False
    inked = np.flatnonzero(letters[int(box.top) : ceil(box.bottom), int(box.x0) : ceil(box.x1)].any(axis=0))
    groups = np.split(inked, np.flatnonzero(np.diff(inked) > _PARTED * size) + 1)
    # What is left of a rule beside a figure is thinner than any digit.
    return sum(bool(g.size) and int(g[-1] - g[0]) + 1 > _THIN * size for g in groups) > 1


def _apart(words: Sequence[Word]) -> list[Word]:
    """Words of lines above each other with boxes that end where the other's begins: on paper lines do not overlap."""
    level = [n for n, w in enumerate(words) if w.direction == "right"]
    made = list(words)
    boxes = np.array([words[n].box for n in level]).reshape(-1, 4)
    middles = (boxes[:, 1] + boxes[:, 3]) / 2
    for k, n in enumerate(level):
        box = made[n].box
        beside = (boxes[:, 0] < box.x1) & (boxes[:, 2] > box.x0)
        apart = 0.5 * (box.bottom - box.top)
        below = boxes[beside & (middles > middles[k] + apart) & (boxes[:, 1] < box.bottom), 1]
        above = boxes[beside & (middles < middles[k] - apart) & (boxes[:, 3] > box.top), 3]
        bottom = (box.bottom + float(below.min())) / 2 if below.size else box.bottom
        top = (box.top + float(above.max())) / 2 if above.size else box.top
        made[n] = replace(made[n], box=Box(box.x0, min(top, middles[k]), box.x1, max(bottom, middles[k])))
    return made


def _as_dash(piece: Piece, reading: Reading, letters: Mask) -> Reading:
    """A small mark in line with print that reads as a point or as nothing: a dash, in doubt, where it has the shape."""
    if piece.found or reading.text.strip(_POINTS):
        return reading
    ink = letters[piece.top : piece.bottom, piece.x0 : piece.x1]
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not rows.size:
        return reading
    across, down = int(columns[-1] - columns[0] + 1), int(rows[-1] - rows[0] + 1)
    middle = (rows[0] + rows[-1] + 1) / 2 / piece.height
    if across < _LEVEL * down or not 0.25 < middle < 0.85:
        return reading
    return Reading("-", (0.5,), _DASH, (UNSURE,))


def _is_text(piece: Piece, reading: Reading) -> bool:
    """Ink that the detector passed over counts only where it reads as something: the rest is dirt and drawing."""
    if piece.found:
        return True
    if not any(map(str.isalnum, reading.text)):
        return _MARK.fullmatch(reading.text.strip()) is not None and reading.confidence >= 0.4
    return reading.confidence >= (0.25 if any(map(str.isdigit, reading.text)) else 0.5)


def _size(piece: Piece, reading: Reading) -> float | None:
    """Type size in pixels; None where the text is all dashes and points, which do not show it."""
    text = reading.text
    if reading.direction != "right":
        return (piece.x1 - piece.x0) / (_CAPITAL + _TAIL)
    if _FLAT.fullmatch(text):
        return None
    body = _CAPITAL if _TALL.search(text) else _SMALL
    return piece.height / (body + (_TAIL if _LOW.search(text) else 0.0))


def _snapped(sizes: Sequence[float | None], weights: Sequence[int]) -> list[float]:
    """Sizes near each other made one, the commonest first: a typeface measures differently by its letters."""
    known = [(size, weight) for size, weight in zip(sizes, weights, strict=True) if size is not None]
    centres: list[float] = []
    while known:
        densest = max(known, key=lambda k: sum(w for s, w in known if abs(s / k[0] - 1) <= _ALIKE))[0]
        near = [s for s, _ in known if abs(s / densest - 1) <= _ALIKE]
        letters = sum(w for s, w in known if abs(s / densest - 1) <= _ALIKE)
        # A word or two that measure otherwise than all print near their size do so by a speck or a neighbour's tail.
        stray = len(near) == 1 and letters < _FEW and any(abs(c / densest - 1) <= _STRAY for c in centres)
        if not stray:
            centres.append(median(near))
        known = [(s, w) for s, w in known if abs(s / densest - 1) > _ALIKE]
    usual = centres[0] if centres else 1.0
    return [usual if s is None else min(centres, key=lambda c, s=s: abs(c - s)) for s in sizes]  # type: ignore[misc]


def _baseline(piece: Piece, text: str, size: float) -> float:
    if _FLAT.fullmatch(text):
        return (piece.top + piece.bottom) / 2 + 0.3 * size
    return piece.bottom - (_TAIL * size if _LOW.search(text) else 0.0)


def _level_words(piece: Piece, reading: Reading, letters: Mask, size: float) -> Iterator[tuple[str, Box]]:
    """Each word of a piece with its box in pixels: drawn in to the ink at the sides, as high as its type."""
    ink = np.asarray(letters[piece.top : piece.bottom, piece.x0 : piece.x1].any(axis=0), dtype=np.bool_)
    base = _baseline(piece, reading.text, size)
    width = piece.x1 - piece.x0
    for text, start, end in _words(reading):
        x0, x1 = piece.x0 + start * width, piece.x0 + end * width
        inked = np.flatnonzero(ink[round(start * width) : round(end * width)])
        if inked.size:
            x0, x1 = round(x0) + float(inked[0]), round(x0) + float(inked[-1]) + 1
        yield text, Box(x0, base - 0.75 * size, x1, base + _TAIL * size)


def _turned_words(piece: Piece, reading: Reading) -> Iterator[tuple[str, Box]]:
    for text, start, end in _words(reading):
        first, last = (1 - end, 1 - start) if reading.direction == "up" else (start, end)
        yield text, Box(piece.x0, piece.top + first * piece.height, piece.x1, piece.top + last * piece.height)


def _words(reading: Reading) -> Iterator[tuple[str, float, float]]:
    """Each word and where it starts and ends along its piece, 0 to 1: half way to its neighbours."""
    spans = [m.span() for m in _WORD.finditer(reading.text)]
    between = [(reading.places[b[0]] + reading.places[a[1] - 1]) / 2 for a, b in pairwise(spans)]
    for (first, last), start, end in zip(spans, [0.0, *between], [*between, 1.0], strict=True):
        yield reading.text[first:last], start, end

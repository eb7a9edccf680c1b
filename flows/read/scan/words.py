"""Words with boxes, type sizes and doubts, from pieces of a page and what they read as."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

import numpy as np

from flows.read.grid import Box
from flows.read.page import Word
from flows.read.scan.clean import Mask
from flows.read.scan.pieces import Piece
from flows.read.scan.reading import ILLEGIBLE, Reading

# Heights of print in em, the same for most typefaces: capitals and figures, small letters, tails.
_CAPITAL, _SMALL, _TAIL = 0.72, 0.53, 0.21
_LOW = re.compile(r"[gjpqyQ,;()/|\[\]]")
_TALL = re.compile(r"[^acemnorsuvwxzgpqy.,:;\-–—_ ]")
_FLAT = re.compile(r"[-–—.,_=~*•· ]+")
_ALIKE = 0.2


def words_of(pieces: Sequence[Piece], readings: Sequence[Reading], letters: Mask, point: float) -> list[Word]:
    """The words of a page in points; `point` is pixels to a point. What reads as nothing is left out."""
    read = [(p, r) for p, r in zip(pieces, readings, strict=True) if r.text.strip() and _is_text(p, r)]
    sizes = _snapped([_size(p, r.text) for p, r in read], [len(r.text) for _, r in read])
    made: list[Word] = []
    for (piece, reading), size in zip(read, sizes, strict=True):
        base = _baseline(piece, reading.text, size)
        top, bottom = (base - 0.75 * size) / point, (base + _TAIL * size) / point
        for text, x0, x1 in _words(piece, reading, letters):
            box = Box(x0 / point, top, x1 / point, bottom)
            made.append(
                Word(text, box, size=round(size / point, 2), confidence=reading.confidence, doubts=reading.doubts)
            )
    return made


def _is_text(piece: Piece, reading: Reading) -> bool:
    """Ink that the detector passed over counts only where it reads as something: the rest is dirt and drawing."""
    return piece.found or (reading.text != ILLEGIBLE and reading.confidence >= 0.5)


def _size(piece: Piece, text: str) -> float | None:
    """Type size in pixels; None where the text is all dashes and points, which do not show it."""
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
        centres.append(median(near))
        known = [(s, w) for s, w in known if abs(s / densest - 1) > _ALIKE]
    usual = centres[0] if centres else 1.0
    return [usual if s is None else min(centres, key=lambda c, s=s: abs(c - s)) for s in sizes]  # type: ignore[misc]


def _baseline(piece: Piece, text: str, size: float) -> float:
    if _FLAT.fullmatch(text):
        return (piece.top + piece.bottom) / 2 + 0.3 * size
    return piece.bottom - (_TAIL * size if _LOW.search(text) else 0.0)


def _words(piece: Piece, reading: Reading, letters: Mask) -> Iterator[tuple[str, float, float]]:
    """Each word of a piece with its left and right end in pixels, drawn in to the ink."""
    ink = np.asarray(letters[piece.top : piece.bottom, piece.x0 : piece.x1].any(axis=0), dtype=np.bool_)
    width = piece.x1 - piece.x0
    spans = [m.span() for m in re.finditer(r"\S+", reading.text)]
    starts = [
        0.0,
        *((reading.places[b[0]] + reading.places[a[1] - 1]) / 2 for a, b in pairwise(spans)),
    ]
    for (first, last), start, end in zip(spans, starts, [*starts[1:], 1.0], strict=True):
        inked = np.flatnonzero(ink[round(start * width) : round(end * width)])
        x0 = piece.x0 + round(start * width)
        if inked.size:
            yield reading.text[first:last], x0 + float(inked[0]), x0 + float(inked[-1]) + 1
        else:
            yield reading.text[first:last], float(x0), piece.x0 + end * width

"""The pixels of one piece of a page as a recogniser is given them."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np

from flows.read.scan.engine import Image
from flows.read.scan.pieces import Piece


class Sights(NamedTuple):
    """The same piece seen four ways: smoothed and as scanned, the page's lines taken out of it or left in.

    Beside a line a figure gains a stroke from it; where a line is taken out, letters that touch it lose one.
    """

    smooth: Image
    plain: Image
    ruled: Image
    ruled_plain: Image


def sights_of(unruled: Image, grey: Image, piece: Piece) -> Sights:
    """A level piece: `grey` is the page's picture, `unruled` the same without its lines."""
    return Sights(
        _smoothed(_crop(unruled, piece, 0.12, 0.15)),
        _crop(unruled, piece, 0.2, 0.22),
        _smoothed(_crop(grey, piece, 0.2, 0.15)),
        _crop(grey, piece, 0.2, 0.22),
    )


def turned_sights(unruled: Image, grey: Image, piece: Piece) -> tuple[Sights, Sights]:
    """A piece whose text runs up or down the page, as it is if it runs up, and if it runs down."""
    width = piece.x1 - piece.x0
    around = 0.15 * width / piece.height, 0.1 * width / piece.height
    crops = _crop(unruled, piece, *around), _crop(grey, piece, *around)
    return _turned(*crops, -1), _turned(*crops, 1)


def _turned(unruled: Image, grey: Image, quarters: int) -> Sights:
    without, with_lines = (np.ascontiguousarray(np.rot90(crop, quarters)) for crop in (unruled, grey))
    return Sights(_smoothed(without), without, _smoothed(with_lines), with_lines)


def _crop(grey: Image, piece: Piece, above: float, beside: float) -> Image:
    """The piece's own pixels and some of those around it; a margin made up would read as strokes."""
    y, x = max(1, round(above * piece.height)), max(1, round(beside * piece.height))
    crop = grey[max(0, piece.top - y) : piece.bottom + y, max(0, piece.x0 - x) : piece.x1 + x]
    return np.ascontiguousarray(crop)


def _smoothed(crop: Image) -> Image:
    """Twice the size, and the grain of the scan blurred away: reads best of all that was tried."""
    large = cv2.resize(crop, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    return np.asarray(cv2.GaussianBlur(large, (0, 0), 1.6), dtype=np.uint8)

"""Stretches of a page that hold one run of text each, cut where a rule or a wide gap parts them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from flows.read.scan.clean import Mask
from flows.read.scan.ruling import Stroke


class Piece(NamedTuple):
    """A rectangle of whole pixels around one run of text.

    `found` where the detector saw text there; `turned` where the text runs up or down the page.
    """

    x0: int
    top: int
    x1: int
    bottom: int
    found: bool = True
    turned: bool = False

    @property
    def height(self) -> int:
        """Pixels."""
        return self.bottom - self.top


def pieces_of(lines: NDArray[np.float64], letters: Mask, strokes: Sequence[Stroke]) -> list[Piece]:
    """The pieces that detected lines fall into, and those of ink that no line covers.

    The detector runs neighbouring columns together and misses figures that stand alone.
    """
    made: list[Piece] = []
    usual = float(np.median(np.minimum(lines[:, 3] - lines[:, 1], lines[:, 2] - lines[:, 0]))) if len(lines) else 0.0
    for x0, top, x1, bottom in np.maximum(lines, 0).round().astype(int).tolist():
        floors = _floors(x0, top, x1, bottom, strokes)
        # A row of a table is taller than the figure in it.
        tall = 2.5 if floors else 1.8
        for start, end in pairwise([top, *floors, bottom]):
            line = Piece(x0, start, x1, end, turned=end - start > tall * max(x1 - x0, usual))
            made += [line] if line.turned else _cut(line, letters, strokes)
    if made:
        made += _overlooked(made, letters)
    return made


def _floors(x0: int, top: int, x1: int, bottom: int, strokes: Sequence[Stroke]) -> list[int]:
    """Where rules cross a detected line that is taller than wide: it runs figures of several rows together."""
    if bottom - top <= x1 - x0:
        return []
    height = min(x1 - x0, (bottom - top) / 2)
    crossing = [
        (s.top + s.bottom) / 2 for s in strokes if s.horizontal and min(s.x1, x1) - max(s.x0, x0) > 0.6 * (x1 - x0)
    ]
    found: list[int] = []
    for y in sorted(crossing):
        if y - [top, *found][-1] > 0.5 * height and bottom - y > 0.5 * height:
            found.append(round(y))
    return found


def _cut(line: Piece, letters: Mask, strokes: Sequence[Stroke]) -> Iterator[Piece]:
    ink = letters[line.top : line.bottom, line.x0 : line.x1]
    filled = np.flatnonzero(ink.any(axis=0))
    if not filled.size:
        return
    walls = [
        (s.x0 + s.x1) / 2 - line.x0
        for s in strokes
        if not s.horizontal and min(s.bottom, line.bottom) - max(s.top, line.top) > 0.6 * line.height
    ]
    wide = 1.1 * line.height
    start = int(filled[0])
    for left, right in pairwise(filled.tolist()):
        if right - left > wide or any(left < wall < right for wall in walls):
            yield _tight(line, ink, start, int(left) + 1)
            start = int(right)
    yield _tight(line, ink, start, int(filled[-1]) + 1)


def _tight(line: Piece, ink: Mask, start: int, end: int) -> Piece:
    """The stretch of a line from start to end, as high as its ink.

    Specks, and what is left of a rule at its edge, are not ink. A dash keeps the line's height.
    """
    weights = ink[:, start:end].sum(axis=1)
    filled = weights > 0.08 * weights.max()
    edges = np.flatnonzero(np.diff(np.concatenate([[False], filled, [False]]).astype(np.int8)))
    bands = [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    first, last = max(bands, key=lambda band: band[1] - band[0])
    tall, near = 0.25 * (last - first), max(1, round(0.2 * (last - first)))
    bands = [(a, b) for a, b in bands if b - a >= tall or first - near <= b <= first or last <= a <= last + near]
    top, bottom = line.top + bands[0][0], line.top + bands[-1][1]
    if bottom - top < 0.3 * line.height and end - start > bottom - top:
        top, bottom = line.top, line.bottom
    return Piece(line.x0 + start, top, line.x0 + end, bottom)


def _overlooked(found: Sequence[Piece], letters: Mask) -> list[Piece]:
    """Ink that no piece covers: runs about as tall as the page's letters, and small marks in line with others.

    A star or a dash says that a figure is withheld or none; it is given the height of the line that it stands in.
    """
    height = float(np.median([min(p.height, p.x1 - p.x0) if p.turned else p.height for p in found]))
    rest = letters.astype(np.uint8)
    for p in found:
        reach = round(0.25 * (p.x1 - p.x0 if p.turned else p.height))
        rest[max(0, p.top - reach) : p.bottom + reach, max(0, p.x0 - reach) : p.x1 + reach] = 0
    joined = cv2.morphologyEx(rest, cv2.MORPH_CLOSE, np.ones((1, 2 * round(0.3 * height) + 1), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    level = [p for p in found if not p.turned and 0.7 * height < p.height < 1.6 * height]
    made: list[Piece] = []
    for x, y, w, h, area in stats[1:count].tolist():
        if 0.5 * height < h < 1.6 * height and 0.2 * h < w < 12 * height and area > 0.1 * w * h:
            made.append(Piece(x, y, x + w, y + h, found=False))
        elif h <= 0.5 * height and w < 1.5 * height and area > 0.03 * height**2:
            line = next((p for p in level if p.top <= y + h / 2 <= p.bottom), None)
            if line:
                made.append(Piece(x, line.top, x + w, line.bottom, found=False))
    return made

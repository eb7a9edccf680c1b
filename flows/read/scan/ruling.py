"""Ruling lines of a scanned page, found by the shape of its ink."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from flows.read.scan.clean import Band, Mask

Pixels = NDArray[np.uint8]


class Stroke(NamedTuple):
    """A straight line in pixels; it runs across where `horizontal`, else down."""

    x0: float
    top: float
    x1: float
    bottom: float
    horizontal: bool


def strokes_of(ink: Mask, dpi: float) -> list[Stroke]:
    """Ruling lines: straight, thin, longer than any letter's stem.

    Lines broken by noise are joined over gaps of up to a fifteenth of an inch; short ones count only where they
    meet a line of the other direction.
    """
    plain = ink.astype(np.uint8)
    bars, posts = _long(plain, dpi), _long(plain.T, dpi).T
    across = _runs(plain, plain & ~posts, dpi)
    down = [Stroke(s.top, s.x0, s.bottom, s.x1, False) for s in _runs(_flipped(plain), _flipped(plain & ~bars), dpi)]
    long = 0.45 * dpi
    kept = [s for s in across if s.x1 - s.x0 >= long or _meets(s, down, dpi)]
    return kept + [s for s in down if s.bottom - s.top >= long or _meets(s, kept, dpi)]


def edges_of(bands: Sequence[Band]) -> list[Stroke]:
    """The upper and lower edges of filled areas, which part rows as lines do."""
    return [Stroke(b.x0, y - 1, b.x1, y + 1, True) for b in bands for y in (b.top, b.bottom)]


def outside_text(strokes: Sequence[Stroke], lines: NDArray[np.float64]) -> list[Stroke]:
    """The strokes that do not run through lines of text: letters' stems above each other, and underlining, do."""
    return [s for s in strokes if _share_within(s, lines) <= 0.5]


def _share_within(stroke: Stroke, lines: NDArray[np.float64]) -> float:
    """How much of a stroke's length lies well inside lines of text (x0, top, x1, bottom)."""
    x0, top, x1, bottom = lines.T
    middle_x, middle_y = (stroke.x0 + stroke.x1) / 2, (stroke.top + stroke.bottom) / 2
    margin = 0.2 * np.minimum(bottom - top, x1 - x0)
    if stroke.horizontal:
        crossed = (top + margin < middle_y) & (middle_y < bottom - margin)
        shared = np.minimum(x1, stroke.x1) - np.maximum(x0, stroke.x0)
        length = stroke.x1 - stroke.x0
    else:
        crossed = (x0 + margin < middle_x) & (middle_x < x1 - margin)
        shared = np.minimum(bottom, stroke.bottom) - np.maximum(top, stroke.top)
        length = stroke.bottom - stroke.top
    return float(np.clip(shared[crossed], 0, None).sum() / length)


def drawn_by(strokes: Sequence[Stroke], ink: Mask, dpi: float) -> Mask:
    """The pixels that the strokes are drawn with, and a little around them; letters that cross them keep the rest."""
    plain = ink.astype(np.uint8)
    size = max(8, round(0.1 * dpi))
    straight = {
        True: cv2.morphologyEx(plain, cv2.MORPH_OPEN, np.ones((1, size), np.uint8)),
        False: cv2.morphologyEx(plain, cv2.MORPH_OPEN, np.ones((size, 1), np.uint8)),
    }
    made = np.zeros_like(plain)
    for s in strokes:
        part = np.s_[max(0, int(s.top)) : int(s.bottom) + 1, max(0, int(s.x0)) : int(s.x1) + 1]
        made[part] = np.maximum(made[part], straight[s.horizontal][part])
    around = 2 * max(1, round(dpi / 100)) + 1
    return np.asarray(cv2.dilate(made, np.ones((around, around), np.uint8)) > 0)


def posts_beside(lines: NDArray[np.float64], ink: Mask) -> Mask:
    """Pixels of upright lines that run past lines of text: read along with a figure they would be a 1."""
    made = np.zeros_like(ink)
    for x0, top, x1, bottom in np.maximum(lines, 0).round().astype(int).tolist():
        reach = round(0.4 * (bottom - top))
        if x1 - x0 > 0.5 * (bottom - top):
            strip = np.s_[max(0, top - reach) : bottom + reach, max(0, x0 - reach) : x1 + reach]
            made[strip] |= ink[strip].mean(axis=0) > 0.9
    return np.asarray(cv2.dilate(made.astype(np.uint8), np.ones((1, 3), np.uint8)) > 0)


def trimmed(strokes: Sequence[Stroke], dpi: float) -> list[Stroke]:
    """Strokes cut back to the line they cross last where they reach a little past it: into a letter, as a rule."""
    return [_cut_back(s, [o for o in strokes if o.horizontal != s.horizontal], 0.2 * dpi) for s in strokes]


def _cut_back(stroke: Stroke, others: Sequence[Stroke], most: float) -> Stroke:
    (start, end), (near, far) = ((0, 2), (1, 3)) if stroke.horizontal else ((1, 3), (0, 2))
    middle = (stroke[near] + stroke[far]) / 2
    crossings = [
        (o[start] + o[end]) / 2
        for o in others
        if o[near] - most / 4 <= middle <= o[far] + most / 4 and o[end] >= stroke[start] and o[start] <= stroke[end]
    ]
    if len(crossings) < 2:
        return stroke
    ends = list(stroke[:4])
    if 0 < min(crossings) - ends[start] < most:
        ends[start] = min(crossings)
    if 0 < ends[end] - max(crossings) < most:
        ends[end] = max(crossings)
    x0, top, x1, bottom = ends
    return Stroke(x0, top, x1, bottom, stroke.horizontal)


def _flipped(mask: Pixels) -> Pixels:
    return np.ascontiguousarray(mask.T)


def _long(ink: Pixels, dpi: float) -> Pixels:
    """Long level runs, a little fattened: what crosses lines of the other direction."""
    opened = cv2.morphologyEx(np.ascontiguousarray(ink), cv2.MORPH_OPEN, np.ones((1, round(0.3 * dpi)), np.uint8))
    return np.asarray(cv2.dilate(opened, np.ones((3, 1), np.uint8)), dtype=np.uint8)


def _runs(ink: Pixels, uncrossed: Pixels, dpi: float) -> list[Stroke]:
    """Level strokes of a mask; `uncrossed` is the same ink without the long lines that cross them."""
    opened = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, max(8, round(0.1 * dpi))), np.uint8))
    joined = cv2.morphologyEx(opened, cv2.MORPH_CLOSE, np.ones((3, 2 * round(dpi / 30) + 1), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    made: list[Stroke] = []
    for i, (x, y, w, h, area) in enumerate(stats[1:count].tolist(), start=1):
        if w < 0.2 * dpi:
            continue
        line = labels[y : y + h, x : x + w] == i
        if area / w <= (0.05 if w > dpi else 0.035) * dpi and _is_bare(uncrossed[:, x : x + w], line, y, dpi):
            # A line may climb a little, or touch letters: it stands where most of it stands.
            first, last = np.median(line.argmax(axis=0)), h - np.median(line[::-1].argmax(axis=0))
            made.append(Stroke(x, y + float(first), x + w, y + float(last), True))
    return made


def _is_bare(ink: Pixels, line: NDArray[np.bool_], top: int, dpi: float) -> bool:
    """Is the line nothing but a line? Strokes of letters that join into one have more of the letters beside them.

    A long line may have letters close along one side; one longer than letters ever join to is a line anyhow.
    """
    reach = round(dpi / 50)
    columns = np.flatnonzero(line.any(axis=0))
    if line.shape[1] > 1.5 * dpi:
        return True
    first = top + line.argmax(axis=0)[columns]
    last = top + line.shape[0] - 1 - line[::-1].argmax(axis=0)[columns]
    above = ink[np.maximum(0, first - reach), columns].mean()
    below = ink[np.minimum(ink.shape[0] - 1, last + reach), columns].mean()
    clearer, fuller = min(above, below), max(above, below)
    return bool(clearer < 0.12 and fuller < 0.3) or bool(line.shape[1] > dpi and clearer < 0.06 and fuller < 0.6)


def _meets(stroke: Stroke, others: Sequence[Stroke], dpi: float) -> bool:
    reach = 0.04 * dpi
    touched = [
        o
        for o in others
        if o.x0 - reach <= stroke.x1
        and stroke.x0 <= o.x1 + reach
        and o.top - reach <= stroke.bottom
        and stroke.top <= o.bottom + reach
    ]
    return len(touched) >= 2

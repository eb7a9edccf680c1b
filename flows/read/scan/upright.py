"""Turning a page so that its lines of text lie level and are the right way up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from flows.read.grid import Box
from flows.read.scan.clean import Mask, Sheet
from flows.read.scan.engine import Image, Probabilities, recognise

STEEPEST = 7.0
"""Degrees: a page turned further than this was not laid on a scanner's glass."""

_PROBE = 700
_SAMPLES = 8


@dataclass(frozen=True, slots=True)
class Levelled:
    """A sheet turned by `degrees` (anticlockwise) about its centre, same size as before, and then by `quarters`."""

    sheet: Sheet
    degrees: float
    quarters: int = 0

    def as_hung(self, box: Box) -> Box:
        """A box (points) of the levelled page where it stands on the page as it was before: moved, not turned."""
        if not self.degrees:
            return box
        height, width = (n / self.sheet.point for n in self.sheet.grey.shape)
        x, y = (box.x0 + box.x1) / 2 - width / 2, (box.top + box.bottom) / 2 - height / 2
        turn = np.deg2rad(self.degrees)
        dx = float(x * np.cos(turn) - y * np.sin(turn)) - x
        dy = float(x * np.sin(turn) + y * np.cos(turn)) - y
        return Box(box.x0 + dx, box.top + dy, box.x1 + dx, box.bottom + dy)


def levelled(sheet: Sheet, ink: Mask) -> Levelled:
    """The sheet with its lines of text and rules level; as it was where they are within a tenth of a degree."""
    degrees = _skew(ink)
    if abs(degrees) < 0.1:
        return Levelled(sheet, 0.0)
    return Levelled(Sheet(_turned(sheet.grey, degrees, int(np.median(sheet.grey))), sheet.dpi), degrees)


def lies_sideways(lines: NDArray[np.float64]) -> bool:
    """Do most of the lines found (x0, top, x1, bottom) run up or down the page?"""
    width, height = lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1]
    clear = np.maximum(width, height) > 1.6 * np.minimum(width, height)
    tall = height > width
    return bool(clear.any()) and float((height * (tall & clear)).sum()) > float((width * (~tall & clear)).sum())


def stands_on_its_head(grey: Image, lines: NDArray[np.float64]) -> bool:
    """Do sample lines read better turned by half a turn? The longest lines are asked; a few words decide."""
    samples = _samples(grey, lines)
    if not samples:
        return False
    return sum(_sureness(samples[::-1], turned=True)) > sum(_sureness(samples[::-1], turned=False))


def _samples(grey: Image, lines: NDArray[np.float64]) -> list[Image]:
    widths = lines[:, 2] - lines[:, 0]
    order = np.argsort(-np.minimum(widths, 8 * np.maximum(1, lines[:, 3] - lines[:, 1])), kind="stable")
    crops: list[Image] = []
    for x0, top, x1, bottom in lines[order[:_SAMPLES]].astype(int):
        longest = x0 + 8 * max(1, bottom - top)
        crop = grey[max(0, top) : bottom, max(0, x0) : min(x1, longest)]
        if crop.size:
            crops.append(crop)
    return crops


def _sureness(crops: Sequence[Image], turned: bool) -> list[float]:
    """How surely each crop reads: the mean probability of what is likeliest, over the steps that hold a character."""
    return recognise([np.ascontiguousarray(c[::-1, ::-1]) if turned else c for c in crops], _mean_of_likeliest)


def _mean_of_likeliest(line: Probabilities) -> float:
    held = line.argmax(axis=1) > 0
    return float(line.max(axis=1)[held].mean()) if held.any() else 0.0


def _skew(ink: Mask) -> float:
    factor = min(1.0, _PROBE / max(ink.shape))
    shrunk = cv2.resize(ink.astype(np.uint8) * 255, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    small = np.asarray(shrunk, dtype=np.uint8)
    if not small.any():
        return 0.0
    best = 0.0
    for reach, step in ((STEEPEST, 0.5), (0.5, 0.1), (0.1, 0.03)):
        angles = best + np.arange(-reach, reach + step / 2, step)
        best = float(max(angles, key=lambda angle: _sharpness(_turned(small, float(angle), 0))))
    return best


def _sharpness(ink: Image) -> float:
    """How sharply ink gathers in rows and columns: greatest where lines of text and rules lie level."""
    rows = ink.sum(axis=1, dtype=np.float64)
    columns = ink.sum(axis=0, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum() + np.square(np.diff(columns)).sum())


def _turned(image: Image, degrees: float, ground: int) -> Image:
    height, width = image.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    made = cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=float(ground))
    return np.asarray(made, dtype=np.uint8)

"""A page's picture in grey, and what on it is ink, whatever the paper's tone, the noise and the shading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pictures

from flows.read.scan.engine import Image

HIGHEST_DPI = 220.0
"""Pages are brought down to this: more costs time and reads no better."""

FAINT, FULL = 0.12, 0.35
"""Shares of the darkest print: what is ink at all (grey rules, shaded rows), and what letters are made of."""

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's grey picture and how many pixels of it make an inch."""

    grey: Image
    dpi: float

    @property
    def point(self) -> float:
        """Pixels to a PDF point."""
        return self.dpi / 72


def sheet_of(image: NDArray[np.uint8] | Pictures.Image, dpi: float) -> Sheet:
    """The grey picture of a page at a workable size. Transparent parts are paper."""
    if isinstance(image, Pictures.Image):
        if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
            image = image.convert("RGBA")
            image = Pictures.alpha_composite(Pictures.new("RGBA", image.size, "white"), image)
        pixels = np.asarray(image.convert("L"), dtype=np.uint8)
    elif image.ndim == 3:
        codes = {1: None, 3: cv2.COLOR_RGB2GRAY, 4: cv2.COLOR_RGBA2GRAY}
        code = codes[image.shape[2]]
        pixels = image[:, :, 0] if code is None else np.asarray(cv2.cvtColor(image, code), dtype=np.uint8)
    else:
        pixels = image
    if dpi <= HIGHEST_DPI:
        return Sheet(np.ascontiguousarray(pixels), dpi)
    shrunk = cv2.resize(pixels, None, fx=HIGHEST_DPI / dpi, fy=HIGHEST_DPI / dpi, interpolation=cv2.INTER_AREA)
    return Sheet(np.asarray(shrunk, dtype=np.uint8), HIGHEST_DPI)


def paper_of(grey: Image, dpi: float) -> Image:
    """The tone of the paper at every pixel, as if nothing were printed on it."""
    factor = 4
    between = cv2.dilate(grey, np.ones((round(dpi / 25),) * 2, np.uint8))
    small = cv2.resize(between, None, fx=1 / factor, fy=1 / factor, interpolation=cv2.INTER_AREA)
    size = 2 * round(0.8 * dpi / factor / 2) + 1
    paper = cv2.medianBlur(small, max(3, size))
    wide = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(wide, dtype=np.uint8)


def ink_of(sheet: Sheet, least: float = FAINT) -> Mask:
    """Where the page is darker than the paper around it by at least that share of the darkest print on the page.

    The paper is the tone between strokes, a median over most of an inch; what counts as darker grows with the
    page's own noise. Filled bands narrower than that come out as ink whole: `bands_of` finds them, `lettering` turns
    them round.
    """
    grey = np.asarray(cv2.GaussianBlur(sheet.grey, (3, 3), 0), dtype=np.uint8)
    difference = cv2.subtract(paper_of(grey, sheet.dpi), grey)
    noise, darkest = float(np.median(difference)), float(np.percentile(difference, 99.5))
    mask = np.asarray(difference > max(32.0, 7.0 * noise, least * darkest))
    return _without_specks(mask, sheet.dpi)


@dataclass(frozen=True, slots=True)
class Band:
    """A filled area, such as a shaded row: its rectangle in pixels and its tone, 0 (black) to 255."""

    x0: int
    top: int
    x1: int
    bottom: int
    tone: float


def bands_of(sheet: Sheet, ink: Mask) -> list[Band]:
    """Filled areas that came out as ink: broad, at least a tenth of an inch high, and full."""
    side = max(3, round(sheet.dpi * 0.07))
    solid = cv2.morphologyEx(ink.astype(np.uint8), cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(solid)
    made: list[Band] = []
    for i, (x, y, w, h, area) in enumerate(stats[1:count].tolist(), start=1):
        if w >= 0.4 * sheet.dpi and h >= 0.1 * sheet.dpi and area >= 0.5 * w * h:
            tones = sheet.grey[y : y + h, x : x + w][labels[y : y + h, x : x + w] == i]
            made.append(Band(x, y, x + w, y + h, float(np.median(tones))))
    return made


def lettering(sheet: Sheet, ink: Mask, bands: Sequence[Band]) -> Mask:
    """Ink with filled bands turned round: the letters and lines in them are ink and the band is not."""
    made = ink.copy()
    for band in bands:
        part = np.s_[band.top : band.bottom, band.x0 : band.x1]
        away = np.abs(sheet.grey[part].astype(np.float32) - band.tone)
        # Around a pale band that is no rectangle lies paper, lighter than it and not ink.
        made[part] = (away > 60) & (ink[part] | (band.tone < 128))
    return made


def _without_specks(mask: Mask, dpi: float) -> Mask:
    """Drop spots too small to be a full stop at this resolution."""
    least = max(3, round((dpi / 100) ** 2 * 2))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    keep = stats[:, cv2.CC_STAT_AREA] >= least
    keep[0] = False
    return np.asarray(keep[labels]) if count > 1 else mask

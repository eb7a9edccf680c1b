"""Runs of glyphs as a content stream shows them: what is drawn in one go, without a space or a jump.

Positions come from the text matrix and the widths alone. A glyph's box is one em high, standing on its font's
descent: the same box that pdfminer gives it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from playa.content import TextObject
from playa.font import CIDFont, Font, SimpleFont

from flows.read.pdf.paths import Colour, rgb

Way = Literal["right", "left", "up", "down"]

# A jump within a run above this share of an em ends it: kerning stays below, a space drawn as a jump is above.
_JUMP = 0.16
# So far back (em) goes no kerning and no accent, only what is drawn once more.
_BACK = 1.0
_TWICE = 0.12
_SLANT = 0.2
_SHORT_STRING = 4
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_SYMBOLS = {
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    "\uf0fe": "☑",
    "\uf0a8": "☐",
    "\uf02d": "-",
    "\uf0e0": "→",
}
# Codes by which the encoding of Windows is told from others.
_OF_WINDOWS = ((0x80, "Euro"), (0x95, "bullet"), (0x96, "endash"))
# What it leaves unused shows a bullet.
_UNUSED = frozenset((0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D))
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_BOLD_NAME = re.compile(r"bold|black|heavy|demi|[-,]bd\b", re.IGNORECASE)
UNDECODABLE = "\ufffd"


@dataclass(slots=True)
class Run:
    """Glyphs drawn in one go. `baseline` is the ordinate (abscissa when it runs up or down) that they stand on.

    `order` is the place in the order of drawing; `closed` says that a space was drawn after it.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    way: Way
    baseline: float
    size: float
    font: str
    bold: bool
    colour: Colour | None
    mode: int
    opacity: float
    order: int
    closed: bool = False


class Typeface:
    """What is needed of a font, looked up once: the advance and text of each code, its descent, its weight."""

    def __init__(self, font: Font) -> None:
        self.font = font
        base = font.basefont if isinstance(font, CIDFont) else font.fontname
        self.name = base.partition("+")[2] or base
        weight = font.descriptor.get("FontWeight")
        heavy = isinstance(weight, int | float) and weight >= 600
        self.bold = bool(_BOLD_NAME.search(self.name)) or bool(font.flags & 1 << 18) or heavy
        self.descent = max(font.descent * font.matrix[3], -0.5)
        # A composite font without a map to characters: its codes say nothing about what they look like.
        self.mapped = not isinstance(font, CIDFont) or font.tounicode is not None or font.unicode_map is not None
        self._symbolic = "symbol" in self.name.lower() or "dings" in self.name.lower()
        encoding = font.encoding if isinstance(font, SimpleFont) and font.tounicode is None else {}
        self._windows = all(encoding.get(code) == name for code, name in _OF_WINDOWS)
        self._texts: dict[str, str] = {}
        self._advances: dict[int, float] = {}
        self._strings: dict[bytes, tuple[tuple[int, str, float], ...]] = {}

    def glyphs(self, codes: bytes) -> tuple[tuple[int, str, float], ...]:
        """(code, characters, advance in em) of each glyph of a string."""
        known = self._strings.get(codes)
        if known is not None:
            return known
        found = []
        for cid, text in self.font.decode(codes):
            advance = self._advances.get(cid)
            if advance is None:
                advance = self._advances[cid] = self.font.hdisp(cid)
            if not text and self._windows and cid in _UNUSED:
                text = "•"
            found.append((cid, self._texts.get(text) or self._readable(text), advance))
        glyphs = tuple(found)
        if len(codes) <= _SHORT_STRING:
            self._strings[codes] = glyphs
        return glyphs

    def _readable(self, decoded: str) -> str:
        """The characters that a reader of the page sees, or the mark of a glyph that nothing says how to read."""
        # Beside a character that shows, a space is none: a point may decode as space and point.
        text = "".join(decoded.split()) or decoded
        if not self.mapped or not text:
            seen = UNDECODABLE
        elif text in _LIGATURES:
            seen = _LIGATURES[text]
        elif text in _SYMBOLS:
            seen = _SYMBOLS[text]
        elif text.isspace() or text in "\u00a0\u200b\ufeff":
            seen = " "
        elif text == "\u00ad":
            seen = "-"
        elif (not text.isprintable() and not _PRIVATE.search(text)) or (_PRIVATE.search(text) and not self._symbolic):
            seen = UNDECODABLE
        else:
            seen = text
        self._texts[decoded] = seen
        return seen


def runs_of(text: TextObject, typeface: Typeface, order: int) -> list[Run]:
    """The runs of one text-showing operation, in page coordinates; none where the text is slanted or has no size."""
    state = text.gstate
    a, b, c, d, e, f = text.matrix
    way = _way(a, b)
    size = (c * c + d * d) ** 0.5
    if way is None or size == 0 or state.fontsize == 0:
        return []
    fontsize = state.fontsize
    spacing = state.charspace / fontsize
    word_spacing = 0.0 if typeface.font.multibyte else state.wordspace / fontsize
    slack = _JUMP + min(max(spacing, 0.0), 0.5)
    colour = rgb(state.scolor, state.scs) if state.render_mode == 1 else rgb(state.ncolor, state.ncs)
    runs: list[Run] = []
    letters: list[str] = []
    start = end = pen = 0.0
    bold = typeface.bold or state.render_mode == 2

    def finish(closed: bool) -> None:
        if letters:
            low, high = typeface.descent, typeface.descent + 1
            xs = (e + a * start + c * low, e + a * end + c * high)
            ys = (f + b * start + d * low, f + b * end + d * high)
            runs.append(
                Run(
                    "".join(letters), min(xs), min(ys), max(xs), max(ys), way,
                    f + b * start if way in ("right", "left") else e + a * start,
                    size, typeface.name, bold,
                    colour, state.render_mode,
                    state.nalpha, order, closed,
                )
            )  # fmt: skip
            letters.clear()
        elif closed and runs:
            runs[-1].closed = True

    for part in text.args:
        if not isinstance(part, bytes):
            pen -= part * 0.001
            continue
        for cid, seen, advance in typeface.glyphs(part):
            if seen == " ":
                finish(True)
            else:
                if letters and (pen - end > slack or pen < max(start, end - _BACK)):
                    finish(False)
                if letters and seen == letters[-1] and abs(pen + advance - end) < min(_TWICE, advance / 2):
                    # The letter once more on its own place, which makes it bold.
                    bold = True
                    pen += advance + spacing
                    continue
                if not letters:
                    start = pen
                letters.append(seen)
                end = pen + advance
            pen += advance + spacing
            if cid == 32:
                pen += word_spacing
    finish(False)
    if not typeface.font.vertical:
        # The interpreter asks where the next text begins; told so, it need not go through the codes once more.
        x, y = text._glyph_offset
        text._next_glyph_offset = (x + pen * fontsize * state.scaling * 0.01, y)
    return runs


def _way(a: float, b: float) -> Way | None:
    """The way that text runs whose baseline goes along (a, b), ordinate downwards; None where it is slanted."""
    if abs(b) <= _SLANT * abs(a):
        return "right" if a > 0 else "left"
    if abs(a) <= _SLANT * abs(b):
        return "down" if b > 0 else "up"
    return None

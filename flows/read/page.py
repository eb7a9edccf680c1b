"""What stands on one page, whatever it came from: words, ruling lines, shaded areas, pictures.

The table finder works on this alone, so that a born-digital page and a scan go the same way.
Coordinates are PDF points of the page as a person reads it (after rotation), origin top left.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from flows.read.grid import Box

Direction = Literal["right", "up", "down"]


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without a gap. `direction` is the way the text runs; `doubts` as in a Cell.

    `seams` tell where a piece begins that was drawn by itself and touches the one before: (characters before it, its
    left edge). They are kept for text that runs to the right.
    """

    text: str
    box: Box
    direction: Direction = "right"
    font: str = ""
    size: float = 0.0
    bold: bool = False
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()
    seams: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn straight line (or a thin or filled rectangle's edge), horizontal where `box` is wider than tall."""

    box: Box
    horizontal: bool


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled area such as a shaded row or a coloured header cell; `colour` is `#rrggbb`."""

    box: Box
    colour: str


@dataclass(frozen=True, slots=True)
class PageContent:
    """Everything on a page that bears on where its text and tables stand. `number` is 1-based."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...] = ()
    fills: tuple[Fill, ...] = ()
    images: tuple[Box, ...] = ()

"""Pages drawn for these tests: letters, tables with and without lines, at a stated resolution."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PIL import Image, ImageDraw, ImageFont

DPI = 150


class Sheet:
    """A white page, 6 by 6 inches at 150 dpi, that a test draws on."""

    def __init__(self) -> None:
        self.image = Image.new("L", (900, 900), 255)
        self._draw = ImageDraw.Draw(self.image)
        self._font = ImageFont.load_default(size=22)

    def text(self, x: int, y: int, text: str, ink: int = 0) -> None:
        """Text with its top left corner there."""
        self._draw.text((x, y), text, font=self._font, fill=ink)

    def table(self, rows: Sequence[Sequence[str]], x: int = 60, y: int = 120, ruled: bool = True) -> None:
        """A table with columns 200 and rows 44 pixels apart."""
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                self.text(x + 200 * c + 14, y + 44 * r + 9, text)
        if ruled:
            right, bottom = x + 200 * len(rows[0]), y + 44 * len(rows)
            for r in range(len(rows) + 1):
                self._draw.line((x, y + 44 * r, right, y + 44 * r), fill=0, width=2)
            for c in range(len(rows[0]) + 1):
                self._draw.line((x + 200 * c, y, x + 200 * c, bottom), fill=0, width=2)

    def fill(self, box: tuple[int, int, int, int], tone: int) -> None:
        """A filled rectangle."""
        self._draw.rectangle(box, fill=tone)


@pytest.fixture
def sheet() -> Sheet:
    return Sheet()

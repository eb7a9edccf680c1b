"""Lines of print out of words, and whether the page is set in two columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flows.read.grid import Box, around
from flows.read.page import Word

# Shares of an em.
_SAME_LINE = 0.5
_WIDE = 1.5
_VERY_WIDE = 6.0
_LABEL = re.compile(
    r"[•●▪◦○■□➢✓☐☑·‣\ufffdo–—*-]|\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}|\(?[a-z]\)|[a-z]\."
    r"|\([A-Za-z0-9]{1,2}\)|[A-Z]\)|\(?[ivx]{1,5}[.)]"
)


@dataclass(frozen=True, slots=True)
class Line:
    """Words side by side that read as one line, from the left; `at` are their positions on the page.

    `size` is the font size of most letters; `bold` says that every word with a letter or digit in it is bold.
    """

    words: tuple[Word, ...]
    at: tuple[int, ...]
    box: Box
    size: float
    bold: bool

    @classmethod
    def of(cls, words: Sequence[Word], at: Sequence[int]) -> Line:
        """The line that the words at these positions make."""
        own = tuple(words[n] for n in at)
        sizes: dict[float, int] = {}
        for word in own:
            sizes[word.size] = sizes.get(word.size, 0) + len(word.text)
        bold = all(word.bold or not any(map(str.isalnum, word.text)) for word in own)
        return cls(own, tuple(at), around(word.box for word in own), max(sizes, key=sizes.__getitem__), bold)

    @property
    def text(self) -> str:
        """The words with single spaces between."""
        return " ".join(word.text for word in self.words)

    @property
    def printed(self) -> bool:
        """Whether the size of its type is known, as it is not where OCR read it."""
        return any(word.font for word in self.words)

    @property
    def label(self) -> str:
        """The list number or bullet that the line begins with; "" where it begins with none or is nothing else."""
        if len(self.words) < 2 or not _LABEL.fullmatch(self.words[0].text):
            return ""
        gap = self.words[1].box.x0 - self.words[0].box.x1
        # "o" is a bullet in the fonts of some word processors; dashes and stars stand in sentences too.
        loose = self.words[0].text in "o–—*-"
        return "" if loose and gap < 0.5 * self.size else self.words[0].text


def lines_of(words: Sequence[Word], at: Iterable[int]) -> list[Line]:
    """The lines that the words at these positions make, from the top, then from the left.

    A line is parted at very wide gaps, and at wide ones where they run down through the lines of two columns.
    """
    rows: list[list[int]] = []
    middle = size = 0.0
    for n in sorted(at, key=lambda n: words[n].box.top + words[n].box.bottom):
        word = words[n]
        centre = (word.box.top + word.box.bottom) / 2
        if rows and centre - middle < _SAME_LINE * max(size, word.size):
            rows[-1].append(n)
            if word.size > 1.1 * size:
                middle, size = centre, word.size
        else:
            rows.append([n])
            middle, size = centre, word.size
    pieces = [_pieces(words, sorted(row, key=lambda n: words[n].box.x0)) for row in rows]
    gutter = _gutter(words, pieces)
    lines = []
    for row in pieces:
        for part in _rejoined(words, row, gutter):
            lines.append(Line.of(words, part))
    return lines


def _pieces(words: Sequence[Word], row: list[int]) -> list[list[int]]:
    """The parts of a row between wide gaps."""
    parts = [[row[0]]]
    for n in row[1:]:
        last = words[parts[-1][-1]]
        if words[n].box.x0 - last.box.x1 > _WIDE * max(last.size, words[n].size):
            parts.append([n])
        else:
            parts[-1].append(n)
    return parts


def _gutter(words: Sequence[Word], rows: Sequence[Sequence[Sequence[int]]]) -> tuple[float, float] | None:
    """The free strip between two columns of running text; None on a page set in one column."""
    prose = [
        (words[left[-1]].box.x1, words[right[0]].box.x0)
        for row in rows
        if len(row) == 2
        for left, right in [row]
        if len(left) >= 3 and len(right) >= 3
    ]
    if len(prose) < 6:
        return None
    low, high = max(x for x, _ in prose), min(x for _, x in prose)
    if high - low < 4:
        return None
    crossing = sum(words[part[0]].box.x0 < low and words[part[-1]].box.x1 > high for row in rows for part in row)
    return (low, high) if crossing <= 0.3 * len(rows) else None


def _rejoined(words: Sequence[Word], row: Sequence[list[int]], gutter: tuple[float, float] | None) -> list[list[int]]:
    """The parts of a row put together again where the gap between them is a tab, not the space between columns."""
    joined = [list(row[0])]
    for part in row[1:]:
        left, right = words[joined[-1][-1]], words[part[0]]
        low, high = left.box.x1, right.box.x0
        em = max(left.size, right.size)
        across = gutter is not None and low <= gutter[0] + 1 and high >= gutter[1] - 1
        labelled = len(joined[-1]) == 1 and bool(_LABEL.fullmatch(left.text))
        if across or (high - low > _VERY_WIDE * em and not labelled and not left.text.endswith(":")):
            joined.append(list(part))
        else:
            joined[-1].extend(part)
    return joined

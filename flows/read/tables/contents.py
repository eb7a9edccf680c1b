"""Lines of a table of contents that stand close over a table: titles, and numbers of pages that never fall."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from flows.read.tables.tokens import Line

FEWEST = 6
"""So many lines at least make contents."""
PARTED = 0.9
"""Free space (em) between a title and its page."""
PAGES = 1000


def without_contents(lines: Sequence[Line]) -> list[Line]:
    """The lines without those of contents that no header stands over."""
    kept: list[Line] = []
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and _page(lines[end]) is not None and _follows(lines[start:end], lines[end]):
            end += 1
        found = lines[start:end]
        if end - start >= FEWEST and _titled(found) and not _headed(lines, start) and not _goes_on(found, lines[end:]):
            start = end
            continue
        kept += lines[start : max(end, start + 1)]
        start = max(end, start + 1)
    return kept


def _page(line: Line) -> int | None:
    """The number that a line of two texts ends with, or of three where the first numbers the title."""
    runs = line.runs(PARTED)
    numbered = len(runs) == 3 and runs[0].text.rstrip(".").replace(".", "").isdecimal()
    if len(runs) != 2 and not numbered:
        return None
    last = runs[-1].text
    return int(last) if last.isdecimal() and 0 < int(last) < PAGES else None


def _follows(above: Sequence[Line], line: Line) -> bool:
    """Is the number of a line no lower than that above, and does it end where that ends?"""
    if not above:
        return True
    before, page = _page(above[-1]), _page(line)
    return before is not None and page is not None and before <= page and abs(above[-1].box.x1 - line.box.x1) <= 2.0


def _goes_on(lines: Sequence[Line], below: Sequence[Line]) -> bool:
    """Does a line close below end with a figure that stands under the others and is lower: a list of figures?"""
    if not below or _page(below[0]) is None or abs(lines[-1].box.x1 - below[0].box.x1) > 2.0:
        return False
    return below[0].box.top - lines[-1].box.bottom < 2.5 * below[0].size


def _titled(lines: Sequence[Line]) -> bool:
    """Do titles of several words stand before numbers that rise?"""
    pages = [_page(line) or 0 for line in lines]
    steps = {b - a for a, b in itertools.pairwise(pages)}
    several = sum(len(line.runs(PARTED)[-2].tokens) > 1 for line in lines)
    return pages[0] < pages[-1] and steps != {1} and several >= 0.7 * len(lines)


def _headed(lines: Sequence[Line], start: int) -> bool:
    """Does a line close above have a text over the numbers, as a header would?"""
    if start == 0:
        return False
    line, above = lines[start], lines[start - 1]
    if line.box.top - above.box.bottom > 2.5 * line.size:
        return False
    runs = above.runs(PARTED)
    return len(runs) > 1 or runs[0].x1 >= line.runs(PARTED)[-1].x0

"""Where the header of a table comes again, or one like it: with it another table begins, of the same columns."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import median

from flows.read.tables.reject import is_figure
from flows.read.tables.tokens import Line
from flows.read.tables.unruled.another import APART, free_over
from flows.read.tables.unruled.blocks import counted, counts, first_counted
from flows.read.tables.unruled.heads import TIGHT
from flows.read.tables.unruled.unruled import WORD_GAP


def headed_anew(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines, cut wherever the first of them comes again word for word, or one like it: the header of another table.

    The title over it is left out.
    """
    first = lines[0].text if lines else ""
    if not lines or counts(lines[0]) or is_figure(first) or _label_begins(lines):
        return [list(lines)]
    alike = _alike(lines)
    starts = [0, *(i for i, line in enumerate(lines) if i > 2 and (line.text == first or i in alike)), len(lines)]
    return [list(lines[a : b if b == len(lines) else _before_title(lines, b)]) for a, b in itertools.pairwise(starts)]


def _alike(lines: Sequence[Line]) -> set[int]:
    """Positions of lines that look as the header does, one line of names in bold over rows that are not, and stand off.

    Of a header in levels no line that comes again is the whole, and a bold row in step with the others names a section.
    """
    figured = counted(lines, 0, len(lines))
    rows = [k for k in figured if k - 1 in figured]
    names = lines[0].runs(WORD_GAP)
    if len(names) < 2 or not rows or figured[0] != 1 or not _bold_over_plain(lines, 0):
        return set()
    usual = median(free_over(lines, k) for k in rows) + APART * lines[0].size
    found = set()
    for a, b in itertools.pairwise(figured):
        line = lines[b - 1]
        apart = any(free_over(lines, k) > usual for k in range(a + 1, b))
        flush = line.size == lines[0].size and abs(line.box.x0 - lines[0].box.x0) <= APART * line.size
        if apart and flush and len(line.runs(WORD_GAP)) == len(names) and _bold_over_plain(lines, b - 1):
            found.add(b - 1)
    return found


def _bold_over_plain(lines: Sequence[Line], at: int) -> bool:
    return all(t.bold for t in lines[at].tokens) and not any(t.bold for t in lines[at + 1].tokens)


def _before_title(lines: Sequence[Line], end: int) -> int:
    """Position after the last row above a header: texts alone, the first of them standing off, are its title."""
    start = next((i for i in range(end, 0, -1) if len(lines[i - 1].runs(WORD_GAP)) > 1), end)
    space = {i: lines[i].box.top - lines[i - 1].box.bottom for i in range(start, end)}
    first = max(reversed(space), key=lambda i: round(space[i], 1), default=end)
    return first if space and space[first] > TIGHT * lines[first].size else end


def _label_begins(lines: Sequence[Line]) -> bool:
    """Are the lines above the first figures texts alone, flush with all the labels: the beginning of the first?"""
    head = lines[: first_counted(lines, 0, len(lines))]
    left = min(line.box.x0 for line in lines)
    return all(len(line.runs(WORD_GAP)) == 1 and line.box.x0 - left <= 0.3 * line.size for line in head)

"""Header lines above the rows of a table in text: which of the lines over it belong to it, which are its title."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from statistics import median

from flows.read.tables.edges import Ruling
from flows.read.tables.headers.joined import USUAL, names_in
from flows.read.tables.lines.columns import Span, columns_of, touched
from flows.read.tables.lines.hanging import awaits
from flows.read.tables.lines.placed import OPEN_END
from flows.read.tables.reject import is_caption, is_figure
from flows.read.tables.tokens import Line, Run
from flows.read.tables.unruled.unruled import WORD_GAP, has_figures

_ASIDE = re.compile(r"[(\[][^()\[\]]*[)\]]")
TIGHT = 0.5
"""Lines of one text leave at most so much space between them (em)."""

BESIDE = 0.25
"""Lines that overlap by so much (em) stand beside each other rather than under."""

LEVEL = 0.2
"""Rows that follow one another alike differ by at most so much (em) in the space between them."""
ROOM = 0.9
"""A title leaves more space (em) under it than lines of a header leave between them."""


def header_start(
    lines: Sequence[Line],
    runs: Sequence[Sequence[Run]],
    start: int,
    end: int,
    floor: int,
    rulings: Sequence[Ruling],
) -> int:
    """Position of the first header line above the stretch, `start` where there is none."""
    body = lines[start:end]
    left = min(line.box.x0 for line in body)
    right = max(line.box.x1 for line in body)
    columns = columns_of([line.runs(WORD_GAP) for line in body], body[0].size)
    if len(columns) < 2:
        return start
    figures = _first_figures(body, columns)
    i = taken = start
    between = _between_rows(body)
    while i > floor:
        line, below = lines[i - 1], lines[i]
        heads = (
            _heads(line, columns, left, right, figures)
            or _tops(line, below, columns)
            or (taken == i < start and (_beside(line, below) or _reads_on(line, below)))
        )
        parted = any(r.horizontal and line.middle < r.at < below.middle and r.start < line.box.x1 for r in rulings)
        room = 2.0 if parted or (heads and len(runs[i - 1]) > 1) else 1.3
        room = max(room * max(line.size, below.size), between if heads else 0.0)
        if line.box.bottom < below.box.top - room or is_caption(line.text):
            break
        under = [r for r in rulings if r.horizontal and line.middle < r.at < below.middle and _spans(r, left, right)]
        closed = i < start and any(r.start <= columns[0].x1 for r in under)
        texts = len(line.runs(WORD_GAP))
        named = heads and texts > 2 and all(_of_part(over, figures) for over in lines[i:start])
        alone = len(runs[i - 1]) == 1 and not (i - 1 > floor and _beside(lines[i - 2], line))
        if (closed or (under and alone)) and not named and not _boxed(line, columns, right, rulings):
            break
        i -= 1
        if heads:
            taken = i
        elif len(runs[i]) > 1 or line.box.x1 > figures or start - i > 4:
            break
    while taken < start and _titles(lines, runs, taken, floor):
        taken += 1
    return taken


def _between_rows(body: Sequence[Line]) -> float:
    """The space between the rows of a table, where they all stand apart: as much may part them from their header."""
    gaps = [b.box.top - a.box.bottom for a, b in itertools.pairwise(body) if has_figures(b.runs(WORD_GAP))]
    wide = [gap for gap in gaps if gap > TIGHT * body[0].size]
    return 1.1 * median(wide) if len(wide) > 2 else 0.0


def _beside(line: Line, below: Line) -> bool:
    """Does a line lie half beside the next, as names of one and of two lines do that are set about one middle?"""
    return line.box.bottom - below.box.top > BESIDE * line.size


def _reads_on(line: Line, below: Line) -> bool:
    """Does a line close over names of columns end as no title does: `Apr 2015 -  Apr 2016 -`?"""
    return below.box.top - line.box.bottom <= TIGHT * line.size and awaits(line.text)


def _first_figures(body: Sequence[Line], columns: Sequence[Span]) -> float:
    """Where the first column of figures begins, behind the labels, which may be codes and titles."""
    runs = [r for line in body for r in line.runs(WORD_GAP)]
    for column in columns[1:]:
        figures = [is_figure(r.text) for r in runs if column.overlap(r.x0, r.x1) > 0]
        if 2 * sum(figures) > len(figures):
            return column.x0
    return columns[1].x0


def _of_part(line: Line, figures: float) -> bool:
    """Does a line hold one text that stands over the labels alone, as the heading of a part does?"""
    return len(line.runs(WORD_GAP)) == 1 and line.box.x1 <= figures


def below_title(lines: Sequence[Line], top: int, start: int) -> int:
    """The first header line from `top` on that no title with space under it parts from the rows at `start`.

    A title begins where the labels do and runs on over the figures. What stands no further from names of columns over
    it than from the rows under it names the first section of the table.
    """
    columns = columns_of([line.runs(WORD_GAP) for line in lines[start:]], lines[start].size)
    if len(columns) < 2:
        return top
    for i in range(start - 1, top - 1, -1):
        line, under = lines[i], lines[i + 1]
        begins = abs(line.box.x0 - columns[0].x0) <= line.size
        over = len(line.runs(WORD_GAP)) == 1 and line.box.x1 > columns[1].x0
        room = under.box.top - line.box.bottom
        named = i > top and len(lines[i - 1].runs(WORD_GAP)) > len(columns) / 2
        section = named and line.box.top - lines[i - 1].box.bottom <= room + LEVEL * line.size
        if begins and over and room > ROOM * line.size and not section:
            return i + 1
    return top


def _boxed(line: Line, columns: Sequence[Span], right: float, rulings: Sequence[Ruling]) -> bool:
    """Does a rule run over a line close above it, along most of the columns of figures, as over names of groups?"""
    left = columns[1].x0
    if line.box.x0 < left - 2 * line.size:
        return False
    over = [r for r in rulings if r.horizontal and 0 <= line.middle - r.at <= 1.5 * line.size]
    return sum(max(0.0, min(r.end, right) - max(r.start, left)) for r in over) >= 0.6 * (right - left)


def _titles(lines: Sequence[Line], runs: Sequence[Sequence[Run]], i: int, floor: int) -> bool:
    """Is a line over headers the end of the title: an aside like `(in thousands)`, or what goes on with it?"""
    if len(runs[i]) != 1:
        return False
    if _ASIDE.fullmatch(lines[i].text):
        return True
    if i <= floor or not is_caption(lines[i - 1].text) or i + 1 >= len(lines):
        return False
    over, under = (b.box.top - a.box.bottom for a, b in ((lines[i - 1], lines[i]), (lines[i], lines[i + 1])))
    reads_on = lines[i].text[:1].islower() or bool(OPEN_END.search(lines[i - 1].text))
    return over <= TIGHT * lines[i].size and (reads_on or over < under - 0.1 * lines[i].size)


def _tops(line: Line, below: Line, columns: Sequence[Span]) -> bool:
    """Is a line the first word or two of one column's header, which goes on close below?"""
    runs = line.runs(WORD_GAP)
    if len(runs) > 1 or below.box.top - line.box.bottom > TIGHT * line.size:
        return False
    over = [r for r in below.runs(WORD_GAP) if min(r.x1, runs[0].x1) - max(r.x0, runs[0].x0) > 0]
    wide = max((r.x1 - r.x0 for r in over), default=0.0)
    return len(over) == 1 and touched(runs[0], columns)[0] > 0 and runs[0].x1 - runs[0].x0 <= 1.6 * wide


def _heads(line: Line, columns: Sequence[Span], left: float, right: float, figures: float) -> bool:
    """Does a line stand over the columns of figures as headers do, none of its runs joining label and figures?"""
    runs = line.runs(WORD_GAP)
    each = zip(runs, columns, strict=False)
    if len(runs) == len(columns) > 2 and all(c.overlap(r.x0, r.x1) > 0 and not is_figure(r.text) for r, c in each):
        return True  # a name over each column, though it may be far longer than its figures
    over = (2 if len(runs) < 3 or runs[-1].x0 > right else 5) * line.size
    if len(runs) > 1 and len(columns) > 2 and runs[-1].x0 <= right:
        pitch = columns[-1].x0 - columns[-2].x0
        over = max(over, pitch if len(runs) > 2 else pitch / 2)
    if line.box.x1 > right + over or line.box.x0 < left - 2 * line.size:
        return False
    stub_end = columns[0].x1
    data = [r for r in runs if r.x0 > stub_end - 0.3 * line.size]
    if len(runs) == 1 and len(columns) > 2 and len(names_in(runs[0], columns, set(), USUAL, (), False)) == len(columns):
        return True
    if len(runs) == 1:
        over_all = abs((runs[0].x0 + runs[0].x1) / 2 - (left + right) / 2)
        over_data = abs((runs[0].x0 + runs[0].x1) / 2 - (stub_end + right) / 2)
        return bool(data) and (len(columns) < 3 or over_data <= over_all)
    return bool(data) and all(r in data or r.x1 <= figures for r in runs)


def _spans(rule: Ruling, left: float, right: float) -> bool:
    return rule.start <= left + 0.2 * (right - left) and rule.end >= right - 0.2 * (right - left)

"""The lines of a table between row rules: its headers above the first, and rows of figures below the last."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from flows.read.grid import Box
from flows.read.tables.edges import Ruling
from flows.read.tables.lines.columns import Span, columns_of
from flows.read.tables.reject import is_caption, is_figure, is_note, is_prose
from flows.read.tables.tokens import Line, Run, Token
from flows.read.tables.unruled.blocks import counts, first_counted, fits, resumes_from, stands_in, tail
from flows.read.tables.unruled.ends import reached
from flows.read.tables.unruled.heads import below_title, header_start
from flows.read.tables.unruled.unruled import CELL_GAP, WORD_GAP, has_figures

RULED = 1.8
"""Rows of one table leave at most so much space (em) for a rule between them."""

MOST = 12
"""A label of one row has hardly more words."""
FLUSH = 0.3
"""Labels of rows begin within this (em) of each other."""
LABEL = 4
"""A label beside several rows has hardly more words in a line."""
APART = 12.0
"""It ends at most so far (em) before their own labels."""


def grown(box: Box, lines: Sequence[Line], rulings: Sequence[Ruling]) -> list[Line]:
    """The lines between two rules, with header lines that stand above the first and rows of figures under the last."""
    box = _with_labels(_under_names(box, lines), lines)
    near = [part for line in lines if (part := _within(line, box)) is not None]
    inside = [i for i, line in enumerate(near) if box.top - 1 <= line.middle <= box.bottom + 1]
    if not inside:
        return []
    runs = [line.runs(CELL_GAP) for line in near]
    start, end = inside[0], inside[-1] + 1
    while (more := _row_below(near, runs, start, end, rulings)) > end:
        end = more
    end = tail(near, runs, start, end)
    start, end = reached(near, start, end, first_counted(near, start, end), 0)
    columns = columns_of([line.runs(WORD_GAP) for line in near[start:end]], near[start].size)
    while counts(near[start]) and (above := _row_above(near, start, columns)) < start:
        start = above
    top = header_start(near, runs, start, end, 0, rulings)
    return near[below_title(near[:end], top, first_counted(near, start, end)) : end]


def _under_names(box: Box, lines: Sequence[Line]) -> Box:
    """The box, where it rules in names of columns alone, with the labels of the rows of figures right under these."""
    rows: list[list[Run]] = []
    bottom = box.bottom
    for line in lines:
        if box.top <= line.middle <= box.bottom and line.box.x1 > box.x0 and counts(line):
            return box
        if line.middle > box.bottom and line.box.x1 > box.x0:
            if line.box.top - bottom > line.size or not counts(line):
                break
            rows.append(line.runs(CELL_GAP))
            bottom = line.box.bottom
    left = [r for runs in rows for r in runs if r.x1 < box.x0]
    if len(rows) < 2 or len(left) != len(rows) or any(is_figure(r.text) or len(r.tokens) > MOST for r in left):
        return box
    size = left[0].tokens[0].size
    flush = max(r.x0 for r in left) - min(r.x0 for r in left) <= FLUSH * size
    return box._replace(x0=min(r.x0 for r in left)) if flush else box


def _with_labels(box: Box, lines: Sequence[Line]) -> Box:
    """The box, with the labels that stand flush to its left beside several of its rows each, as beside shaded rows."""
    inside = [line for line in lines if box.top <= line.middle <= box.bottom and line.box.x1 > box.x0]
    first = [line.runs(CELL_GAP)[0] for line in lines if box.top <= line.middle <= box.bottom]
    left = [r for r in first if r.x1 < box.x0]
    if not 1 < len(left) < len(inside):
        return box
    size = left[0].tokens[0].size
    flush = max(r.x0 for r in left) - min(r.x0 for r in left) <= size
    short = all(len(r.tokens) <= LABEL and box.x0 - r.x1 <= APART * size for r in left)
    return box._replace(x0=min(r.x0 for r in left)) if flush and short else box


def _row_below(
    lines: Sequence[Line], runs: Sequence[Sequence[Run]], start: int, end: int, rulings: Sequence[Ruling]
) -> int:
    """Position after the next row of figures that goes on below the stretch; `end` where there is none.

    Up to three lines may hold nothing but the beginning of its label, or the heading of a part.
    """
    columns = columns_of([line.runs(WORD_GAP) for line in lines[start:end]], lines[start].size)
    first = min((r.x0 for a in lines[start:end] for r in a.runs(WORD_GAP)[1:] if is_figure(r.text)), default=0.0)
    for i in range(end, min(end + 4, len(lines))):
        line, above = lines[i], lines[i - 1]
        own = line.runs(WORD_GAP)
        ruled = any(r.horizontal and above.middle < r.at < line.middle and r.start < line.box.x1 for r in rulings)
        gap = line.box.top - above.box.bottom
        close = gap <= (RULED if ruled else 0.9) * line.size or gap <= _between_rows(lines[start:end], line, columns)
        # A heading that leaves a wide gap under it as well is the title of another table.
        if not close and (i > end or not resumes_from(lines, start, end, i)):
            return end
        if has_figures(own):
            among = _of_figures(lines[start:end]) or columns
            bare = i > end and counts(line) and all(stands_in(r, among, 0.4 * line.size) for r in own)
            labelled = bare or not is_figure(own[0].text) or (len(own) > 2 and _flush_label(own[0], columns))
            goes_on = not is_prose(line, runs[i]) and labelled and fits(lines[start:i], line)
            return i + 1 if goes_on else end
        if len(columns) < 2 or line.box.x1 > first or is_caption(line.text) or is_note(line, runs[i]):
            return end
    return end


def _of_figures(lines: Sequence[Line]) -> list[Span]:
    """The columns of the rows of figures alone, which names over several columns would join; none of fewer than two."""
    rows = [line.runs(WORD_GAP) for line in lines if counts(line)]
    return columns_of(rows, lines[0].size) if len(rows) > 1 else []


def _between_rows(above: Sequence[Line], line: Line, columns: Sequence[Span]) -> float:
    """The space that a row may leave above it: as much as the rows have, as much as under a rule where there is one."""
    at = [i for i, a in enumerate(above) if has_figures(a.runs(WORD_GAP)) and counts(a, above[max(0, i - 3) : i])]
    if len(at) == 1 and len(columns) > 2:
        own = [Span(r.x0, r.x1) for r in above[at[0]].runs(WORD_GAP)]
        figures = [r for r in line.runs(WORD_GAP)[1:] if is_figure(r.text)]
        aligned = len(figures) > 1 and all(stands_in(r, own, 0.4 * line.size) for r in figures)
        return RULED * line.size if aligned else 0.0
    gaps = [above[j].box.top - above[j - 1].box.bottom for i, j in itertools.pairwise(at) if j == i + 1]
    return min(1.15 * max(gaps, default=0.0), RULED * line.size)


def _flush_label(run: Run, columns: Sequence[Span]) -> bool:
    """Does a text begin where the labels do?"""
    return len(columns) > 2 and abs(run.x0 - columns[0].x0) <= run.tokens[0].size


def _aligned_figures(line: Line, below: Line, columns: Sequence[Span]) -> bool:
    """Does a line close above carry a label, and figures that begin, end or stand where a column does?"""
    runs = line.runs(WORD_GAP)
    if len(columns) < 2 or below.box.top - line.box.bottom > 0.9 * line.size or runs[0].x1 > columns[1].x0:
        return False
    near = 0.4 * line.size
    figures = [r for r in runs[1:] if is_figure(r.text)]
    return bool(figures) and all(stands_in(r, columns, near) for r in figures)


def _row_above(lines: Sequence[Line], start: int, columns: Sequence[Span]) -> int:
    """Position of the row of figures right above a stretch; `start` where there is none.

    Up to three lines between may hold nothing but the end of its label.
    """
    for i in range(start - 1, max(start - 5, -1), -1):
        if _aligned_figures(lines[i], lines[i + 1], columns):
            return i
        line, below = lines[i], lines[i + 1]
        label = len(columns) > 1 and len(line.runs(WORD_GAP)) == 1 and line.box.x1 < columns[1].x0
        if not label or line.box.x0 < columns[0].x0 - line.size or below.box.top - line.box.bottom > RULED * line.size:
            break
    return start


def _within(line: Line, box: Box) -> Line | None:
    """The part of a line between the sides of a box; None where a text runs over a side."""
    held: list[Token] = []
    for run in line.runs(CELL_GAP):
        edge = 5 * line.size
        if run.x1 <= box.x0 - edge or run.x0 >= box.x1 + edge or _beside(run, box, line.size):
            continue
        if run.x0 < box.x0 - edge or run.x1 > box.x1 + edge:
            if run.x1 <= box.x0 - CELL_GAP * line.size or run.x0 >= box.x1 + CELL_GAP * line.size:
                continue
            return None
        held += run.tokens
    return Line(held) if held else None


def _beside(run: Run, box: Box, size: float) -> bool:
    """Does a long text end before the box, or begin after it, with space between: the next column of the page?"""
    long = run.x1 - run.x0 > 10 * size
    return long and (run.x1 <= box.x0 - CELL_GAP * size or run.x0 >= box.x1 + CELL_GAP * size)

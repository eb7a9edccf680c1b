"""Stretches of lines on a page that may be an unruled table: lines with several runs, close upon each other."""

from __future__ import annotations

from collections.abc import Sequence

from flows.read.grid import Box
from flows.read.tables.columns import Span, columns_of, touched
from flows.read.tables.edges import Ruling
from flows.read.tables.headers import YEAR
from flows.read.tables.heads import header_start
from flows.read.tables.placed import OPEN_END
from flows.read.tables.reject import is_caption, is_figure, is_listed, is_note, is_prose
from flows.read.tables.tokens import Line, Run, Token
from flows.read.tables.unruled import CELL_GAP, WORD_GAP, has_figures


def blocks(lines: Sequence[Line], rulings: Sequence[Ruling]) -> list[list[Line]]:
    """Candidate tables, each the lines from its header to its last row."""
    runs = [line.runs(CELL_GAP) for line in lines]
    tabular = [is_tabular(line, rs) for line, rs in zip(lines, runs, strict=True)]
    found: list[list[Line]] = []
    start = 0
    while start < len(lines):
        if not tabular[start]:
            start += 1
            continue
        end = _tail(lines, runs, start, _extent(lines, runs, tabular, start))
        if _only_heads(lines, tabular, start, end):
            start = end
            continue
        floor = _end_of(found, lines)
        top = header_start(lines, runs, start, end, floor, rulings)
        found.append(list(lines[top:end]))
        start = end
    return [b for b in found if len(b) >= 2]


def _end_of(found: Sequence[Sequence[Line]], lines: Sequence[Line]) -> int:
    """Position of the first line after the last candidate."""
    return next((i + 1 for i, line in enumerate(lines) if found and line is found[-1][-1]), 0)


def _only_heads(lines: Sequence[Line], tabular: Sequence[bool], start: int, end: int) -> bool:
    """Does a stretch hold no figures but years, with lines of figures following after a small gap?"""
    if any(_counts(line) for line in lines[start:end]):
        return False
    for i in range(end, min(end + 4, len(lines))):
        if lines[i].box.top - lines[i - 1].box.bottom > 2.2 * lines[i].size:
            return False
        if tabular[i]:
            return _counts(lines[i])
    return False


def _counts(line: Line) -> bool:
    """Does a line carry a figure after its first run that is no year?"""
    return any(is_figure(r.text) and not YEAR.fullmatch(r.text) for r in line.runs(WORD_GAP)[1:])


def is_tabular(line: Line, runs: Sequence[Run]) -> bool:
    """Several runs that are not list items or stretched prose."""
    if len(runs) < 2:
        runs = line.runs(WORD_GAP)
        if len(runs) < 2 or not has_figures(runs):
            return False
    return not is_listed(runs) and not is_note(line, runs) and not is_prose(line, runs)


def _extent(lines: Sequence[Line], runs: Sequence[Sequence[Run]], tabular: Sequence[bool], start: int) -> int:
    """Position after the last line of the stretch that begins at `start`."""
    end = start + 1
    widest = 0.0
    i = end
    while i < len(lines):
        gap = lines[i].box.top - lines[i - 1].box.bottom
        size = max(lines[i].size, lines[i - 1].size)
        roomy = 2.4 * size if end - start < 2 else max(1.2 * size, 1.5 * widest + 0.3 * size)
        if gap > min(roomy, 4 * size):
            break
        if tabular[i]:
            if not _fits(lines[start:end], lines[i]):
                break
            if i == end:
                widest = max(widest, gap)
            end = i + 1
        elif (
            i - end >= 3
            or is_caption(lines[i].text)
            or is_note(lines[i], runs[i])
            or (is_prose(lines[i], runs[i]) and not _is_label(lines[start:end], lines[i]))
        ):
            break
        i += 1
    return end


def _is_label(above: Sequence[Line], line: Line) -> bool:
    """Does a line stay within the first column of the lines above it?"""
    columns = columns_of([a.runs(WORD_GAP) for a in above], line.size)
    return len(columns) >= 2 and line.box.x1 <= columns[1].x0


def _tail(lines: Sequence[Line], runs: Sequence[Sequence[Run]], start: int, end: int) -> int:
    """Position after the last line, counting lines on which the last label goes on."""
    columns = columns_of([line.runs(WORD_GAP) for line in lines[start:end]], lines[start].size)
    if len(columns) < 2:
        return end
    while end < len(lines) and len(runs[end]) == 1:
        line, above = lines[end], lines[end - 1]
        label = runs[end - 1][0]
        first = line.tokens[0]
        full = label.x1 + (first.x1 - first.x0) + 0.3 * first.size > columns[0].x1
        goes_on = OPEN_END.search(label.text) or (full and line.text[:1].islower())
        near = line.box.top - above.box.bottom <= 0.5 * line.size
        if not (goes_on and near and line.box.x1 <= columns[1].x0 and abs(line.box.x0 - label.x0) <= 2 * line.size):
            break
        end += 1
    return end


def _fits(above: Sequence[Line], line: Line) -> bool:
    """Do the figures of a line stand in the columns of the lines above it?"""
    proof = [runs for a in above if has_figures(runs := a.runs(WORD_GAP))]
    if len(proof) < 3:
        return True
    columns = columns_of(proof[1:], line.size)
    if len(columns) < 2:
        return True
    hits = [touched(run, columns) for run in line.runs(WORD_GAP)]
    wide = sum(len(h) > 1 for h in hits)
    return wide <= len(hits) // 2


def grown(box: Box, lines: Sequence[Line], rulings: Sequence[Ruling]) -> list[Line]:
    """The lines between two rules, with header lines that stand above the first and rows of figures under the last."""
    near = [part for line in lines if (part := _within(line, box)) is not None]
    inside = [i for i, line in enumerate(near) if box.top - 1 <= line.middle <= box.bottom + 1]
    if not inside:
        return []
    runs = [line.runs(CELL_GAP) for line in near]
    start, end = inside[0], inside[-1] + 1
    while end < len(near):
        line, above = near[end], near[end - 1]
        free = line.box.top - above.box.bottom
        if free > 0.9 * line.size or not has_figures(line.runs(WORD_GAP)) or is_prose(line, runs[end]):
            break
        if is_figure(line.runs(WORD_GAP)[0].text) or not _fits(near[start:end], line):
            break
        end += 1
    columns = columns_of([line.runs(WORD_GAP) for line in near[start:end]], near[start].size)
    while start > 0 and _aligned_figures(near[start - 1], near[start], columns):
        start -= 1
    return near[header_start(near, runs, start, end, 0, rulings) : end]


def _aligned_figures(line: Line, below: Line, columns: Sequence[Span]) -> bool:
    """Does a line close above carry a label, and figures that begin, end or stand where a column does?"""
    runs = line.runs(WORD_GAP)
    if len(columns) < 2 or below.box.top - line.box.bottom > 0.9 * line.size or runs[0].x1 > columns[1].x0:
        return False
    near = 0.4 * line.size
    figures = [r for r in runs[1:] if is_figure(r.text)]
    return bool(figures) and all(
        any(min(abs(r.x0 - c.x0), abs(r.x1 - c.x1), abs((r.x0 + r.x1) / 2 - c.centre)) <= near for c in columns[1:])
        for r in figures
    )


def _within(line: Line, box: Box) -> Line | None:
    """The part of a line between the sides of a box; None where a text runs over a side."""
    held: list[Token] = []
    for run in line.runs(CELL_GAP):
        edge = 5 * line.size
        if run.x1 <= box.x0 - edge or run.x0 >= box.x1 + edge or _beside(run, box, line.size):
            continue
        if run.x0 < box.x0 - edge or run.x1 > box.x1 + edge:
            return None
        held += run.tokens
    return Line(held) if held else None


def _beside(run: Run, box: Box, size: float) -> bool:
    """Does a long text end before the box, or begin after it, with space between: the next column of the page?"""
    long = run.x1 - run.x0 > 10 * size
    return long and (run.x1 <= box.x0 - CELL_GAP * size or run.x0 >= box.x1 + CELL_GAP * size)

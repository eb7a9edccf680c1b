"""Stretches of lines on a page that may be an unruled table: lines with several runs, close upon each other."""

from __future__ import annotations

from collections.abc import Sequence

from flows.read.tables.edges import Ruling
from flows.read.tables.headers.headers import YEAR
from flows.read.tables.lines.columns import Span, columns_of, touched
from flows.read.tables.lines.hanging import awaits, hangs
from flows.read.tables.lines.placed import OPEN_END
from flows.read.tables.reject import is_caption, is_figure, is_listed, is_note, is_prose
from flows.read.tables.tokens import Line, Run
from flows.read.tables.unruled.another import another
from flows.read.tables.unruled.ends import reached
from flows.read.tables.unruled.heads import below_title, header_start
from flows.read.tables.unruled.unruled import CELL_GAP, WORD_GAP, has_figures

MOST = 6
"""A cell's text goes on over at most so many lines below the last that has other cells."""

STEPS = 3
"""So many rows at even distances are in step."""


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
        end = _extent(lines, runs, tabular, start)
        end = tail(lines, runs, start, another(lines, counted(lines, start, end), end, WORD_GAP))
        if _only_heads(lines, tabular, start, end):
            start = end
            continue
        floor = _end_of(found, lines)
        start, end = reached(lines, start, end, first_counted(lines, start, end), floor)
        top = header_start(lines, runs, start, end, floor, rulings)
        found.append(list(lines[below_title(lines[:end], top, first_counted(lines, start, end)) : end]))
        start = end
    return [b for b in found if len(b) >= 2]


def counted(lines: Sequence[Line], start: int, end: int) -> list[int]:
    """Positions of the lines of a stretch that carry figures."""
    return [i for i in range(start, end) if counts(lines[i], lines[max(start, i - 3) : i])]


def _end_of(found: Sequence[Sequence[Line]], lines: Sequence[Line]) -> int:
    """Position of the first line after the last candidate."""
    return next((i + 1 for i, line in enumerate(lines) if found and line is found[-1][-1]), 0)


def _only_heads(lines: Sequence[Line], tabular: Sequence[bool], start: int, end: int) -> bool:
    """Does a stretch hold no figures but years, with lines of figures following after a small gap?"""
    if any(counts(line, lines[max(start, i - 3) : i]) for i, line in enumerate(lines[start:end], start)):
        return False
    for i in range(end, min(end + 5, len(lines))):
        if lines[i].box.top - lines[i - 1].box.bottom > 2.2 * lines[i].size:
            return False
        if tabular[i] and (counts(lines[i]) or lines[i].box.top - lines[i - 1].box.bottom > 0.5 * lines[i].size):
            return counts(lines[i])
    return False


def first_counted(lines: Sequence[Line], start: int, end: int) -> int:
    """Position of the first line of a stretch that carries figures."""
    return next((i for i in range(start, end) if counts(lines[i], lines[max(start, i - 3) : i])), start)


def counts(line: Line, above: Sequence[Line] = ()) -> bool:
    """Does a line carry a figure after its first run that is no year and no end of a text `above` it?"""
    figures = [r for r in line.runs(WORD_GAP)[1:] if is_figure(r.text) and not YEAR.fullmatch(r.text)]
    return any(not hangs(r, (over for a in above for over in a.runs(WORD_GAP))) for r in figures)


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
        near = gap <= roomy or resumes_from(lines, start, end, i) or _in_step(lines, tabular, i)
        if gap > 4 * size or not near:
            break
        if tabular[i]:
            if not fits(lines[start:end], lines[i]):
                break
            if i - end < 2:
                widest = max(widest, min(gap, lines[end].box.top - lines[end - 1].box.bottom))
            end = i + 1
        elif (
            is_caption(lines[i].text)
            or is_note(lines[i], runs[i])
            or (
                (i - end >= 3 or is_prose(lines[i], runs[i]))
                and not (i - end < MOST and resumes_from(lines, start, end, i))
                and (i - end >= MOST or not _in_column(lines[start:end], lines[i], i - end >= 3))
            )
        ):
            break
        i += 1
    return end


def _in_step(lines: Sequence[Line], tabular: Sequence[bool], i: int) -> bool:
    """Do rows of figures follow from line `i` on, each as far below the one before as this: a table set wide?"""
    rows = range(i, min(i + STEPS, len(lines)))
    gaps = [lines[k].box.top - lines[k - 1].box.bottom for k in rows]
    even = max(gaps) - min(gaps) <= 0.1 * lines[i].size
    return len(gaps) == STEPS and even and all(tabular[k] and counts(lines[k]) for k in rows)


def resumes_from(lines: Sequence[Line], start: int, end: int, i: int) -> bool:
    """Does a row like those of the stretch begin at line `i`, though its figures stand up to three lines lower?"""
    columns = columns_of([line.runs(WORD_GAP) for line in lines[start:end]], lines[start].size)
    for k in range(i, min(i + 4, len(lines))):
        line = lines[k]
        if has_figures(line.runs(WORD_GAP)):
            return _resumes(lines[start:end], line, k > i)
        label = len(columns) > 1 and any(abs(line.box.x0 - c.x0) <= 1.5 * line.size for c in columns[:2])
        label = label or (len(columns) > 1 and line.box.x1 < columns[0].x0)
        apart = k > i and line.box.top - lines[k - 1].box.bottom > 0.9 * line.size
        if not label or apart or is_caption(line.text) or line.box.x1 > columns[-1].x0:
            return False
    return False


def _resumes(above: Sequence[Line], line: Line, labelled: bool) -> bool:
    """Does a line after a wide gap carry a label and figures just where those of the rows above stand?

    Where it is `labelled` by a line above it, as many figures as in another row are enough.
    """
    runs = line.runs(WORD_GAP)
    rows = [rs for a in above if has_figures(rs := a.runs(WORD_GAP))]
    columns = columns_of(rows, line.size)
    if not rows or not counts(line):
        return False
    if labelled and len(columns) > 1:
        own = runs if is_figure(runs[0].text) else runs[1:]
        spans = [columns[0], *(Span(r.x0, r.x1) for rs in rows for r in rs if is_figure(r.text))]
        alike = any(sum(is_figure(r.text) for r in rs) == len(own) for rs in rows)
        if alike and all(is_figure(r.text) and stands_in(r, spans, 0.4 * line.size) for r in own):
            return True
    if len(rows) < 2 or len(columns) < 2:
        return False
    coded = all(is_figure(rs[0].text) for rs in rows)
    if is_figure(runs[0].text) != coded or abs(runs[0].x0 - columns[0].x0) > 1.5 * line.size:
        return False
    if runs[0].x1 > columns[1].x0:
        return False
    figures = [r for r in runs[1:] if not (coded and r is runs[1])]
    return all(is_figure(r.text) and stands_in(r, columns, 0.4 * line.size) for r in figures)


def stands_in(run: Run, columns: Sequence[Span], near: float) -> bool:
    """Does a run begin, end or stand in the middle where a column after the first does?"""
    middle = (run.x0 + run.x1) / 2
    return any(min(abs(run.x0 - c.x0), abs(run.x1 - c.x1), abs(middle - c.centre)) <= near for c in columns[1:])


def _in_column(above: Sequence[Line], line: Line, later: bool) -> bool:
    """Does a line stay within the first column of the lines above it, or begin flush with a later one and stay there?

    `later`: the first column does not count.
    """
    columns = columns_of([a.runs(WORD_GAP) for a in above], line.size)
    box = line.box
    if len(columns) < 2:
        return False
    if not later and box.x1 <= columns[1].x0:
        return True
    ends = [c.x0 for c in columns[2:]] + [float("inf")]
    inside = zip(columns[1:], ends, strict=True)
    return any(abs(box.x0 - c.x0) <= 0.3 * line.size and box.x1 < end - 0.3 * line.size for c, end in inside)


BESIDE = 0.25
"""A line beside another reaches at least so far (em) into its height."""


def tail(lines: Sequence[Line], runs: Sequence[Sequence[Run]], start: int, end: int) -> int:
    """Position after the last line, counting lines on which the last label goes on."""
    columns = columns_of([line.runs(WORD_GAP) for line in lines[start:end]], lines[start].size)
    if len(columns) < 2:
        return end
    while end < len(lines) and len(runs[end]) == 1:
        line, above = lines[end], lines[end - 1]
        if _beside(line, above):
            end += 1
            continue
        c, label = _over(line, above.runs(WORD_GAP), columns)
        first = line.tokens[0]
        full = label.x1 + (first.x1 - first.x0) + 0.3 * first.size > columns[c].x1
        goes_on = OPEN_END.search(label.text) or awaits(label.text) or (full and line.text[:1].islower())
        near = line.box.top - above.box.bottom <= 0.5 * line.size
        if not (goes_on and near and line.box.x1 <= columns[c + 1].x0 and abs(line.box.x0 - label.x0) <= 2 * line.size):
            break
        end += 1
    return end


def _beside(line: Line, above: Line) -> bool:
    """Whether a line stands level with the lower part of figures, left of them: the end of a label around them."""
    overlap = above.box.bottom - line.box.top
    return overlap > BESIDE * line.size and line.box.x1 < above.box.x0 and counts(above) and not counts(line)


def _over(line: Line, above: Sequence[Run], columns: Sequence[Span]) -> tuple[int, Run]:
    """The label that a line alone goes on with, and its column: one flush with it, else the first."""
    for run in above[:2]:
        (c, *_) = touched(run, columns)
        if c + 1 < len(columns) and abs(run.x0 - line.box.x0) <= 0.3 * line.size and not is_figure(run.text):
            return c, run
    return 0, above[0]


def fits(above: Sequence[Line], line: Line) -> bool:
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

"""Rows of figures under a ruled header, where the lines that part its columns end with it."""

from __future__ import annotations

import itertools
from bisect import bisect
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flows.read.grid import Box
from flows.read.tables.edges import Ruling
from flows.read.tables.headers.headers import YEAR
from flows.read.tables.reject import is_caption, is_figure, is_note
from flows.read.tables.ruled.grown import RULED
from flows.read.tables.ruled.stacks import DOUBLE, INNER, levels_of
from flows.read.tables.table import Area, Lattice
from flows.read.tables.tokens import Line, Run, Token, lines_of
from flows.read.tables.unruled.blocks import counts, tail
from flows.read.tables.unruled.unruled import CELL_GAP, WORD_GAP

EDGE = 0.25
"""A text reaches at most so far (em) over a bound of its column."""
CLOSE = 0.9
"""Rows that no line parts leave at most so much space (em) between them, unless the first two leave more."""
MOST = 4
"""A label has at most so many lines down to its figures."""
LONGEST = 16
"""The heading of a part has hardly more words."""


class Band(NamedTuple):
    """What stands between two row rules, or between the last of them and the foot of the table."""

    bottom: float
    lines: Sequence[Line]


def with_rows(
    lattice: Lattice, contents: Mapping[Area, Sequence[Token]], tokens: Sequence[Token], rulings: Sequence[Ruling]
) -> Lattice:
    """The lattice grown down over the rows under it, where it holds names alone and their figures stand under them.

    The rows end at the row rules (`rulings`) that are as wide as the lattice, and go on as far as lines of figures do.
    """
    if len(lattice.xs) < 3 or not _names(lattice, contents):
        return lattice
    lines = _below(lattice.box, tokens)
    bands = _ruled(lattice, lines, rulings)
    bottom = bands[-1].bottom if bands else lattice.box.bottom
    rest = [line for line in lines if line.middle > bottom]
    bands += _parted(rest[: _last(rest, lattice, bottom)], lattice)
    if not bands or not _fills_columns(bands[0].lines, lattice):
        return lattice
    height = len(lattice.ys) - 1
    areas = list(lattice.areas)
    for r, band in enumerate(bands, start=height):
        if _is_heading(band.lines, lattice):
            areas.append(Area(r, 0, r, len(lattice.xs) - 2))
        else:
            areas += [Area(r, c, r, c) for c in range(len(lattice.xs) - 1)]
    return Lattice(lattice.xs, [*lattice.ys, *(band.bottom for band in bands)], sorted(areas))


def _names(lattice: Lattice, contents: Mapping[Area, Sequence[Token]]) -> bool:
    """Are the columns after the first all named, and by no figures but years and ages one after the other?"""
    named = {c for a, held in contents.items() if held for c in range(a.column, a.last_column + 1)}
    texts = [" ".join(t.text for t in held) for a, held in sorted(contents.items()) if held and a.column]
    figures = [t for t in texts if is_figure(t) and not YEAR.fullmatch(t)]
    rising = all(t.isdecimal() for t in figures) and all(
        int(b) in (int(a) + 1, int(figures[0])) for a, b in itertools.pairwise(figures)
    )
    return set(range(1, len(lattice.xs) - 1)) <= named and rising


def _below(box: Box, tokens: Sequence[Token]) -> list[Line]:
    """The lines of text under a box, from side to side of it."""
    return lines_of(t for t in tokens if box.x0 - 2 <= t.centre <= box.x1 + 2 and t.middle > box.bottom)


def _ruled(lattice: Lattice, lines: Sequence[Line], rulings: Sequence[Ruling]) -> list[Band]:
    """What stands between the row rules under a header that are as wide as it: rows, and headings with rows under."""
    box = lattice.box
    levels = levels_of([r for r in rulings if r.horizontal])
    wide = [r.at for r in levels if _shared(r, box) >= INNER * (box.x1 - box.x0)]
    bands: list[Band] = []
    top = box.bottom
    for at in sorted(at for at in wide if at > box.bottom + DOUBLE):
        held = [line for line in lines if top < line.middle <= at]
        if held and not (_is_row(held, lattice) or _is_heading(held, lattice)):
            break
        if held:
            bands.append(Band(at, held))
        top = at
    while bands and _is_heading(bands[-1].lines, lattice):
        bands.pop()
    return bands


def _parted(lines: Sequence[Line], lattice: Lattice) -> list[Band]:
    """Rows that no rule parts, as one band from heading to heading."""
    groups: list[list[Line]] = []
    for line in lines:
        alone = _is_heading([line], lattice)
        if not groups or alone or _is_heading(groups[-1], lattice):
            groups.append([])
        groups[-1].append(line)
    if not groups:
        return []
    feet = [(a[-1].box.bottom + b[0].box.top) / 2 for a, b in itertools.pairwise(groups)]
    return [Band(at, held) for at, held in zip([*feet, groups[-1][-1].box.bottom + 1], groups, strict=True)]


def _shared(rule: Ruling, box: Box) -> float:
    return min(rule.end, box.x1) - max(rule.start, box.x0)


def _is_row(lines: Sequence[Line], lattice: Lattice) -> bool:
    """Do lines hold figures, and each of those that do its texts in one column each?"""
    figured = [line for line in lines if counts(line)]
    whole = all(len(_slots(run, lattice.xs)) == 1 for line in figured for run in _runs(line, lattice.xs))
    return bool(figured) and whole and not any(is_caption(line.text) for line in lines)


def _is_heading(lines: Sequence[Line], lattice: Lattice) -> bool:
    """Is it one text that runs over several columns: the heading of a part?"""
    runs = lines[0].runs(CELL_GAP)
    if len(lines) != 1 or len(runs) != 1 or len(runs[0].tokens) > LONGEST:
        return False
    aside = is_caption(runs[0].text) or is_note(lines[0], runs)
    return not aside and len(_slots(runs[0], lattice.xs)) > 1


def _last(rest: Sequence[Line], lattice: Lattice, bottom: float) -> int:
    """How many of the lines below the last rule are of rows that go on there, headings of parts among them."""
    above, widest, last = bottom, RULED, 0
    for i, line in enumerate(rest):
        space = (line.box.top - above) / line.size
        figured = _is_row([line], lattice)
        label = _is_label(line, lattice)
        heading = _is_heading([line], lattice) and _row_follows(rest[i + 1 : i + 1 + MOST], lattice)
        if space > widest or not (figured or label or heading) or is_note(line, line.runs(CELL_GAP)):
            break
        if figured:
            widest = widest if last else max(CLOSE, space + EDGE)
            last = i + 1
        above = line.box.bottom
    return tail(rest, [line.runs(CELL_GAP) for line in rest], 0, last) if last else 0


def _row_follows(lines: Sequence[Line], lattice: Lattice) -> bool:
    """Do figures stand in the columns of the first lines, but for lines of the label that they stand beside?"""
    labels = itertools.takewhile(lambda line: _is_label(line, lattice), lines)
    return _fills_columns(lines[sum(1 for _ in labels) :], lattice)


def _is_label(line: Line, lattice: Lattice) -> bool:
    return [_slots(run, lattice.xs) for run in line.runs(WORD_GAP)] == [[0]]


def _fills_columns(lines: Sequence[Line], lattice: Lattice) -> bool:
    """Do figures stand in half of the columns or more, in the first line of them, and each text in one column?"""
    if not lines or not _is_row(lines, lattice):
        return False
    first = next(line for line in lines if counts(line))
    figured = {c for run in _runs(first, lattice.xs) if is_figure(run.text) for c in _slots(run, lattice.xs) if c}
    return len(figured) >= 0.5 * (len(lattice.xs) - 2)


def _runs(line: Line, xs: Sequence[float]) -> list[Run]:
    """The texts of a line; a label that reaches to its bound ends before the figure behind it."""
    made: list[Run] = []
    for run in line.runs(WORD_GAP):
        made.append(Run([run.tokens[0]]))
        for a, b in itertools.pairwise(run.tokens):
            if is_figure(b.text) and bisect(xs, a.centre) < bisect(xs, b.centre):
                made.append(Run([b]))
            else:
                made[-1].tokens.append(b)
    return made


def _slots(run: Run, xs: Sequence[float]) -> list[int]:
    """The columns that a text stands in."""
    edge = EDGE * run.tokens[0].size
    first, last = bisect(xs, run.x0 + edge) - 1, bisect(xs, run.x1 - edge) - 1
    return list(range(max(first, 0), max(first, last, 0) + 1))

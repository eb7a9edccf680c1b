"""Columns and rows that a ruled lattice leaves undivided: cells that hold several aligned texts."""

from __future__ import annotations

import itertools
import re
from bisect import bisect
from collections.abc import Mapping, Sequence

from flows.read.tables.headers.headers import DASH, DATE
from flows.read.tables.lines.columns import Span, columns_of, touched
from flows.read.tables.lines.placed import Placed
from flows.read.tables.lines.rows import rows_of
from flows.read.tables.reject import is_figure
from flows.read.tables.ruled.filling import filled
from flows.read.tables.table import Area, Lattice
from flows.read.tables.tokens import Line, Run, Token, lines_of
from flows.read.tables.unruled.seams import cut_run
from flows.read.tables.unruled.unruled import CELL_GAP, WORD_GAP

SHARE = re.compile(r"\([\d.]+\s?%\)")
"""The share that a figure is of its whole, printed under it."""
LABELS_APART = 1.5
"""Lines of one label stand nearer than this (em); with more space between, each is a label of its own."""


def divided(lattice: Lattice, tokens: Sequence[Token]) -> Lattice:
    """The lattice with the columns and rows added that the text shows and no ruling does."""
    contents = filled(lattice, tokens)
    for divide_areas in (_spans_divided, _labels_divided):
        finer = divide_areas(lattice, contents)
        if finer is not lattice:
            lattice, contents = finer, filled(finer, tokens)
    for r in range(min(3, len(lattice.ys) - 1) - 1, -1, -1):
        finer = _levels_divided(lattice, contents, r)
        if finer is not lattice:
            lattice, contents = finer, filled(finer, tokens)
    for divide, bounds in ((_columns_divided, lattice.xs), (_rows_divided, lattice.ys)):
        for i in range(len(bounds) - 2, -1, -1):
            finer = divide(lattice, contents, i)
            if finer is not lattice:
                lattice, contents = finer, filled(finer, tokens)
    return lattice


def _spans_divided(lattice: Lattice, contents: Mapping[Area, Sequence[Token]]) -> Lattice:
    """Areas over several columns cut at the bounds that other rows draw, where their text stands in those columns."""
    wide: dict[tuple[int, int], list[Area]] = {}
    for a in lattice.areas:
        if a.last_column > a.column and contents[a]:
            wide.setdefault((a.column, a.last_column), []).append(a)
    cut: set[Area] = set()
    for group in wide.values():
        slots = {
            a: [
                _slots(part, lattice.xs)
                for line in lines_of(contents[a])
                for r in line.runs(CELL_GAP)
                for part in cut_run(r, lattice.xs)
            ]
            for a in group
        }
        loose = [a for a in group if all(first == last for first, last in slots[a])]
        several = [a for a in loose if len({first for first, _ in slots[a]}) > 1]
        if several and len(several) >= 0.5 * len(group):
            cut.update(loose)
    if not cut:
        return lattice
    areas = [a for a in lattice.areas if a not in cut]
    areas += [Area(a.row, c, a.last_row, c) for a in cut for c in range(a.column, a.last_column + 1)]
    return Lattice(lattice.xs, lattice.ys, sorted(areas))


def _labels_divided(lattice: Lattice, contents: Mapping[Area, Sequence[Token]]) -> Lattice:
    """Areas over several rows cut where further labels begin in them, far below the ones above: each heads its rows."""
    areas: list[Area] = []
    for a in lattice.areas:
        lines = lines_of(contents[a]) if a.last_row > a.row and a.column == a.last_column else []
        begins = [bisect(lattice.ys, line.middle) - 1 for line in lines]
        apart = all(
            below.box.top - line.box.bottom > LABELS_APART * line.size for line, below in itertools.pairwise(lines)
        )
        if len(lines) > 1 and begins[0] == a.row and apart and len(set(begins)) == len(begins):
            ends = [*(begin - 1 for begin in begins[1:]), a.last_row]
            areas += [Area(begin, a.column, end, a.column) for begin, end in zip(begins, ends, strict=True)]
        else:
            areas.append(a)
    return lattice if len(areas) == len(lattice.areas) else Lattice(lattice.xs, lattice.ys, sorted(areas))


def _slots(run: Run, xs: Sequence[float]) -> tuple[int, int]:
    """First and last column whose bounds a run stands between."""
    size = run.tokens[0].size
    return bisect(xs, run.x0 + 0.25 * size) - 1, bisect(xs, run.x1 - 0.25 * size) - 1


def _levels_divided(lattice: Lattice, contents: Mapping[Area, Sequence[Token]], r: int) -> Lattice:
    """Header row `r` cut in two where a cell holds a group's name over the names of its columns."""
    grouped: dict[Area, float] = {}
    for a in lattice.areas:
        if a.row == a.last_row == r and a.last_column > a.column:
            lines = lines_of(contents[a])
            if len(lines) < 2:
                continue
            over, under = (line.runs(WORD_GAP) for line in (lines[-2], lines[-1]))
            slots = [_slots(run, lattice.xs) for run in under]
            single = all(first == last for first, last in slots) and len(set(slots)) == len(slots) > 1
            if single and len(over) == 1 and not any(is_figure(run.text) for run in under):
                grouped[a] = (lines[-2].box.bottom + lines[-1].box.top) / 2
    if not grouped:
        return lattice
    areas: list[Area] = []
    for a in lattice.areas:
        top, bottom = a.row + (a.row > r), a.last_row + (a.last_row >= r)
        if a in grouped:
            areas.append(Area(r, a.column, r, a.last_column))
            areas += [Area(r + 1, c, r + 1, c) for c in range(a.column, a.last_column + 1)]
        else:
            areas.append(Area(top, a.column, bottom, a.last_column))
    cut = min(grouped.values())
    return Lattice(lattice.xs, [*lattice.ys[: r + 1], cut, *lattice.ys[r + 1 :]], sorted(areas))


def _columns_divided(lattice: Lattice, contents: Mapping[Area, Sequence[Token]], c: int) -> Lattice:
    """Column `c` cut into the columns of text in it, where most of its lines show them."""
    single = [a for a in lattice.areas if a.column == a.last_column == c]
    lines = {a: [line.runs(CELL_GAP) for line in lines_of(contents[a])] for a in single}
    every = [runs for ls in lines.values() for runs in ls]
    proof = [runs for runs in every if len(runs) >= 2]
    if len(proof) < 2 or len(proof) < 0.6 * len(every):
        return lattice
    columns = columns_of(proof, max(t.size for runs in proof for r in runs for t in r.tokens))
    if len(columns) < 2:
        return lattice
    later = [r.text for runs in proof for r in runs[1:]]
    if sum(is_figure(t) for t in later) < 0.4 * len(later):
        return lattice
    cuts = [(a.x1 + b.x0) / 2 for a, b in itertools.pairwise(columns)]
    return _with_columns(lattice, c, cuts, {a for a in single if not _crosses(lines[a], columns)})


def _crosses(lines: Sequence[Sequence[Run]], columns: Sequence[Span]) -> bool:
    return any(len(touched(run, columns)) > 1 for runs in lines for run in runs)


def _with_columns(lattice: Lattice, c: int, cuts: Sequence[float], divide: set[Area]) -> Lattice:
    n = len(cuts)
    areas: list[Area] = []
    for a in lattice.areas:
        if a in divide:
            areas += [Area(a.row, c + i, a.last_row, c + i) for i in range(n + 1)]
        else:
            first = a.column + n if a.column > c else a.column
            last = a.last_column + n if a.last_column >= c else a.last_column
            areas.append(Area(a.row, first, a.last_row, last))
    return Lattice([*lattice.xs[: c + 1], *cuts, *lattice.xs[c + 1 :]], lattice.ys, sorted(areas))


def _rows_divided(lattice: Lattice, contents: Mapping[Area, Sequence[Token]], r: int) -> Lattice:
    """Row `r` cut into the rows of text in it, where each has a label and its own figures."""
    single = [a for a in lattice.areas if a.row == a.last_row == r and contents[a]]
    if len(single) < 2 or any(a.column != a.last_column for a in single):
        return lattice
    inside = {id(t): a for a in single for t in contents[a]}
    lines = lines_of([t for a in single for t in contents[a]])
    if len(lines) < 2:
        return lattice
    first = min(a.column for a in single)
    whole = (lattice.xs[0] + lattice.xs[-1]) / 2
    placed = [_placed(line, inside, first, whole) for line in lines]
    if any(_joins_dates(p, below) or _adds_shares(p, below) for p, below in itertools.pairwise(placed)):
        return lattice
    rows = rows_of(placed)
    headings = {i for i, row in enumerate(rows) if row[0].spans}
    own = [row for row in rows if not row[0].spans]
    worded = {
        c for row in rows for p in row for c, runs in p.entries.items() if any(not is_figure(r.text) for r in runs)
    }
    data = [row for row in rows if any(_figures_in(p) - worded for p in row)]
    # `Total` may stand in the second column of labels: a row without the first needs figures of its own.
    labelled = all(any(0 in p.entries or _figures_in(p) - worded for p in row) for row in own)
    counted = len(data) >= 2 and len(data) >= 0.5 * len(own) and labelled and _figures_fill(data)
    if not counted and not _listed(own, len(single)):
        return lattice
    cuts = [(max(p.bottom for p in a) + min(p.top for p in b)) / 2 for a, b in itertools.pairwise(rows)]
    if any(a >= b for a, b in itertools.pairwise(cuts)):
        return lattice
    return _with_rows(lattice, r, cuts, headings)


def _listed(rows: Sequence[Sequence[Placed]], columns: int) -> bool:
    """Do rows fill most columns with a text of one line each, hardly one of which goes on from the text above it?"""
    texts = [
        [runs[0].text for p in row for c2, runs in p.entries.items() if c2 == c] for row in rows for c in range(columns)
    ]
    held = [t for t in texts if t]
    short = sum(len(t) == 1 for t in held)
    inside = sum(t[0][:1].islower() for t in held)
    whole = len(rows) >= 3 and len(held) >= 0.7 * len(texts)
    return whole and short >= 0.7 * len(held) and inside <= 0.1 * len(held)


def _placed(line: Line, inside: Mapping[int, Area], first: int, centre: float) -> Placed:
    """A line with its words in their columns; words alone in the middle of all columns (`centre`) are a heading."""
    box = line.box
    placed = Placed(box.top, box.bottom, line.size)
    alone = len(line.runs(CELL_GAP)) == 1 and not is_figure(line.text)
    if alone and abs((box.x0 + box.x1) / 2 - centre) <= 0.8 * line.size and inside[id(line.tokens[0])].column > first:
        placed.spans.append((0, 0, Run(line.tokens)))
        return placed
    for t in line.tokens:
        runs = placed.entries.setdefault(inside[id(t)].column - first, [])
        if runs:
            runs[0].tokens.append(t)
        else:
            runs.append(Run([t]))
    return placed


def _joins_dates(line: Placed, below: Placed) -> bool:
    """A dash by itself over a date: `01/04/2015`, `-`, `31/03/2016` in a narrow cell are one name."""
    return any(
        DASH.fullmatch(line.entries[c][0].text) and DATE.fullmatch(runs[0].text)
        for c, runs in below.entries.items()
        if c in line.entries
    )


def _adds_shares(line: Placed, below: Placed) -> bool:
    """Does a line under figures hold nothing but shares in brackets beside its label: `127` over `(20.8%)`?"""
    shares = [(c, r.text) for c, runs in below.entries.items() if c > 0 for r in runs]
    return bool(shares) and all(c in _figures_in(line) and SHARE.fullmatch(text) for c, text in shares)


def _figures_in(line: Placed) -> set[int]:
    """The columns after the first in which figures alone stand."""
    return {c for c, runs in line.entries.items() if c > 0 and all(is_figure(r.text) for r in runs)}


def _figures_fill(rows: Sequence[Sequence[Placed]]) -> bool:
    """Is most of what stands beside the labels figures, one to a line?"""
    texts = [r.text for row in rows for p in row for c, runs in p.entries.items() if c > 0 for r in runs]
    return sum(is_figure(t) for t in texts) >= 0.6 * len(texts)


def _with_rows(lattice: Lattice, r: int, cuts: Sequence[float], headings: set[int]) -> Lattice:
    """Row `r` cut in rows; those that are headings run over all columns."""
    n = len(cuts)
    last = len(lattice.xs) - 2
    if any(a.row < a.last_row and a.row <= r <= a.last_row for a in lattice.areas):
        headings = set()
    areas: list[Area] = []
    for a in lattice.areas:
        if a.row == a.last_row == r:
            areas += [Area(r + i, a.column, r + i, a.last_column) for i in range(n + 1) if i not in headings]
        else:
            top = a.row + n if a.row > r else a.row
            bottom = a.last_row + n if a.last_row >= r else a.last_row
            areas.append(Area(top, a.column, bottom, a.last_column))
    areas += [Area(r + i, 0, r + i, last) for i in headings]
    return Lattice(lattice.xs, [*lattice.ys[: r + 1], *cuts, *lattice.ys[r + 1 :]], sorted(areas))

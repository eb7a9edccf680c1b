"""Row labels that stand to the left of a ruled frame and belong to its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flows.read.tables.cells import cell_text
from flows.read.tables.reject import is_figure
from flows.read.tables.table import Area, Lattice
from flows.read.tables.tokens import Run, Token, lines_of


def labelled(lattice: Lattice, contents: Mapping[Area, Sequence[Token]], tokens: Sequence[Token]) -> Lattice:
    """The lattice with a column of labels before it, where its rows begin with figures and most have one outside."""
    first = [a for a in lattice.areas if a.column == 0 and contents[a]]
    figures = [a for a in first if is_figure(cell_text(contents[a]))]
    if len(figures) < 2 or len(figures) < 0.6 * len(first):
        return lattice
    rows = {r for a in figures for r in range(a.row, a.last_row + 1)}
    beside = _beside(lattice, tokens)
    held = {r for r in rows if any(lattice.ys[r] <= run.tokens[0].middle < lattice.ys[r + 1] for run in beside)}
    if len(held) < 0.6 * len(rows):
        return lattice
    left = min(run.x0 for run in beside) - 1
    areas = [Area(a.row, a.column + 1, a.last_row, a.last_column + 1) for a in lattice.areas]
    areas += [Area(r, 0, r, 0) for r in range(len(lattice.ys) - 1)]
    return Lattice([left, *lattice.xs], lattice.ys, sorted(areas))


def _beside(lattice: Lattice, tokens: Sequence[Token]) -> list[Run]:
    """Short texts just left of the frame, at the height of its rows."""
    box = lattice.box
    found: list[Run] = []
    for line in lines_of(t for t in tokens if t.centre < box.x0 and box.top <= t.middle <= box.bottom):
        run = line.runs(0.9)[-1]
        near = -0.5 * line.size <= box.x0 - run.x1 <= 8 * line.size
        if near and len(run.tokens) <= 8 and not is_figure(run.text):
            found.append(run)
    return found

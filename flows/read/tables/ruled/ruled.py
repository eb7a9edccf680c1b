"""The lattice that crossing rulings make: bounds, and areas where inner borders are missing."""

from __future__ import annotations

from collections.abc import Sequence

from flows.read.tables.edges import REACH, Ruling
from flows.read.tables.table import Area, Lattice

COVERED = 0.55
"""A border is there when this share of it is drawn."""


def lattice_of(rulings: Sequence[Ruling]) -> Lattice | None:
    """The lattice of one cluster of rulings; None where it has no inside. Open sides are closed at the lines' ends."""
    across = [r for r in rulings if r.horizontal]
    down = [r for r in rulings if not r.horizontal]
    xs = bounds([r.at for r in down], [min(r.start for r in across), max(r.end for r in across)])
    ys = bounds([r.at for r in across], [min(r.start for r in down), max(r.end for r in down)])
    if len(xs) < 2 or len(ys) < 2:
        return None
    return Lattice(xs, ys, areas_of(xs, ys, across, down))


def bounds(positions: Sequence[float], ends: Sequence[float]) -> list[float]:
    """Rising positions; the ends count only where no position is near."""
    made = sorted(positions)
    for end in ends:
        if all(abs(end - p) > 2 * REACH for p in made):
            made.append(end)
    merged: list[float] = []
    for p in sorted(made):
        if not merged or p - merged[-1] > 1.5:
            merged.append(p)
    return merged


def areas_of(xs: Sequence[float], ys: Sequence[float], across: Sequence[Ruling], down: Sequence[Ruling]) -> list[Area]:
    """Positions united where no border is drawn between them, as rectangles in reading order."""
    rows, columns = len(ys) - 1, len(xs) - 1
    upright = [at(down, x) for x in xs[1:]]
    level = [at(across, y) for y in ys[1:]]
    right = [[covers(upright[c], ys[r], ys[r + 1]) for c in range(columns)] for r in range(rows)]
    below = [[covers(level[r], xs[c], xs[c + 1]) for c in range(columns)] for r in range(rows)]
    label = [[r * columns + c for c in range(columns)] for r in range(rows)]
    parent = list(range(rows * columns))

    def find(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    for r in range(rows):
        for c in range(columns):
            if c + 1 < columns and not right[r][c]:
                parent[find(label[r][c + 1])] = find(label[r][c])
            if r + 1 < rows and not below[r][c]:
                parent[find(label[r + 1][c])] = find(label[r][c])
    united = [[find(label[r][c]) for c in range(columns)] for r in range(rows)]
    return _rectangles(united)


def at(rulings: Sequence[Ruling], place: float) -> list[Ruling]:
    """The rulings that lie at a place across them."""
    return [r for r in rulings if abs(r.at - place) <= 1.5]


def covers(rulings: Sequence[Ruling], start: float, end: float) -> bool:
    """Do rulings that lie at one place draw a border from `start` to `end` along them?"""
    covered = 0.0
    for r in rulings:
        if r.start <= start and r.end >= end:
            return True
        covered += max(0.0, min(r.end, end) - max(r.start, start))
    return covered >= COVERED * (end - start)


def _rectangles(united: Sequence[Sequence[int]]) -> list[Area]:
    """Tile each united shape with rectangles: runs of a row, joined downwards while the row below has the same run."""
    done: set[tuple[int, int]] = set()
    areas: list[Area] = []
    rows, columns = len(united), len(united[0])
    for r in range(rows):
        for c in range(columns):
            if (r, c) in done:
                continue
            last = c
            while last + 1 < columns and united[r][last + 1] == united[r][c] and (r, last + 1) not in done:
                last += 1
            bottom = r
            while bottom + 1 < rows and _same_run(united, bottom + 1, c, last, united[r][c]):
                bottom += 1
            area = Area(r, c, bottom, last)
            areas.append(area)
            done.update(area.positions())
    return areas


def _same_run(united: Sequence[Sequence[int]], row: int, first: int, last: int, shape: int) -> bool:
    cells = united[row]
    if any(cells[c] != shape for c in range(first, last + 1)):
        return False
    before = first > 0 and cells[first - 1] == shape
    after = last + 1 < len(cells) and cells[last + 1] == shape
    return not before and not after

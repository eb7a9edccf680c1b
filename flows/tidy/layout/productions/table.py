"""Productions on how a sheet falls into tables: corners, headers that come again, blocks abreast, where figures end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from flows.tidy.layout.kinds import YEAR
from flows.tidy.layout.layout import Cut, Layout, Repeats, looks_like_header
from flows.tidy.layout.plain import header_top, stands
from flows.tidy.layout.shapes import Mask, Shapes, any_along

FIRST_ROWS = 40
REPEATS: tuple[Repeats, ...] = ("none", "new", "lowest")
Area = tuple[int, int, int, int]


def corners(shapes: Shapes, layout: Layout) -> Iterator[Layout]:
    """Where figures begin: other first rows, widths of the stub, tops of the header."""
    figured = [r for r in range(shapes.h) if shapes.figure[r].any() or stands(shapes, r, range(layout.stub, shapes.w))][
        :FIRST_ROWS
    ]
    firsts = {layout.first, *figured[:3]}
    firsts |= {r for r in figured[:12] if shapes.hard[r].any() and not shapes.hard[:r].any()}
    if layout.first + 1 < shapes.h:
        firsts.add(layout.first + 1)
    for first in list(firsts):  # rows of one text right over the figures may head rows, not columns
        for r in range(min(first, shapes.h) - 1, max(-1, first - 4), -1):
            if len(set(shapes.text[r]) - {""}) != 1:
                break
            firsts.add(r)
    stubs = {
        0,
        layout.stub,
        *range(max(0, layout.stub - 2), min(layout.stub + 3, shapes.w, 7)),
        1 if shapes.w > 1 else 0,
    }
    for first in sorted((f for f in firsts if f < shapes.h), key=lambda f: abs(f - layout.first))[:8]:
        for stub in sorted(s for s in stubs if s < shapes.w):
            filled = [r for r in range(max(0, first - 8), first) if shapes.filled[r, stub:].any()]
            for top in {header_top(shapes, stub, first), 0, first, *filled[-4:]}:
                yield replace(layout, first=first, stub=stub, top=top)


def repeated_headers(shapes: Shapes, layout: Layout) -> Iterator[Layout]:
    """Headers that come again over further rows."""
    for repeats in REPEATS:
        yield replace(layout, repeats=repeats)


def blocks_abreast(shapes: Shapes, layout: Layout) -> Iterator[Layout]:
    """Texts between columns of figures: blocks abreast, each with its own labels or sharing the first."""
    rows = [r for r in range(layout.first, min(layout.end, shapes.h)) if shapes.figure[r].any()]
    if len(rows) < 2:
        return
    texts = (shapes.words[rows] | (shapes.kind[rows] == YEAR)).sum(axis=0)
    hard = shapes.hard[rows].sum(axis=0)
    textual = [c for c in range(layout.stub, shapes.w) if texts[c] >= 0.5 * len(rows) and hard[c] <= 0.3 * len(rows)]
    cuts: list[tuple[int, int]] = []
    c = since = layout.stub
    while c < shapes.w:
        if c in textual and shapes.hard[rows, since:c].any():
            end = c
            while end in textual:
                end += 1
            if end < shapes.w and shapes.figure[rows, end].any():
                cuts.append((c, end))
                since = end
            c = end
        c += 1
    if cuts:
        yield replace(layout, abreast=tuple(Cut(a, b, False) for a, b in cuts))
        yield replace(layout, abreast=tuple(Cut(a, b, True) for a, b in cuts))
        if len(cuts) > 1:
            yield replace(layout, abreast=(Cut(*cuts[0], False),))
        yield replace(layout, abreast=())


def headers_in_turn(shapes: Shapes, layout: Layout) -> Iterator[Layout]:
    """A header that comes again to the right, with the same over its figures: blocks abreast, each with a stub."""
    for row in range(layout.top, min(layout.first, shapes.h)):
        columns = [c for c in range(shapes.w) if shapes.text[row][c]]
        texts = [shapes.text[row][c] for c in columns]
        for width in range(2, len(texts) // 2 + 1):
            if len(texts) % width == 0 and all(texts[n] == texts[n % width] for n in range(len(texts)) if n % width):
                cuts = tuple(Cut(columns[n], columns[n + 1], False) for n in range(width, len(texts), width))
                if not all(_can_label(shapes, layout, cut.stub) for cut in cuts):
                    continue
                yield replace(layout, stub=columns[1], codes=frozenset(), abreast=cuts)
                break


def _can_label(shapes: Shapes, layout: Layout, column: int) -> bool:
    """Whether a column may label rows: by texts, or by whole numbers that rise."""
    rows = [r for r in range(layout.first, min(layout.end, shapes.h)) if shapes.filled[r, column]]
    numbers = [shapes.value[r, column] for r in rows if shapes.figure[r, column]]
    rises = all(a < b and a == int(a) for a, b in pairwise(numbers))
    return 2 * len(numbers) < len(rows) or rises


def ends(shapes: Shapes, layout: Layout) -> Iterator[Layout]:
    """Where figures end: at a gap behind which nothing like the body comes."""
    rows = [r for r in range(layout.first, shapes.h) if shapes.figure[r].any()]
    gaps = [r for r in range(layout.first + 2, shapes.h) if not shapes.filled[r].any()]
    if gaps and rows and gaps[-1] < rows[-1]:
        yield replace(layout, end=gaps[-1])
    if layout.end != shapes.h:
        yield replace(layout, end=shapes.h)


def areas(shapes: Shapes) -> Iterator[list[Area]]:
    """Tables under each other or abreast, apart by gaps: each a list of areas (top, left, bottom, right)."""
    stacked = _stacked(shapes)
    if sum(bool(shapes.figure[a:b].any()) for a, b in stacked) > 1:
        yield [(a, 0, b, shapes.w) for a, b in stacked]
    if len(abreast := _abreast(shapes)) > 1:
        yield [(0, a, shapes.h, b) for a, b in abreast]


def _abreast(shapes: Shapes) -> list[tuple[int, int]]:
    """The columns of each table: a new one begins behind a blank column where labels stand beside further figures."""
    found: list[tuple[int, int]] = []
    for a, b in _runs(any_along(shapes.filled, 0)):
        rows = any_along(shapes.figure[:, a:b], 1)
        labels = shapes.filled[rows, a] & ~shapes.hard[rows, a]  # `Y` and `N` may be marks too
        labelled = bool(rows.any()) and 2 * labels.sum() >= rows.sum()
        if found and not (labelled and shapes.figure[:, found[-1][0] : found[-1][1]].any()):
            found[-1] = (found[-1][0], b)
        else:
            found.append((a, b))
    return found


def _stacked(shapes: Shapes) -> list[tuple[int, int]]:
    """The rows of each table: a new one begins behind a gap that a header or title before figures follows."""
    found: list[tuple[int, int]] = []
    for a, b in _runs(shapes.occupied):
        head = any(
            looks_like_header(shapes, r, list(range(shapes.w)))
            or (shapes.words[r].any() and not shapes.figure[r].any())
            for r in range(a, min(b, a + 2))
        )
        if found and not (head and shapes.figure[found[-1][0] : found[-1][1]].any()):
            found[-1] = (found[-1][0], b)
        else:
            found.append((a, b))
    return found


def _runs(line: Mask | Sequence[bool]) -> list[tuple[int, int]]:
    runs, begin = [], None
    for i, x in enumerate([*line, False]):
        if x and begin is None:
            begin = i
        elif not x and begin is not None:
            runs.append((begin, i))
            begin = None
    return runs

"""Rows whose texts are broken over lines and set about one middle, so that figures stand half way down their label.

What belongs to a row shows exactly: in each of its columns the lines of a text lie about the same height. Where one
way of cutting the lines of a table into rows fits everywhere, no word has to be weighed.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from flows.read.tables.lines.placed import Placed
from flows.read.tables.tokens import Run, is_number

OFF = 0.2
"""Texts of one row lie about one middle within this (em); one line more or less moves it by half an em."""
EVEN = 0.12
"""Lines of broken texts follow each other at one distance within this (em)."""
MOST = 12
"""A row has at most so many lines."""
CUT = 4
"""So many lines of a row may be left where a page ends in it."""
MANY = 12
"""So many lines show how rows stand where the last is cut."""
FIGURES = 0.6
"""A column of figures holds this share of them."""


def midway(lines: Sequence[Placed]) -> list[list[Placed]] | None:
    """Body lines in rows, each set about its middle; None where they do not all fit, or where nothing is broken."""
    if not any(line.only_stub for line in lines):
        return None
    counted = figure_columns(lines)
    pitch = _pitch(lines)
    if not counted or not pitch or any(a.band != b.band for a, b in itertools.pairwise(lines)):
        return None
    best: list[tuple[int, list[list[Placed]]] | None] = [(0, [])] + [None] * len(lines)
    for end in range(1, len(lines) + 1):
        for start in range(max(0, end - MOST), end):
            before = best[start]
            row = lines[start:end]
            cost = _cost(row, counted, pitch) if before else None
            if before is None or cost is None:
                continue
            if best[end] is None or before[0] + cost < best[end][0]:  # type: ignore[index]
                best[end] = (before[0] + cost, [*before[1], list(row)])
    found = best[-1]
    return found[1] if found and _shown(found[1], found[0], pitch) else None


def midway_but_for_ends(lines: Sequence[Placed]) -> list[list[Placed]] | None:
    """Body lines in rows about their middles but for the first and the last, which the ends of the page may have cut.

    Those stand off from the others as the others do from each other.
    """
    cuts = [(head, foot) for head in range(CUT + 1) for foot in range(CUT + 1)] if len(lines) > MANY else []
    for head, foot in sorted(cuts, key=sum)[1:]:
        whole = midway(lines[head : len(lines) - foot])
        if whole is None:
            continue
        rows = [*([lines[:head]] if head else []), *whole, *([lines[-foot:]] if foot else [])]
        if _apart(rows, whole) and _is_cut(lines[:head], whole, 0) and _is_cut(lines[len(lines) - foot :], whole, 1):
            return [list(row) for row in rows]
    return None


def _apart(rows: Sequence[Sequence[Placed]], whole: Sequence[Sequence[Placed]]) -> bool:
    """Does as much space part all rows as parts those that are whole, and less the lines of one?"""
    space = min((b[0].top - a[-1].bottom for a, b in itertools.pairwise(whole)), default=0.0)
    between = [b[0].top - a[-1].bottom for a, b in itertools.pairwise(rows)]
    inside = [b.top - a.bottom for row in rows for a, b in itertools.pairwise(row)]
    near = EVEN * rows[0][0].size
    return 0 < space <= min(between) + near and all(gap < space - near for gap in inside)


def _is_cut(row: Sequence[Placed], whole: Sequence[Sequence[Placed]], least: int) -> bool:
    """Are lines what is left of a row: those of one label, and a line of figures among them or (`least` 0) none?"""
    counted = figure_columns([line for other in whole for line in other])
    figured = sum(any(c in line.entries for c in counted) for line in row)
    return not row or (least <= figured <= 1 and not any(line.spans for line in row))


def figure_columns(lines: Sequence[Placed]) -> set[int]:
    """The columns after the first in which most texts are figures."""
    texts: dict[int, list[str]] = {}
    for line in lines:
        for c, runs in line.entries.items():
            if c:
                texts.setdefault(c, []).extend(r.text for r in runs)
    return {c for c, held in texts.items() if sum(map(is_number, held)) >= FIGURES * len(held)}


def _pitch(lines: Sequence[Placed]) -> float:
    """The least distance from one line of labels to the next."""
    tops = [_top(line.entries[0]) for line in lines if 0 in line.entries]
    return min((b - a for a, b in itertools.pairwise(tops)), default=0.0)


def _cost(row: Sequence[Placed], counted: set[int], pitch: float) -> int | None:
    """0 where lines are one row about one middle, 1 where they are a heading alone, None where they are neither."""
    if any(line.spans for line in row) or not any(c in line.entries for line in row for c in counted):
        return 1 if len(row) == 1 else None
    middles: list[float] = []
    for c in {c for line in row for c in line.entries}:
        texts = [line.entries[c] for line in row if c in line.entries]
        if c in counted and len(texts) > 1:
            return None
        tops = [_top(runs) for runs in texts]
        if any(abs(b - a - pitch) > EVEN * row[0].size for a, b in itertools.pairwise(tops)):
            return None
        middles.append((tops[0] + _bottom(texts[-1])) / 2)
    whole = any(0 in line.entries for line in row)
    return 0 if whole and max(middles) - min(middles) <= OFF * row[0].size else None


def _shown(rows: Sequence[Sequence[Placed]], headings: int, pitch: float) -> bool:
    """Is a label broken, and does it show: by figures between two lines of it, or by more space between rows?"""
    labels = [[line.entries[0] for line in row if 0 in line.entries] for row in rows]
    if max(map(len, labels)) < 2:
        return False
    between = [_top(b[0]) - _top(a[-1]) for a, b in itertools.pairwise(labels) if a and b]
    roomy = min(between, default=pitch) >= pitch + EVEN * rows[0][0].size
    return roomy or (not headings and any(len(held) % 2 == 0 for held in labels))


def _top(runs: Sequence[Run]) -> float:
    return min(t.top for r in runs for t in r.tokens)


def _bottom(runs: Sequence[Run]) -> float:
    return max(t.bottom for r in runs for t in r.tokens)

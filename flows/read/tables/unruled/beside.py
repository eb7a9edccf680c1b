"""Labels that stand half way down beside several rows: a year or an offence for all the ages and sexes it is broken by.

Which rows a label is for shows by its height alone: the rows that it stands in the middle of. The rows under each
other are parted among the labels so that every label stands in the middle of its own.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from flows.read.tables.headers.headers import YEAR
from flows.read.tables.lines.hanging import hangs
from flows.read.tables.lines.placed import Placed
from flows.read.tables.tokens import Run, is_number

OFF = 0.2
"""A label lies within this (em) of the middle of its rows; one row more or less moves it by half an em."""
APART = 1.6
"""Lines of one label begin at most so far (em) under each other."""
WORDS = 0.6
"""At least this share of the rows has a label of words of its own."""

Height = tuple[float, float]
Rows = list[list[Placed]]
Parts = list[tuple[list[list[Run]], range]]


def beside(
    lines: Sequence[Placed], gathered: Callable[[Sequence[Placed]], Rows | None]
) -> tuple[Rows, list[range]] | None:
    """Body lines in rows, and which of the rows have one label together, which stands in the first of each.

    `gathered` tells the rows once the first column is left out. None where that holds no such labels.
    """
    labels = [line.entries[0] for line in lines if 0 in line.entries]
    if not labels or any(line.spans for line in lines) or _counting(labels):
        return None
    bare = [_without(line) for line in lines]
    rows = gathered([line for line in bare if line.entries])
    if rows is None:
        return None
    named = [any(0 in p.entries and not is_number(p.stub) for p in row) for row in rows]
    if len(rows) <= len(labels) or sum(named) < WORDS * len(rows):
        return None
    boxes = [(row[0].top, max(p.bottom for p in row)) for row in rows]
    parts = _parted(labels, boxes, named, _off_middle)
    if parts is None or not _midway(parts, boxes):
        parts = _parted(labels, boxes, named, _off_top)
        if parts is None or not _hang(parts, boxes):
            return None
    made = [[_shifted(p, 1) for p in row] for row in rows]
    for texts, group in parts:
        first = made[group[0]]
        first[0] = replace(first[0], entries={0: [r for runs in texts for r in runs], **first[0].entries})
    return made, [group for _, group in parts if len(group) > 1]


def _midway(parts: Parts, rows: Sequence[Height]) -> bool:
    """Do labels stand half way down, rather than beside the first or the last of their rows?

    So where one stands between two rows, or neither the first nor the last is level with the first or last row.
    """
    between = any(len(texts) == 1 and all(not _level(_box(texts[0]), row) for row in rows) for texts, _ in parts)
    ends = _level(_box(parts[0][0][0]), rows[0]) or _level(_box(parts[-1][0][-1]), rows[-1])
    return between or not ends


def _hang(parts: Parts, rows: Sequence[Height]) -> bool:
    """Does a label that begins beside the first of its rows go on between them, so that its lines are one text?"""
    later = [_box(runs) for texts, _ in parts for runs in texts[1:]]
    return any(all(not _level(box, row) for row in rows) for box in later)


def _off_middle(label: Height, rows: Height) -> float:
    return abs(label[0] + label[1] - rows[0] - rows[1]) / 2


def _off_top(label: Height, rows: Height) -> float:
    return abs(label[0] - rows[0])


def _level(box: Height, row: Height) -> bool:
    off = OFF * (box[1] - box[0])
    return row[0] - off <= box[0] and box[1] <= row[1] + off


def _box(runs: Sequence[Run]) -> Height:
    return min(t.top for r in runs for t in r.tokens), max(t.bottom for r in runs for t in r.tokens)


def _counting(labels: Sequence[list[Run]]) -> bool:
    """Do labels hold figures that are no years and no end of the text above, as the `16` of `2015-16` is?"""
    return any(
        all(is_number(r.text) and not YEAR.fullmatch(r.text) for r in runs) and not (above and hangs(runs[0], above))
        for above, runs in zip([None, *labels], labels, strict=False)
    )


def _without(line: Placed) -> Placed:
    """The line without its first column, its box that of the rest."""
    rest = {c: runs for c, runs in line.entries.items() if c}
    tokens = [t for runs in rest.values() for r in runs for t in r.tokens]
    if not tokens:
        return replace(line, entries={})
    box = min(t.top for t in tokens), max(t.bottom for t in tokens)
    return _shifted(replace(line, entries=rest, top=box[0], bottom=box[1]), -1)


def _shifted(line: Placed, by: int) -> Placed:
    return replace(line, entries={c + by: runs for c, runs in line.entries.items()})


def _parted(
    labels: Sequence[list[Run]],
    rows: Sequence[Height],
    named: Sequence[bool],
    off_by: Callable[[Height, Height], float],
) -> Parts | None:
    """Lines of labels, some of them together, each with its rows: by how far it is off its place beside them."""
    size = labels[0][0].tokens[0].size
    boxes = [_box(runs) for runs in labels]

    @cache
    def best(i: int, j: int) -> tuple[float, tuple[tuple[int, int], ...]] | None:
        if i == len(boxes) or j == len(rows):
            return (0.0, ()) if i == len(boxes) and j == len(rows) else None
        found: tuple[float, tuple[tuple[int, int], ...]] | None = None
        for a in range(i + 1, len(boxes) + 1):
            if a > i + 1 and boxes[a - 1][0] - boxes[a - 2][0] > APART * size:
                break
            for b in range(j + 1, len(rows) + 1):
                off = off_by((boxes[i][0], boxes[a - 1][1]), (rows[j][0], rows[b - 1][1]))
                alone = b > j + 1 and not all(named[j:b])
                rest = best(a, b) if off <= OFF * size and not alone else None
                if rest is not None and (found is None or off + rest[0] < found[0]):
                    found = off + rest[0], ((a, b), *rest[1])
        return found

    parts = best(0, 0)
    if parts is None:
        return None
    ends = [(0, 0), *parts[1]]
    return [(list(labels[i:a]), range(j, b)) for (i, j), (a, b) in itertools.pairwise(ends)]

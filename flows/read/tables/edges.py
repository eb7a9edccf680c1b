"""Ruling lines of a page, snapped to common positions and joined where they go on."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.read.grid import Box
from flows.read.page import PageContent
from flows.read.tables.tokens import Token, is_number

SNAP = 2.2
"""Lines nearer than this (points) are one line: a double rule, or a border that two cells draw."""
REACH = 3.5
"""Lines that stop short of each other by less than this (points) still meet."""

LARGEST = 16.0
"""No line that underlines words lies further than this from their foot (points)."""
SPACER = 30.0
"""Blocks of one table that are set apart leave at most so much space (points)."""
_YEAR = re.compile(r"(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?")
HEADING = 24.0
"""Uprights that stop for the heading of a part leave at most so much space (points)."""
ANNEX = 36.0
"""A row of totals that is set apart below its table leaves at most so much space (points)."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line: at `at` on the axis across it, from `start` to `end` along it (points)."""

    horizontal: bool
    at: float
    start: float
    end: float

    @property
    def length(self) -> float:
        """How long it is."""
        return self.end - self.start


def rulings_of(page: PageContent, tokens: Sequence[Token]) -> list[Ruling]:
    """All ruling lines of a page, without those that merely underline words."""
    raw: list[Ruling] = []
    for rule in page.rules:
        b = rule.box
        if rule.horizontal:
            raw.append(Ruling(True, (b.top + b.bottom) / 2, b.x0, b.x1))
        else:
            raw.append(Ruling(False, (b.x0 + b.x1) / 2, b.top, b.bottom))
    joined = [*joined_rulings([r for r in raw if r.horizontal]), *joined_rulings([r for r in raw if not r.horizontal])]
    joined = _through_headings(joined, tokens)
    level = sorted((t for t in tokens if t.direction == "right"), key=lambda t: t.bottom)
    bottoms = [t.bottom for t in level]
    return [r for r in joined if r.length >= 4 and not (r.horizontal and _underlines(r, level, bottoms))]


def joined_rulings(raw: Sequence[Ruling]) -> list[Ruling]:
    """Rulings of one direction, snapped across and joined along."""
    made: list[Ruling] = []
    for group in _snapped(sorted(raw, key=lambda r: r.at)):
        weight = sum(r.length for r in group) or 1.0
        at = sum(r.at * r.length for r in group) / weight
        start = end = None
        for r in sorted(group, key=lambda r: r.start):
            if end is not None and start is not None and r.start <= end + REACH:
                end = max(end, r.end)
                continue
            if end is not None and start is not None:
                made.append(Ruling(r.horizontal, at, start, end))
            start, end = r.start, r.end
        if end is not None and start is not None:
            made.append(Ruling(group[0].horizontal, at, start, end))
    return made


def _through_headings(rulings: Sequence[Ruling], tokens: Sequence[Token]) -> list[Ruling]:
    """The rulings, uprights joined that stop all together at a line of text and go on below it: the heading of a part.

    Where a row of its own is ruled for the heading, they end there.
    """
    breaks: dict[tuple[int, int], list[tuple[Ruling, Ruling]]] = defaultdict(list)
    down = sorted((r for r in rulings if not r.horizontal), key=lambda r: (r.at, r.start))
    for a, b in itertools.pairwise(down):
        if a.at == b.at and 0 < b.start - a.end <= HEADING:
            breaks[round(a.end), round(b.start)].append((a, b))
    made = list(rulings)
    for (foot, top), pairs in sorted(breaks.items()):
        x0, x1 = pairs[0][0].at, pairs[-1][0].at
        edges = {round(y) for y in (foot, top) if any(r.horizontal and abs(r.at - y) <= REACH for r in rulings)}
        between = [t for t in tokens if foot - 1 < t.middle < top + 1 and x0 - HEADING < t.centre < x1 + HEADING]
        if len(pairs) < 2 or len(edges) > 1 or not between:
            continue
        for a, _ in pairs:
            parts = [
                r for r in made if not r.horizontal and r.at == a.at and (r.end >= foot - 1 and r.start <= top + 1)
            ]
            made = [r for r in made if r not in parts]
            made.append(Ruling(False, a.at, min(r.start for r in parts), max(r.end for r in parts)))
    return made


def _snapped(rulings: Sequence[Ruling]) -> list[list[Ruling]]:
    """Sorted rulings in groups whose members are near each other and overlap nothing further off than `SNAP`."""
    groups: list[list[Ruling]] = []
    for r in rulings:
        if groups and r.at - groups[-1][-1].at <= SNAP and r.at - groups[-1][0].at <= 2 * SNAP:
            groups[-1].append(r)
        else:
            groups.append([r])
    return groups


def _underlines(ruling: Ruling, level: Sequence[Token], bottoms: Sequence[float]) -> bool:
    """Does a horizontal line run just under words (sorted by their `bottoms`) and only as far as they do?"""
    near = level[bisect_left(bottoms, ruling.at - LARGEST) : bisect_right(bottoms, ruling.at + LARGEST)]
    above = [
        t
        for t in near
        if -0.35 * t.size <= ruling.at - t.bottom <= 0.15 * t.size and t.x1 > ruling.start and t.x0 < ruling.end
    ]
    if not above:
        return False
    size = max(t.size for t in above)
    left, right = min(t.x0 for t in above), max(t.x1 for t in above)
    covered = sum(min(t.x1, ruling.end) - max(t.x0, ruling.start) for t in above)
    fits = abs(left - ruling.start) <= 0.35 * size and abs(right - ruling.end) <= 0.35 * size
    return fits and covered >= 0.75 * ruling.length


def frames(rulings: Sequence[Ruling]) -> Iterator[Box]:
    """The boxes that two lines across and two down make, each as long as the box."""
    down = [r for r in rulings if not r.horizontal]
    for a, b in itertools.combinations([r for r in rulings if r.horizontal], 2):
        if abs(a.start - b.start) > SNAP or abs(a.end - b.end) > SNAP:
            continue
        sides = [r for r in down if abs(r.start - a.at) <= SNAP and abs(r.end - b.at) <= SNAP]
        if {round(x / SNAP) for x in (a.start, a.end)} <= {round(r.at / SNAP) for r in sides}:
            yield Box(a.start, a.at, a.end, b.at)


def clusters(rulings: Sequence[Ruling], tokens: Sequence[Token]) -> list[list[Ruling]]:
    """Rulings in groups that hang together by crossing or touching, each with lines of both directions.

    Groups side by side are one where their row rules lie at the same heights and text fills the gap between.
    """
    parent = list(range(len(rulings)))

    def find(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    down = sorted((r.at, i) for i, r in enumerate(rulings) if not r.horizontal)
    for i, h in enumerate(rulings):
        if not h.horizontal:
            continue
        for at, j in down[bisect_left(down, (h.start - REACH, -1)) :]:
            if at > h.end + REACH:
                break
            v = rulings[j]
            if v.start - REACH <= h.at <= v.end + REACH:
                parent[find(i)] = find(j)
    groups: dict[int, list[Ruling]] = {}
    for i, r in enumerate(rulings):
        groups.setdefault(find(i), []).append(r)
    whole = [g for g in groups.values() if any(r.horizontal for r in g) and any(not r.horizontal for r in g)]
    whole.sort(key=lambda g: min(r.start for r in g if r.horizontal))
    made: list[list[Ruling]] = []
    for group in whole:
        mate = _left_neighbour(group, made)
        if mate is not None and _go_on(mate, group, tokens):
            mate += _bridged(mate, group)
        else:
            made.append(list(group))
    return _with_annexes(made, tokens)


def _with_annexes(groups: Sequence[list[Ruling]], tokens: Sequence[Token]) -> list[list[Ruling]]:
    """The groups, a box of figures with what is ruled above it where it draws the same columns: its totals."""
    made: list[list[Ruling]] = []
    for group in sorted(groups, key=lambda g: _heights(g)[0]):
        host = next((g for g in made if _is_annex(group, g, tokens)), None)
        if host is None:
            made.append(group)
        else:
            host += group
    return made


def _is_annex(group: Sequence[Ruling], above: Sequence[Ruling], tokens: Sequence[Token]) -> bool:
    """Does a group that lies close under another rule its columns, and hold figures under no header of its own?"""
    bottom, top = _heights(above)[-1], _heights(group)[0]
    sides = sorted({r.at for r in group if not r.horizontal})
    own = {r.at for r in above if not r.horizontal}
    if not 0 < top - bottom <= ANNEX or len(sides) < 4 or any(min(abs(x - y) for y in own) > SNAP for x in sides):
        return False
    inside = [t for t in tokens if sides[0] < t.centre < sides[-1] and bottom < t.middle < _heights(group)[-1]]
    figures = [t for t in inside if t.centre > sides[1] or is_number(t.text)]
    years = all(_YEAR.fullmatch(t.text) for t in figures if t.middle < _heights(group)[1])
    return bool(figures) and not years and all(t.middle > top for t in inside) and _numbers(figures)


def _numbers(tokens: Sequence[Token]) -> bool:
    return all(is_number(t.text) for t in tokens)


def _left_neighbour(group: Sequence[Ruling], others: Sequence[list[Ruling]]) -> list[Ruling] | None:
    """The nearest group to the left that rules the same rows."""
    start = min(r.start for r in group if r.horizontal)
    left = [o for o in others if _right_end(o) < start and _shared_heights(o, group)]
    return max(left, key=_right_end, default=None)


def _right_end(group: Sequence[Ruling]) -> float:
    return max(r.end for r in group if r.horizontal)


def _heights(group: Sequence[Ruling]) -> list[float]:
    return sorted({r.at for r in group if r.horizontal})


def _shared_heights(left: Sequence[Ruling], right: Sequence[Ruling]) -> list[float]:
    """Heights that both groups rule; none where they are but few of all."""
    a, b = _heights(left), _heights(right)
    shared = [y for y in a if any(abs(y - z) <= SNAP for z in b)]
    return shared if len(shared) >= max(3, 0.7 * max(len(a), len(b))) else []


def _go_on(left: Sequence[Ruling], right: Sequence[Ruling], tokens: Sequence[Token]) -> bool:
    """Does text fill most of the rows between two groups that rule the same rows?"""
    shared = _shared_heights(left, right)
    x0, x1 = _right_end(left), min(r.start for r in right if r.horizontal)
    between = [t.middle for t in tokens if x0 < t.centre < x1]
    held = sum(any(top < y < bottom for y in between) for top, bottom in itertools.pairwise(shared))
    return held >= 0.6 * (len(shared) - 1) or (x1 - x0 <= SPACER and _unlabelled(right, tokens))


def _unlabelled(group: Sequence[Ruling], tokens: Sequence[Token]) -> bool:
    """Does a group begin with a column of figures, so that its labels must stand elsewhere?"""
    sides = sorted(r.at for r in group if not r.horizontal)[:2]
    heights = _heights(group)
    first = [t for t in tokens if sides[0] < t.centre < sides[-1] and heights[0] < t.middle < heights[-1]]
    return sum(is_number(t.text) for t in first) >= 0.6 * len(first) > 0


def _bridged(left: Sequence[Ruling], right: Sequence[Ruling]) -> list[Ruling]:
    """The right group's rulings, its row rules drawn back to where the left group's end."""
    x0, x1 = _right_end(left), min(r.start for r in right if r.horizontal)
    return [*right, *(Ruling(True, y, x0, x1) for y in _heights(right))]

"""Ruling lines of a page, snapped to common positions and joined where they go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flows.read.page import PageContent
from flows.read.tables.tokens import Token

SNAP = 2.2
"""Lines nearer than this (points) are one line: a double rule, or a border that two cells draw."""
REACH = 3.5
"""Lines that stop short of each other by less than this (points) still meet."""


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
    return [r for r in joined if r.length >= 4 and not _underlines(r, tokens)]


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


def _snapped(rulings: Sequence[Ruling]) -> list[list[Ruling]]:
    """Sorted rulings in groups whose members are near each other and overlap nothing further off than `SNAP`."""
    groups: list[list[Ruling]] = []
    for r in rulings:
        if groups and r.at - groups[-1][-1].at <= SNAP and r.at - groups[-1][0].at <= 2 * SNAP:
            groups[-1].append(r)
        else:
            groups.append([r])
    return groups


def _underlines(ruling: Ruling, tokens: Sequence[Token]) -> bool:
    """Does a horizontal line run just under words and only as far as they do?"""
    if not ruling.horizontal:
        return False
    above = [
        t
        for t in tokens
        if t.direction == "right"
        and -0.35 * t.size <= ruling.at - t.bottom <= 0.15 * t.size
        and t.x1 > ruling.start
        and t.x0 < ruling.end
    ]
    if not above:
        return False
    size = max(t.size for t in above)
    left, right = min(t.x0 for t in above), max(t.x1 for t in above)
    covered = sum(min(t.x1, ruling.end) - max(t.x0, ruling.start) for t in above)
    near = abs(left - ruling.start) <= 0.35 * size and abs(right - ruling.end) <= 0.35 * size
    return near and covered >= 0.75 * ruling.length


def clusters(rulings: Sequence[Ruling]) -> list[list[Ruling]]:
    """Rulings in groups that hang together by crossing or touching, each with lines of both directions."""
    parent = list(range(len(rulings)))

    def find(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    across = [i for i, r in enumerate(rulings) if r.horizontal]
    down = [i for i, r in enumerate(rulings) if not r.horizontal]
    for i in across:
        h = rulings[i]
        for j in down:
            v = rulings[j]
            if h.start - REACH <= v.at <= h.end + REACH and v.start - REACH <= h.at <= v.end + REACH:
                parent[find(i)] = find(j)
    groups: dict[int, list[Ruling]] = {}
    for i, r in enumerate(rulings):
        groups.setdefault(find(i), []).append(r)
    return [g for g in groups.values() if any(r.horizontal for r in g) and any(not r.horizontal for r in g)]

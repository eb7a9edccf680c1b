"""Header texts broken over lines, each put together before levels are told: `10 to` over `15`, `Not` over `recorded`.

Which lines of a header are one text shows only cell by cell: texts of one, two and three lines stand beside each
other, level at the top, at the bottom or in the middle.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from flows.read.tables.edges import Ruling
from flows.read.tables.headers.headers import alone_between
from flows.read.tables.headers.joined import names_in
from flows.read.tables.lines.columns import Span, touched
from flows.read.tables.lines.hanging import awaits, breaks_year, near_under
from flows.read.tables.lines.placed import OPEN_END, Placed
from flows.read.tables.tokens import Run

FLUSH = 0.15
"""Lines of one text are flush, or set about one middle, within this (em)."""
LOWER = 0.8
"""A text this much further down (em) begins a line lower, not half a line."""
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE)
_SMALL = re.compile(r"[a-z(&/–—-]")


class Stacked(Run):
    """The lines of one text under each other."""

    @property
    def x0(self) -> float:
        """Left edge."""
        return min(t.x0 for t in self.tokens)


@dataclass(slots=True)
class _Text:
    """One header text: its lines from the top, and how many levels stand below it."""

    lines: list[Run]
    first: int
    columns: set[int]
    rank: int = 0
    column: int | None = None
    below: list[_Text] = field(default_factory=list)

    @property
    def top(self) -> float:
        return min(t.top for t in self.lines[0].tokens)

    @property
    def bottom(self) -> float:
        return max(t.bottom for t in self.lines[-1].tokens)

    @property
    def x0(self) -> float:
        return min(r.x0 for r in self.lines)

    @property
    def x1(self) -> float:
        return max(r.x1 for r in self.lines)


def straightened(
    lines: Sequence[Placed], columns: Sequence[Span], rules: Sequence[Ruling], space: float, uprights: Sequence[float]
) -> list[Placed]:
    """Header lines with names cut apart and broken texts whole, one line a level; as given where nothing is broken."""
    runs = [sorted(line.runs, key=lambda r: r.x0) for line in lines]
    names = {r.text for rs in runs for r in rs if len(touched(r, columns)) == 1}
    parted: list[list[Run]] = []
    for i, rs in enumerate(runs):
        over = [r for above in parted[-2:] for r in above]
        cut = [
            [r]
            if (held := alone_between(r, rs, columns, uprights)) and held[1] - held[0] >= len(touched(r, columns))
            else names_in(r, columns, names, space, over, _lowest(r, runs[i + 1 :]))
            for r in rs
        ]
        parted.append([p for parts in cut for p in parts])
    texts = [_Text([r], i, set(touched(r, columns))) for i, rs in enumerate(parted) for r in rs]
    made = _joined(texts, rules, columns)
    crossed = any(a.bottom - b.top > 0.3 * a.size for a, b in itertools.pairwise(lines))
    if len(made) != len(texts) or crossed:
        return _levels(made, columns, lines)
    kept = [[t for t in texts if t.first == i] for i in range(len(lines))]
    in_order(kept[-1], columns)
    if parted == runs and not any(t.column is not None for t in kept[-1]):
        return list(lines)
    return [_line(ts, columns, p, p.top, p.bottom) for ts, p in zip(kept, lines, strict=True)]


def _lowest(run: Run, below: Sequence[Sequence[Run]]) -> bool:
    return not any(min(r.x1, run.x1) > max(r.x0, run.x0) for rs in below for r in rs)


def _joined(texts: Sequence[_Text], rules: Sequence[Ruling], columns: Sequence[Span]) -> list[_Text]:
    """The texts, those joined of which one goes on with the one above it."""
    made = list(texts)
    twice = {i for i in {t.first for t in texts} if _named_twice(i, texts, columns)}
    for under in list(texts):
        over = [a for a in made if a is not under and _follows(a, under)]
        if len(over) != 1:
            continue
        above = over[0]
        rivals = [b for b in made if b is not above and _follows(above, b)]
        if rivals != [under] or _ruled(above, under, rules):
            continue
        one = _reads_on(above, under) or above.first in twice or not _names_group(above, under, made, columns)
        if _flush(above, under) and one:
            above.lines += under.lines
            above.columns |= under.columns
            made.remove(under)
            for i, t in enumerate(made):
                if t is under:
                    made[i] = above
    return made


def _named_twice(first: int, texts: Sequence[_Text], columns: Sequence[Span]) -> bool:
    """Have all columns of figures a text in a line and one right under it in the next, so that none names a group?"""
    over, under = ([t for t in texts if t.first == i and t.x0 > columns[0].x1] for i in (first, first + 1))
    if not len(over) == len(under) == len(columns) - 1 > 1:
        return False
    return all([a is b for b in under] == [_follows(o, b) for b in under] for o, a in zip(over, under, strict=True))


def _follows(above: _Text, under: _Text) -> bool:
    """Does a text stand close under another?"""
    return min(above.x1, under.x1) > max(above.x0, under.x0) and near_under(above.lines[-1], under.lines[0])


def _ruled(above: _Text, under: _Text, rules: Sequence[Ruling]) -> bool:
    middle = (max(above.x0, under.x0) + min(above.x1, under.x1)) / 2
    high, low = above.bottom - 3, under.top + 3
    return any(r.horizontal and high <= r.at <= low and r.start <= middle <= r.end for r in rules)


def _flush(above: _Text, under: _Text) -> bool:
    near = FLUSH * under.lines[0].tokens[0].size
    offs = (above.x0 - under.x0, above.x1 - under.x1, (above.x0 + above.x1 - under.x0 - under.x1) / 2)
    return min(map(abs, offs)) <= near


def _reads_on(above: _Text, under: _Text) -> bool:
    text, more = above.lines[-1].text, under.lines[0].text
    if _SMALL.match(more) or OPEN_END.search(text):
        return True
    if more[0].isdecimal() and (awaits(text) or breaks_year(text, more)):
        return True
    return text[-1].isdecimal() and bool(_MONTH.match(more))


def _names_group(above: _Text, under: _Text, texts: Sequence[_Text], columns: Sequence[Span]) -> bool:
    """May the upper text be the name of a group: flush left, or in the middle of several columns?

    Not where it is the one text of its line, no wider than the lower one, and the other texts begin further down.
    """
    size = under.lines[0].tokens[0].size
    near = FLUSH * size
    if len(above.columns) > 1 or 0 in above.columns:
        return True
    others = [t for t in texts if t is not above and t is not under]
    if (
        above.x1 - above.x0 <= 1.2 * (under.x1 - under.x0)
        and all(t.first > above.first for t in others)
        and any(t.top > under.top + LOWER * size for t in others if 0 not in t.columns)
    ):
        return False
    if above.columns != under.columns:
        return True
    (own,) = above.columns
    if abs(above.x1 - under.x1) > near or abs(above.x0 - under.x0) <= near or abs(above.x1 - columns[own].x1) > near:
        return True
    middle = (above.x0 + above.x1) / 2
    return any(
        abs((columns[a].x0 + columns[b].x1) / 2 - middle) <= 1.2 * size
        for a in range(1, own + 1)
        for b in range(own, len(columns))
        if a < b
    )


def _levels(texts: Sequence[_Text], columns: Sequence[Span], lines: Sequence[Placed]) -> list[Placed]:
    """The texts a line a level, the lowest of each column level with each other."""
    for a in texts:
        a.below = [b for b in texts if b is not a and a.columns & b.columns and b.top >= a.bottom - 0.3 * lines[0].size]
    for a in sorted(texts, key=lambda t: -t.top):
        a.rank = max((b.rank + 1 for b in a.below), default=0)
    for first in {t.first for t in texts}:
        over = [t for t in texts if t.first == first and t.rank]
        for t in over:
            t.rank = max(o.rank for o in over)
    in_order([t for t in texts if t.rank == 0], columns)
    made: list[Placed] = []
    floor = lines[0].top
    for rank in sorted({t.rank for t in texts}, reverse=True):
        held = [t for t in texts if t.rank == rank]
        last = max(held, key=lambda t: t.bottom)
        like = lines[min(last.first + len(last.lines) - 1, len(lines) - 1)]
        top = max(floor, min(t.top for t in held))
        made.append(_line(held, columns, like, top, max(top + 1, last.bottom)))
        floor = made[-1].bottom
    return made


def in_order(texts: Sequence[_Text], columns: Sequence[Span]) -> None:
    """As many names as columns of figures are the names of these, from left to right, wherever in a column they stand.

    So where figures stand at one side of their columns and the names at the other.
    """
    over = [t for t in texts if t.x1 > columns[0].x1 or 0 not in t.columns]
    names = sorted((t for t in over if t.x0 > columns[0].x0 + FLUSH * t.lines[0].tokens[0].size), key=lambda t: t.x0)
    if len(names) != len(columns) - 1 or len(texts) - len(names) > 1:
        return
    after = [c.x0 for c in columns[2:]] + [float("inf")]
    before = [c.x1 for c in columns[:-1]]
    if all(t.x0 >= low and t.x1 <= high for t, low, high in zip(names, before, after, strict=True)):
        for c, t in enumerate(names, start=1):
            t.column = c


def _line(texts: Sequence[_Text], columns: Sequence[Span], like: Placed, top: float, bottom: float) -> Placed:
    placed = Placed(top, bottom, like.size, band=like.band)
    for t in texts:
        run = t.lines[0] if len(t.lines) == 1 else Stacked([token for r in t.lines for token in r.tokens])
        hit = [t.column] if t.column is not None else touched(run, columns)
        if len(hit) > 1:
            placed.spans.append((hit[0], hit[-1], run))
        else:
            placed.entries.setdefault(hit[0], []).append(run)
    return placed

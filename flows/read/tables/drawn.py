"""Figures set beside bars and on cards, as a dashboard prints them: each with its name, a table of two columns.

The bars of a chart begin on one line, each with its name before it and its figure at its end. Cards are boxes of one
height side by side, each with one figure in large type over or under its name.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from flows.read.grid import Box
from flows.read.page import Fill
from flows.read.tables.cells import listed
from flows.read.tables.edges import Ruling, frames
from flows.read.tables.table import PageTable
from flows.read.tables.tokens import Run, Token, is_number, lines_of

FEWEST = 3
"""A chart has at least so many bars, a row at least so many cards."""
SNAP = 1.5
"""Edges at one place lie within this (points)."""
AT_END = 1.5
"""A figure stands at most so far (em) behind its bar."""
CELL = 0.9
"""Free space (em) that parts a name from what stands before it."""
NEAR = 6.0
"""What stands nearer (em) before a figure than this is another column of its table, of which it is no name."""
LARGE = 1.2
"""The figure of a card is set so much larger than its name."""
UNDER = 3.5
"""The scale of a chart stands at most so far (em) below its last bar."""
_OF_SHARES = (".", "%")
"""Figures at bars that bear these are averages or shares, and count nothing."""
Named = tuple[list[Token], list[Token]]


def drawn_tables(
    page: int, tokens: Sequence[Token], rulings: Sequence[Ruling], fills: Sequence[Fill]
) -> tuple[list[PageTable], list[Token]]:
    """The tables that charts of named bars and rows of cards make, and the words that are in none."""
    found: list[PageTable] = []
    left = list(tokens)
    level = [t for t in tokens if t.direction == "right"]
    for bars in _bars(fills):
        over = [
            r for r in rulings if r.horizontal and bars[0].top < r.at < bars[-1].bottom and r.start < bars[0].x0 - 1
        ]
        named = None if over else _named_bars(bars, level)
        if named is not None:
            found.append(listed(page, named))
            scale = _scale(bars, level)
            left = [t for t in left if t not in scale]
            level = [t for t in level if t.index not in found[-1].words]
    for cards in _rows_of_cards(rulings, fills):
        held = [_card([t for t in level if _inside(t, card)]) for card in cards]
        if all(held):
            found.append(listed(page, [h for h in held if h]))
    used = {n for table in found for n in table.words}
    return found, [t for t in left if t.index not in used]


def _bars(fills: Sequence[Fill]) -> Iterator[list[Box]]:
    """Areas that begin on one upright line, of one height and unlike lengths, apart from each other, top to bottom."""
    at: dict[tuple[int, str], list[Box]] = defaultdict(list)
    for f in fills:
        at[round(f.box.x0 / SNAP), f.colour].append(f.box)
    for boxes in at.values():
        boxes.sort(key=lambda b: b.top)
        heights = [b.bottom - b.top for b in boxes]
        apart = all(b.top - a.bottom > SNAP for a, b in itertools.pairwise(boxes))
        unlike = {round(b.x1) for b in boxes}
        if len(boxes) >= FEWEST and apart and len(unlike) > 2 and max(heights) - min(heights) <= SNAP:
            yield boxes


def _named_bars(bars: Sequence[Box], tokens: Sequence[Token]) -> list[Named] | None:
    """The name and the figure of each bar, and of each line between them that has both and no bar; None where none."""
    pitch = median(b.top - a.top for a, b in itertools.pairwise(bars))
    top, bottom = bars[0].top - pitch, bars[-1].bottom + pitch
    reach = max(b.x1 for b in bars)
    middles = [(b.top + b.bottom) / 2 for b in bars]
    made: list[tuple[int, Named]] = []
    for line in lines_of(t for t in tokens if top <= t.middle <= bottom and t.x0 <= reach + AT_END * t.size):
        n = min(range(len(bars)), key=lambda i: abs(middles[i] - line.middle))
        bar = bars[n] if abs(middles[n] - line.middle) <= pitch / 3 else None
        end = bar.x1 if bar else bars[0].x0
        name = _name([t for t in line.tokens if t.x1 <= bars[0].x0 + SNAP])
        figures = [t for t in line.tokens if t.x0 >= bars[0].x0 - SNAP and is_number(t.text)]
        if any(mark in t.text for t in figures for mark in _OF_SHARES):
            return None
        if bar is None and not (name and figures):
            continue
        if name is None or len(figures) != 1 or figures[0].x0 > end + AT_END * figures[0].size:
            return None
        made.append((n if bar else -1, (name, figures)))
    if sorted(n for n, _ in made if n >= 0) != list(range(len(bars))):
        return None
    return [named for _, named in made]


def _name(tokens: Sequence[Token]) -> list[Token] | None:
    """The text that ends last before a bar; None where another stands before it as the next column of a table does."""
    runs: list[Run] = lines_of(tokens)[0].runs(CELL) if tokens else []
    if not runs or (len(runs) > 1 and runs[-1].x0 - runs[-2].x1 < NEAR * runs[-1].tokens[0].size):
        return None
    return list(runs[-1].tokens)


def _scale(bars: Sequence[Box], tokens: Sequence[Token]) -> list[Token]:
    """The figures of the line under the bars that begins where they do."""
    foot, x0 = bars[-1].bottom, bars[0].x0
    for line in lines_of(t for t in tokens if foot < t.middle <= foot + UNDER * t.size and t.centre >= x0 - t.size):
        figures = list(itertools.takewhile(lambda t: is_number(t.text), line.tokens))
        if len(figures) >= FEWEST and abs(figures[0].centre - x0) <= figures[0].size:
            return figures
    return []


def _rows_of_cards(rulings: Sequence[Ruling], fills: Sequence[Fill]) -> Iterator[list[Box]]:
    """Boxes of one height that stand side by side and apart, left to right."""
    rows: dict[tuple[int, int], list[Box]] = defaultdict(list)
    for box in [*frames(rulings), *(f.box for f in fills)]:
        rows[round(box.top / SNAP), round(box.bottom / SNAP)].append(box)
    for boxes in rows.values():
        boxes.sort(key=lambda b: b.x0)
        if len(boxes) >= FEWEST and all(b.x0 - a.x1 > SNAP for a, b in itertools.pairwise(boxes)):
            yield boxes


def _inside(token: Token, box: Box) -> bool:
    return box.x0 <= token.centre <= box.x1 and box.top <= token.middle <= box.bottom


def _card(tokens: Sequence[Token]) -> Named | None:
    """The name and the figure of a card; None where it holds anything else."""
    figures = [t for t in tokens if is_number(t.text) and any(map(str.isdecimal, t.text))]
    largest = max((t.size for t in figures), default=0.0)
    figure = [t for t in figures if t.size == largest]
    name = [t for t in tokens if t not in figure]
    if len(figure) != 1 or not name or largest < LARGE * max(t.size for t in name):
        return None
    return name, figure

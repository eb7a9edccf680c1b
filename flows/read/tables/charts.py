"""Charts, of which nothing is a table: a scale of even steps with grid lines, bars or an axis drawn beside it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from flows.read.grid import Box
from flows.read.page import Fill
from flows.read.tables.edges import Ruling, frames
from flows.read.tables.tokens import Token, is_number, lines_of

FEWEST = 4
"""A scale has at least so many figures."""
EVEN = 0.08
"""Figures of a scale stand this evenly (share of the space between them)."""
LEVEL = 0.35
"""Lines and figures level with a figure of the scale stand at most so far (em) above or below it."""
ALIGNED = 0.15
"""Figures of one column end (or begin) at places that differ at most so much (em)."""
OVER = 1.5
"""Figures over bars stand at most so far (em) above the scale."""
UNDER = 3.5
"""Names of bars and the legend stand at most so far (em) below the plot."""
ASIDE = 2.0
"""Names that belong to the plot stand at most so far (em) out at its sides."""
PARTED = 0.9
"""Free space (em) that parts figures of a table."""
BAR = 8.0
"""Bars are at most so wide (em)."""
FRAME = 4.0
"""The frame or ground of a chart is at most so many times as large as its plot."""
_VALUE = re.compile(r"[$£€]?(-?\d[\d,]*(?:\.\d+)?|\.\d+)%?")


class Chart(NamedTuple):
    """Where a chart is drawn: its plot, scale included, the size of its type, and all that belongs to it."""

    plot: Box
    size: float
    whole: Box

    def holds(self, token: Token) -> bool:
        """Does a word belong to the chart? One that runs up or down does where it begins or ends beside the plot."""
        w = self.whole
        if token.direction == "right":
            return _over(w, token)
        across, down = w.x0 <= token.centre <= w.x1, w.top <= token.middle <= w.bottom
        return (across and w.top <= token.top <= w.bottom) or (down and w.x0 - ASIDE * self.size <= token.x1 <= w.x1)

    def draws(self, ruling: Ruling) -> bool:
        """Does a line belong to the plot?"""
        p = self.plot
        across, down = (p.x0 - 1, p.x1 + 1), (p.top - self.size, p.bottom + self.size)
        along, at = (across, down) if ruling.horizontal else (down, across)
        return at[0] <= ruling.at <= at[1] and along[0] <= ruling.start and ruling.end <= along[1]


def chart(plot: Box, size: float, tokens: Sequence[Token], rulings: Sequence[Ruling], fills: Sequence[Fill]) -> Chart:
    """The chart of a plot: what is near, up to a line below it, or all within its frame or ground but for a table."""
    foot = plot.bottom + UNDER * size
    below = [
        r.at
        for r in rulings
        if r.horizontal and plot.bottom + size < r.at < foot and r.start < plot.x1 and r.end > plot.x0
    ]
    near = Box(plot.x0 - ASIDE * size, plot.top - OVER * size, plot.x1 + ASIDE * size, min([foot, *below]))
    around = [b for b in (*frames(rulings), *(f.box for f in fills)) if holds(b, plot)]
    whole = min((b for b in around if _area(b) <= FRAME * _area(plot)), key=_area, default=near)
    rows = lines_of(t for t in tokens if _over(whole, t) and not _over(near, t))
    if sum(sum(is_number(run.text) for run in line.runs(PARTED)) > 1 for line in rows) > 1:
        whole = near
    return Chart(plot, size, whole)


def _over(box: Box, token: Token) -> bool:
    return box.x0 <= token.centre <= box.x1 and box.top <= token.middle <= box.bottom


def holds(outer: Box, inner: Box) -> bool:
    """Does a box lie within another?"""
    return outer.x0 <= inner.x0 and outer.top <= inner.top and outer.x1 >= inner.x1 and outer.bottom >= inner.bottom


def _area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.bottom - box.top)


def charts_of(tokens: Sequence[Token], rulings: Sequence[Ruling], fills: Sequence[Fill]) -> list[Chart]:
    """The charts whose scale stands upright beside their plot."""
    return [chart(plot, size, tokens, rulings, fills) for plot, size in _plots(tokens, rulings, fills)]


def level_charts_of(tokens: Sequence[Token], rulings: Sequence[Ruling], fills: Sequence[Fill]) -> list[Chart]:
    """The charts whose scale stands level below their plot, with the names before it."""
    if sum(not r.horizontal for r in rulings) < 3 and len(fills) < 2:
        return []
    turned = [
        replace(t, x0=-t.bottom, top=-t.x1, x1=-t.top, bottom=-t.x0) for t in tokens if _value(t.text) is not None
    ]
    lines = [Ruling(not r.horizontal, -r.at, -r.end, -r.start) for r in rulings]
    made = []
    for upright, size in _plots(turned, lines, [Fill(_turned(f.box), f.colour) for f in fills], LEVEL):
        plot = _turned(upright)
        beside = lines_of(t for t in tokens if t.x1 <= plot.x0 + size and plot.top <= t.middle <= plot.bottom)
        names = [line.runs(PARTED)[-1] for line in beside]
        x0 = min((run.x0 for run in names if plot.x0 - run.x1 <= ASIDE * size), default=plot.x0)
        made.append(chart(plot._replace(x0=min(x0, plot.x0)), size, tokens, rulings, fills))
    return made


def _turned(box: Box) -> Box:
    """A box with across and down changed for each other: what is level below becomes upright on the left."""
    return Box(-box.bottom, -box.x1, -box.top, -box.x0)


def _plots(
    tokens: Sequence[Token], rulings: Sequence[Ruling], fills: Sequence[Fill], slack: float = 0.0
) -> list[tuple[Box, float]]:
    """Where charts are plotted, and the size of the type of their scales, which stand upright on the left.

    Figures of a scale may stand `slack` em off their places, as those at the ends of level ones do.
    """
    level = [r for r in rulings if r.horizontal]
    if len(level) < 3 and len(fills) < 2:
        return []
    made: list[tuple[Box, float]] = []
    scales = list(_scales(tokens, slack))
    on_scales = {id(t) for scale in scales for t in scale}
    figures = [t for t in tokens if id(t) not in on_scales and _value(t.text) is not None]
    for scale in scales:
        drawn = _grid(scale, level) or _bars(scale, fills) or _ticks(scale, rulings)
        if drawn:
            x0 = min([t.x0 for t in scale] + [a for a, _ in drawn])
            x1 = max([t.x1 for t in scale] + [b for _, b in drawn])
            if not _labels_rows(scale, [t for t in figures if t.centre <= x1]):
                made.append((Box(x0, scale[0].top, x1, scale[-1].bottom), scale[0].size))
    return made


def _labels_rows(scale: Sequence[Token], figures: Sequence[Token]) -> bool:
    """Do figures in one column stand level with most of a scale's, which then are the labels of rows of a table?

    The figures over bars stand in a column each.
    """
    level = [f for f in figures if any(f.x0 > t.x1 and abs(f.middle - t.middle) <= LEVEL * t.size for t in scale)]
    ends = (sorted(end) for end in ([f.x0 for f in level], [f.centre for f in level], [f.x1 for f in level]))
    return any(2 * _most_at_one_place(places, scale[0].size) > len(scale) for places in ends)


def _most_at_one_place(places: Sequence[float], size: float) -> int:
    """How many places, in rising order, lie at most `ALIGNED` em apart."""
    return max((bisect_right(places, x + ALIGNED * size) - n for n, x in enumerate(places)), default=0)


def _scales(tokens: Sequence[Token], slack: float) -> Iterator[list[Token]]:
    """Columns of figures that fall by even steps at even distances, top to bottom."""
    values = {id(t): v for t in tokens if t.direction == "right" and (v := _value(t.text)) is not None}
    figures = sorted((t for t in tokens if id(t) in values), key=lambda t: t.x1)
    start = 0
    for i in range(1, len(figures) + 1):
        if i < len(figures) and figures[i].x1 - figures[i - 1].x1 <= ALIGNED * figures[i].size:
            continue
        column = sorted(figures[start:i], key=lambda t: t.middle)
        start = i
        run = column[:1]
        for t in column[1:]:
            if len(run) > 1 and not _goes_on(run, t, values, slack):
                if len(run) >= FEWEST:
                    yield run
                run = run[-1:]
            run.append(t)
        if len(run) >= FEWEST and values[id(run[0])] > values[id(run[1])]:
            yield run


def _goes_on(run: Sequence[Token], token: Token, values: dict[int, float], slack: float) -> bool:
    a, b = run[-2:]
    step, pitch = values[id(a)] - values[id(b)], b.middle - a.middle
    same = abs(values[id(b)] - values[id(token)] - step) <= 1e-6 * max(1.0, abs(step))
    return (
        step > 0
        and same
        and abs(token.middle - b.middle - pitch) <= max(EVEN * pitch, slack * token.size)
        and pitch > 0.9 * token.size
    )


def _value(text: str) -> float | None:
    found = _VALUE.fullmatch(text)
    return float(found[1].replace(",", "")) if found else None


def _grid(scale: Sequence[Token], level: Sequence[Ruling]) -> list[tuple[float, float]]:
    """Left and right ends of the lines that begin beside the figures at half their height; none where these are few.

    Bars that stand over a line leave pieces of it.
    """
    found: list[tuple[float, float]] = []
    right = max(t.x1 for t in scale)
    for t in scale:
        pieces = sorted(
            (r.start, r.end) for r in level if abs(r.at - t.middle) <= LEVEL * t.size and r.start >= t.x1 - 1
        )
        ends = [x0 for x0, _ in pieces[:1]] if pieces and pieces[0][0] - right <= 3 * t.size else []
        for x0, x1 in pieces:
            if ends and x0 - ends[-1] <= BAR * t.size:
                ends.append(max(x1, ends[-1]))
        if ends and ends[-1] - ends[0] >= 3 * t.size:
            found.append((ends[0], ends[-1]))
    return found if len(found) >= max(3, 0.6 * len(scale)) else []


def _ticks(scale: Sequence[Token], rulings: Sequence[Ruling]) -> list[tuple[float, float]]:
    """Left and right ends of the foot of a plot whose axis has a short line beside each figure."""
    size, right = scale[0].size, max(t.x1 for t in scale)
    ends = {round(r.end) for r in rulings if r.horizontal for t in scale if _beside(r, t) and r.length < size}
    axes = [r for r in rulings if not r.horizontal and round(r.at) in ends and 0 <= r.at - right <= 2 * size]
    ticked = [t for t in scale if any(r.horizontal and _beside(r, t) for r in rulings)]
    if not axes or len(ticked) < len(scale):
        return []
    foot = [r for r in rulings if r.horizontal and r.length > 3 * size and abs(r.at - scale[-1].middle) <= size]
    return [(r.start, r.end) for r in foot if abs(r.start - axes[0].at) <= size]


def _beside(ruling: Ruling, token: Token) -> bool:
    """Does a line begin beside a figure at half its height?"""
    return abs(ruling.at - token.middle) <= LEVEL * token.size and -1 <= ruling.start - token.x1 <= token.size


def _bars(scale: Sequence[Token], fills: Sequence[Fill]) -> list[tuple[float, float]]:
    """Left and right ends of shaded areas that stand on one foot at the lowest figure and rise to different heights."""
    foot, size, right = scale[-1].middle, scale[0].size, max(t.x1 for t in scale)
    bars = [
        f.box
        for f in fills
        if f.box.x0 >= right - 1 and abs(f.box.bottom - foot) <= size and f.box.top >= scale[0].top - size
    ]
    if len(bars) < 2 or len({round(b.bottom) for b in bars}) > 2 or len({round(b.top) for b in bars}) < 2:
        return []
    return [(b.x0, b.x1) for b in bars]

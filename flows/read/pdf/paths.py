"""Ruling lines and shaded areas out of the paths of a content stream.

A rule is a stroked straight line, each side of a stroked rectangle or polygon, or a filled rectangle too thin to be
an area. A filled rectangle of some breadth is a fill; its edges are not repeated as rules. Lines drawn as rows
of dots are put together. White strokes count: they part coloured cells.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from playa.color import Color, ColorSpace
from playa.content import PathObject

from flows.read.grid import Box
from flows.read.page import Fill, Rule

# Points.
_THIN = 3.0
_DOT = 2.0
_DOT_GAP = 6.0
_DOTS = 5
_LEVEL = 0.75
# Colour spaces whose numbers do not say the colour by themselves.
_OPAQUE_SPACES = ("Indexed", "Lab", "Pattern")
_INKS = ("Separation", "DeviceN")
Point = tuple[float, float]
Colour = tuple[float, float, float]


@dataclass(slots=True)
class Paint:
    """A filled area in the order of drawing; `colour` is (red, green, blue) from 0 to 1, None where unknown."""

    box: Box
    colour: Colour | None
    order: int
    opaque: bool


@dataclass(slots=True)
class Drawing:
    """What the paths of a page draw, collected one path at a time."""

    rules: list[Rule] = field(default_factory=list)
    paints: list[Paint] = field(default_factory=list)
    dots: list[Box] = field(default_factory=list)
    curves: int = 0

    def add(self, path: PathObject, order: int) -> None:
        """Take up one painted path; `order` is its place in the order of drawing."""
        areas: list[Box] = []
        for points, straight, shut in _outlines(path):
            self.curves += not straight
            xs = [x for x, _ in points]
            ys = [y for _, y in points]
            box = Box(min(xs), min(ys), max(xs), max(ys))
            if path.fill and straight and _rectangular(points, box):
                if min(box.x1 - box.x0, box.bottom - box.top) <= _THIN:
                    self._thin(box)
                    continue
                areas.append(box)
            if path.stroke:
                self._stroke([*points, points[0]] if shut else points, path, order)
        if areas:
            self._paint(areas, path, order)

    def _paint(self, areas: Sequence[Box], path: PathObject, order: int) -> None:
        """Take up the filled rectangles of one path; one within another leaves a frame, which is ruled."""
        state = path.gstate
        outer = max(areas, key=lambda box: (box.x1 - box.x0) * (box.bottom - box.top))
        inner = [box for box in areas if box is not outer and _inside(box, outer)]
        if inner:
            x0, top, x1, bottom = outer
            if max(inner[0].x0 - x0, inner[0].top - top, x1 - inner[0].x1, bottom - inner[0].bottom) <= _THIN:
                self.rules += [Rule(Box(x0, y, x1, y), True) for y in (top, bottom)]
                self.rules += [Rule(Box(x, top, x, bottom), False) for x in (x0, x1)]
            return
        opaque = state.nalpha >= 0.99 and state.ncolor.pattern is None
        colour = rgb(state.ncolor, state.ncs)
        self.paints.extend(Paint(box, colour, order, opaque) for box in areas)

    def finished(self) -> tuple[tuple[Rule, ...], tuple[Fill, ...]]:
        """Rules, with rows of dots put together, and the fills that are not white."""
        rules = dict.fromkeys([*self.rules, *_dotted(self.dots)])
        fills = [
            Fill(paint.box, "#" + "".join(f"{round(255 * part):02x}" for part in paint.colour))
            for paint in self.paints
            if paint.colour is not None and min(paint.colour) < 0.99
        ]
        return tuple(rules), tuple(dict.fromkeys(fills))

    def _thin(self, box: Box) -> None:
        wide, tall = box.x1 - box.x0, box.bottom - box.top
        if max(wide, tall) <= _DOT:
            self.dots.append(box)
        else:
            self.rules.append(Rule(box, wide >= tall))

    def _stroke(self, points: list[Point], path: PathObject, order: int) -> None:
        a, b, _, _, _, _ = path.ctm
        half = path.gstate.linewidth * (a * a + b * b) ** 0.5 / 2
        for (xa, ya), (xb, yb) in pairwise(points):
            wide, tall = abs(xb - xa), abs(yb - ya)
            if 2 * half > _THIN and min(wide, tall) <= _LEVEL and max(wide, tall) > 2 * half:
                # A line as thick as a row of print is a shaded area.
                across, down = (0.0, half) if wide >= tall else (half, 0.0)
                box = Box(min(xa, xb) - across, min(ya, yb) - down, max(xa, xb) + across, max(ya, yb) + down)
                colour = rgb(path.gstate.scolor, path.gstate.scs)
                self.paints.append(Paint(box, colour, order, path.gstate.salpha >= 0.99))
                continue
            if max(wide, tall) <= _DOT:
                if max(wide, tall) > 0:
                    self.dots.append(Box(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)))
            elif min(wide, tall) <= _LEVEL:
                box = Box(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))
                self.rules.append(Rule(box, wide >= tall))


def _outlines(path: PathObject) -> Iterable[tuple[list[Point], bool, bool]]:
    """(points in page coordinates, all sides straight, closed) of each subpath of a path."""
    a, b, c, d, e, f = path.ctm
    points: list[Point] = []
    straight, shut = True, False
    for operator, pairs in path.raw_segments:
        if operator == "m":
            if len(points) > 1:
                yield points, straight, shut
            points, straight, shut = [], True, False
        elif operator == "h":
            shut = True
        elif operator != "l":
            straight = False
        if pairs:
            x, y = pairs[-1]
            points.append((a * x + c * y + e, b * x + d * y + f))
    if len(points) > 1:
        yield points, straight, shut


def _rectangular(points: list[Point], box: Box) -> bool:
    """Whether every corner lies on a corner of the bounding box."""
    return all(
        (abs(x - box.x0) < _LEVEL or abs(x - box.x1) < _LEVEL)
        and (abs(y - box.top) < _LEVEL or abs(y - box.bottom) < _LEVEL)
        for x, y in points
    )


def _inside(box: Box, outer: Box) -> bool:
    return (
        box.x0 >= outer.x0
        and box.top >= outer.top
        and box.x1 <= outer.x1
        and box.bottom <= outer.bottom
        and box != outer
    )


def rgb(colour: Color, space: ColorSpace) -> Colour | None:
    """Red, green and blue from 0 to 1 of a colour in a grey, RGB, CMYK or ink space; None for any other."""
    values = colour.values
    named = space.spec[0] if isinstance(space.spec, list) and space.spec else space.name
    kind = getattr(named, "name", named)
    if colour.pattern is not None or kind in _OPAQUE_SPACES:
        return None
    if kind in _INKS:
        # How much ink of its own kind: taken for black.
        values = (1.0 - min(sum(values), 1.0),)
    if len(values) == 1:
        grey = min(max(values[0], 0.0), 1.0)
        return grey, grey, grey
    if len(values) == 3:
        red, green, blue = (min(max(value, 0.0), 1.0) for value in values)
        return red, green, blue
    if len(values) == 4:
        cyan, magenta, yellow, black = (min(max(value, 0.0), 1.0) for value in values)
        return (1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black)
    return None


def _dotted(dots: list[Box]) -> list[Rule]:
    """Rules that rows or columns of dots draw."""
    found: list[Rule] = []
    for horizontal in (True, False):
        rows: dict[int, list[Box]] = defaultdict(list)
        for dot in dots:
            across = dot.top + dot.bottom if horizontal else dot.x0 + dot.x1
            rows[round(across)].append(dot)
        for row in rows.values():
            row.sort()
            along = sorted((dot.x0, dot.x1) if horizontal else (dot.top, dot.bottom) for dot in row)
            start = 0
            for at in range(1, len(along) + 1):
                if at == len(along) or along[at][0] - along[at - 1][1] > _DOT_GAP:
                    if at - start >= _DOTS:
                        low, high = along[start][0], along[at - 1][1]
                        middle = row[0]
                        box = (
                            Box(low, middle.top, high, middle.bottom)
                            if horizontal
                            else Box(middle.x0, low, middle.x1, high)
                        )
                        found.append(Rule(box, horizontal))
                    start = at
    return found

"""Ruling lines and shaded areas out of the paths of a content stream.

A rule is a stroked straight line, each side of a stroked rectangle or polygon, or a filled rectangle too thin to be
an area. A filled rectangle of some breadth is a fill; its edges are not repeated as rules. Lines drawn as rows
of dots are put together. White lines count as far as they lie on colour, where they part cells: on white paper, as
in a sheet pasted with its grid, nobody sees them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from playa.color import Color, ColorSpace
from playa.content import PathObject

from flows.read.grid import Box, around
from flows.read.page import Fill, Rule

# Points.
_THIN = 3.0
_DOT = 2.0
_DOT_GAP = 6.0
_DOTS = 5
_LEVEL = 0.75
_BESIDE = 1.0
# The least part of red, green and blue from which a colour is white.
_WHITE = 0.99
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
class Lines:
    """Straight lines, and dots that may be parts of one."""

    rules: list[Rule] = field(default_factory=list)
    dots: list[Box] = field(default_factory=list)

    def add(self, box: Box, wide: float, tall: float) -> None:
        """Take up a line, or what is too small for one."""
        if max(wide, tall) > _DOT:
            self.rules.append(Rule(box, wide >= tall))
        elif max(wide, tall) > 0:
            self.dots.append(box)

    def joined(self) -> list[Rule]:
        """The lines, rows of dots put together."""
        return [*self.rules, *_dotted(self.dots)]


@dataclass(slots=True)
class Drawing:
    """What the paths of a page draw, collected one path at a time. `shapes` are coloured areas that no rectangle is."""

    inked: Lines = field(default_factory=Lines)
    white: Lines = field(default_factory=Lines)
    paints: list[Paint] = field(default_factory=list)
    shapes: list[Box] = field(default_factory=list)
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
                wide, tall = box.x1 - box.x0, box.bottom - box.top
                if min(wide, tall) <= _THIN:
                    self._of(_filling(path)).add(box, wide, tall)
                    continue
                areas.append(box)
            elif path.fill and not _is_white(_filling(path)):
                self.shapes.append(box)
            if path.stroke:
                self._stroke([*points, points[0]] if shut else points, path, order)
        if areas:
            self._paint(areas, path, order)

    def _paint(self, areas: Sequence[Box], path: PathObject, order: int) -> None:
        """Take up the filled rectangles of one path; one within another leaves a frame, which is ruled."""
        state, colour = path.gstate, _filling(path)
        outer = max(areas, key=lambda box: (box.x1 - box.x0) * (box.bottom - box.top))
        inner = [box for box in areas if box is not outer and _inside(box, outer)]
        if inner:
            x0, top, x1, bottom = outer
            if max(inner[0].x0 - x0, inner[0].top - top, x1 - inner[0].x1, bottom - inner[0].bottom) <= _THIN:
                lines = self._of(colour)
                lines.rules += [Rule(Box(x0, y, x1, y), True) for y in (top, bottom)]
                lines.rules += [Rule(Box(x, top, x, bottom), False) for x in (x0, x1)]
            return
        opaque = state.nalpha >= 0.99 and state.ncolor.pattern is None
        self.paints.extend(Paint(box, colour, order, opaque) for box in areas)

    def finished(self, pictures: Sequence[Box] = ()) -> tuple[tuple[Rule, ...], tuple[Fill, ...]]:
        """Rules, with rows of dots put together, and the fills that are not white."""
        coloured = [paint for paint in self.paints if not _is_white(paint.colour)]
        grounds = [*(paint.box for paint in coloured), *self.shapes, *pictures]
        on_colour = (_on(rule, grounds) for rule in self.white.joined())
        rules = dict.fromkeys([*self.inked.joined(), *(rule for rule in on_colour if rule)])
        fills = [
            Fill(paint.box, "#" + "".join(f"{round(255 * part):02x}" for part in paint.colour))
            for paint in coloured
            if paint.colour is not None
        ]
        return tuple(rules), tuple(dict.fromkeys(fills))

    def _of(self, colour: Colour | None) -> Lines:
        return self.white if _is_white(colour) else self.inked

    def _stroke(self, points: list[Point], path: PathObject, order: int) -> None:
        a, b, _, _, _, _ = path.ctm
        half = path.gstate.linewidth * (a * a + b * b) ** 0.5 / 2
        colour = rgb(path.gstate.scolor, path.gstate.scs)
        for (xa, ya), (xb, yb) in pairwise(points):
            wide, tall = abs(xb - xa), abs(yb - ya)
            if 2 * half > _THIN and min(wide, tall) <= _LEVEL and max(wide, tall) > 2 * half:
                # A line as thick as a row of print is a shaded area.
                across, down = (0.0, half) if wide >= tall else (half, 0.0)
                box = Box(min(xa, xb) - across, min(ya, yb) - down, max(xa, xb) + across, max(ya, yb) + down)
                self.paints.append(Paint(box, colour, order, path.gstate.salpha >= 0.99))
                continue
            if min(wide, tall) <= _LEVEL or max(wide, tall) <= _DOT:
                self._of(colour).add(Box(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)), wide, tall)


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


def _filling(path: PathObject) -> Colour | None:
    return rgb(path.gstate.ncolor, path.gstate.ncs)


def _is_white(colour: Colour | None) -> bool:
    return colour is not None and min(colour) >= _WHITE


def _on(rule: Rule, grounds: Sequence[Box]) -> Rule | None:
    """A white rule from the first to the last of the coloured areas that it lies on or beside; None where on none."""
    x0, top, x1, bottom = rule.box
    under = [
        ground
        for ground in grounds
        if ground.x0 - _BESIDE <= x1
        and x0 <= ground.x1 + _BESIDE
        and ground.top - _BESIDE <= bottom
        and top <= ground.bottom + _BESIDE
    ]
    if not under:
        return None
    whole = around(under)
    if rule.horizontal:
        return Rule(Box(max(x0, whole.x0), top, min(x1, whole.x1), bottom), True)
    return Rule(Box(x0, max(top, whole.top), x1, min(bottom, whole.bottom)), False)


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

"""The fields of a form: boxes of one line each that float within a frame, their labels printed in the open."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from flows.read.grid import Box
from flows.read.tables.cells import cell_text
from flows.read.tables.edges import REACH, Ruling
from flows.read.tables.reject import is_figure
from flows.read.tables.ruled.ruled import at, covers, lattice_of
from flows.read.tables.tokens import Token, lines_of
from flows.read.tables.unruled.unruled import CELL_GAP

FEWEST = 3
"""A form has at least so many figures in fields."""
MOST_LINES = 120
"""Positions of lines, across and down, beyond which a frame holds a table or a drawing."""
ALIGNED = 3.0
"""Fields of one column have their sides within this of each other (points)."""


class Field(NamedTuple):
    """A closed box and what is printed in it."""

    box: Box
    tokens: tuple[Token, ...]

    @property
    def text(self) -> str:
        """What a reader of the page sees in it."""
        return cell_text(self.tokens)

    def holds(self, token: Token) -> bool:
        """Does a word stand in it?"""
        return self.box.x0 <= token.centre <= self.box.x1 and self.box.top <= token.middle <= self.box.bottom


@dataclass(slots=True)
class FieldRow:
    """Fields beside each other, by column, and the words in the open around them.

    `label` stands before the first field, `beside[c]` behind the field of column `c` and before the next.
    """

    top: float
    bottom: float
    fields: dict[int, Field]
    label: list[Token] = field(default_factory=list)
    beside: dict[int, list[Token]] = field(default_factory=dict)


@dataclass(slots=True)
class Form:
    """What one frame holds: the sides of each column of figures, the rows of fields, all other words in the open.

    `titles` are bands from side to side of the frame.
    """

    frame: Box
    columns: list[tuple[float, float]]
    rows: list[FieldRow]
    open: list[Token]
    titles: list[Box]
    inside: list[Token]


def form_of(frame: Box, rulings: Iterable[Ruling], tokens: Sequence[Token]) -> Form | None:
    """The form that a frame is, if it is one: most figures in it stand in floating fields with labels in the open."""
    inside = [t for t in tokens if frame.x0 < t.centre < frame.x1 and frame.top < t.middle < frame.bottom]
    own = [r for r in rulings if _within(r, frame)]
    if len(inside) < FEWEST or sum(is_figure(t.text) for t in inside) < FEWEST:
        return None
    size = median(t.size for t in inside)
    fields, titles = _closed(own, inside, frame, size)
    figures = [f for f in fields if is_figure(f.text)]
    floating = [f for f in figures if _floats(f.box, frame)]
    if len(floating) < FEWEST or len(floating) < 0.9 * len(figures):
        return None
    columns = _columns(floating, fields)
    rows = _rows(columns, fields)
    loose = [t for t in inside if t.direction == "right" and not any(f.holds(t) for f in fields)]
    rest = _labelled(rows, loose, [f for f in fields if _column(f, columns) is None], columns)
    rows = [row for row in rows if row.label or any(f.tokens for f in row.fields.values())]
    filled = [row for row in rows if any(is_figure(f.text) for f in row.fields.values())]
    named = [row for row in filled if any(map(str.isalpha, cell_text(row.label)))]
    if not named or len(named) < 0.7 * len(filled) or not rows[0].label:
        # Boxes without a label above the others are the header of a table.
        return None
    if not _number_fields(rows):
        return None
    return Form(frame, columns, rows, rest, titles, inside)


def _number_fields(rows: Sequence[FieldRow]) -> bool:
    """Are the figures in the open behind labels and fields the numbers of fields: all unlike, and hardly one left out?

    Other figures are those of a table, some of whose columns stand in boxes.
    """
    behind = [run for row in rows for line in lines_of(row.label) for run in line.runs(CELL_GAP)[1:]]
    behind += [
        run for row in rows for own in row.beside.values() for line in lines_of(own) for run in line.runs(CELL_GAP)
    ]
    texts = [run.text for run in behind if is_figure(run.text)]
    numbers = {int(t) for t in texts if t.isdecimal()}
    return not texts or len(numbers) == len(texts) > (max(numbers) - min(numbers)) / 2


def _within(r: Ruling, frame: Box) -> bool:
    x0, top, x1, bottom = frame.x0 - REACH, frame.top - REACH, frame.x1 + REACH, frame.bottom + REACH
    if r.horizontal:
        return top <= r.at <= bottom and x0 <= r.start and r.end <= x1
    return x0 <= r.at <= x1 and top <= r.start and r.end <= bottom


def _closed(
    rulings: Sequence[Ruling], tokens: Sequence[Token], frame: Box, size: float
) -> tuple[list[Field], list[Box]]:
    """Boxes about a line high with a border all round, and those of them that run from side to side of the frame."""
    across, down = [r for r in rulings if r.horizontal], [r for r in rulings if not r.horizontal]
    lattice = lattice_of(rulings) if across and down else None
    if lattice is None or len(lattice.xs) + len(lattice.ys) > MOST_LINES:
        return [], []
    fields: list[Field] = []
    titles: list[Box] = []
    down_the_page = sorted(tokens, key=lambda t: t.middle)
    heights = [t.middle for t in down_the_page]
    uprights, levels = {x: at(down, x) for x in lattice.xs}, {y: at(across, y) for y in lattice.ys}
    for area in lattice.areas:
        box = lattice.area_box(area)
        if not 0.8 * size <= box.bottom - box.top <= 3 * size or box.x1 - box.x0 < 1.5 * size:
            continue
        sides = (covers(uprights[x], box.top, box.bottom) for x in (box.x0, box.x1))
        edges = (covers(levels[y], box.x0, box.x1) for y in (box.top, box.bottom))
        if not all(sides) or not all(edges):
            continue
        if box.x1 - box.x0 > 0.95 * (frame.x1 - frame.x0):
            titles.append(box)
        else:
            level = down_the_page[bisect_left(heights, box.top) : bisect_right(heights, box.bottom)]
            fields.append(Field(box, tuple(t for t in level if box.x0 <= t.centre <= box.x1)))
    return fields, titles


def _floats(box: Box, frame: Box) -> bool:
    return box.x0 > frame.x0 + ALIGNED and box.x1 < frame.x1 - ALIGNED and box.bottom < frame.bottom - ALIGNED


def _columns(figures: Sequence[Field], fields: Sequence[Field]) -> list[tuple[float, float]]:
    """The sides of each column of fields that holds figures and hardly a word, left to right."""
    made: list[tuple[float, float]] = []
    for f in sorted(figures, key=lambda f: f.box.x0):
        if _column(f, made) is None:
            made.append((f.box.x0, f.box.x1))
    kept = []
    for sides in made:
        filled = [f for f in fields if f.tokens and _column(f, [sides]) is not None]
        words = sum(not is_figure(f.text) for f in filled)
        if words <= 0.34 * len(filled):
            kept.append(sides)
    return [a for a, b in pairwise([*kept, (float("inf"), 0.0)]) if a[1] <= b[0] + ALIGNED]


def _column(f: Field, columns: Sequence[tuple[float, float]]) -> int | None:
    """The position of the column that a field stands in."""
    return next(
        (c for c, (x0, x1) in enumerate(columns) if abs(f.box.x0 - x0) <= ALIGNED and abs(f.box.x1 - x1) <= ALIGNED),
        None,
    )


def _rows(columns: Sequence[tuple[float, float]], fields: Sequence[Field]) -> list[FieldRow]:
    rows: list[FieldRow] = []
    for f in sorted(fields, key=lambda f: (f.box.top, f.box.x0)):
        c = _column(f, columns)
        if c is None:
            continue
        middle = (f.box.top + f.box.bottom) / 2
        row = next((r for r in reversed(rows) if r.top <= middle <= r.bottom and c not in r.fields), None)
        if row is None:
            rows.append(FieldRow(f.box.top, f.box.bottom, {c: f}))
        else:
            row.fields[c] = f
    return rows


def _labelled(
    rows: Sequence[FieldRow],
    loose: Iterable[Token],
    others: Sequence[Field],
    columns: Sequence[tuple[float, float]],
) -> list[Token]:
    """Give each row the words in the open beside its fields; the words beside no field are returned.

    What stands before a field of words, such as a name asked for, is that field's label and not the row's.
    """
    rest: list[Token] = []
    for token in loose:
        row = next((r for r in rows if r.top <= token.middle <= r.bottom), None)
        if row is None:
            rest.append(token)
            continue
        first = min(row.fields)
        behind = [c for c in row.fields if columns[c][1] <= token.centre]
        if behind:
            row.beside.setdefault(max(behind), []).append(token)
        elif token.centre < columns[first][0]:
            ends = [f.box.x1 for f in others if row.top <= (f.box.top + f.box.bottom) / 2 <= row.bottom]
            worded = max((x for x in ends if x <= columns[first][0]), default=None)
            if worded is None or (token.centre > worded and (row.label or not is_figure(token.text))):
                row.label.append(token)
    return rest

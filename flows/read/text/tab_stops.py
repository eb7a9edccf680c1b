"""Lines typed with tabs: which column each of their fields stands in.

A typist presses the tab key once a column, or as often as it takes until the figures stand below one another. The
lines in which all columns are filled show which of the two was done, and so where the fields of the others belong.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

#: Programs that show plain text set their tab stops so many characters apart.
EVERY = 8


class Placed(NamedTuple):
    """A field over the columns `first` to `last`, 1-based; `unsure` where the tabs allow another column."""

    first: int
    last: int
    text: str
    unsure: bool = False


class _Field(NamedTuple):
    tabs: int
    start: int
    end: int
    text: str


class _Line(NamedTuple):
    label: _Field | None
    values: list[_Field]
    tabs: int

    @property
    def width(self) -> int:
        """The columns filled; the empty place of a label before the first tab is one of them."""
        return 1 + len(self.values)


class _Columns(NamedTuple):
    """What the filled lines tell: the most columns, tabs -> column, the most tabs, the characters of each column."""

    most: int
    by_tabs: dict[int, int] | None
    tabs: int
    spans: list[tuple[int, int]] | None


def placed_by_tabs(lines: Sequence[str], monospaced: bool) -> list[list[Placed]] | None:
    """The fields of each line in their columns; None where a field could stand in any of several.

    `monospaced`: the lines are plain text, whose tab stops are known.

    >>> [[tuple(f)[:3] for f in row] for row in placed_by_tabs(["Age\\t\\t2016", "Not known\\t7"], False)]
    [[(1, 1, 'Age'), (2, 2, '2016')], [(1, 1, 'Not known'), (2, 2, '7')]]
    """
    read = [_line(line) for line in lines]
    most = max((line.width for line in read), default=0)
    full = [line for line in read if line.width == most]
    if most < 2:
        return None
    spans = _spans(full) if monospaced else None
    columns = _Columns(most, _by_tabs(full), max(line.tabs for line in full), spans)
    placed: list[list[Placed]] = []
    seen_full = False
    for line in read:
        seen_full = seen_full or line.width == most
        values = _each(line) if line.width == most else _short(line, columns) if seen_full else _heads(line, columns)
        if values is None:
            return None
        placed.append([*([Placed(1, 1, line.label.text)] if line.label else []), *values])
    return placed


def _line(line: str) -> _Line:
    fields, at = [], 0
    for tabs, part in enumerate(line.split("\t")):
        if part.strip():
            lead = len(part) - len(part.lstrip())
            fields.append(_Field(tabs, at + lead, at + len(part.rstrip()), part.strip()))
        at = (at + len(part)) // EVERY * EVERY + EVERY
    label = fields[0] if fields and not fields[0].tabs else None
    return _Line(label, [field for field in fields if field.tabs], line.count("\t"))


def _by_tabs(full: Sequence[_Line]) -> dict[int, int] | None:
    """Tabs before a field -> its column, where all filled lines have the same."""
    patterns = {tuple(field.tabs for field in line.values) for line in full}
    return {tabs: n for n, tabs in enumerate(patterns.pop(), 2)} if len(patterns) == 1 else None


def _spans(full: Sequence[_Line]) -> list[tuple[int, int]] | None:
    """The characters that each column but the first covers, where those of all filled lines stand apart."""
    columns = zip(*(line.values for line in full), strict=True)
    spans = [(min(f.start for f in column), max(f.end for f in column)) for column in columns]
    labels = max((line.label.end for line in full if line.label), default=0)
    return spans if all(a[1] <= b[0] for a, b in pairwise([(0, labels), *spans])) else None


def _each(line: _Line) -> list[Placed]:
    return [Placed(n, n, field.text) for n, field in enumerate(line.values, 2)]


def _heads(line: _Line, columns: _Columns) -> list[Placed] | None:
    """A line above the first filled one: names over equal groups of columns, or each over its own."""
    if not line.values:
        return []
    each, rest = divmod(columns.most - 1, len(line.values))
    if not rest and each > 1:
        # A lone name may be the title of all columns or the name of one.
        unsure = len(line.values) == 1
        return [Placed(2 + n * each, 1 + (n + 1) * each, field.text, unsure) for n, field in enumerate(line.values)]
    return _short(line, columns) if line.tabs == columns.tabs else None


def _short(line: _Line, columns: _Columns) -> list[Placed] | None:
    """The values of a line with an empty column: placed by tabs, by what they stand below, or by both if they agree."""
    by_tabs = [(columns.by_tabs or {}).get(field.tabs) for field in line.values]
    below = [_below(field, columns.spans) for field in line.values]
    chosen, unsure = below, False
    if None not in by_tabs:
        # With as many tabs as the filled lines have, what is empty stands where two of them meet.
        sure = by_tabs == below or (columns.spans is None and line.tabs == columns.tabs)
        chosen, unsure = by_tabs, not sure
    if None in chosen or len(set(chosen)) < len(chosen):
        return None
    return [Placed(n, n, f.text, unsure) for n, f in zip(chosen, line.values, strict=True) if n is not None]


def _below(field: _Field, spans: Sequence[tuple[int, int]] | None) -> int | None:
    over = [n for n, (start, end) in enumerate(spans or (), 2) if field.start < end and field.end > start]
    return over[0] if len(over) == 1 else None

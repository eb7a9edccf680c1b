"""The forms that a made table can have: crosstabs with levels on either side, lists, records, lines, blocks abreast."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from tests.benchmarks.made.cells import Cell, Printer
from tests.benchmarks.made.figures import Axis, Cube, Fact, Value, fact
from tests.benchmarks.made.wordings import phrase

Row = list[Cell | None]
Path = tuple[Value, ...]


@dataclass(slots=True)
class Table:
    """A table as it stands: its caption, its cells by row (None where a merged one covers), the notes under it."""

    caption: str
    rows: list[Row]
    notes: list[str] = field(default_factory=list)
    header_rows: int = 1


def crosstab(rng: Random, printer: Printer, down: Sequence[Axis], across: Sequence[Axis], column: str) -> Table:
    """Axes down the rows and across the columns, nested in their order. `column` heads a lone column of figures."""
    dimensions = [axis.dimension for axis in (*down, *across)]
    columns = list(itertools.product(*(axis.shown() for axis in across)))
    header = _header(rng, columns, column if not across else "")
    side = rng.choice(_SIDES if len(across) < 2 else _SIDES[:5]) if len(down) == 1 else "left"
    style = rng.choice(_STUBS if len(down) == 2 else _STUBS[:4]) if len(down) > 1 else "repeated"
    coded = len(down) == 1 and any(value.says.get("offence_code") for value in down[0].values)
    with_code = coded and rng.random() < 0.5 and side == "left"
    with_parts = len(down) == 1 and bool(printer.of_which)
    share = not across and rng.random() < 0.25
    body: list[Row] = []
    for stub, path in _stubs(down, style, len(columns) + share):
        if path is None:
            body.append(stub)
            continue
        code = [Cell(path[0].says.get("offence_code", ""))] if with_code else []
        cells: Row = [printer.cell((*path, *one), dimensions) for one in columns]
        if share:
            percent = printer.share((*path,), dimensions)
            cells.append(Cell(percent, traps=[percent]))
        body.append(_beside([*code, *stub], cells, side))
        if with_parts:
            parts: Row = [printer.part((*path, *one), dimensions) for one in columns]
            body.append(_beside([*(Cell() for _ in code), Cell(printer.of_which)], [*parts, *[Cell()] * share], side))
    width = len(body[0]) - len(columns) - share
    corner = ["HO code"] * with_code + [axis.heading for axis in down][-(width - with_code) or len(down) :]
    corner = ["" if rng.random() < 0.3 else heading for heading in corner][:width]
    top: list[Row] = []
    for at, row in enumerate(header):
        labels: Row = [Cell(heading if at == len(header) - 1 else "", bold=True) for heading in corner]
        percent_head: Row = [Cell("%" if at == len(header) - 1 else "", bold=True)] if share else []
        top.append(_beside(labels, [*row, *percent_head], side))
    if len(body) > 9 and rng.random() < 0.15:
        middle = len(body) // 2
        body[middle:middle] = [list(row) for row in top] if style != "merged" else []
    return Table("", top + body, list(printer.notes), len(top))


_SIDES = ("left", "left", "left", "left", "right", "middle")
_STUBS = ("merged", "sparse", "repeated", "flat", "sections", "indent")


def _header(rng: Random, columns: Sequence[Path], lone: str) -> list[Row]:
    if lone:
        return [[Cell(lone, bold=True)]]
    style = rng.choice(("merged", "sparse", "repeated", "flat")) if len(columns[0]) > 1 else "repeated"
    if style == "flat":
        joint = rng.choice((" ", " - ", ", "))
        return [[Cell(joint.join(value.label for value in path), bold=True) for path in columns]]
    return [_level(columns, at, style, bold=True) for at in range(len(columns[0]))]


def _level(paths: Sequence[Path], at: int, style: str, bold: bool = False) -> Row:
    """The labels of one level over (or beside) the paths; those of a run stand once where they are not repeated."""
    row: Row = []
    for _, run in itertools.groupby(paths, key=lambda path: path[: at + 1]):
        members = list(run)
        label = members[0][at].label
        if style == "repeated" or len(members) == 1:
            row += [Cell(label, bold=bold) for _ in members]
        elif style == "sparse":
            row += [Cell(label, bold=bold), *(Cell() for _ in members[1:])]
        else:
            row += [Cell(label, across=len(members), bold=bold), *(None for _ in members[1:])]
    return row


def _stubs(down: Sequence[Axis], style: str, width: int) -> Iterator[tuple[Row, Path | None]]:
    """The labels of each row with its path of values; a row of a section has None for a path."""
    paths = list(itertools.product(*(axis.shown() for axis in down)))
    if style in ("sections", "indent"):
        for outer, run in itertools.groupby(paths, key=lambda path: path[0]):
            if style == "sections":
                yield [Cell(outer.label, across=width + 1, bold=True), *(None for _ in range(width))], None
            else:
                yield [Cell(outer.label), *(Cell() for _ in range(width))], None
            for path in run:
                yield [Cell(f"   {path[1].label}" if style == "indent" else path[1].label)], path
    elif style == "flat":
        for path in paths:
            yield [Cell(" - ".join(value.label for value in path))], path
    else:
        levels = [_level(paths, at, style) for at in range(len(down))]
        for at, path in enumerate(paths):
            cells = [level[at] for level in levels]
            yield [None if one is None else replace(one, down=one.across, across=1) for one in cells], path


def _beside(labels: Row, cells: Row, side: str) -> Row:
    """The row with its labels left of the figures, right of them, or among them."""
    at = {"left": 0, "right": len(cells), "middle": len(cells) // 2}[side]
    return [*cells[:at], *labels, *cells[at:]]


def listing(rng: Random, printer: Printer, axes: Sequence[Axis], column: str) -> Table:
    """One row a combination, with its count: a tidy list."""
    dimensions = [axis.dimension for axis in axes]
    rows: list[Row] = [[*(Cell(axis.heading, bold=True) for axis in axes), Cell(column, bold=True)]]
    for path in itertools.product(*(axis.values for axis in axes)):
        rows.append([*(Cell(value.label) for value in path), printer.cell(path, dimensions)])
    return Table("", rows, list(printer.notes))


def records(rng: Random, axes: Sequence[Axis], fixed: Mapping[str, str], year: int, known: bool) -> Table:
    """One row a crime and no count. Where `known` is false a date of each says the financial year."""
    flag = next((axis for axis in axes if axis.dimension == "online"), None)
    blank = rng.choice([value for value in flag.values if value.says["online"] == "no"]) if flag else None
    with_blanks = rng.random() < 0.35
    counts: dict[tuple[Path, int], int] = {}
    numbered = rng.random() < 0.5
    head = [*(["Crime number"] if numbered else []), *([] if known else [rng.choice(("Date recorded", "Date"))])]
    rows: list[Row] = [[Cell(heading, bold=True) for heading in (*head, *(axis.heading for axis in axes))]]
    for at in range(rng.randint(12, 45)):
        path = tuple(rng.choice(axis.values) for axis in axes)
        start = year if known else year - rng.randint(0, 1)
        day = dt.date(start, 4, 1) + dt.timedelta(rng.randint(0, 364))
        labels = ["" if with_blanks and value == blank else value.label for value in path]
        cells: Row = [Cell(f"R{start % 100}{at + 1041:05}")] if numbered else []
        rows.append([*cells, *([] if known else [Cell(day)]), *(Cell(label) for label in labels)])
        counts[path, start] = counts.get((path, start), 0) + 1
    facts: list[Fact] = []
    for (path, start), count in counts.items():
        span = {} if known else {"period_start": f"{start}-04-01", "period_end": f"{start + 1}-03-31"}
        facts.append(fact({**fixed, **span}, path, count) | {"unit": "record_group", "raw_value": ""})
    rows[0][0] = replace(rows[0][0] or Cell(), facts=facts)
    notes = [phrase(rng, "records")]
    if with_blanks and flag:
        notes.append(phrase(rng, "blank_flag", heading=flag.heading))
    return Table("", rows, notes)


def abreast(tables: Sequence[Table], gap: int) -> Table:
    """Tables side by side as one, each under its caption, with empty columns between."""
    height = max(len(table.rows) for table in tables)
    rows: list[Row] = [[] for _ in range(height + 1)]
    for at, table in enumerate(tables):
        width = len(table.rows[0])
        space: Row = [Cell() for _ in range(gap if at else 0)]
        rows[0] += [*space, Cell(table.caption, bold=True), *(Cell() for _ in range(width - 1))]
        for number in range(height):
            row = table.rows[number] if number < len(table.rows) else [Cell() for _ in range(width)]
            rows[number + 1] += [*[Cell() for _ in space], *row]
    return Table("", rows, list(tables[0].notes), tables[0].header_rows + 1)


def blocks(
    rng: Random, whole: Cube, outer: Axis, printer: Printer, down: Sequence[Axis], across: Sequence[Axis], column: str
) -> list[Table]:
    """A table a value of the outer axis, which is its caption."""
    tables = []
    state = rng.getrandbits(32)
    for value in outer.values:
        inner = {labels[1:]: count for labels, count in whole.counts.items() if labels[0] == value.label}
        own = replace(printer, cube=Cube(whole.axes[1:], inner), fixed={**printer.fixed, **value.says})
        if printer.other:
            theirs = {labels[1:]: count for labels, count in printer.other.counts.items() if labels[0] == value.label}
            own = replace(own, other=Cube(whole.axes[1:], theirs))
        table = crosstab(Random(state), own, down, across, column)
        tables.append(replace(table, caption=value.label))
    return tables

"""A Word table as a Grid: its own grid of columns, cells over several of them, cells merged downwards."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from flows.read.grid import Cell, Grid, Limits
from flows.read.office.markup import attribute, child, children, local
from flows.read.word.numbering import value_of
from flows.read.word.text import Letter, paragraph_text

_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})
_MOST_COLUMNS = 1_000
# Twentieths of a point: Word's own margin at each side of a cell. No letter fits into a column narrower than that.
_SLIVER = 108
Nested = tuple[etree._Element, tuple[int, int]]


@dataclass(slots=True)
class _Row:
    element: etree._Element
    header: bool
    hidden: bool
    cells: list[tuple[int, int, etree._Element]] = field(default_factory=list)


def grid_of(table: etree._Element, letter: Letter, limits: Limits) -> tuple[Grid | None, list[Nested]]:
    """The Grid of a `tbl` element (None where it is empty), and the tables inside its cells with the place of each.

    Raises OverflowError where the table lays claim to more than `limits.cells` positions.
    """
    rows = [row for element in flattened(table, "tr") if (row := _row(element)) is not None]
    _without_slivers(rows, _slivers(table))
    columns = max((start + span - 1 for row in rows for start, span, _ in row.cells), default=0)
    if len(rows) * columns > limits.cells:
        raise OverflowError(f"a table with more than {limits.cells} positions")
    inner: list[Nested] = []
    cells: list[Cell] = []
    open_merges: dict[int, int] = {}
    for number, row in enumerate(rows, start=1):
        for start, span, element in row.cells:
            merge = child(element, "tcPr", "vMerge")
            goes_on = merge is not None and attribute(merge, "val") in (None, "continue")
            above = open_merges.get(start)
            if (
                goes_on
                and above is not None
                and cells[above].column_span == span
                and cells[above].rows[-1] == number - 1
            ):
                cells[above] = _joined(cells[above], _cell(element, letter, inner, (number, start, span), row))
                continue
            cells.append(_cell(element, letter, inner, (number, start, span), row))
            if merge is not None:
                open_merges[start] = len(cells) - 1
    if not cells:
        return None, inner
    return Grid(len(rows), columns, tuple(cells), "word"), inner


def is_layout(table: etree._Element) -> bool:
    """Whether a table only frames text: a single cell, or a frame that holds other tables and little else."""
    cells = [cell for row in flattened(table, "tr") for cell in flattened(row, "tc")]
    if len(cells) <= 1:
        return True
    nested = [inner for cell in cells for inner in flattened(cell, "tbl")]
    return bool(nested) and 2 * sum(_length(inner) for inner in nested) > _length(table)


def flattened(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The children by local name, also those wrapped in content controls and accepted insertions."""
    for part in element:
        name = local(part)
        if name in names:
            yield part
        elif name in _WRAPPERS:
            yield from flattened(part, *names)


def _length(element: etree._Element) -> int:
    return sum(len(text.text or "") for text in element.iter("{*}t"))


def _row(element: etree._Element) -> _Row | None:
    """The cells of a row with their place in the grid; None where the row was deleted under tracked changes."""
    properties = child(element, "trPr")
    if child(properties, "del") is not None:
        return None
    row = _Row(element, child(properties, "tblHeader") is not None, child(properties, "hidden") is not None)
    column = 1 + _whole(value_of(properties, "gridBefore"), 0)
    for cell in flattened(element, "tc"):
        span = min(max(_whole(value_of(cell, "tcPr", "gridSpan"), 1), 1), _MOST_COLUMNS)
        across = child(cell, "tcPr", "hMerge")
        if child(cell, "tcPr", "cellDel") is None:
            if across is not None and attribute(across, "val") in (None, "continue") and row.cells:
                start, before, anchor = row.cells[-1]
                row.cells[-1] = (start, before + span, anchor)
            else:
                row.cells.append((column, span, cell))
        column = min(column + span, 100 * _MOST_COLUMNS)
    return row


def _slivers(table: etree._Element) -> frozenset[int]:
    """The columns of Word's grid that are too narrow to hold anything, as rows drawn a little apart make them."""
    grid = child(table, "tblGrid")
    drawn = children(grid, "gridCol") if grid is not None else ()
    widths = [_whole(attribute(c, "w"), _SLIVER) for c in drawn]
    return frozenset(number for number, width in enumerate(widths, start=1) if 0 < width < _SLIVER)


def _without_slivers(rows: Sequence[_Row], slivers: frozenset[int]) -> None:
    """Give the cells their places in the grid without its slivers, unless a cell with words lies in one."""
    within = [(row, c) for row in rows for c in row.cells if slivers.issuperset(range(c[0], c[0] + c[1]))]
    if not slivers or any(_length(element) for _, (_, _, element) in within):
        return
    for row, cell in within:
        row.cells.remove(cell)
    for row in rows:
        row.cells = [(_kept(start, slivers), _kept(start + span, slivers) - _kept(start, slivers), element)
                     for start, span, element in row.cells]  # fmt: skip


def _kept(column: int, slivers: frozenset[int]) -> int:
    """The number of a column, the slivers before it not counted."""
    return column - sum(s < column for s in slivers)


def _cell(element: etree._Element, letter: Letter, inner: list[Nested], place: tuple[int, int, int], row: _Row) -> Cell:
    """One cell at `place` = (row, column, columns that it covers); tables in it are put on `inner`."""
    number, start, span = place
    texts = []
    runs = []
    for part in flattened(element, "p", "tbl"):
        if local(part) == "tbl":
            inner.append((part, (number, start)))
            continue
        text, found = paragraph_text(part, letter)
        if text.text:
            texts.append(f"{text.label} {text.text}" if text.label else text.text)
        runs += [run for run in found if run.text.strip()]
    struck = [run.struck for run in runs if not run.hidden]
    hidden = bool(runs) and all(run.hidden for run in runs)
    partly = (
        *(("partly_struck",) if any(struck) and not all(struck) else ()),
        *(("partly_hidden",) if not hidden and any(run.hidden for run in runs) else ()),
    )
    first = next(children(element, "p"), None)
    indent = _whole(attribute(ind, "left"), 0) if (ind := child(first, "pPr", "ind")) is not None else 0
    fill = _fill(element)
    return Cell(
        number,
        start,
        "\n".join(texts),
        1,
        span,
        bold=bool(runs) and all(run.bold for run in runs),
        struck=bool(struck) and all(struck),
        hidden=row.hidden or hidden,
        header=row.header,
        indent=max(indent, 0) // 200,
        fill=fill,
        doubts=partly,
    )


def _joined(above: Cell, below: Cell) -> Cell:
    """A cell grown downwards; Word shows nothing of what a merged part holds, but some files keep text there."""
    lost = ("text_under_merge",) if below.text and "text_under_merge" not in above.doubts else ()
    return replace(above, row_span=above.row_span + 1, doubts=(*above.doubts, *lost))


def _fill(element: etree._Element) -> str | None:
    shading = child(element, "tcPr", "shd")
    colour = attribute(shading, "fill") if shading is not None else None
    return f"#{colour.lower()}" if colour and re.fullmatch(r"[0-9A-Fa-f]{6}", colour) else None


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else otherwise

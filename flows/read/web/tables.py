"""A table of a web page as a Grid, its spans kept within bounds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from flows.read.grid import Cell, Grid, Limits, Method
from flows.read.web.styles import Hiding, fill_of, is_bold, is_struck
from flows.read.web.text import Paragraph, paragraphs, plain_text

# Browsers stop at these as well.
_MOST_COLUMNS, _MOST_ROWS = 1_000, 65_534
_PAST_THE_LAST_CELL = 64
Place = tuple[int, int]
Nested = tuple[etree._Element, Place | None]


def grid_of(
    table: etree._Element, hiding: Hiding, limits: Limits, method: Method = "html", inside: Place | None = None
) -> tuple[Grid | None, list[Nested]]:
    """The Grid of a `table` element (None where it has no cells), and the tables inside its cells with their places.

    `inside` is the table's own place where it stands in the cell of another.

    Raises OverflowError where the spans lay claim to more than `limits.cells` positions.
    """
    rows = _rows(table)
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    places: dict[etree._Element, Place] = {}
    for number, (row, in_head, rows_left) in enumerate(rows, start=1):
        column = 1
        row_hidden = _hidden_within(row, table, hiding)
        for element in row.iterchildren("td", "th"):
            while (number, column) in taken:
                column += 1
            row_span = _span(element.get("rowspan"), _MOST_ROWS, 0)
            row_span = min(row_span or rows_left, rows_left)
            column_span = _span(element.get("colspan"), _MOST_COLUMNS, 1)
            if len(taken) + row_span * column_span > limits.cells:
                raise OverflowError(f"a table with more than {limits.cells} positions")
            taken.update((r, c) for r in range(number, number + row_span) for c in range(column, column + column_span))
            places[element] = (number, column)
            cells.append(_cell(element, (number, column), (row_span, column_span), hiding, (row_hidden, in_head)))
            column += column_span
    nested = [(t, next((places[e] for e in t.iterancestors() if e in places), None)) for t in _nested(table)]
    if not cells:
        return None, nested
    widest = max(cell.column for cell in cells)
    columns = max(
        widest, max((c for cell in cells if (c := cell.columns[-1]) <= widest + _PAST_THE_LAST_CELL), default=0)
    )
    caption = next(table.iterchildren("caption"), None)
    grid = Grid(
        len(rows),
        columns,
        tuple(_narrowed(cell, columns) for cell in cells),
        method,
        caption="" if caption is None else _text(caption, hiding)[0],
        hidden=_hidden_within(table, None, hiding),
        inside=inside,
    )
    return grid, nested


def is_layout(table: etree._Element) -> bool:
    """Whether a table only places blocks on the page: one cell, or a frame round other tables or headings."""
    if (table.get("role") or "").lower() in ("presentation", "none"):
        return True
    rows = [list(row.iterchildren("td", "th")) for row, _, _ in _rows(table)]
    if all(len(row) <= 1 for row in rows) and (len(rows) <= 1 or _frames(table)):
        return True
    if not _frames(table):
        return False
    inside = sum(_length(nested) for nested in _nested(table))
    return inside * 2 > _length(table) or next(table.iter("h1", "h2", "h3"), None) is not None


def _length(element: etree._Element) -> int:
    return sum(len(str(text).strip()) for text in element.itertext())


def _frames(table: etree._Element) -> bool:
    return next(_nested(table), None) is not None or next(table.iter("h1", "h2", "h3"), None) is not None


def _nested(table: etree._Element) -> Iterator[etree._Element]:
    """The tables directly inside a table's cells."""
    for inner in table.iter("table"):
        if inner is not table and next(inner.iterancestors("table")) is table:
            yield inner


def _rows(table: etree._Element) -> list[tuple[etree._Element, bool, int]]:
    """(row, whether it stands in the head, rows from here to the end of its section); loose rows are one section."""
    sections: list[tuple[bool, list[etree._Element]]] = []
    loose: list[etree._Element] = []
    for child in table.iterchildren("tr", "thead", "tbody", "tfoot"):
        if child.tag != "tr":
            sections.append((child.tag == "thead", list(child.iterchildren("tr"))))
            loose = []
        elif loose:
            loose.append(child)
        else:
            loose = [child]
            sections.append((False, loose))
    return [(row, in_head, len(rows) - at) for in_head, rows in sections for at, row in enumerate(rows)]


def _span(text: str | None, most: int, least: int) -> int:
    digits = (text or "").strip()
    return min(max(int(digits[:9]), least), most) if digits.isascii() and digits.isdecimal() else 1


def _hidden_within(element: etree._Element, stop: etree._Element | None, hiding: Hiding) -> bool:
    current: etree._Element | None = element
    while current is not None and current is not stop:
        if hiding.hides(current):
            return True
        current = current.getparent()
    return False


def _cell(
    element: etree._Element,
    place: tuple[int, int],
    spans: tuple[int, int],
    hiding: Hiding,
    row: tuple[bool, bool],
) -> Cell:
    """One cell; `row` says of its row whether it is hidden and whether it stands in the head."""
    text, bold, struck, doubts = _text(element, hiding)
    hidden, in_head = row
    parent = element.getparent()
    return Cell(
        *place,
        text.strip(),
        *spans,
        bold=bold,
        struck=struck,
        hidden=hidden or hiding.hides(element),
        header=element.tag == "th" or in_head,
        indent=(len(text) - len(text.lstrip(" "))) // 2,
        fill=fill_of(element) or (fill_of(parent) if parent is not None else None),
        doubts=doubts,
    )


def _text(element: etree._Element, hiding: Hiding) -> tuple[str, bool, bool, tuple[str, ...]]:
    """(text with its line breaks, bold, struck out, doubts) of a cell, what is hidden in it left out."""
    if len(element) == 0:
        return plain_text(element.text), is_bold(element), is_struck(element), ()
    shown = [p for p in paragraphs(element, hiding, tables=False) if isinstance(p, Paragraph)]
    own = hiding.hides(element)
    kept = [p for p in shown if own or not p.hidden]
    text = "\n".join(f"{p.label} {p.text}" if p.label else p.text for p in kept)
    if kept and (lead := (element.text or "")[:40]).strip() and lead.startswith("\xa0"):
        text = " " * (len(lead) - len(lead.lstrip("\xa0"))) + text
    struck = bool(kept) and all(p.struck for p in kept)
    partly = any(p.partly_struck or p.struck for p in kept) and not struck
    hidden_inside = len(kept) < len(shown)
    doubts = (("partly_struck",) if partly else ()) + (("partly_hidden",) if hidden_inside else ())
    return text, bool(kept) and all(p.bold for p in kept), struck, doubts


def _narrowed(cell: Cell, columns: int) -> Cell:
    return cell if cell.columns[-1] <= columns else replace(cell, column_span=columns - cell.column + 1)

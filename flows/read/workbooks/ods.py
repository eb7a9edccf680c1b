"""ODS workbooks: repeats, spans, hidden rows, columns and sheets; the text of a cell is what its program showed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from flows.read.grid import Block, Cell, Document, Grid, Limits, Notice, Text, UnreadableError
from flows.read.office.markup import attribute, child, children, local, parse_xml
from flows.read.office.package import Package, open_package
from flows.read.text.superscripts import raised
from flows.read.workbooks.ods_styles import Look, read_looks
from flows.read.workbooks.sheet import address, left_out, sheet_grid

_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_PLAIN = Look()


@dataclass(slots=True)
class _Sheet:
    looks: dict[str, Look]
    limits: Limits
    cells: list[Cell] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    default_styles: dict[int, str] = field(default_factory=dict)
    covered: set[tuple[int, int]] = field(default_factory=set)


def read(path: Path, limits: Limits, passwords: tuple[str, ...] = ()) -> Document:
    """Every sheet as a Grid. Raises UnreadableError where the file is encrypted or cannot be opened."""
    package = open_package(path.read_bytes(), limits)
    _refuse_encrypted(package)
    root = parse_xml(package.read("content.xml"), "content.xml", recover=package.repaired)
    looks = read_looks(root, package.parts.get("styles.xml"))
    book = child(root, "body", "spreadsheet")
    if book is None:
        raise UnreadableError("an OpenDocument file without a spreadsheet; save it as docx or xlsx and add that copy")
    blocks: list[Block] = []
    notices: list[Notice] = []
    sheets = []
    for table in children(book, "table"):
        name = attribute(table, "name") or ""
        sheets.append(name)
        grid, cut = _grid(table, name, looks, limits)
        notices += cut
        if grid is not None:
            blocks.append(grid)
        for shapes in children(table, "shapes"):
            drawn = (_text(paragraph, looks)[0] for paragraph in shapes.iter("{*}p"))
            blocks += [Text(text) for text in drawn if text.strip()]
    if package.repaired:
        notices.append(Notice("repaired", "the file is damaged; what could be recovered was read", "ask for it again"))
    partial = package.repaired or left_out(notices)
    return Document("ods", tuple(blocks), sheets=tuple(sheets), notices=tuple(notices), partial=partial)


def _refuse_encrypted(package: Package) -> None:
    if b"encryption-data" in package.parts.get("META-INF/manifest.xml", b""):
        raise UnreadableError("the workbook has a password; save it without one and add that copy")


def _grid(
    table: etree._Element, name: str, looks: dict[str, Look], limits: Limits
) -> tuple[Grid | None, tuple[Notice, ...]]:
    sheet = _Sheet(looks, limits)
    column = 1
    for element in _within(table, "table-column", ("table-columns", "table-header-columns", "table-column-group")):
        times = min(_whole(element, "number-columns-repeated"), _MOST_COLUMNS)
        if attribute(element, "visibility") in ("collapse", "filter"):
            sheet.hidden_columns.update(range(column, column + times))
        column += times
    row = 1
    for element in _within(table, "table-row", ("table-rows", "table-header-rows", "table-row-group")):
        times = min(_whole(element, "number-rows-repeated"), _MOST_ROWS)
        _read_row(element, row, times, sheet)
        row += times
        if row > _MOST_ROWS:
            break
    hidden = looks.get(attribute(table, "style-name") or "", _PLAIN).hidden_table
    return sheet_grid(name, sheet.cells, limits, hidden)


def _within(table: etree._Element, name: str, groups: tuple[str, ...]) -> Iterator[etree._Element]:
    for element in table:
        if local(element) == name:
            yield element
        elif local(element) in groups:
            yield from _within(element, name, groups)


def _read_row(element: etree._Element, row: int, times: int, sheet: _Sheet) -> None:
    visibility = attribute(element, "visibility")
    column = 1
    for part in element:
        if local(part) not in ("table-cell", "covered-table-cell"):
            continue
        repeat = min(_whole(part, "number-columns-repeated"), _MOST_COLUMNS)
        if local(part) == "table-cell":
            cell = _cell(part, row, column, sheet, visibility)
            if cell is not None:
                _repeat(cell, times, repeat, sheet)
        column += repeat
        if column > _MOST_COLUMNS:
            break


def _repeat(cell: Cell, rows: int, columns: int, sheet: _Sheet) -> None:
    """Lay a repeated cell out; an empty one, which only shows a border or a fill, not to the end of the sheet."""
    if not cell.text:
        rows, columns = min(rows, 100), min(columns, 100)
    if len(sheet.cells) + rows * columns > sheet.limits.cells:
        raise UnreadableError(
            f"more than {sheet.limits.cells} cells; ask for the tables without the records behind them, "
            "or raise the limit"
        )
    for row in range(cell.row, cell.row + rows):
        for column in range(cell.column, cell.column + columns):
            sheet.cells.append(
                Cell(
                    row,
                    column,
                    cell.text,
                    cell.row_span,
                    cell.column_span,
                    address=address(row, column),
                    number=cell.number,
                    date=cell.date,
                    number_format=cell.number_format,
                    bold=cell.bold,
                    struck=cell.struck,
                    hidden=cell.hidden or column in sheet.hidden_columns,
                    filtered=cell.filtered,
                    indent=cell.indent,
                    fill=cell.fill,
                    comment=cell.comment,
                    doubts=cell.doubts,
                )
            )


def _cell(element: etree._Element, row: int, column: int, sheet: _Sheet, visibility: str | None) -> Cell | None:
    look = sheet.looks.get(attribute(element, "style-name") or "", _PLAIN)
    kind = attribute(element, "value-type")
    note = child(element, "annotation")
    paragraphs = [_text(part, sheet.looks) for part in element if local(part) == "p"]
    text = "\n".join(shown for shown, _ in paragraphs)
    struck = [mark for _, marks in paragraphs for mark in marks]
    value = attribute(element, "value")
    number = _number(value) if kind in ("float", "percentage", "currency") else None
    date = _date(attribute(element, "date-value")) if kind == "date" else None
    doubts: tuple[str, ...] = ()
    if not text and value is not None and number is not None:
        text = value
    if not text and (formula := attribute(element, "formula")) is not None:
        text, doubts = f"={formula.removeprefix('of:=')}", ("formula_without_value",)
    if not text and note is None and not (look.bordered or look.fill):
        return None
    whole = look.struck or (bool(struck) and all(struck))
    if any(struck) and not whole:
        doubts = (*doubts, "partly_struck")
    return Cell(
        row,
        column,
        text,
        min(_whole(element, "number-rows-spanned"), _MOST_ROWS),
        min(_whole(element, "number-columns-spanned"), _MOST_COLUMNS),
        number=number,
        date=date,
        number_format=look.number_format,
        bold=look.bold,
        struck=whole,
        hidden=visibility == "collapse",
        filtered=visibility == "filter",
        indent=look.indent,
        fill=look.fill,
        comment=None if note is None else "\n".join(_text(p, sheet.looks)[0] for p in children(note, "p")),
        doubts=doubts,
    )


def _text(element: etree._Element, looks: dict[str, Look]) -> tuple[str, list[bool]]:
    """The text of a paragraph, and of each of its pieces whether it is struck out."""
    pieces = [element.text or ""]
    marks: list[bool] = []
    for part in element:
        name = local(part)
        if name == "s":
            pieces.append(" " * min(_whole(part, "c"), 1_000))
        elif name == "tab":
            pieces.append("\t")
        elif name == "line-break":
            pieces.append("\n")
        elif name in ("span", "a"):
            look = looks.get(attribute(part, "style-name") or "", _PLAIN)
            inner, inner_marks = _text(part, looks)
            pieces.append(raised(inner) if look.raised else inner)
            marks += [look.struck or mark for mark in inner_marks]
        elif name not in ("annotation", "annotation-end", ""):
            pieces.append("".join(str(text) for text in part.itertext()))
        if part.tail:
            pieces.append(part.tail)
            marks += [False] * bool(part.tail.strip())
    if (element.text or "").strip():
        marks.append(False)
    return "".join(pieces), marks


def _whole(element: etree._Element, name: str) -> int:
    text = attribute(element, name)
    return max(int(text), 1) if text and re.fullmatch(r"\d{1,15}", text) else 1


def _number(text: str | None) -> int | float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def _date(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat((text or "")[:10])
    except ValueError:
        return None

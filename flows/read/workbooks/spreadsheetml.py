"""Excel 2003 XML, which reporting systems write under the name .xls."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from flows.read.grid import Block, Cell, Document, Limits, Notice
from flows.read.office.markup import attribute, child, children, parse_xml
from flows.read.workbooks.filters import Span, filtered, of_spreadsheetml
from flows.read.workbooks.number_formats import Stored, plain_number, shown
from flows.read.workbooks.sheet import address, left_out, sheet_grid

# The format names that stand for codes.
_NAMED = {
    **{
        "General Number": "General",
        "Fixed": "0.00",
        "Standard": "#,##0.00",
        "Percent": "0.00%",
        "Scientific": "0.00E+00",
    },
    **{
        "Short Date": "dd/mm/yyyy",
        "Medium Date": "dd-mmm-yy",
        "Long Date": "dd mmmm yyyy",
        "General Date": "dd/mm/yyyy",
    },
    **{"Short Time": "hh:mm", "Long Time": "hh:mm:ss", "Currency": "£#,##0.00"},
}
_MOST = 1_048_576


@dataclass(frozen=True, slots=True)
class _Look:
    number_format: str = "General"
    bold: bool = False
    struck: bool = False
    indent: int = 0
    fill: str | None = None
    bordered: bool = False


def read(path: Path, limits: Limits, passwords: tuple[str, ...] = ()) -> Document:
    """Every worksheet as a Grid. Raises UnreadableError where the XML does not parse."""
    root = parse_xml(path.read_bytes(), path.name)
    looks = _looks(root)
    blocks: list[Block] = []
    notices: list[Notice] = []
    names = []
    for sheet in children(root, "Worksheet"):
        name = attribute(sheet, "Name") or ""
        names.append(name)
        visible = child(sheet, "WorksheetOptions", "Visible")
        table = child(sheet, "Table")
        grid, cut = sheet_grid(
            name,
            _cells(table, looks, of_spreadsheetml(sheet)) if table is not None else (),
            limits,
            hidden=visible is not None,
        )
        notices += cut
        if grid is not None:
            blocks.append(grid)
    return Document("xls", tuple(blocks), sheets=tuple(names), notices=tuple(notices), partial=left_out(notices))


def _looks(root: etree._Element) -> dict[str, _Look]:
    styles = child(root, "Styles")
    found: dict[str, _Look] = {}
    for style in children(styles, "Style") if styles is not None else ():
        code = _of(child(style, "NumberFormat"), "Format") or "General"
        font, interior, alignment = child(style, "Font"), child(style, "Interior"), child(style, "Alignment")
        colour = _of(interior, "Color") if _of(interior, "Pattern") == "Solid" else None
        found[attribute(style, "ID") or ""] = _Look(
            _NAMED.get(code, code),
            _of(font, "Bold") == "1",
            _of(font, "StrikeThrough") == "1",
            _whole(_of(alignment, "Indent"), 0),
            colour.lower() if colour and re.fullmatch(r"#[0-9A-Fa-f]{6}", colour) else None,
            child(style, "Borders", "Border") is not None,
        )
    return found


def _cells(table: etree._Element, looks: dict[str, _Look], filters: list[Span]) -> Iterator[Cell]:
    hidden_columns: set[int] = set()
    column = 0
    for element in children(table, "Column"):
        column = _whole(attribute(element, "Index"), column + 1)
        last = column + _whole(attribute(element, "Span"), 0)
        if attribute(element, "Hidden") == "1" or attribute(element, "Width") == "0":
            hidden_columns.update(range(column, last + 1))
        column = last
    row = 0
    covered: set[tuple[int, int]] = set()
    for element in children(table, "Row"):
        row = _whole(attribute(element, "Index"), row + 1)
        hidden = attribute(element, "Hidden") == "1" or attribute(element, "Height") == "0"
        column = 0
        for cell in children(element, "Cell"):
            column += 1
            while (row, column) in covered:
                column += 1
            column = _whole(attribute(cell, "Index"), column)
            down, across = _whole(attribute(cell, "MergeDown"), 0), _whole(attribute(cell, "MergeAcross"), 0)
            look = looks.get(attribute(cell, "StyleID") or attribute(element, "StyleID") or "Default", _Look())
            made = _cell(cell, (row, column), (down + 1, across + 1), look)
            if down and across * down < 100_000:
                covered.update(
                    (r, c) for r in range(row + 1, row + down + 1) for c in range(column, column + across + 1)
                )
            column += across
            if made is not None:
                below = hidden and filtered(row, filters)
                yield replace(made, hidden=(hidden and not below) or column in hidden_columns, filtered=below)
        row += _whole(attribute(element, "Span"), 0)


def _cell(element: etree._Element, place: tuple[int, int], spans: tuple[int, int], look: _Look) -> Cell | None:
    data = child(element, "Data")
    note = child(element, "Comment", "Data")
    value = _value(data) if data is not None else None
    if value is None and note is None and not (look.fill or look.bordered):
        return None
    number = value if isinstance(value, (int, float)) and not isinstance(value, bool) else None
    text = "" if value is None else shown(value, look.number_format)
    if not text and number is not None:
        text = plain_number(number)
    return Cell(
        *place,
        text,
        *spans,
        address=address(*place),
        number=number,
        date=value.date() if isinstance(value, dt.datetime) else None,
        number_format=None if look.number_format == "General" else look.number_format,
        bold=look.bold,
        struck=look.struck,
        indent=look.indent,
        fill=look.fill,
        comment=None if note is None else "".join(str(text) for text in note.itertext()).strip(),
    )


def _value(data: etree._Element) -> Stored | None:
    text = "".join(str(part) for part in data.itertext())
    kind = attribute(data, "Type")
    if kind == "Number":
        try:
            number = float(text)
        except ValueError:
            return text
        return int(number) if number.is_integer() and abs(number) < 1e15 else number
    if kind == "DateTime":
        try:
            return dt.datetime.fromisoformat(text)
        except ValueError:
            return text
    if kind == "Boolean":
        return text == "1"
    return text or None


def _of(element: etree._Element | None, name: str) -> str | None:
    return None if element is None else attribute(element, name)


def _whole(text: str | None, otherwise: int) -> int:
    return min(int(text), _MOST) if text and re.fullmatch(r"\d{1,9}", text) else otherwise

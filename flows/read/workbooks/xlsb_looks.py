"""What the second reader does not tell of a binary workbook: number formats, bold, struck out, hidden rows and columns.

Records of [MS-XLSB]: a kind and a length in sevens of bits, then so many bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from openpyxl.styles.numbers import builtin_format_code

from flows.read.office.package import Package

_ROW, _COLUMN, _SHEET = 0, 60, 156
_CELLS, _SHORT_CELLS, _BLANKS = range(1, 12), range(12, 19), (1, 12)
_NUMBERS = (2, 4, 5, 9, 10)
_FORMAT, _FONT, _LOOKS_BEGIN, _LOOKS_END, _LOOK = 44, 43, 617, 618, 47
_ROW_HIDDEN, _COLUMN_HIDDEN, _STRUCK, _BOLD = 0x1000, 0x0001, 0x0008, 600
_FILTER, _CRITERIA = 161, 163
_MOST_COLUMNS = 16_384


class Look(NamedTuple):
    """How a cell is shown."""

    number_format: str = "General"
    bold: bool = False
    struck: bool = False


PLAIN = Look()


@dataclass(slots=True)
class SheetLooks:
    """The looks of a sheet's cells by 0-based position, where they are not plain, and what is hidden in it.

    `filtered_rows` are hidden by a filter alone, and not among the hidden ones.
    `filled` are the positions that hold a number, a truth value or, in the short form, anything at all.
    """

    looks: dict[tuple[int, int], Look] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    filtered_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    filled: set[tuple[int, int]] = field(default_factory=set)


def sheet_looks(package: Package) -> dict[str, SheetLooks]:
    """Name of a sheet -> its looks. Records cut short end a part; what stands before them counts."""
    related = package.related("xl/workbook.bin")
    styles = next((path for kind, path in related.values() if kind == "styles"), "")
    looks = list(_looks(package.parts.get(styles, b"")))
    found = {}
    for kind, body in _records(package.parts.get("xl/workbook.bin", b"")):
        if kind == _SHEET:
            relation, at = _wide(body, 8)
            name, _ = _wide(body, at)
            found[name] = _sheet(package.parts.get(related.get(relation, ("", ""))[1], b""), looks)
    return found


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(data):
        kind, at = _sevens(data, at, 2)
        length, at = _sevens(data, at, 4)
        if at + length > len(data):
            return
        yield kind, data[at : at + length]
        at += length


def _sevens(data: bytes, at: int, most: int) -> tuple[int, int]:
    value = 0
    for n in range(most):
        if at >= len(data):
            break
        byte = data[at]
        value |= (byte & 0x7F) << 7 * n
        at += 1
        if byte < 0x80:
            break
    return value, at


def _wide(body: bytes, at: int) -> tuple[str, int]:
    if at + 4 > len(body):
        return "", at
    length = 2 * struct.unpack_from("<I", body, at)[0]
    return body[at + 4 : at + 4 + length].decode("utf-16-le", "replace"), at + 4 + length


def _looks(styles: bytes) -> Iterator[Look]:
    """The looks that cells refer to by number."""
    formats: dict[int, str] = {}
    fonts: list[tuple[bool, bool]] = []
    within = False
    for kind, body in _records(styles):
        if kind == _FORMAT and len(body) >= 6:
            formats[struct.unpack_from("<H", body)[0]] = _wide(body, 2)[0]
        elif kind == _FONT and len(body) >= 6:
            _, flags, weight = struct.unpack_from("<3H", body)
            fonts.append((weight >= _BOLD, bool(flags & _STRUCK)))
        elif kind in (_LOOKS_BEGIN, _LOOKS_END):
            within = kind == _LOOKS_BEGIN
        elif kind == _LOOK and within and len(body) >= 6:
            _, number_format, font = struct.unpack_from("<3H", body)
            code = formats.get(number_format) or builtin_format_code(number_format) or "General"
            yield Look(code, *(fonts[font] if font < len(fonts) else (False, False)))


def _sheet(data: bytes, looks: list[Look]) -> SheetLooks:
    sheet = SheetLooks()
    row, column = 0, -1
    below, filtering = range(0), False
    for kind, body in _records(data):
        short = kind in _SHORT_CELLS
        if (short and len(body) >= 4) or (kind in _CELLS and len(body) >= 8):
            # A cell in the short form stands after the one before it.
            column = column + 1 if short else struct.unpack_from("<I", body)[0]
            style = struct.unpack_from("<I", body, 0 if short else 4)[0] & 0xFFFFFF
            if style < len(looks) and looks[style] != PLAIN:
                sheet.looks[row, column] = looks[style]
            if kind in _NUMBERS or (short and kind not in _BLANKS):
                sheet.filled.add((row, column))
        elif kind == _ROW and len(body) >= 12:
            row, _, height, flags = struct.unpack_from("<IIHH", body)
            column = -1
            if flags & _ROW_HIDDEN or not height:
                sheet.hidden_rows.add(row)
        elif kind == _COLUMN and len(body) >= 18:
            first, last, width, _, flags = struct.unpack_from("<4IH", body)
            if flags & _COLUMN_HIDDEN or not width:
                sheet.hidden_columns.update(range(first, min(last, _MOST_COLUMNS) + 1))
        elif kind == _FILTER and len(body) >= 16:
            first, last = struct.unpack_from("<2I", body)
            below = range(first + 1, last + 1)
        filtering = filtering or kind == _CRITERIA
    sheet.filtered_rows = {r for r in sheet.hidden_rows if filtering and r in below}
    sheet.hidden_rows -= sheet.filtered_rows
    return sheet

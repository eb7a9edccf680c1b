"""XLS (Excel 97 to 2003), read by xlrd with its formats."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import xlrd  # type: ignore[import-untyped]

from flows.read.grid import Block, Cell, Document, Limits, Notice, UnreadableError
from flows.read.text.superscripts import raised
from flows.read.workbooks.calamine_values import day_of, values_alone
from flows.read.workbooks.filters import filtered, of_xls
from flows.read.workbooks.number_formats import Stored, plain_number, shown
from flows.read.workbooks.sheet import address, left_out, sheet_grid

# What xlrd raises on files cut short or written by other programs.
_XLRD_ERRORS = (
    *(xlrd.XLRDError, xlrd.compdoc.CompDocError, struct.error, UnicodeDecodeError, AssertionError),
    *(IndexError, KeyError, ValueError, TypeError, AttributeError, OverflowError, EOFError, NotImplementedError),
)


def read(path: Path, limits: Limits, passwords: tuple[str, ...] = ()) -> Document:
    """Every worksheet as a Grid, with formats, merges, comments, hidden rows and columns.

    Where xlrd fails, the values of the second reader stand alone, under a notice. Raises UnreadableError where both do.
    """
    content = path.read_bytes()
    try:
        with open("/dev/null", "w") as silence:
            book = xlrd.open_workbook(file_contents=content, formatting_info=True, on_demand=True, logfile=silence)
        blocks: list[Block] = []
        notices: list[Notice] = []
        for sheet in book.sheets():
            grid, cut = sheet_grid(sheet.name, _cells(book, sheet), limits, hidden=sheet.visibility != 0)
            notices += cut
            if grid is not None:
                blocks.append(grid)
        sheets = tuple(book.sheet_names())
    except _XLRD_ERRORS as error:
        if "encrypted" in str(error).lower():
            raise UnreadableError("the workbook has a password; add it to source.yml as password") from error
        return values_alone(content, "xls", limits, error)
    return Document("xls", tuple(blocks), sheets=sheets, notices=tuple(notices), partial=left_out(notices))


def _cells(book: Any, sheet: Any) -> Iterator[Cell]:
    spans = {(top, left): (bottom - top, right - left) for top, bottom, left, right in sheet.merged_cells}
    covered = {
        (row, column)
        for top, bottom, left, right in sheet.merged_cells
        for row in range(top, min(bottom, sheet.nrows))
        for column in range(left, min(right, sheet.ncols))
        if (row, column) != (top, left)
    }
    hidden_rows = {row for row, info in sheet.rowinfo_map.items() if info.hidden or info.height == 0}
    filters = of_xls(book, sheet)
    hidden_columns = {column for column, info in sheet.colinfo_map.items() if info.hidden or info.width == 0}
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            if (row, column) in covered:
                continue
            stored = sheet.cell(row, column)
            comment = sheet.cell_note_map.get((row, column))
            # An empty cell names the usual look, which files written by other programs do not define.
            known = stored.xf_index is not None and stored.xf_index < len(book.xf_list)
            look = book.xf_list[stored.xf_index] if known else None
            bordered = look is not None and (look.border.top_line_style or look.border.left_line_style)
            fill = _fill(book, look)
            if stored.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK) and comment is None and not (bordered or fill):
                continue
            code = book.format_map[look.format_key].format_str if look is not None else "General"
            value = _value(book, stored)
            text = "" if value is None else shown(value, code).replace("\r\n", "\n").replace("\r", "\n")
            number = value if isinstance(value, (int, float)) and not isinstance(value, bool) else None
            masked = False
            if not text and number is not None:
                text, masked = plain_number(number), number != 0
            font = book.font_list[look.font_index] if look is not None else None
            runs = _runs(book, sheet, (row, column), font, text)
            struck, doubts = _struck(runs)
            if len(runs) > 1:
                text = "".join(raised(t) if f is not None and f.escapement == 1 else t for t, f in runs)
            row_span, column_span = spans.get((row, column), (1, 1))
            yield Cell(
                row + 1,
                column + 1,
                text,
                row_span,
                column_span,
                address=address(row + 1, column + 1),
                number=number,
                date=day_of(value),
                number_format=None if code == "General" else code,
                bold=font is not None and font.weight >= 600,
                struck=struck,
                hidden=masked or (row in hidden_rows and not filtered(row, filters)) or column in hidden_columns,
                filtered=row in hidden_rows and filtered(row, filters),
                indent=look.alignment.indent_level if look is not None else 0,
                fill=fill,
                comment=comment.text if comment is not None else None,
                doubts=doubts,
            )


def _value(book: Any, cell: Any) -> Stored | None:
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return int(cell.value) if float(cell.value).is_integer() else float(cell.value)
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return xlrd.xldate.xldate_as_datetime(cell.value, book.datemode)  # type: ignore[no-any-return]
        except (xlrd.xldate.XLDateError, OverflowError):
            return float(cell.value)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#ERROR"))
    return str(cell.value) if cell.ctype == xlrd.XL_CELL_TEXT else None


def _runs(book: Any, sheet: Any, place: tuple[int, int], font: Any, text: str) -> list[tuple[str, Any]]:
    """The pieces of a cell's text, each with its font."""
    changes = sheet.rich_text_runlist_map.get(place, ())
    starts = [(0, font), *((at, book.font_list[index]) for at, index in changes)]
    ends = [at for at, _ in starts[1:]] + [len(text)]
    return [(text[start:end], used) for (start, used), end in zip(starts, ends, strict=True)]


def _struck(runs: list[tuple[str, Any]]) -> tuple[bool, tuple[str, ...]]:
    """Whether the whole cell is struck out, and a doubt where only a part of its text is."""
    marks = {font is not None and bool(font.struck_out) for text, font in runs if text.strip()}
    return marks == {True}, ("partly_struck",) if len(marks) > 1 else ()


def _fill(book: Any, look: Any) -> str | None:
    if look is None or look.background.fill_pattern != 1:
        return None
    colour = book.colour_map.get(look.background.pattern_colour_index)
    return "#{:02x}{:02x}{:02x}".format(*colour) if colour else None

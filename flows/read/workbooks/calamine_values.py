"""The second reader of workbooks, python-calamine: values and visibility of sheets, no formats, no hidden rows."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import python_calamine as calamine

from flows.read.grid import Block, Cell, Document, Limits, Notice, UnreadableError
from flows.read.workbooks.number_formats import Stored, plain_number
from flows.read.workbooks.sheet import address, left_out, sheet_grid

_ERRORS = (calamine.CalamineError, ValueError, KeyError, TypeError, OSError, OverflowError)


#: A cell of the sheet named and the value stored in it -> the cell as a person sees it.
AsSeen = Callable[[str, Cell, Stored], Cell]


def values_alone(content: bytes, kind: str, limits: Limits, error: Exception) -> Document:
    """A workbook that the first reader fails on with `error`, by its values, all of them in doubt."""
    document = read_values(content, kind, limits, _borne_out_by_none)
    lost = Notice(
        "formats_unknown",
        f"the workbook could be read only in part ({type(error).__name__}: {error}): "
        "values without formats, hidden rows and comments",
        "open the file in a spreadsheet program, save it anew and add that copy",
    )
    return dataclasses.replace(document, notices=(lost, *document.notices), partial=True)


def _borne_out_by_none(sheet: str, cell: Cell, value: Stored) -> Cell:
    return dataclasses.replace(cell, doubts=("one_reader_only",))


def read_values(content: bytes, kind: str, limits: Limits, as_seen: AsSeen | None = None) -> Document:
    """A workbook by its values alone, dates as 05/10/2016. Raises UnreadableError where it cannot be opened."""
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        blocks: list[Block] = []
        notices: list[Notice] = []
        for meta in book.sheets_metadata:
            if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(meta.name)
            spans = {
                (first[0], first[1]): (last[0] - first[0] + 1, last[1] - first[1] + 1)
                for first, last in sheet.merged_cell_ranges or ()
            }
            last_row, last_column = sheet.end or (0, 0)
            if (last_row + 1) * (last_column + 1) > limits.cells:
                raise UnreadableError(
                    f"sheet {meta.name}: cells stand as far out as {address(last_row + 1, last_column + 1)}; "
                    "save it as xlsx without them and add that copy"
                )
            rows = sheet.to_python(skip_empty_area=False)
            hidden = meta.visible != calamine.SheetVisibleEnum.Visible
            cells: Iterable[Cell] = _cells(rows, spans)
            if as_seen is not None:
                cells = (as_seen(meta.name, cell, rows[cell.row - 1][cell.column - 1]) for cell in cells)
            grid, cut = sheet_grid(meta.name, cells, limits, hidden)
            notices += cut
            if grid is not None:
                blocks.append(grid)
    except _ERRORS as error:
        raise UnreadableError(f"the workbook is damaged ({error}); ask the force to send it again") from error
    sheets = tuple(book.sheet_names)
    return Document(kind, tuple(blocks), sheets=sheets, notices=tuple(notices), partial=left_out(notices))


def _cells(rows: list[list[Any]], spans: dict[tuple[int, int], tuple[int, int]]) -> Iterator[Cell]:
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if value != "":
                row_span, column_span = spans.get((row, column), (1, 1))
                number = value if isinstance(value, (int, float)) and not isinstance(value, bool) else None
                yield Cell(
                    row + 1,
                    column + 1,
                    _plain(value),
                    row_span,
                    column_span,
                    address=address(row + 1, column + 1),
                    number=int(number) if isinstance(number, float) and number.is_integer() else number,
                    date=day_of(value),
                )


def day_of(value: object) -> dt.date | None:
    """The day of a stored date or moment; None for any other value."""
    if isinstance(value, dt.datetime):
        return value.date()
    return value if isinstance(value, dt.date) else None


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return plain_number(value)
    if isinstance(value, (dt.datetime, dt.date)):
        return f"{value:%d/%m/%Y}"
    return str(value).replace("\r\n", "\n")


def compare_values(
    content: bytes, name: str, cells: list[Cell], covered: frozenset[tuple[int, int]]
) -> tuple[list[Cell], tuple[Notice, ...]]:
    """The first reader's cells held against this one: cells that differ get a doubt, cells that it missed are added.

    `covered` are positions under a merge, whose values are not shown. This reader takes memory for every position
    of a sheet: a sheet that spans more of them than is allowed must not come here.
    """
    try:
        sheet = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(name)
        rows = sheet.to_python(skip_empty_area=False)
    except _ERRORS as error:
        failed = f"the second reader could not open the sheet, so nothing was compared ({error})"
        return cells, (Notice("second_reader_failed", failed, place=f"sheet {name}", severity="info"),)
    other = {(cell.row, cell.column): cell for cell in _cells(rows, {})}
    checked = []
    differing = []
    for cell in cells:
        second = other.pop((cell.row, cell.column), None)
        if _differ(cell, second):
            differing.append(f"{cell.address} {cell.text[:20]!r} or {(second.text if second else '')[:20]!r}")
            checked.append(dataclasses.replace(cell, doubts=(*cell.doubts, "readers_differ")))
        else:
            checked.append(cell)
    missed = [cell for place, cell in other.items() if place not in covered and cell.text.strip()]
    checked += [dataclasses.replace(cell, doubts=("one_reader_only",)) for cell in missed]
    differing += [f"{cell.address} '' or {cell.text[:20]!r}" for cell in missed]
    if not differing:
        return checked, ()
    message = f"two readers of the workbook differ on {len(differing)} cells: {'; '.join(differing[:3])}"
    return checked, (Notice("readers_differ", message, "look at these cells in the file", f"sheet {name}"),)


def _bare(text: str) -> str:
    """A text without its spaces, raised figures as plain ones: this reader knows no raised text."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _differ(cell: Cell, second: Cell | None) -> bool:
    if cell.doubts or cell.text.startswith("#"):
        return False
    if second is None:
        return cell.number is not None or (bool(cell.text.strip()) and cell.date is None)
    if cell.number is not None and second.number is not None:
        return abs(cell.number - second.number) > 1e-9 * max(1.0, abs(cell.number))
    if cell.date is not None and second.date is not None:
        return cell.date != second.date
    if cell.number is None and second.number is None and cell.date is None and second.date is None:
        return _bare(cell.text) != _bare(second.text)
    return cell.number is not None and second.date is None

"""XLSX and XLSM: openpyxl for everything that a person sees, python-calamine beside it as the second reader."""

from __future__ import annotations

import dataclasses
import io
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
from lxml import etree
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils.exceptions import InvalidFileException

from flows.read.grid import Attachment, Block, Cell, Document, Limits, Notice, Role, Text
from flows.read.office.package import Package, open_package
from flows.read.text.superscripts import raised
from flows.read.workbooks.calamine_values import compare_values, day_of, values_alone
from flows.read.workbooks.colours import fill_colour, theme_colours
from flows.read.workbooks.filters import filtered, of_xlsx
from flows.read.workbooks.number_formats import plain_number, shown
from flows.read.workbooks.sheet import address, left_out, sheet_grid
from flows.read.workbooks.worksheet_xml import SheetPart, sheet_parts

# What openpyxl raises on files that other programs wrote in their own way.
_OPENPYXL_ERRORS = (
    *(KeyError, ValueError, TypeError, AttributeError, IndexError, AssertionError, OverflowError, EOFError),
    *(InvalidFileException, zipfile.BadZipFile, etree.LxmlError, SyntaxError),
)


@dataclasses.dataclass(frozen=True, slots=True)
class _Look:
    number_format: str
    bold: bool
    struck: bool
    indent: int
    fill: str | None
    bordered: bool


def read(path: Path, limits: Limits, passwords: tuple[str, ...] = ()) -> Document:
    """Every worksheet as a Grid, hidden ones marked; text boxes and printed headers as Text; files within as they are.

    Raises UnreadableError where the package cannot be opened. Where openpyxl fails on it, the values of the second
    reader stand alone, under a notice.
    """
    package = open_package(path.read_bytes(), limits)
    parts = sheet_parts(package, limits)
    content = package.to_zip() if package.changed else path.read_bytes()
    notices = list(_package_notices(package, parts))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), data_only=True, rich_text=True, keep_links=False)
    except _OPENPYXL_ERRORS as error:
        document = values_alone(content, "xlsx", limits, error)
        return dataclasses.replace(document, notices=(*notices, *document.notices))
    theme = theme_colours(book.loaded_theme)
    by_name = {part.name: part for part in parts}
    blocks: list[Block] = []
    inside: list[str] = []
    for sheet in book.worksheets:
        part = by_name.get(sheet.title, SheetPart(sheet.title, ""))
        cells = list(_cells(sheet, part, theme))
        small = sheet.max_row * sheet.max_column <= limits.cells
        checked, found = compare_values(content, sheet.title, cells, _hidden_in_merges(sheet)) if small else (cells, ())
        grid, cut = sheet_grid(sheet.title, checked, limits, hidden=sheet.sheet_state != "visible")
        notices += [*found, *cut]
        blocks += _printed(sheet, "oddHeader")
        if grid is not None:
            blocks.append(grid)
        # Beside cells a picture is a letterhead; alone on its sheet it is the answer.
        inside += [*part.embedded, *(part.pictures if grid is None else ())]
        blocks += [Text(text) for text in part.drawn_text]
        blocks += _printed(sheet, "oddFooter")
    partial = package.repaired or left_out(notices)
    properties = {k: str(v) for k in ("title", "creator", "created") if (v := getattr(book.properties, k, None))}
    sheets = tuple(book.sheetnames)
    names = dict.fromkeys(name for name in inside if name in package.parts)
    files = tuple(Attachment(name.rpartition("/")[2], package.parts[name]) for name in names)
    return Document("xlsx", tuple(blocks), None, sheets, properties, tuple(notices), files, partial=partial)


def _package_notices(package: Package, parts: list[SheetPart]) -> Iterator[Notice]:
    if package.repaired:
        yield Notice(
            "repaired", "the file is damaged; what could be recovered was read", "ask the force to send the file again"
        )
    for part in parts:
        if not part.part:
            message = "the workbook names a sheet whose content is not in the file"
            yield Notice("cells_left_out", message, "ask for the file again", f"sheet {part.name}", "error")
        if part.wide_merges:
            yield Notice(
                "merge_ignored",
                f"the merge over {', '.join(part.wide_merges[:3])} is wider than any table and was not laid out",
                place=f"sheet {part.name}",
                severity="info",
            )
        if part.surplus_merges:
            message = f"{part.surplus_merges:,} merges beyond the number that a sheet may have were not laid out"
            yield Notice("merge_ignored", message, "compare the headers with the file", f"sheet {part.name}")
        if part.uncalculated:
            first = ", ".join(list(part.uncalculated)[:3])
            yield Notice(
                "formula_without_value",
                f"{len(part.uncalculated)} formulas were saved without results ({first}): their values are not known",
                "open the file in a spreadsheet program, save it anew and add that copy",
                f"sheet {part.name}",
            )


def _hidden_in_merges(sheet: Any) -> frozenset[tuple[int, int]]:
    """The positions that merges cover: what is stored there is not shown."""
    return frozenset(
        (row, column)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
        if (row, column) != (area.min_row, area.min_col)
    )


def _cells(sheet: Any, part: SheetPart, theme: tuple[str, ...]) -> Iterator[Cell]:
    spans = {
        (area.min_row, area.min_col): (area.max_row - area.min_row + 1, area.max_col - area.min_col + 1)
        for area in sheet.merged_cells.ranges
    }
    covered = _hidden_in_merges(sheet)
    hidden_rows = {row for row, d in sheet.row_dimensions.items() if d.hidden or d.height == 0}
    hidden_columns = {
        column
        for d in sheet.column_dimensions.values()
        if d.hidden or d.width == 0
        for column in range(d.min or 0, min(d.max or 0, 16_384) + 1)
    }
    filters = of_xlsx(sheet)
    looks: dict[Any, _Look] = {}
    for (row, column), cell in sheet._cells.items():
        if (row, column) in covered:
            continue
        look = _look(cell, looks, theme)
        where = address(row, column)
        value, struck, doubts = _value(cell.value, look, part.uncalculated.get(where))
        comment = cell.comment.text if cell.comment is not None else None
        if value is None and comment is None and not (look.bordered or look.fill):
            continue
        text = "" if value is None else _clean(shown(value, look.number_format))
        number = value if isinstance(value, (int, float)) and not isinstance(value, bool) else None
        masked = False
        if not text and number is not None:
            text, masked = plain_number(number), number != 0
        row_span, column_span = spans.get((row, column), (1, 1))
        yield Cell(
            row,
            column,
            text,
            row_span,
            column_span,
            address=where,
            number=number,
            date=day_of(value),
            number_format=None if look.number_format == "General" else look.number_format,
            bold=look.bold,
            struck=struck,
            hidden=masked or (row in hidden_rows and not filtered(row, filters)) or column in hidden_columns,
            filtered=row in hidden_rows and filtered(row, filters),
            indent=look.indent,
            fill=look.fill,
            comment=comment,
            doubts=doubts,
        )


def _value(value: Any, look: _Look, formula: str | None) -> tuple[Any, bool, tuple[str, ...]]:
    """The stored value, whether it is struck out, and doubts; rich text as plain text."""
    if formula is not None and value is None:
        return formula, look.struck, ("formula_without_value",)
    if not isinstance(value, CellRichText):
        return value, look.struck, ()
    struck = [
        bool(run.font.strike) if isinstance(run, TextBlock) and run.font is not None else look.struck
        for run in value
        if str(run).strip()
    ]
    partly = any(struck) and not all(struck)
    return "".join(_run_text(run) for run in value), bool(struck) and all(struck), ("partly_struck",) if partly else ()


def _run_text(run: Any) -> str:
    is_raised = isinstance(run, TextBlock) and run.font is not None and run.font.vertAlign == "superscript"
    return raised(str(run)) if is_raised else str(run)


def _look(cell: Any, looks: dict[Any, _Look], theme: tuple[str, ...]) -> _Look:
    key = tuple(cell._style)
    if key not in looks:
        sides = (cell.border.left, cell.border.right, cell.border.top, cell.border.bottom)
        looks[key] = _Look(
            cell.number_format or "General",
            bool(cell.font.b),
            bool(cell.font.strike),
            int(cell.alignment.indent or 0),
            fill_colour(cell.fill, theme),
            any(side is not None and side.style for side in sides),
        )
    return looks[key]


def _clean(text: str) -> str:
    return text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")


def _printed(sheet: Any, which: str) -> list[Text]:
    """The header or footer that the sheet prints on each page, its codes for page numbers and fonts left out."""
    parts = getattr(sheet, which)
    texts = (getattr(parts, side).text for side in ("left", "center", "right"))
    role: Role = "page_header" if which == "oddHeader" else "page_footer"
    return [Text(text.strip(), role) for text in texts if text and text.strip(" &[]\n")]

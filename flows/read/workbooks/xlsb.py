"""XLSB (binary workbooks): values, merges, number formats, struck out and hidden cells; comments are not told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from flows.read.grid import Cell, Document, Limits, Notice
from flows.read.office.package import open_package
from flows.read.workbooks.calamine_values import read_values
from flows.read.workbooks.number_formats import Stored, plain_number, shown
from flows.read.workbooks.sheet import address
from flows.read.workbooks.xlsb_looks import PLAIN, SheetLooks, sheet_looks


def read(path: Path, limits: Limits, passwords: tuple[str, ...] = ()) -> Document:
    """Every worksheet as a Grid of values. Raises UnreadableError where the file cannot be opened."""
    data = path.read_bytes()
    package = open_package(data, limits)
    looks = sheet_looks(package)

    def as_seen(sheet: str, cell: Cell, value: Stored) -> Cell:
        return _seen(cell, value, looks.get(sheet, SheetLooks()))

    document = read_values(package.to_zip() if package.repaired else data, "xlsb", limits, as_seen)
    notice = Notice(
        "formats_unknown",
        "of a binary workbook values, number formats and hidden rows are read: comments, fills and text boxes are not",
        "save it as xlsx and add that copy if these matter",
        severity="info",
    )
    lost = tuple(_lost(document, looks))
    partial = document.partial or package.repaired or bool(lost)
    return replace(document, notices=(*document.notices, notice, *lost), partial=partial)


def _lost(document: Document, looks: dict[str, SheetLooks]) -> Iterator[Notice]:
    """What the file holds and the library does not give: cells of a kind that it does not know."""
    given = {grid.sheet: {(cell.row - 1, cell.column - 1) for cell in grid.cells} for _, grid in document.grids}
    for name, sheet in looks.items():
        missed = sorted(sheet.filled - given.get(name, set()))
        if missed:
            places = ", ".join(address(row + 1, column + 1) for row, column in missed[:3])
            message = f"{len(missed)} cells are written in a form that is not read: {places}"
            yield Notice("cells_left_out", message, "save it as xlsx and add that copy", f"sheet {name}", "error")


def _seen(cell: Cell, value: Stored, sheet: SheetLooks) -> Cell:
    """The cell as its look shows it."""
    place = cell.row - 1, cell.column - 1
    look = sheet.looks.get(place, PLAIN)
    plain = look.number_format == "General"
    text = cell.text if plain else shown(value, look.number_format).replace("\r\n", "\n")
    masked = not text and cell.number is not None
    return replace(
        cell,
        text=plain_number(cell.number) if masked and cell.number is not None else text,
        number_format=None if plain else look.number_format,
        bold=look.bold,
        struck=look.struck,
        hidden=(masked and cell.number != 0) or place[0] in sheet.hidden_rows or place[1] in sheet.hidden_columns,
        filtered=place[0] in sheet.filtered_rows,
    )

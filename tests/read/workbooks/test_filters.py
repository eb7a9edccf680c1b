"""Rows that a filter hides are told from those that somebody hid by hand, in every kind of workbook."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.table import Table

from flows.read.grid import Limits
from flows.read.reader import read_file
from tests.read.binaries import biff, brt, xlsb

ROWS: list[list[int | str]] = [["Age", "Count"], ["0-4", 7], ["5-9", 8], ["Total", 15]]
HIDDEN = 3


def workbook(*, by_filter: bool, table: bool = False) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in ROWS:
        sheet.append(row)
    sheet.row_dimensions[HIDDEN].hidden = True
    filters = sheet.auto_filter
    if table:
        inside = Table(displayName="T", ref="A1:B4")
        inside._initialise_columns()
        sheet.add_table(inside)
        filters = inside.autoFilter
    filters.ref = "A1:B4"
    if by_filter:
        filters.filterColumn.append(openpyxl.worksheet.filters.FilterColumn(0))
        filters.filterColumn[0].filters = openpyxl.worksheet.filters.Filters(filter=["0-4", "Total"])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def binary(*, by_filter: bool) -> bytes:
    filters = brt(161, struct.pack("<4I", 0, 3, 0, 1)) + (brt(163) if by_filter else b"") + brt(162)
    return xlsb(ROWS, hidden_rows=[HIDDEN - 1], after_cells=filters)


def markup(*, by_filter: bool) -> bytes:
    def cell(value: int | str) -> str:
        kind = "Number" if isinstance(value, int) else "String"
        return f'<Cell><Data ss:Type="{kind}">{value}</Data></Cell>'

    rows = "".join(
        f"<Row ss:Hidden='{int(n == HIDDEN)}'>{''.join(map(cell, row))}</Row>" for n, row in enumerate(ROWS, 1)
    )
    column = '<AutoFilterColumn x:Type="Custom"/>' if by_filter else ""
    return (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        f'<Worksheet ss:Name="Data"><Table>{rows}</Table><AutoFilter x:Range="R1C1:R4C2" '
        f'xmlns="urn:schemas-microsoft-com:office:excel">{column}</AutoFilter></Worksheet></Workbook>'
    ).encode()


@pytest.mark.parametrize("by_filter", [True, False], ids=["by a filter", "by hand"])
@pytest.mark.parametrize("kind", ["xlsx", "table.xlsx", "xls", "xlsb", "xml"])
def test_what_hides_a_row_is_told(tmp_path: Path, kind: str, by_filter: bool) -> None:
    made = {
        "xlsx": lambda: workbook(by_filter=by_filter),
        "table.xlsx": lambda: workbook(by_filter=by_filter, table=True),
        "xls": lambda: biff(ROWS, hidden_rows=[HIDDEN - 1], filtering=by_filter),
        "xlsb": lambda: binary(by_filter=by_filter),
        "xml": lambda: markup(by_filter=by_filter),
    }
    path = tmp_path / f"book.{kind}"
    path.write_bytes(made[kind]())
    [(_, grid)] = read_file(path, Limits()).grids
    assert [c.text for c in grid.cells if c.filtered] == (["5-9", "8"] if by_filter else [])
    assert [c.text for c in grid.cells if c.hidden] == ([] if by_filter else ["5-9", "8"])

"""Workbooks as a person sees them."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import openpyxl.drawing.image
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from PIL import Image

from flows.read.grid import Cell, Document, Grid, Limits, Text
from flows.read.workbooks import calamine_values, xlsx


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Document]:
    """Read a workbook that `fill` has written on; `change` alters a part of the file afterwards."""

    def read(fill: Callable[[Any], None], change: Callable[[str, bytes], bytes] | None = None) -> Document:
        book = openpyxl.Workbook()
        fill(book.active)
        data = saved(book)
        if change is not None:
            buffer = io.BytesIO()
            with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
                for name in source.namelist():
                    target.writestr(name, change(name, source.read(name)))
            data = buffer.getvalue()
        path = tmp_path / "made.xlsx"
        path.write_bytes(data)
        return xlsx.read(path, Limits())

    return read


def cells(document: Document) -> dict[str, Cell]:
    return {cell.address or "": cell for _, grid in document.grids for cell in grid.cells}


def test_a_number_is_shown_as_its_format_shows_it(made: Callable[..., Document]) -> None:
    def fill(sheet: Any) -> None:
        for row, (value, code) in enumerate(
            [(1449, "#,##0"), (0.0781, "0.0%"), (-3, "0;(0)"), (0, '#,##0;-#,##0;"-"')], 1
        ):
            sheet.cell(row, 1, value).number_format = code

    found = cells(made(fill))
    assert [cell.text for cell in found.values()] == ["1,449", "7.8%", "(3)", "-"]
    assert [cell.number for cell in found.values()] == [1449, 0.0781, -3, 0]


def test_a_band_that_became_a_date_keeps_date_and_format(made: Callable[..., Document]) -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"] = dt.date(2017, 11, 10)
        sheet["A1"].number_format = r"d\-mmm"

    cell = cells(made(fill))["A1"]
    assert (cell.text, cell.date, cell.number_format) == ("10-Nov", dt.date(2017, 11, 10), r"d\-mmm")


def test_a_merge_is_one_cell_with_spans(made: Callable[..., Document]) -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"], sheet["B1"], sheet["B2"] = "Age", "2015/16", 1
        sheet["D2"] = 2
        sheet.merge_cells("B1:D1")

    document = made(fill)
    assert (cells(document)["B1"].row_span, cells(document)["B1"].column_span) == (1, 3)
    assert [(grid.rows, grid.columns) for _, grid in document.grids] == [(2, 4)]


def test_a_title_merged_over_the_whole_sheet_does_not_widen_it(made: Callable[..., Document]) -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"], sheet["A2"], sheet["B2"] = "Title", "Age", 1
        sheet.merge_cells("A1:XFD1")

    [(_, grid)] = made(fill).grids
    assert (grid.rows, grid.columns) == (2, 2)


def test_hidden_rows_and_columns_are_marked(made: Callable[..., Document]) -> None:
    def fill(sheet: Any) -> None:
        for address in ("A1", "B2", "C3", "D4"):
            sheet[address] = 1
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions.group("C", "D", hidden=True)

    assert [address for address, cell in cells(made(fill)).items() if cell.hidden] == ["B2", "C3", "D4"]


def test_a_hidden_sheet_is_marked(made: Callable[..., Document]) -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"] = 1
        other = sheet.parent.create_sheet("Working")
        other["A1"] = 2
        other.sheet_state = "veryHidden"

    assert [(grid.sheet, grid.hidden) for _, grid in made(fill).grids] == [("Sheet", False), ("Working", True)]


def test_looks_are_kept(made: Callable[..., Document]) -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"] = "Total"
        sheet["A1"].font = Font(bold=True, strike=True)
        sheet["A1"].fill = PatternFill("solid", fgColor="FFDDEBF7")
        sheet["A1"].alignment = Alignment(indent=2)
        sheet["A1"].comment = Comment("as at 1 May", "x")

    cell = cells(made(fill))["A1"]
    assert (cell.bold, cell.struck, cell.fill, cell.indent) == (True, True, "#ddebf7", 2)
    assert cell.comment == "as at 1 May"


def test_a_figure_struck_out_in_part_is_doubted(made: Callable[..., Document]) -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"] = CellRichText(TextBlock(InlineFont(strike=True), "12"), " 34")

    cell = cells(made(fill))["A1"]
    assert (cell.text, cell.struck, cell.doubts) == ("12 34", False, ("partly_struck",))


def test_a_raised_mark_does_not_run_into_the_figure(made: Callable[..., Document]) -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"] = CellRichText("1,234", TextBlock(InlineFont(vertAlign="superscript"), "1"))

    document = made(fill)
    assert cells(document)["A1"].text == "1,234¹"
    assert not document.notices


def test_a_formula_that_was_never_calculated_is_doubted_and_named(made: Callable[..., Document]) -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"], sheet["A2"] = 3, "=SUM(A1:A1)"

    document = made(fill)
    assert (cells(document)["A2"].text, cells(document)["A2"].doubts) == ("=SUM(A1:A1)", ("formula_without_value",))
    assert [notice.check for notice in document.notices] == ["formula_without_value"]


def test_an_error_keeps_its_text(made: Callable[..., Document]) -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"], sheet["B1"] = "#DIV/0!", 1

    document = made(fill)
    assert cells(document)["A1"].text == "#DIV/0!"
    assert not document.notices


def test_an_empty_cell_with_a_border_inside_the_table_is_there(made: Callable[..., Document]) -> None:
    def fill(sheet: Any) -> None:
        line = Side(style="thin")
        for row in (1, 2, 3):
            for column in (1, 2, 3):
                sheet.cell(row, column).border = Border(line, line, line, line)
        sheet["A1"], sheet["B2"] = "Age", 1

    assert sorted(cells(made(fill))) == ["A1", "A2", "B1", "B2"]


def test_strict_ooxml_is_not_silently_empty(made: Callable[..., Document]) -> None:
    def strict(name: str, data: bytes) -> bytes:
        return re.sub(
            rb"http://schemas\.openxmlformats\.org/(\w+)/2006/(\w+)", rb"http://purl.oclc.org/ooxml/\1/\2", data
        )

    def fill(sheet: Any) -> None:
        sheet["A1"], sheet["B1"] = "Age", 7

    changed = made(fill, lambda name, data: data if "Types" in name or name == "_rels/.rels" else strict(name, data))
    assert [cell.text for cell in cells(changed).values()] == ["Age", "7"]


def test_where_the_readers_differ_the_cell_is_doubted(
    made: Callable[..., Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Sheet:
        def to_python(self, skip_empty_area: bool) -> list[list[object]]:
            return [[7.0, 9.0, "seen by one"]]

    class Book:
        def get_sheet_by_name(self, name: str) -> Sheet:
            return Sheet()

    class Library:
        CalamineWorkbook = type("W", (), {"from_filelike": staticmethod(lambda file: Book())})

    def fill(sheet: Any) -> None:
        sheet["A1"], sheet["B1"] = 7, 8

    monkeypatch.setattr(calamine_values, "calamine", Library)
    document = made(fill)
    found = cells(document)
    assert [found[a].doubts for a in ("A1", "B1", "C1")] == [(), ("readers_differ",), ("one_reader_only",)]
    assert "B1 '8' or '9'" in document.notices[0].message


def test_the_printed_header_is_a_text_of_its_own(made: Callable[..., Document]) -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"] = 1
        sheet.oddHeader.center.text = "Offences 2016/17"

    blocks = made(fill).blocks
    assert isinstance(blocks[0], Text)
    assert (blocks[0].text, blocks[0].role) == ("Offences 2016/17", "page_header")
    assert isinstance(blocks[1], Grid)


def test_a_picture_alone_on_its_sheet_is_a_file_within(made: Callable[..., Document]) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(picture, "png")

    def fill(sheet: Any) -> None:
        sheet["A1"] = 1
        sheet.add_image(openpyxl.drawing.image.Image(io.BytesIO(picture.getvalue())), "B2")
        other = sheet.parent.create_sheet("Scan")
        other.add_image(openpyxl.drawing.image.Image(io.BytesIO(picture.getvalue())), "A1")

    document = made(fill)
    assert [file.name for file in document.attachments] == ["image2.png"]

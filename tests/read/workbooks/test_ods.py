"""OpenDocument sheets: repeats, spans, what is hidden, what is shown."""

from __future__ import annotations

import zipfile
from pathlib import Path

from flows.read.grid import Cell, Document, Limits, Text
from flows.read.workbooks import ods

N = "urn:oasis:names:tc:opendocument:xmlns"
NAMES = " ".join(
    f'xmlns:{short}="{N}:{name}:1.0"'
    for short, name in (
        *(("o", "office"), ("t", "table"), ("x", "text"), ("s", "style"), ("n", "datastyle")),
        ("f", "xsl-fo-compatible"),
    )
)


def read(tmp_path: Path, tables: str, styles: str = "") -> Document:
    content = (
        f"<o:document-content {NAMES}><o:automatic-styles>{styles}</o:automatic-styles>"
        f"<o:body><o:spreadsheet>{tables}</o:spreadsheet></o:body></o:document-content>"
    )
    with zipfile.ZipFile(tmp_path / "x.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return ods.read(tmp_path / "x.ods", Limits())


def c(text: str, attributes: str = "") -> str:
    return f"<t:table-cell {attributes}><x:p>{text}</x:p></t:table-cell>"


def sheet(*rows: str, columns: str = "", attributes: str = "") -> str:
    body = "".join(row if row.startswith("<t:table-row") else f"<t:table-row>{row}</t:table-row>" for row in rows)
    return f'<t:table t:name="A" {attributes}>{columns}{body}</t:table>'


def cells(document: Document) -> dict[str, Cell]:
    return {cell.address or "": cell for _, grid in document.grids for cell in grid.cells}


def test_repeats_and_gaps_keep_their_places(tmp_path: Path) -> None:
    row = c("7", 'o:value-type="float" o:value="7" t:number-columns-repeated="2"')
    gap = '<t:table-row t:number-rows-repeated="3"><t:table-cell/></t:table-row>'
    end = '<t:table-row t:number-rows-repeated="1048000"><t:table-cell t:number-columns-repeated="1024"/></t:table-row>'
    found = cells(read(tmp_path, sheet('<t:table-cell t:number-columns-repeated="2"/>' + row, gap, c("x"), end)))
    assert {address: cell.number for address, cell in found.items()} == {"C1": 7, "D1": 7, "A5": None}


def test_a_span_is_one_cell(tmp_path: Path) -> None:
    wide = c("2016", 't:number-columns-spanned="2"') + "<t:covered-table-cell/>"
    found = cells(read(tmp_path, sheet(wide + c("x"), c("F") + c("M"))))
    assert (found["A1"].column_span, "B1" in found, found["C1"].text) == (2, False, "x")


def test_hidden_rows_columns_and_sheets(tmp_path: Path) -> None:
    columns = '<t:table-column/><t:table-column t:visibility="collapse"/>'
    hidden = f'<t:table-row t:visibility="collapse">{c("3")}{c("4")}</t:table-row>'
    style = '<s:style s:name="h" s:family="table"><s:table-properties t:display="false"/></s:style>'
    other = sheet(c("9"), attributes='t:style-name="h"')
    document = read(tmp_path, sheet(c("1") + c("2"), hidden, columns=columns) + other, style)
    first, second = (grid for _, grid in document.grids)
    assert [cell.text for cell in first.cells if cell.hidden] == ["2", "3", "4"]
    assert (first.hidden, second.hidden) == (False, True)


def test_a_row_that_a_filter_hides_is_told_from_one_hidden_by_hand(tmp_path: Path) -> None:
    below = f'<t:table-row t:visibility="filter">{c("3")}{c("4")}</t:table-row>'
    found = cells(read(tmp_path, sheet(c("1") + c("2"), below)))
    assert [(cell.text, cell.filtered, cell.hidden) for cell in found.values()][2:] == [
        *(("3", True, False), ("4", True, False))
    ]


def test_a_band_that_became_a_date_keeps_date_and_format(tmp_path: Path) -> None:
    style = (
        '<n:date-style s:name="d"><n:day/><n:text>-</n:text><n:month n:textual="true"/></n:date-style>'
        '<s:style s:name="c" s:family="table-cell" s:data-style-name="d"/>'
    )
    shown = c("10-Nov", 't:style-name="c" o:value-type="date" o:date-value="2017-11-10"')
    cell = cells(read(tmp_path, sheet(shown), style))["A1"]
    assert (cell.text, str(cell.date), cell.number_format) == ("10-Nov", "2017-11-10", "d-mmm")


def test_text_as_shown_without_its_comment(tmp_path: Path) -> None:
    note = "<o:annotation><x:p>check</x:p></o:annotation>"
    shown = '<x:p>1<x:s x:c="2"/>234</x:p><x:p>b</x:p>'
    cell = f'<t:table-cell o:value-type="float" o:value="1234">{note}{shown}</t:table-cell>'
    found = cells(read(tmp_path, sheet(cell)))["A1"]
    assert (found.text, found.number, found.comment) == ("1  234\nb", 1234, "check")


def test_struck_out_and_bold(tmp_path: Path) -> None:
    style = (
        '<s:style s:name="b" s:family="table-cell"><s:text-properties f:font-weight="bold"/></s:style>'
        '<s:style s:name="k" s:family="text"><s:text-properties s:text-line-through-style="solid"/></s:style>'
    )
    row = (
        c("1", 't:style-name="b"')
        + c('<x:span x:style-name="k">12</x:span> 34')
        + c('<x:span x:style-name="k">12</x:span>')
    )
    found = cells(read(tmp_path, sheet(row), style))
    assert (found["A1"].bold, found["B1"].doubts, found["C1"].struck) == (True, ("partly_struck",), True)


def test_text_drawn_over_a_sheet_is_read(tmp_path: Path) -> None:
    shapes = "<t:shapes><x:p>Figures to 31 March</x:p></t:shapes>"
    document = read(tmp_path, sheet(c("1"), columns=shapes))
    assert [block.text for block in document.blocks if isinstance(block, Text)] == ["Figures to 31 March"]

"""Workbooks that claim more than they hold, or reach for what is not theirs."""

from __future__ import annotations

import struct
from collections.abc import Callable

import pytest

from flows.read.grid import Document, Limits
from tests.hostile.test_workbooks import RELATIONS, SHEET, packed, rows, texts, workbook
from tests.read.binaries import brt, xlsb

Outcome = Callable[..., Document]
ODF = "urn:oasis:names:tc:opendocument:xmlns"
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
FEW = '<sheetData><row r="1"><c r="A1"><v>7</v></c></row></sheetData>'


def ods(table: str) -> bytes:
    spaces = f'xmlns:o="{ODF}:office:1.0" xmlns:t="{ODF}:table:1.0" xmlns:x="{ODF}:text:1.0"'
    link = 'xmlns:l="http://www.w3.org/1999/xlink"'
    body = f"<o:body><o:spreadsheet>{table}</o:spreadsheet></o:body>"
    content = f"<o:document-content {spaces} {link}>{body}</o:document-content>"
    return packed({"mimetype": SPREADSHEET, "content.xml": content})


def cell(text: str, attributes: str = "") -> str:
    return f"<t:table-cell {attributes}><x:p>{text}</x:p></t:table-cell>"


@pytest.mark.parametrize("count", ["2147483648", "99999999999999999999", "-1", "0", "x"])
def test_empty_repeats_beyond_any_sheet_cost_nothing(outcome: Outcome, count: str) -> None:
    cells = f'<t:table-cell t:number-columns-repeated="{count}"/>'
    empty = f'<t:table-row t:number-rows-repeated="{count}">{cells}</t:table-row>'
    table = f'<t:table t:name="A"><t:table-row>{cell("7")}</t:table-row>{empty}</t:table>'
    assert texts(outcome("empty.ods", ods(table))) == ["7"]


@pytest.mark.parametrize("where", ["rows", "columns"])
def test_full_repeats_end_with_the_sheet_or_are_refused(outcome: Outcome, where: str) -> None:
    many = f't:number-{where}-repeated="2147483648"'
    row = (
        f"<t:table-row {many if where == 'rows' else ''}>{cell('7', many if where == 'columns' else '')}</t:table-row>"
    )
    document = outcome("full.ods", ods(f'<t:table t:name="A">{row}</t:table>'))
    assert document.failure or len(texts(document)) == 16_384


def test_spans_of_an_ods_cell_beyond_the_sheet_are_cut(outcome: Outcome) -> None:
    wide = 't:number-columns-spanned="2147483647" t:number-rows-spanned="2147483647"'
    document = outcome("span.ods", ods(f'<t:table t:name="A"><t:table-row>{cell("7", wide)}</t:table-row></t:table>'))
    assert document.failure or texts(document) == ["7"]


def test_a_sheet_linked_to_another_file_is_not_fetched(outcome: Outcome) -> None:
    source = '<t:table-source l:href="file:///etc/passwd" t:table-name="x"/>'
    formula = 't:formula="of:=DDE(&quot;cmd&quot;;&quot;/c calc&quot;;&quot;x&quot;)"'
    table = f'<t:table t:name="A">{source}<t:table-row>{cell("7", formula)}</t:table-row></t:table>'
    assert texts(outcome("linked.ods", ods(table))) == ["7"]


def test_merges_without_end_are_ignored_together(outcome: Outcome) -> None:
    merges = "".join(f'<mergeCell ref="A{n}:C{n + 1}"/>' for n in range(2, 300_002))
    document = outcome("merges.xlsx", workbook(f"{FEW}<mergeCells>{merges}</mergeCells>"))
    assert (texts(document), document.failure) == (["7"], "")
    assert "280,000 merges" in str(document.notices)


@pytest.mark.parametrize("index", ["99999999", "-1", "1e3", ""])
def test_shared_strings_that_are_not_there(outcome: Outcome, index: str) -> None:
    strings = f'<sst xmlns="{SHEET}"><si><t>only</t></si></sst>'
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    )
    parts = {"xl/sharedStrings.xml": strings, "xl/_rels/workbook.xml.rels": relations}
    sheet = rows(f'<c r="A1" t="s"><v>{index}</v></c>', '<c r="B1"><v>7</v></c>')
    document = outcome("strings.xlsx", workbook(sheet, **parts))
    cells = [cell for _, grid in document.grids for cell in grid.cells]
    assert document.failure or cells[-1].text == "7"
    assert all(cell.doubts for cell in cells if cell.text == "only")


def test_relations_that_lead_back_to_themselves_end(outcome: Outcome) -> None:
    start = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    loop = f'{start}<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="workbook.xml"/></Relationships>'
    own = f'{start}<Relationship Id="r1" Type="{RELATIONS}/drawing" Target="sheet1.xml"/></Relationships>'
    parts = {"xl/_rels/workbook.xml.rels": loop, "xl/worksheets/_rels/sheet1.xml.rels": own}
    document = outcome("loop.xlsx", workbook(FEW, **parts))
    assert document.failure or not texts(document)


def test_one_sheet_under_a_thousand_names_is_bounded(outcome: Outcome) -> None:
    sheets = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r1"/>' for n in range(1, 1_001))
    full = "<sheetData>" + "".join(f"<row>{'<c><v>1</v></c>' * 50}</row>" for _ in range(20)) + "</sheetData>"
    book = f'<workbook xmlns="{SHEET}" xmlns:r="{RELATIONS}"><sheets>{sheets}</sheets></workbook>'
    document = outcome("same.xlsx", workbook(full, **{"xl/workbook.xml": book}))
    assert "more than the 200000 allowed" in document.failure


def test_formulas_that_start_programs_are_shown_and_never_worked_out(outcome: Outcome) -> None:
    command = "cmd|' /C calc'!A0"
    sheet = rows(
        f'<c r="A1" t="str"><f>{command}</f><v>7</v></c>', f'<c r="B1" t="inlineStr"><is><t>={command}</t></is></c>'
    )
    assert texts(outcome("dde.xlsx", workbook(sheet))) == ["7", f"={command}"]


def test_a_sheet_name_is_text(outcome: Outcome) -> None:
    name = "\u202egpj.2016&#x9b;31m=cmd|"
    sheets = f'<sheets><sheet name="{name}" sheetId="1" r:id="r1"/></sheets>'
    book = f'<workbook xmlns="{SHEET}" xmlns:r="{RELATIONS}">{sheets}</workbook>'
    document = outcome("name.xlsx", workbook(FEW, **{"xl/workbook.xml": book}))
    assert document.failure or texts(document) == ["7"]


def test_a_workbook_that_states_a_size_it_has_not(outcome: Outcome) -> None:
    sheet = f'<dimension ref="A1:XFD1048576"/><cols><col min="1" max="4294967295" width="9"/></cols>{FEW}'
    document = outcome("dimension.xlsx", workbook(sheet))
    assert texts(document) == ["7"]


@pytest.mark.parametrize("part", [b"\xff" * 50, brt(617) + brt(47) * 9, brt(44, b"x"), b"\0\xff\xff\xff\xff"])
def test_a_binary_workbook_with_styles_of_noise_ends(outcome: Outcome, part: bytes) -> None:
    document = outcome("x.xlsb", xlsb([["Age", 7]], styles=part))
    assert document.failure or texts(document) == ["Age", "7"]


def test_a_binary_workbook_with_a_row_beyond_the_sheet(outcome: Outcome) -> None:
    far = xlsb([[7]])
    document = outcome("row.xlsb", far.replace(struct.pack("<I", 0), struct.pack("<I", 0x7FFFFFFF), 1))
    assert document.failure or len(texts(document)) <= Limits().cells

"""Workbooks made to do harm."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from flows.read.grid import Document

Outcome = Callable[..., Document]
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def packed(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def workbook(sheet: str, **parts: str) -> bytes:
    """A workbook of one sheet; `sheet` is what stands inside `worksheet`."""
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{types}">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{main}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{main}.worksheet+xml"/></Types>',
            "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{RELATIONS}">'
            '<sheets><sheet name="Data" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": "<Relationships "
            'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEET}">{sheet}</worksheet>',
            **parts,
        }
    )


def rows(*cells: str) -> str:
    return f"<sheetData><row>{''.join(cells)}</row></sheetData>"


def texts(document: Document) -> list[str]:
    return [cell.text for _, grid in document.grids for cell in grid.cells if cell.text]


def test_a_cell_in_the_last_corner_is_left_out_and_named(outcome: Outcome) -> None:
    document = outcome(
        "far.xlsx",
        workbook(
            '<sheetData><row r="1"><c r="A1"><v>7</v></c></row>'
            '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        ),
    )
    assert texts(document) == ["7"]
    assert document.partial
    assert any("XFD1048576" in notice.message for notice in document.notices)


def test_a_merge_over_the_whole_sheet_costs_nothing(outcome: Outcome) -> None:
    merge = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    document = outcome("merged.xlsx", workbook(rows('<c r="A1"><v>7</v></c>') + merge))
    assert not document.failure
    assert texts(document) == ["7"]
    assert [notice.check for notice in document.notices] == ["merge_ignored"]


def test_many_merges_that_add_up_are_ignored_together(outcome: Outcome) -> None:
    merges = "".join(f'<mergeCell ref="A{n}:XFD{n}"/>' for n in range(2, 3_000))
    document = outcome("merges.xlsx", workbook(rows('<c r="A1"><v>7</v></c>') + f"<mergeCells>{merges}</mergeCells>"))
    assert texts(document) == ["7"]


def test_more_cells_than_allowed_are_refused(outcome: Outcome) -> None:
    document = outcome(
        "bomb.xlsx", workbook("<sheetData>" + "<row>" + "<c><v>1</v></c>" * 250_000 + "</row></sheetData>")
    )
    assert "250000 cells, more than the 200000 allowed" in document.failure


def test_a_million_empty_rows_end_in_time_or_are_stopped(hurried: Outcome) -> None:
    document = hurried("rows.xlsx", workbook("<sheetData>" + "<row/>" * 1_500_000 + "</sheetData>"))
    assert not texts(document)


def test_entities_that_multiply_are_refused(outcome: Outcome) -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    body = rows('<c t="str"><v>&b;</v></c>')
    sheet = f'{laughs}<worksheet xmlns="{SHEET}">{body}</worksheet>'
    document = outcome("laughs.xlsx", workbook("", **{"xl/worksheets/sheet1.xml": sheet}))
    assert "declares entities" in document.failure


def test_an_entity_in_utf_16_is_refused(outcome: Outcome) -> None:
    sheet = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    parts = {"xl/worksheets/sheet1.xml": sheet.encode("utf-16")}
    assert "declares entities" in outcome("wide.xlsx", workbook("", **parts)).failure  # type: ignore[arg-type]


def test_shared_strings_with_an_outside_entity_are_refused(outcome: Outcome) -> None:
    strings = '<!DOCTYPE sst [<!ENTITY f SYSTEM "file:///etc/hostname">]><sst><si><t>&f;</t></si></sst>'
    assert "declares entities" in outcome("x.xlsx", workbook(rows("<c/>"), **{"xl/sharedStrings.xml": strings})).failure


def test_a_part_that_unpacks_to_hundreds_of_megabytes_is_refused(outcome: Outcome) -> None:
    document = outcome("big.xlsx", workbook(rows("<c/>"), **{"xl/media/x.bin": "0" * 100_000_000}))
    assert "unpacks to" in document.failure


def test_a_relationship_out_of_the_package_leads_nowhere(outcome: Outcome) -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="../../../../etc/passwd"/></Relationships>'
    )
    document = outcome("climb.xlsx", workbook(rows("<c><v>1</v></c>"), **{"xl/_rels/workbook.xml.rels": relations}))
    assert "root:" not in str(document)


def test_links_to_the_network_are_not_followed(outcome: Outcome) -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{RELATIONS}/hyperlink" Target="http://192.0.2.1/x" TargetMode="External"/>'
        "</Relationships>"
    )
    document = outcome(
        "link.xlsx", workbook(rows('<c r="A1"><v>5</v></c>'), **{"xl/worksheets/_rels/sheet1.xml.rels": relations})
    )
    assert texts(document) == ["5"]


@pytest.mark.parametrize("number", ["1e400", "-1e400", "9" * 400, "NaN", "0x10", "1_000", "٣"])
def test_numbers_that_are_none_break_nothing(outcome: Outcome, number: str) -> None:
    document = outcome("numbers.xlsx", workbook(rows(f'<c r="A1"><v>{number}</v></c>', '<c r="B1"><v>5</v></c>')))
    assert document.failure or document.partial or "5" in texts(document)


@pytest.mark.parametrize(
    "code", ["0" * 5_000, "#,##0" * 500, "[" * 300, '"' * 301, "_" * 201, "?/" * 200, "yyyy" * 400]
)
def test_number_formats_without_sense_show_something(outcome: Outcome, code: str) -> None:
    escaped = code.replace('"', "&quot;")
    styles = (
        f'<styleSheet xmlns="{SHEET}"><numFmts count="1"><numFmt numFmtId="200" formatCode="{escaped}"/></numFmts>'
        "<fonts><font/></fonts><fills><fill><patternFill/></fill></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"
        '<cellXfs><xf/><xf numFmtId="200" applyNumberFormat="1"/></cellXfs></styleSheet>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>'
    )
    parts = {"xl/styles.xml": styles, "xl/_rels/workbook.xml.rels": relations}
    document = outcome("format.xlsx", workbook(rows('<c r="A1" s="1"><v>12.5</v></c>'), **parts))
    assert not document.failure
    [cell] = [cell for _, grid in document.grids for cell in grid.cells]
    assert cell.number == 12.5 or (cell.date is not None and cell.date.isoformat() == "1900-01-12")
    assert not document.partial


def test_a_binary_workbook_that_asks_for_all_memory_is_stopped(outcome: Outcome) -> None:
    document = outcome("far.xlsb", packed({"xl/workbook.bin": b"\x9c\x01\x24" + b"\xff" * 400, "_rels/.rels": "<x/>"}))
    assert document.failure


def test_a_cut_off_workbook_gives_what_is_left_and_says_so(outcome: Outcome) -> None:
    whole = workbook(rows('<c r="A1"><v>41</v></c>'))
    document = outcome("cut.xlsx", whole[: whole.rindex(b"PK\x05\x06")])
    assert document.partial
    assert texts(document) == ["41"]


def test_an_old_workbook_of_noise_is_unreadable(outcome: Outcome) -> None:
    head = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 16 + b"\x3e\0\x03\0\xfe\xff\x09\0" + b"\xff" * 3_000
    document = outcome("noise.xls", head + "Workbook".encode("utf-16-le") + b"\x01" * 500)
    assert document.failure


def test_an_ods_cell_repeated_over_the_sheet_is_refused(outcome: Outcome) -> None:
    office = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<o:document-content xmlns:o="{office}:office:1.0" xmlns:t="{office}:table:1.0" xmlns:x="{office}:text:1.0">'
        '<o:body><o:spreadsheet><t:table t:name="A"><t:table-row t:number-rows-repeated="1048576">'
        '<t:table-cell t:number-columns-repeated="16384" o:value-type="float" o:value="1"><x:p>1</x:p></t:table-cell>'
        "</t:table-row></t:table></o:spreadsheet></o:body></o:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    document = outcome("repeat.ods", packed({"mimetype": kind, "content.xml": content}))
    assert "more than 200000 cells" in document.failure


def test_an_ods_file_with_entities_is_refused(outcome: Outcome) -> None:
    content = '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><d>&e;</d>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    assert "entities" in outcome("e.ods", packed({"mimetype": kind, "content.xml": content})).failure


def test_spreadsheet_xml_with_entities_is_refused(outcome: Outcome) -> None:
    text = (
        '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e "x">]>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'
    )
    assert "entities" in outcome("e.xls", text.encode()).failure


def test_spreadsheet_xml_with_an_index_beyond_the_sheet_is_cut(outcome: Outcome) -> None:
    text = (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:s="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet s:Name="A"><Table>'
        '<Row><Cell s:MergeAcross="999999" s:MergeDown="999999"><Data s:Type="Number">3</Data></Cell></Row>'
        '<Row s:Index="999999999"><Cell s:Index="999999"><Data s:Type="Number">4</Data></Cell></Row>'
        "</Table></Worksheet></Workbook>"
    )
    document = outcome("far.xls", text.encode())
    assert document.partial
    assert texts(document) == ["3"]

"""One table carried by every format is one and the same Grid of texts."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pytest

from flows.read.grid import Limits
from flows.read.reader import read_file

TABLE = [["Age", "2015/16", "2016/17"], ["0-10", "141", "1,213"], ["11-15", "420", "696"], ["Age NK", "", "12"]]


def number(text: str) -> int | str:
    return int(text.replace(",", "")) if text.replace(",", "").isdigit() else text


def xlsx() -> bytes:
    book = openpyxl.Workbook()
    for row, texts in enumerate(TABLE, 1):
        for column, text in enumerate(texts, 1):
            if text:
                book.active.cell(row, column, number(text)).number_format = "#,##0"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def record(kind: int, *fields: bytes) -> bytes:
    body = b"".join(fields)
    return struct.pack("<HH", kind, len(body)) + body


def xls() -> bytes:
    """A bare stream of BIFF8 records, as some reporting systems write it."""
    begin = b"\0\x06%s\xbb\x0d\xcc\x07\0\0\0\0\0\0\0\0"
    font = record(0x31, struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0), b"\x01\0A")
    looks = record(0xE0, struct.pack("<HHH", 0, 0, 0), bytes(14)) + record(
        0xE0, struct.pack("<HHH", 0, 3, 0), bytes(14)
    )
    name = b"\x05\0Sheet"
    head = record(0x809, begin % b"\x05\0") + font + looks
    start = len(head) + 4 + 6 + len(name) + 4
    book = head + record(0x85, struct.pack("<IH", start, 0), name) + record(0x0A)
    cells = record(0x809, begin % b"\x10\0")
    for row, texts in enumerate(TABLE):
        for column, text in enumerate(texts):
            place = struct.pack("<HHH", row, column, 1)
            if isinstance(value := number(text), int):
                cells += record(0x203, place, struct.pack("<d", value))
            elif text:
                cells += record(0x204, place, struct.pack("<HB", len(text), 0), text.encode())
    return book + cells + record(0x0A)


def ods() -> bytes:
    n = "urn:oasis:names:tc:opendocument:xmlns"
    rows = "".join(
        "<t:table-row>" + "".join(f"<t:table-cell><x:p>{text}</x:p></t:table-cell>" for text in row) + "</t:table-row>"
        for row in TABLE
    )
    content = (
        f'<o:document-content xmlns:o="{n}:office:1.0" xmlns:t="{n}:table:1.0" xmlns:x="{n}:text:1.0"><o:body>'
        f'<o:spreadsheet><t:table t:name="A">{rows}</t:table></o:spreadsheet></o:body></o:document-content>'
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def docx() -> bytes:
    rows = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in row) + "</w:tr>"
        for row in TABLE
    )
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return zipped(
        {"word/document.xml": f'<w:document xmlns:w="{w}"><w:body><w:tbl>{rows}</w:tbl></w:body></w:document>'}
    )


def zipped(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def page() -> str:
    rows = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in TABLE)
    return f"<html><body><table>{rows}</table></body></html>"


def mail(html: bool) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@force.example", "b@charity.example", "Figures"
    if html:
        message.set_content(page(), subtype="html")
    else:
        message.set_content("\n".join(f"{a:<10}{b:>12}{c:>12}".rstrip() for a, b, c in TABLE))
    return bytes(message)


def spreadsheet_xml() -> bytes:
    rows = ""
    for row in TABLE:
        cells = (f'<Cell><Data s:Type="String">{text}</Data></Cell>' for text in row)
        rows += f"<Row>{''.join(cells)}</Row>"
    n = "urn:schemas-microsoft-com:office:spreadsheet"
    book = f'<Workbook xmlns="{n}" xmlns:s="{n}"><Worksheet s:Name="A"><Table>{rows}</Table></Worksheet></Workbook>'
    return f'<?xml version="1.0"?>{book}'.encode()


def rich_text() -> bytes:
    rows = (
        r"\trowd\cellx1\cellx2\cellx3\intbl " + "".join(rf"{text}\cell " for text in row) + r"\row" for row in TABLE
    )
    return (r"{\rtf1\ansi " + "\n".join(rows) + r"\pard }").encode()


CARRIERS: dict[str, Callable[[], bytes]] = {
    "t.xlsx": xlsx,
    "t.xls": xls,
    "t.ods": ods,
    "t.csv": lambda: "\n".join(",".join(f'"{text}"' for text in row) for row in TABLE).encode(),
    "t.tsv": lambda: "\n".join("\t".join(row) for row in TABLE).encode("utf-16"),
    "t.docx": docx,
    "t.html": lambda: page().encode(),
    "page.xls": lambda: page().encode(),
    "typed.eml": lambda: mail(html=False),
    "page.eml": lambda: mail(html=True),
    "xml.xls": spreadsheet_xml,
    "t.rtf": rich_text,
}


@pytest.mark.parametrize("name", CARRIERS)
def test_the_grid_is_the_same(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(CARRIERS[name]())
    document = read_file(tmp_path / name, Limits())
    [(_, grid)] = document.grids
    found = {(cell.row, cell.column): cell.text for cell in grid.cells if cell.text}
    assert found == {(r, c): text for r, row in enumerate(TABLE, 1) for c, text in enumerate(row, 1) if text}
    assert (grid.rows, grid.columns) == (4, 3)

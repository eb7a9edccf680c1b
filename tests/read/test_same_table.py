"""One table carried by every format is one and the same Grid of texts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pytest

from flows.read.grid import Limits
from flows.read.reader import read_file
from tests.read.binaries import biff

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
    "t.xls": lambda: biff([[number(text) for text in row] for row in TABLE]),
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

"""Cells a second of each reader beside its library alone, on one table carried by every format.

    python tests/benchmarks/formats.py [--rows 4000] [--columns 8]

XLS and DOC are made by LibreOffice and left out where it is not installed. Each figure is the best of three runs.
"""

from __future__ import annotations

import argparse
import csv
import io
import shutil
import subprocess
import tempfile
import time
import zipfile
from collections.abc import Callable
from email import message_from_bytes
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import xlrd
from lxml import etree

from flows.read.grid import Limits
from flows.read.kinds import kind_of
from flows.read.reader import read_file

Table = list[list[str]]


def table(rows: int, columns: int) -> Table:
    head = ["Offence", *(f"{2000 + n}/{n + 1:02d}" for n in range(columns - 1))]
    return [
        head,
        *([f"Offence {r}", *(f"{(r * 37 + c * 101) % 5000:,}" for c in range(columns - 1))] for r in range(rows)),
    ]


def write_all(folder: Path, content: Table) -> None:
    with (folder / "t.csv").open("w", newline="") as file:
        csv.writer(file).writerows(content)
    book = openpyxl.Workbook()
    for row, texts in enumerate(content, 1):
        for column, text in enumerate(texts, 1):
            number = text.replace(",", "")
            cell = book.active.cell(row, column, int(number) if number.isdigit() else text)
            cell.number_format = "#,##0"
    book.save(folder / "t.xlsx")
    lines = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>\n" for row in content)
    page = f"<html><body><table>{lines}</table></body></html>"
    (folder / "t.html").write_text(page)
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "figures"
    message.set_content(
        "\n".join("".join(text.rjust(12) if n else text.ljust(16) for n, text in enumerate(row)) for row in content)
    )
    (folder / "t.eml").write_bytes(bytes(message))
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    cells = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in row) + "</w:tr>"
        for row in content
    )
    with zipfile.ZipFile(folder / "t.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        body = f'<w:document xmlns:w="{w}"><w:body><w:tbl>{cells}</w:tbl></w:body></w:document>'
        archive.writestr("word/document.xml", body)
        archive.writestr(
            "[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        )
    n = "urn:oasis:names:tc:opendocument:xmlns"
    rows = "".join(
        "<t:table-row>" + "".join(f"<t:table-cell><x:p>{text}</x:p></t:table-cell>" for text in row) + "</t:table-row>"
        for row in content
    )
    with zipfile.ZipFile(folder / "t.ods", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{n}:manifest:1.0"/>')
        archive.writestr(
            "content.xml",
            f'<o:document-content xmlns:o="{n}:office:1.0" xmlns:t="{n}:table:1.0" xmlns:x="{n}:text:1.0"><o:body>'
            f'<o:spreadsheet><t:table t:name="A">{rows}</t:table></o:spreadsheet></o:body></o:document-content>',
        )
    if (program := shutil.which("soffice")) is not None:
        for kind in ("xls",):
            profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
            command = [
                program,
                "--headless",
                profile,
                "--convert-to",
                kind,
                "--outdir",
                str(folder),
                str(folder / "t.xlsx"),
            ]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def openpyxl_alone(path: Path) -> None:
    for sheet in openpyxl.load_workbook(path, data_only=True).worksheets:
        for row in sheet.iter_rows(values_only=True):
            len(row)


def xlrd_alone(path: Path) -> None:
    for sheet in xlrd.open_workbook(path, formatting_info=True).sheets():
        for row in range(sheet.nrows):
            sheet.row_values(row)


def ods_alone(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        sum(1 for _ in etree.fromstring(archive.read("content.xml")).iter("{*}p"))


def docx_alone(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        sum(1 for _ in etree.fromstring(archive.read("word/document.xml")).iter("{*}t"))


ALONE: dict[str, tuple[str, Callable[[Path], object]]] = {
    ".xlsx": ("openpyxl", openpyxl_alone),
    ".xls": ("xlrd", xlrd_alone),
    ".ods": ("lxml", ods_alone),
    ".csv": ("csv", lambda path: list(csv.reader(io.StringIO(path.read_text())))),
    ".docx": ("lxml", docx_alone),
    ".html": ("lxml", lambda path: len(etree.fromstring(path.read_bytes(), etree.HTMLParser(huge_tree=True)))),
    ".eml": ("email", lambda path: message_from_bytes(path.read_bytes()).get_payload(decode=True)),
}


def best(function: Callable[[Path], object], path: Path) -> float:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        function(path)
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=4000)
    parser.add_argument("--columns", type=int, default=8)
    options = parser.parse_args()
    content = table(options.rows, options.columns)
    count = sum(len(row) for row in content)
    print(f"{count} cells\n{'kind':14}{'cells/s':>12}{'same cells':>12}   library alone")
    with tempfile.TemporaryDirectory() as folder:
        write_all(Path(folder), content)
        for path in sorted(Path(folder).glob("t.*")):
            document = read_file(path, Limits())
            texts = [[cell.text for cell in grid.cells if cell.text] for _, grid in document.grids]
            same = texts == [[text for row in content for text in row]]
            seconds = best(lambda file: read_file(file, Limits()), path)
            library, alone = ALONE[path.suffix]
            other = count / best(alone, path)
            kind = kind_of(path.read_bytes(), path.name)
            print(f"{kind:14}{count / seconds:12,.0f}{'yes' if same else 'NO':>12}   {library} {other:,.0f}")


if __name__ == "__main__":
    main()

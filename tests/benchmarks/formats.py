"""Cells a second of each reader beside its library alone, on one table carried by every format.

    python -m tests.benchmarks.formats [--rows 4000] [--columns 8]

DOC is made by LibreOffice and left out where it is not installed; DOC, RTF and PDF carry a tenth of the rows. Seconds
are those of the processor, programs called included. Each figure is the best of three runs.
"""

from __future__ import annotations

import argparse
import csv
import io
import resource
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
import pdfplumber
import pikepdf
import python_calamine
import xlrd
from lxml import etree
from striprtf.striprtf import rtf_to_text

from flows.read.grid import Limits
from flows.read.reader import read_file
from tests.read.binaries import biff, xlsb, xlsb_styles

Table = list[list[str]]
SLOW = {".doc", ".pdf", ".rtf"}


def table(rows: int, columns: int) -> Table:
    head = ["Offence", *(f"{2000 + n}/{n + 1:02d}" for n in range(columns - 1))]
    return [
        head,
        *([f"Offence {r}", *(f"{(r * 37 + c * 101) % 5000:,}" for c in range(columns - 1))] for r in range(rows)),
    ]


def write_quick(folder: Path, content: Table) -> None:
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
    grid = "<w:tblGrid>" + '<w:gridCol w:w="1200"/>' * len(content[0]) + "</w:tblGrid>"
    with zipfile.ZipFile(folder / "t.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        body = f'<w:document xmlns:w="{w}"><w:body><w:tbl><w:tblPr/>{grid}{cells}</w:tbl><w:p/></w:body></w:document>'
        archive.writestr("word/document.xml", body)
        kinds = "http://schemas.openxmlformats.org/package/2006"
        main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{kinds}/content-types">'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{kinds}/relationships">'
            f'<Relationship Id="r1" Type="{office}" Target="word/document.xml"/></Relationships>',
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
    numbers = [[int(n) if (n := text.replace(",", "")).isdigit() else text for text in row] for row in content]
    (folder / "t.xls").write_bytes(biff(numbers))
    (folder / "t.xlsb").write_bytes(
        xlsb(numbers, styles=xlsb_styles(["#,##0"]), looks=[[1] * len(content[0])] * len(content))
    )
    with (folder / "t.tsv").open("w", newline="", encoding="utf-16") as file:
        csv.writer(file, delimiter="\t").writerows(content)


def write_slow(folder: Path, content: Table, letter: Path) -> None:
    """The kinds that take longest, of a shorter table; `letter` is it as DOCX."""
    (folder / "t.pdf").write_bytes(pdf(content))
    ends = "".join(rf"\cellx{1200 * n}" for n in range(1, len(content[0]) + 1))
    lines = (rf"\trowd{ends}\intbl " + "".join(rf"{text}\cell " for text in row) + r"\row" for row in content)
    (folder / "t.rtf").write_text("{\\rtf1\\ansi " + "\n".join(lines) + "}")
    if (program := shutil.which("soffice")) is not None:
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [program, "--headless", profile, "--convert-to", "doc:MS Word 97", "--outdir", str(folder)]
        subprocess.run([*command, str(letter)], check=True, capture_output=True)


def pdf(content: Table) -> bytes:
    """The table printed with lines around its cells, its header on every page."""
    made = pikepdf.new()
    kind = {"Type": pikepdf.Name.Font, "Subtype": pikepdf.Name.Type1, "BaseFont": pikepdf.Name.Helvetica}
    font = made.make_indirect(pikepdf.Dictionary(**kind))
    wide, high = 520 / len(content[0]), 15
    for start in range(1, len(content), 48):
        rows = [content[0], *content[start : start + 48]]
        drawn = [
            f"BT /F1 8 Tf {40 + wide * c:.1f} {790 - high * r} Td ({text}) Tj ET"
            for r, row in enumerate(rows)
            for c, text in enumerate(row)
        ]
        bottom = 800 - high * len(rows)
        drawn += [f"37 {800 - high * r} m {37 + 520} {800 - high * r} l S" for r in range(len(rows) + 1)]
        drawn += [f"{37 + wide * c:.1f} 800 m {37 + wide * c:.1f} {bottom} l S" for c in range(len(content[0]) + 1)]
        sheet = made.add_blank_page(page_size=(595, 842))
        sheet.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        sheet.Contents = made.make_stream("\n".join(drawn).encode())
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def openpyxl_alone(path: Path) -> None:
    for sheet in openpyxl.load_workbook(path, data_only=True).worksheets:
        for row in sheet.iter_rows(values_only=True):
            len(row)


def xlrd_alone(path: Path) -> None:
    for sheet in xlrd.open_workbook(path, formatting_info=True).sheets():
        for row in range(sheet.nrows):
            sheet.row_values(row)


def calamine_alone(path: Path) -> None:
    book = python_calamine.CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def pdfplumber_alone(path: Path) -> None:
    with pdfplumber.open(path) as pages:
        for page in pages.pages:
            page.extract_tables()


def ods_alone(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        sum(1 for _ in etree.fromstring(archive.read("content.xml")).iter("{*}p"))


def docx_alone(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        sum(1 for _ in etree.fromstring(archive.read("word/document.xml")).iter("{*}t"))


ALONE: dict[str, tuple[str, Callable[[Path], object]]] = {
    ".xlsx": ("openpyxl", openpyxl_alone),
    ".xlsb": ("calamine", calamine_alone),
    ".pdf": ("pdfplumber", pdfplumber_alone),
    ".rtf": ("striprtf", lambda path: rtf_to_text(path.read_text())),
    ".tsv": ("csv", lambda path: list(csv.reader(io.StringIO(path.read_text("utf-16")), delimiter="\t"))),
    ".xls": ("xlrd", xlrd_alone),
    ".ods": ("lxml", ods_alone),
    ".csv": ("csv", lambda path: list(csv.reader(io.StringIO(path.read_text())))),
    ".docx": ("lxml", docx_alone),
    ".html": ("lxml", lambda path: len(etree.fromstring(path.read_bytes(), etree.HTMLParser(huge_tree=True)))),
    ".eml": ("email", lambda path: message_from_bytes(path.read_bytes()).get_payload(decode=True)),
}


def used() -> float:
    """Seconds of the processor that this process and those it called have used."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def best(function: Callable[[Path], object], path: Path) -> float:
    times = []
    for _ in range(3):
        start = used()
        function(path)
        times.append(used() - start)
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=4000)
    parser.add_argument("--columns", type=int, default=8)
    options = parser.parse_args()
    print(f"{'kind':14}{'cells':>10}{'cells/s':>12}{'same cells':>12}   library alone")
    with tempfile.TemporaryDirectory() as name:
        quick, slow = Path(name) / "quick", Path(name) / "slow"
        for folder, rows in ((quick, options.rows), (slow, options.rows // 10)):
            content = table(rows, options.columns)
            folder.mkdir()
            write_quick(folder, content)
            if folder is slow:
                write_slow(folder, content, folder / "t.docx")
            shown = SLOW if folder is slow else ALONE.keys() - SLOW
            for path in sorted(path for path in folder.glob("t.*") if path.suffix in shown):
                report(path, content)


def report(path: Path, content: Table) -> None:
    count = sum(len(row) for row in content)
    texts = [[cell.text for cell in grid.cells if cell.text] for _, grid in read_file(path, Limits()).grids]
    same = "yes" if texts == [[text for row in content for text in row]] else "NO"
    seconds = best(lambda file: read_file(file, Limits()), path)
    beside = "none reads it"
    if path.suffix in ALONE:
        library, alone = ALONE[path.suffix]
        beside = f"{library} {count / best(alone, path):,.0f}"
    print(f"{path.suffix[1:]:14}{count:10,}{count / seconds:12,.0f}{same:>12}   {beside}", flush=True)


if __name__ == "__main__":
    main()

"""One made return in every file type that a force sends: a letter with its question, a table, and a note under it."""

from __future__ import annotations

import csv
import io
import struct
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from html import escape
from pathlib import Path

import openpyxl
import pikepdf
import pypdfium2

from tests.read.binaries import attached_file, attached_object, biff, compound, message, tnef, xlsb

BEFORE = [
    "You asked how many sexual offences against children under 18 the force recorded in 2015/16 and 2016/17.",
    "Table 1: Number of recorded sexual offences against children, by age of the victim",
]
TABLE = [
    ["Age of victim", "2015/16", "2016/17"],
    ["0-4", "12", "15"],
    ["5-9", "141", "163"],
    ["10-15", "1,420", "1,696"],
    ["16-17", "<5", "204"],
    ["Not known", "*", "12"],
    ["Total", "1,580", "2,090"],
]
AFTER = ["* This figure is withheld under section 40(2) of the Freedom of Information Act 2000."]
WIDTH = len(TABLE[0])
TAB = "\t"
SHEET = [*([line] for line in BEFORE), [], *TABLE, [], *([line] for line in AFTER)]


def number(text: str) -> int | str:
    return int(text.replace(",", "")) if text.replace(",", "").isdigit() else text


def zipped(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def xlsx() -> bytes:
    book = openpyxl.Workbook()
    for row, texts in enumerate(SHEET, 1):
        for column, text in enumerate(texts, 1):
            book.active.cell(row, column, number(text)).number_format = "#,##0"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def xlsm() -> bytes:
    """The workbook with macros, of which nothing is run."""
    with zipfile.ZipFile(io.BytesIO(xlsx())) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    plain, macros = b"spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml"
    types = bytes(parts["[Content_Types].xml"])  # type: ignore[arg-type]
    parts["[Content_Types].xml"] = types.replace(b"openxmlformats-officedocument." + plain, macros)
    return zipped(parts | {"xl/vbaProject.bin": compound({"VBA": {"dir": b"x"}})})


def separated(separator: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(SHEET)
    return text.getvalue()


def ods() -> bytes:
    n = "urn:oasis:names:tc:opendocument:xmlns"

    def cell(text: str) -> str:
        value = number(text)
        kind = f' o:value-type="float" o:value="{value}"' if isinstance(value, int) else ' o:value-type="string"'
        return f"<t:table-cell{kind}><x:p>{escape(text)}</x:p></t:table-cell>"

    rows = "".join(f"<t:table-row>{''.join(map(cell, row)) or '<t:table-cell/>'}</t:table-row>" for row in SHEET)
    content = (
        f'<o:document-content xmlns:o="{n}:office:1.0" xmlns:t="{n}:table:1.0" xmlns:x="{n}:text:1.0"><o:body>'
        f'<o:spreadsheet><t:table t:name="A">{rows}</t:table></o:spreadsheet></o:body></o:document-content>'
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def paragraph(text: str) -> str:
    runs = escape(text).replace("\t", "</w:t><w:tab/><w:t>")
    return f"<w:p><w:r><w:t>{runs}</w:t></w:r></w:p>"


def docx() -> bytes:
    rows = ("<w:tr>" + "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in row) + "</w:tr>" for row in TABLE)
    grid = "<w:tblGrid>" + '<w:gridCol w:w="2000"/>' * WIDTH + "</w:tblGrid>"
    return letter(f"<w:tbl><w:tblPr/>{grid}{''.join(rows)}</w:tbl>")


def letter(table: str) -> bytes:
    """A Word letter around the table given."""
    body = f"{''.join(map(paragraph, BEFORE))}{table}{''.join(map(paragraph, AFTER))}"
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{relations}">'
            f'<Relationship Id="r1" Type="{office}" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'<w:document xmlns:w="{w}"><w:body>{body}</w:body></w:document>',
        }
    )


def doc() -> bytes:
    """The letter as Word of before 2007 saved it, by LibreOffice."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "letter.docx").write_bytes(docx())
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", "--headless", profile, "--convert-to", "doc:MS Word 97", "--outdir", name]
        subprocess.run([*command, str(folder / "letter.docx")], check=True, capture_output=True)
        return (folder / "letter.doc").read_bytes()


def rtf() -> bytes:
    ends = "".join(rf"\cellx{3000 * n}" for n in range(1, WIDTH + 1))
    rows = (rf"\trowd{ends}\intbl " + "".join(rf"{text}\cell " for text in row) + r"\row" for row in TABLE)
    lines = [*(rf"{line}\par" for line in BEFORE), *rows, r"\pard", *(rf"{line}\par" for line in AFTER)]
    return ("{\\rtf1\\ansi " + "\n".join(lines) + "}").encode()


def page() -> str:
    rows = "".join("<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in TABLE)
    before, after = ("".join(f"<p>{escape(line)}</p>" for line in lines) for lines in (BEFORE, AFTER))
    return f"<html><body>{before}<table>{rows}</table>{after}</body></html>"


def with_tabs() -> list[str]:
    """The table with as many tabs as it takes until the figures stand below one another."""
    return [f"{row[0]}{TAB * (2 - len(row[0]) // 8)}{TAB.join(row[1:])}" for row in TABLE]


def typed() -> str:
    """The letter as somebody types it, the columns kept apart by spaces."""
    rows = (f"{row[0]:<20}" + "".join(f"{text:>12}" for text in row[1:]) for row in TABLE)
    return "\n".join([*BEFORE, "", *rows, "", *AFTER, ""])


def mail(text: str, subtype: str = "plain", **attached: bytes) -> bytes:
    sent = EmailMessage()
    sent["From"], sent["To"], sent["Subject"] = "foi@force.example", "data@charity.example", "Your request"
    sent.set_content(text, subtype=subtype)
    for ending, content in attached.items():
        sent.add_attachment(content, maintype="application", subtype="octet-stream", filename=f"reply.{ending}")
    return bytes(sent)


def outlook(body: str, *attached: dict[str, object], page: str = "") -> bytes:
    return compound(message(32, body.replace("\n", "\r\n"), *attached, page=page))


def winmail(body: str, name: bytes = b"", content: bytes = b"") -> bytes:
    attached = ((2, 0x9002, 6, bytes(14)), (2, 0x8010, 1, name + b"\0"), (2, 0x800F, 6, content)) if name else ()
    text = body.replace("\n", "\r\n").encode() + b"\0"
    return tnef((1, 0x9006, 8, struct.pack("<I", 0x10000)), (1, 0x800C, 2, text), *attached)


def pdf(ruled: bool) -> bytes:
    """The letter printed, with lines around the cells or with none at all."""
    content: list[str] = []

    def write(x: float, y: float, text: str) -> None:
        words = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        content.append(f"BT /F1 10 Tf {x} {842 - y} Td ({words}) Tj ET")

    def line(x0: float, y0: float, x1: float, y1: float) -> None:
        content.append(f"{x0} {842 - y0} m {x1} {842 - y1} l S")

    for n, text in enumerate(BEFORE):
        write(50, 80 + 20 * n, text)
    top, high, left, wide = 130, 20, 50, 150
    for r, row in enumerate(TABLE):
        for c, text in enumerate(row):
            write(left + wide * c + 6, top + high * r + 14, text)
    if ruled:
        for r in range(len(TABLE) + 1):
            line(left, top + high * r, left + wide * WIDTH, top + high * r)
        for c in range(WIDTH + 1):
            line(left + wide * c, top, left + wide * c, top + high * len(TABLE))
    for n, text in enumerate(AFTER):
        write(50, top + high * len(TABLE) + 30 + 20 * n, text)
    made = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    sheet = made.add_blank_page(page_size=(595, 842))
    sheet.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=made.make_indirect(font)))
    sheet.Contents = made.make_stream("\n".join(content).encode("cp1252"))
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def portfolio() -> bytes:
    """A PDF of a covering letter with the return attached."""
    with pikepdf.open(io.BytesIO(pdf(ruled=True))) as made:
        made.pages[0].Contents = made.make_stream(b"BT /F1 10 Tf 50 700 Td (Please see the file attached.) Tj ET")
        made.attachments["reply.docx"] = docx()
        buffer = io.BytesIO()
        made.save(buffer)
    return buffer.getvalue()


def scan(form: str) -> bytes:
    """The printed letter as a scanner gives it: a picture, in a picture's file or a PDF's."""
    picture = pypdfium2.PdfDocument(pdf(ruled=True))[0].render(scale=200 / 72).to_pil().convert("L")
    buffer = io.BytesIO()
    picture.save(buffer, form, **({"resolution": 200.0} if form == "PDF" else {"dpi": (200, 200)}))
    return buffer.getvalue()


Carriers = dict[str, Callable[[], bytes]]
SHEETS: Carriers = {
    "book.xlsx": xlsx,
    "macros.xlsm": xlsm,
    "old.xls": lambda: biff([[number(text) for text in row] for row in SHEET]),
    "binary.xlsb": lambda: xlsb([[number(text) for text in row] for row in SHEET]),
    "open.ods": ods,
    "commas.csv": lambda: separated(",").encode(),
    "semicolons.csv": lambda: separated(";").encode("utf-8-sig"),
    "tabs.tsv": lambda: separated("\t").encode("utf-16"),
}
LETTERS: Carriers = {
    "letter.docx": docx,
    "tabs.docx": lambda: letter("".join(map(paragraph, with_tabs()))),
    "page.html": lambda: page().encode(),
    "page.xls": lambda: page().encode(),
    "ruled.pdf": lambda: pdf(ruled=True),
    "unruled.pdf": lambda: pdf(ruled=False),
    "portfolio.pdf": portfolio,
    "typed.txt": lambda: typed().encode(),
    "tabs.txt": lambda: "\n".join(["Dear Sir,", *BEFORE, *with_tabs(), *AFTER]).encode(),
}
MAILS: Carriers = {
    "typed.eml": lambda: mail(typed()),
    "tabs.eml": lambda: mail("\n".join([*BEFORE, "", *with_tabs(), "", *AFTER])),
    "page.eml": lambda: mail(page(), "html"),
    "workbook.eml": lambda: mail("Please see the file attached.", xlsx=xlsx()),
    "letter.eml": lambda: mail("Please see the file attached.", docx=docx()),
    "typed.msg": lambda: outlook(typed()),
    "page.msg": lambda: outlook(typed(), page=page()),
    "workbook.msg": lambda: outlook("See attached.", attached_file("reply.xlsx", xlsx())),
    "message.msg": lambda: outlook("See below.", attached_object(message(24, typed()))),
    "winmail.dat": lambda: winmail(typed()),
    "attached/winmail.dat": lambda: winmail("See attached.", b"reply.csv", separated(",").encode()),
    "letter.zip": lambda: zipped({"answer/letter.docx": docx()}),
    "archives.zip": lambda: zipped({"inner.zip": zipped({"book.xlsx": xlsx()})}),
}
SCANS: Carriers = {
    "scan.png": lambda: scan("PNG"),
    "scan.tiff": lambda: scan("TIFF"),
    "scan.pdf": lambda: scan("PDF"),
}
OLD_LETTERS: Carriers = {"letter.doc": doc, "letter.rtf": rtf}

"""Made returns as files: workbook, CSV, web page, Word, PDF, and mail that carries text, a page or a workbook."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from random import Random
from typing import Any

import docx
from openpyxl import Workbook
from openpyxl.styles import Font
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph as Flowing
from reportlab.platypus import SimpleDocTemplate, Spacer
from reportlab.platypus import Table as Ruled

from tests.benchmarks.made.contexts import Part
from tests.benchmarks.made.tables import Table
from tests.benchmarks.made.wordings import phrase

GRIDS = ("xlsx", "csv", "mail_workbook")
"""Carriers whose files are sheets and not pages."""


def xlsx(rng: Random, parts: Sequence[Part]) -> bytes:
    """A workbook, a sheet a part."""
    book = Workbook()
    book.remove(book.worksheets[0])
    left = rng.choice((1, 1, 2))
    for part in parts:
        sheet = book.create_sheet(part.name)
        at = rng.choice((1, 1, 2))
        for block in part.blocks:
            if not isinstance(block, Table):
                for across, text in enumerate(block.text.split("|")):
                    sheet.cell(at, left + across, text)
                at += 1
                continue
            at += rng.randint(0, 1)
            if block.caption:
                sheet.cell(at, left, block.caption)
                at += 1
            for row in block.rows:
                for across, cell in enumerate(row):
                    if cell is None or cell.content == "":
                        continue
                    shown = sheet.cell(at, left + across, cell.content)
                    shown.font = Font(bold=cell.bold)
                    shown.number_format = "DD/MM/YYYY" if isinstance(cell.content, dt.date) else shown.number_format
                    if cell.down > 1 or cell.across > 1:
                        sheet.merge_cells(
                            start_row=at, start_column=left + across,
                            end_row=at + cell.down - 1, end_column=left + across + cell.across - 1,
                        )  # fmt: skip
                at += 1
            for note in block.notes:
                sheet.cell(at, left, note)
                at += 1
            at += 1
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def csv_file(_: Random, parts: Sequence[Part]) -> bytes:
    """All parts below one another, with an empty line between."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    for part in parts:
        for block in part.blocks:
            if isinstance(block, Table):
                writer.writerows([[block.caption]] if block.caption else [])
                writer.writerows([cell.text if cell else "" for cell in row] for row in block.rows)
                writer.writerows([note] for note in block.notes)
                writer.writerow([])
            else:
                writer.writerow(block.text.split("|"))
    return stream.getvalue().encode()


def page(rng: Random, parts: Sequence[Part]) -> bytes:
    """A web page."""
    said = []
    heading = rng.choice(("th", "td"))
    for part in parts:
        for number, block in enumerate(part.blocks):
            if isinstance(block, Table):
                said.append(_web_table(block, heading, rng.random() < 0.5))
            else:
                mark = "h2" if not number else "p"
                said.append(f"<{mark}>{html.escape(block.text.replace('|', ' '))}</{mark}>")
    body = "\n".join(said)
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>\n{body}\n</body></html>'.encode()


def _web_table(table: Table, heading: str, as_caption: bool) -> str:
    rows = []
    for at, row in enumerate(table.rows):
        mark = heading if at < table.header_rows else "td"
        cells = []
        for cell in row:
            if cell is not None:
                span = f' rowspan="{cell.down}"' * (cell.down > 1) + f' colspan="{cell.across}"' * (cell.across > 1)
                cells.append(f"<{mark}{span}>{html.escape(cell.text).replace(chr(10), '<br>')}</{mark}>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    caption = html.escape(table.caption)
    above = f"<p><b>{caption}</b></p>" if caption and not as_caption else ""
    inside = f"<caption>{caption}</caption>" if caption and as_caption else ""
    notes = "".join(f"<p>{html.escape(note)}</p>" for note in table.notes)
    return f'{above}<table border="1">{inside}{chr(10).join(rows)}</table>{notes}'


def word(rng: Random, parts: Sequence[Part]) -> bytes:
    """A letter in Word."""
    letter = docx.Document()
    style = rng.choice(("Table Grid", "Table Grid", "Normal Table"))
    for part in parts:
        for block in part.blocks:
            if not isinstance(block, Table):
                letter.add_paragraph(block.text.replace("|", " "))
                continue
            if block.caption:
                letter.add_paragraph().add_run(block.caption).bold = True
            grid = letter.add_table(len(block.rows), len(block.rows[0]), style)
            for at, row in enumerate(block.rows):
                for across, cell in enumerate(row):
                    if cell is None:
                        continue
                    place = grid.cell(at, across)
                    if cell.down > 1 or cell.across > 1:
                        place = place.merge(grid.cell(at + cell.down - 1, across + cell.across - 1))
                    place.text = cell.text
            for note in block.notes:
                letter.add_paragraph(note)
    stream = io.BytesIO()
    letter.save(stream)
    return stream.getvalue()


def pdf(rng: Random, parts: Sequence[Part]) -> bytes:
    """A letter on pages: tables ruled all round, by horizontal lines alone, or not at all."""
    styles = getSampleStyleSheet()
    widest = max((len(block.rows[0]) for part in parts for block in part.blocks if isinstance(block, Table)), default=1)
    said: list[Any] = []
    rules = rng.choice(("GRID", "GRID", "LINEBELOW", ""))
    for part in parts:
        for block in part.blocks:
            if not isinstance(block, Table):
                said += [Flowing(html.escape(block.text.replace("|", " ")), styles["Normal"]), Spacer(1, 8)]
                continue
            if block.caption:
                said += [Flowing(f"<b>{html.escape(block.caption)}</b>", styles["Normal"]), Spacer(1, 6)]
            size = 9 if widest <= 9 else 7
            look: list[tuple[Any, ...]] = [("FONTSIZE", (0, 0), (-1, -1), size), ("VALIGN", (0, 0), (-1, -1), "TOP")]
            look += [(rules, (0, 0), (-1, -1), 0.5, colors.black)] if rules else []
            for at, row in enumerate(block.rows):
                for across, cell in enumerate(row):
                    if cell is not None and (cell.down > 1 or cell.across > 1):
                        look.append(("SPAN", (across, at), (across + cell.across - 1, at + cell.down - 1)))
            content = [[cell.text if cell else "" for cell in row] for row in block.rows]
            said += [Ruled(content, style=look, repeatRows=block.header_rows, hAlign="LEFT"), Spacer(1, 6)]
            said += [Flowing(html.escape(note), styles["Normal"]) for note in block.notes] + [Spacer(1, 10)]
    stream = io.BytesIO()
    size_of_page = A4 if widest <= 7 else landscape(A4)
    SimpleDocTemplate(stream, pagesize=size_of_page, invariant=1).build(said)
    return stream.getvalue()


def mail_text(_: Random, parts: Sequence[Part]) -> bytes:
    """A mail with its tables typed in spaces."""
    said = []
    for part in parts:
        for block in part.blocks:
            if not isinstance(block, Table):
                said.append(block.text.replace("|", " ") + "\n")
                continue
            texts = [[cell.text.replace("\n", " ") if cell else "" for cell in row] for row in block.rows]
            widths = [max(map(len, column)) + 3 for column in zip(*texts, strict=True)]
            rows = [
                "".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in texts
            ]
            said.append("\n".join([*filter(None, [block.caption]), *rows, "", *block.notes]) + "\n")
    return _mail("\n".join(said))


def mail_page(rng: Random, parts: Sequence[Part]) -> bytes:
    """A mail whose text is a web page."""
    return _mail("This message needs a reader of web pages.", page(rng, parts).decode())


def mail_workbook(rng: Random, parts: Sequence[Part]) -> bytes:
    """A mail that carries its answer as a workbook."""
    return _mail(phrase(rng, "attached"), book=xlsx(rng, parts))


def _mail(text: str, as_page: str = "", book: bytes = b"") -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "foi@police.example", "request@charity.example"
    message["Subject"], message["Date"] = "Freedom of information request", "Tue, 12 Sep 2017 10:14:00 +0000"
    message.set_content(text)
    if as_page:
        message.add_alternative(as_page, subtype="html")
    if book:
        message.add_attachment(book, "application", "vnd.ms-excel", filename="answer.xlsx")
    return message.as_bytes()


CARRIERS: dict[str, tuple[str, Callable[[Random, Sequence[Part]], bytes]]] = {
    "xlsx": ("xlsx", xlsx), "csv": ("csv", csv_file), "html": ("html", page), "docx": ("docx", word),
    "pdf": ("pdf", pdf), "mail": ("eml", mail_text), "mail_page": ("eml", mail_page),
    "mail_workbook": ("eml", mail_workbook),
}  # fmt: skip
"""Ending and maker of each."""

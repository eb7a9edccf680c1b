"""What a file is stands in its bytes, not in its name."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from flows.read.grid import Limits
from flows.read.kinds import kind_of
from flows.read.reader import read_file

RAW = Path(__file__).parents[2] / "raw"
KINDS = {".xlsx": "xlsx", ".xls": "xls", ".ods": "ods", ".csv": "csv", ".docx": "docx", ".html": "html", ".eml": "eml"}


@pytest.mark.parametrize(
    "path", sorted(p for p in RAW.rglob("*") if p.suffix in {*KINDS, ".pdf"}), ids=lambda p: p.name
)
@pytest.mark.parametrize("name", ["x", "x.pdf", "x.xls"])
def test_specimens_are_known_without_their_name(path: Path, name: str) -> None:
    assert kind_of(path.read_bytes(), name) == KINDS.get(path.suffix, "pdf")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xef\xbb\xbf  <!DOCTYPE html><p>x", "html"),
        (b"<table><tr><td>1", "html"),
        (b'<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "spreadsheetml"),
        (b"MIME-Version: 1.0\nX-Document-Type: Workbook\nContent-Type: multipart/related\n\nx", "eml"),
        (b"Received: x\nFrom: a\nTo: b\n\nDate,Count\n1,2\n3,4\n", "eml"),
        (b"From: the team\n\nNothing.", "text"),
        (b"{\\rtf1 x}", "rtf"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"junk before\n%PDF-1.4", "pdf"),
        (b"\x00\x01\x02\x03\x04\x05\x06\x07" * 40, "unknown"),
        (b" \r\n\0\0", "empty"),
    ],
)
def test_kinds_from_bytes(data: bytes, kind: str) -> None:
    assert kind_of(data, "x") == kind


def test_an_archive_of_office_parts_is_an_office_file_and_others_are_archives() -> None:
    def zipped(*names: str) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for name in names:
                archive.writestr(name, "x")
        return buffer.getvalue()

    assert kind_of(zipped("word/document.xml"), "x") == "docx"
    assert kind_of(zipped("a.docx", "b.csv"), "x") == "zip"
    assert kind_of(zipped("ppt/presentation.xml"), "x") == "unknown"


def test_a_false_name_is_noted(tmp_path: Path) -> None:
    (tmp_path / "x.xls").write_bytes(b"<html><table><tr><td>1<td>2</table>")
    document = read_file(tmp_path / "x.xls", Limits())
    assert [notice.check for notice in document.notices] == ["kind_differs"]


def test_a_file_with_nothing_in_it_is_noted(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "x.xlsx")
    assert [notice.check for notice in read_file(tmp_path / "x.xlsx", Limits()).notices] == ["nothing_found"]

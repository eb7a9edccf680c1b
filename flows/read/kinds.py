"""The kind of a file, decided from its bytes: forces send web pages named .xls and PDFs named .doc."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Literal

import olefile  # type: ignore[import-untyped]
import puremagic

from flows.read.archives.salvage import salvage_zip
from flows.read.grid import Limits
from flows.read.text.charsets import decode
from flows.read.workbooks.delimited import looks_delimited

Kind = Literal[
    "pdf", "image", "xlsx", "xlsb", "xls", "ods", "csv", "docx", "doc", "rtf", "html", "spreadsheetml",
    "eml", "msg", "zip", "winmail", "text", "locked", "empty", "unknown",
]  # fmt: skip

_HEAD = 65_536
_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF87a", b"GIF89a", b"BM")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_EXCEL = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_HEADER = re.compile(
    r"^(?:From|To|Cc|Subject|Date|Received|MIME-Version|Return-Path|Message-ID|Content-Type|Delivered-To|X-[\w-]+)"
    r"[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_MARKUP = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|title|style|table|div|p|h[1-6]|center|font)[\s>/]", re.I)


def kind_of(data: bytes, name: str) -> Kind:
    """What the bytes are; `name` only tells a CSV from a plain text.

    >>> kind_of(b"<html><table>", "figures.xls"), kind_of(b"%PDF-1.4", "letter.doc"), kind_of(b"", "a.csv")
    ('html', 'pdf', 'empty')
    >>> kind_of(b"Age,Count\\n0-4,7\\n", "export.txt"), kind_of(b"Dear Sir,\\nNo.\\n", "reply.txt")
    ('csv', 'text')
    """
    if not data.strip(b"\0 \t\r\n"):
        return "empty"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _kind_of_zip(data)
    if data.startswith(_OLE):
        return _kind_of_ole(data)
    if data.startswith(_IMAGES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return "image"
    if data.startswith(b"\x78\x9f\x3e\x22"):
        return "winmail"
    if data.lstrip()[:5] == b"{\\rtf":
        return "rtf"
    if data.startswith(_OLD_EXCEL) and data[2:4] in (b"\x08\0", b"\x10\0", b"\x06\0", b"\x04\0"):
        return "xls"
    return _kind_of_text(data, name)


def described(data: bytes) -> str:
    """A name for bytes of an unknown kind, for a message."""
    try:
        return puremagic.magic_string(data[:_HEAD])[0].name or "an unknown kind of file"
    except (puremagic.PureError, IndexError, ValueError):
        return "an unknown kind of file"


def _kind_of_zip(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name.lstrip("/") for name in archive.namelist()]
            mimetype = archive.read("mimetype")[:100] if "mimetype" in names else b""
            small = "[Content_Types].xml" in names and archive.getinfo("[Content_Types].xml").file_size < 10_000_000
            types = archive.read("[Content_Types].xml") if small else b""
    except (zipfile.BadZipFile, zlib.error, KeyError, RuntimeError, ValueError, OSError, EOFError):
        found = salvage_zip(data, Limits(archive_bytes=64 * 2**20))
        names, mimetype = list(found), found.get("mimetype", b"")
        types = found.get("[Content_Types].xml", b"")
    if b"opendocument.spreadsheet" in mimetype:
        return "ods"
    if b"opendocument.text" in mimetype:
        return "doc"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.startswith("xl/") for name in names) or b"spreadsheetml.sheet.main" in types:
        return "xlsx"
    if any(name.startswith("word/") for name in names) or b"wordprocessingml.document.main" in types:
        return "docx"
    return "unknown" if any(name.startswith("ppt/") for name in names) else "zip"


def _kind_of_ole(data: bytes) -> Kind:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            names = {"/".join(entry).lower() for entry in ole.listdir(streams=True, storages=False)}
    except (OSError, ValueError, IndexError, TypeError, AttributeError, RecursionError):
        # The directory of the file is damaged: its names still stand in it as UTF-16.
        names = {name for name in ("workbook", "worddocument") if name.title().encode("utf-16-le") in data}
        names |= {"worddocument"} if "WordDocument".encode("utf-16-le") in data else set()
    if "encryptedpackage" in names:
        return "locked"
    if names & {"workbook", "book"}:
        return "xls"
    if "worddocument" in names:
        return "doc"
    return "msg" if any(name.startswith("__properties_version1.0") for name in names) else "unknown"


def _kind_of_text(data: bytes, name: str) -> Kind:
    text = decode(data[:_HEAD])[0]
    start = text.lstrip("\ufeff \t\r\n")[:8192]
    odd = sum(1 for letter in start if letter < " " and letter not in "\t\n\r\f\x1b\x1a") + start.count("\ufffd")
    named_csv = name.lower().endswith((".csv", ".tsv", ".tab"))
    if odd > len(start) // (10 if named_csv else 50):
        return "unknown"
    if start.startswith("<?xml") or start.startswith("<"):
        if "urn:schemas-microsoft-com:office:spreadsheet" in start:
            return "spreadsheetml"
        if "office/word/2003/wordml" in start or "office/2006/xmlPackage" in start:
            return "doc"
        if _MARKUP.search(start):
            return "html"
    head = re.split(r"\r?\n\r?\n", start, maxsplit=1)[0]
    if len(_HEADER.findall(head)) >= 2 and (_HEADER.match(start) or start.startswith("From ")):
        return "eml"
    if named_csv or looks_delimited(text):
        return "csv"
    if _MARKUP.search(start) and len(re.findall(r"</?\w+", start)) > 5:
        return "html"
    return "text"

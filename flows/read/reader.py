"""One file to one Document: the kind from the bytes, the module for the kind, failures in words."""

from __future__ import annotations

import importlib
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from lxml import etree

from flows.read.archives.archive import attachments_left_out
from flows.read.grid import Attachment, Block, Document, Grid, Limits, Notice, UnreadableError
from flows.read.kinds import Kind, described, kind_of
from flows.read.office.passwords import unlocked

Reader = Callable[[Path, Limits, tuple[str, ...]], Document]

# Modules are imported when the first file of their kind comes: OCR alone takes seconds to load.
_MODULES: dict[Kind, str] = {
    "pdf": "flows.read.pdf",
    "image": "flows.read.scan.images",
    "xlsx": "flows.read.workbooks.xlsx",
    "xlsb": "flows.read.workbooks.xlsb",
    "xls": "flows.read.workbooks.xls",
    "ods": "flows.read.workbooks.ods",
    "csv": "flows.read.workbooks.delimited",
    "docx": "flows.read.word.docx",
    "doc": "flows.read.word.converted",
    "rtf": "flows.read.word.converted",
    "html": "flows.read.web.webpage",
    "spreadsheetml": "flows.read.workbooks.spreadsheetml",
    "eml": "flows.read.mail.eml",
    "msg": "flows.read.mail.outlook",
    "zip": "flows.read.archives.archive",
    "winmail": "flows.read.mail.winmail",
    "text": "flows.read.text.plain",
}
_ENDINGS: dict[Kind, tuple[str, ...]] = {
    "xlsx": (".xlsx", ".xlsm", ".xltx", ".xltm"),
    "image": (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".bmp", ".webp"),
    "html": (".html", ".htm", ".xhtml"),
    "eml": (".eml", ".mht", ".mhtml", ".txt"),
    "csv": (".csv", ".tsv", ".tab", ".txt"),
    "doc": (".doc", ".odt", ".xml"),
    "spreadsheetml": (".xml",),
    "text": (".txt", ".text"),
    "winmail": (".dat",),
}
# What the format libraries raise on files that are damaged in ways of their own.
_DAMAGE = (
    *(etree.LxmlError, zipfile.BadZipFile, zlib.error, struct.error, UnicodeError, EOFError, RecursionError),
    *(
        ValueError,
        KeyError,
        IndexError,
        TypeError,
        AttributeError,
        AssertionError,
        ArithmeticError,
        NotImplementedError,
    ),
)


def read_file(path: Path, limits: Limits, passwords: tuple[str, ...] = ()) -> Document:
    """Read a file of any kind; what cannot be read is a Document whose `failure` says why and what to do.

    Raises OSError where the file itself cannot be opened, MemoryError beyond the bounds of the process.
    """
    return _cleaned(_read(path, limits, passwords))


def _read(path: Path, limits: Limits, passwords: tuple[str, ...]) -> Document:
    data = path.read_bytes()
    kind = kind_of(data, path.name)
    try:
        if kind in ("locked", "xls", "doc") and (opened := unlocked(data, passwords)) is not None:
            with tempfile.TemporaryDirectory() as folder:
                plain = Path(folder) / path.name
                plain.write_bytes(opened)
                return _read(plain, limits, ())
        document = _reader(kind, data)(path, limits, passwords)
    except UnreadableError as error:
        return Document(kind, failure=str(error))
    except _DAMAGE as error:
        what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        return Document(kind, failure=f"the file is damaged or put together oddly ({what[:200]}); ask for it again")
    return _with_notices(_within(document, limits), kind, path)


def _reader(kind: Kind, data: bytes) -> Reader:
    if kind == "empty":
        raise UnreadableError("the file is empty; ask the force to send it again")
    if kind not in _MODULES:
        raise UnreadableError(
            f"this is {described(data)}, which is not read here; ask for a PDF, a Word letter or a workbook"
        )
    reader: Reader = importlib.import_module(_MODULES[kind]).read
    return reader


def _within(document: Document, limits: Limits) -> Document:
    """The document with no more files inside it than the limits allow: what is beyond must not leave this process."""
    room = limits.archive_bytes
    kept: list[Attachment] = []
    left: list[str] = []
    for attachment in document.attachments:
        if len(attachment.content) > room or len(kept) == limits.archive_members:
            left.append(attachment.name)
            continue
        kept.append(attachment)
        room -= len(attachment.content)
    if not left:
        return document
    notices = (*document.notices, attachments_left_out(left))
    return replace(document, attachments=tuple(kept), notices=notices, partial=True)


def _with_notices(document: Document, kind: Kind, path: Path) -> Document:
    """The document, saying so where its name tells another kind and where nothing at all was found in it."""
    notices = list(document.notices)
    ending = path.suffix.lower()
    if ending and ending not in _ENDINGS.get(kind, (f".{kind}",)):
        message = f"the file is named {ending} but is {document.format}; it was read as that"
        notices.append(Notice("kind_differs", message, severity="info"))
    if not document.failure and not document.blocks and not document.attachments:
        message = "the file opens, but holds no text, no table and no other file"
        notices.append(Notice("nothing_found", message, "look at the file; ask the force for it again"))
    return replace(document, notices=tuple(notices))


def _cleaned(document: Document) -> Document:
    """The document without characters that no file of results can hold: zero bytes and halves of surrogate pairs."""
    return replace(
        document,
        blocks=tuple(_clean_block(block) for block in document.blocks),
        properties={key: _clean(value) for key, value in document.properties.items()},
        notices=tuple(replace(n, message=_clean(n.message), place=_clean(n.place)) for n in document.notices),
        attachments=tuple(Attachment(_clean(a.name), a.content) for a in document.attachments),
        sheets=tuple(_clean(name) for name in document.sheets),
        failure=_clean(document.failure),
    )


def _clean_block(block: Block) -> Block:
    if not isinstance(block, Grid):
        text, label = _clean(block.text), _clean(block.label)
        return block if text is block.text and label is block.label else replace(block, text=text, label=label)
    cells = tuple(
        cell
        if (text := _clean(cell.text)) is cell.text and (comment := _clean(cell.comment or "")) == (cell.comment or "")
        else replace(cell, text=text, comment=comment or None)
        for cell in block.cells
    )
    sheet = None if block.sheet is None else _clean(block.sheet)
    return replace(block, cells=cells, sheet=sheet, caption=_clean(block.caption))


def _clean(text: str) -> str:
    if "\0" not in text and (text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text)):
        return text
    return text.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")

"""DOCX letters: paragraphs, lists and tables in order, tracked changes as accepted, headers and footers apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from lxml import etree

from flows.read.grid import Attachment, Block, Document, Grid, Limits, Notice, Role, Text
from flows.read.office.markup import attribute, children, local, parse_xml
from flows.read.office.package import Package, open_package
from flows.read.text.superscripts import raised
from flows.read.text.typed_tables import with_typed_tables
from flows.read.word.numbering import read_numbering
from flows.read.word.tables import flattened, grid_of, is_layout
from flows.read.word.text import Letter, paragraph_text, read_styles
from flows.read.workbooks.sheet import left_out

# A picture at least this large (in English metric units, 360,000 to the centimetre) may hold a table.
_WIDE, _HIGH = 9 * 360_000, 4 * 360_000


def read(path: Path, limits: Limits, passwords: tuple[str, ...] = ()) -> Document:
    """The letter's blocks in reading order; embedded files and large pictures as attachments.

    Raises UnreadableError where the package or its main part cannot be opened.
    """
    package = open_package(path.read_bytes(), limits)
    main = next((part for kind, part in package.related("").values() if kind == "officeDocument"), "word/document.xml")
    main = main if main in package.parts else "word/document.xml"
    root = parse_xml(package.read(main), main, recover=package.repaired)
    related = package.related(main)
    letter = Letter(
        read_styles(_part(package, related, "styles")), read_numbering(_part(package, related, "numbering"))
    )
    notices: list[Notice] = []
    body = next(children(root, "body"), root)
    blocks = [
        *_margins(package, related, letter, "header", "page_header"),
        *with_typed_tables(_blocks(body, letter, limits, notices), notices),
        *_notes(package, related, letter),
        *_margins(package, related, letter, "footer", "page_footer"),
    ]
    if package.repaired:
        notices.append(Notice("repaired", "the file is damaged; what could be recovered was read", "ask for it again"))
    if any(local(element) == "altChunk" for element in body):
        notices.append(Notice("part_not_read", "a document is embedded whole and was not read", "open it in Word"))
    attachments = tuple(_attachments(package, related, root))
    partial = package.repaired or left_out(notices)
    return Document("docx", tuple(blocks), notices=tuple(notices), attachments=attachments, partial=partial)


def _part(package: Package, related: dict[str, tuple[str, str]], kind: str) -> etree._Element | None:
    path = next((path for found, path in related.values() if found == kind and path in package.parts), None)
    return None if path is None else parse_xml(package.parts[path], path, recover=True)


def _blocks(
    parent: etree._Element, letter: Letter, limits: Limits, notices: list[Notice], role: Role = "body"
) -> Iterator[Block]:
    for element in flattened(parent, "p", "tbl"):
        if local(element) == "p":
            text, runs = paragraph_text(element, letter, role)
            boxes, letter.boxes = letter.boxes, []
            if text.text:
                # A tab at either end stands for a column without words.
                shown = "".join(run.text for run in runs if not run.hidden)
                yield replace(text, text=shown) if role == "body" and shown.strip() == text.text else text
            for box in boxes:
                yield from _blocks(box, letter, limits, notices, role)
            continue
        yield from _table(element, letter, limits, notices, role)


def _table(table: etree._Element, letter: Letter, limits: Limits, notices: list[Notice], role: Role) -> Iterator[Block]:
    if is_layout(table) or role != "body":
        for row in flattened(table, "tr"):
            for cell in flattened(row, "tc"):
                yield from _blocks(cell, letter, limits, notices, role)
        return
    try:
        grid, inner = grid_of(table, letter, limits)
    except OverflowError as error:
        notices.append(Notice("cells_left_out", f"{error} was not laid out", "look at the file", severity="error"))
        return
    boxes, letter.boxes = letter.boxes, []
    if grid is not None:
        yield grid
    for nested, place in inner:
        blocks = _table(nested, letter, limits, notices, role)
        yield from (replace(b, inside=place) if isinstance(b, Grid) else b for b in blocks)
    for box in boxes:
        yield from _blocks(box, letter, limits, notices, role)


def _margins(
    package: Package, related: dict[str, tuple[str, str]], letter: Letter, kind: str, role: Role
) -> list[Block]:
    """Headers or footers, each text once however many sections repeat it."""
    found: dict[str, Block] = {}
    for relation, path in related.values():
        if relation == kind and path in package.parts:
            for block in _blocks(parse_xml(package.parts[path], path, recover=True), letter, Limits(), [], role):
                if isinstance(block, Text):
                    found.setdefault(block.text, block)
    return list(found.values())


def _notes(package: Package, related: dict[str, tuple[str, str]], letter: Letter) -> Iterator[Text]:
    """The footnotes and endnotes that the text refers to, under the numbers that it gives them."""
    for kind in ("footnote", "endnote"):
        root = _part(package, related, f"{kind}s")
        for note in children(root, kind) if root is not None else ():
            number = letter.notes.get((kind, attribute(note, "id") or ""))
            if number is not None:
                texts = [paragraph_text(paragraph, letter, "footnote")[0].text for paragraph in flattened(note, "p")]
                yield Text("\n".join(text for text in texts if text), "footnote", raised(number))


def _attachments(package: Package, related: dict[str, tuple[str, str]], root: etree._Element) -> Iterator[Attachment]:
    for kind, path in related.values():
        if kind in ("package", "oleObject") and path in package.parts:
            yield Attachment(path.rpartition("/")[2], package.parts[path])
    for drawing in root.iter("{*}inline", "{*}anchor"):
        extent = next(children(drawing, "extent"), None)
        if extent is None or _whole(extent.get("cx")) < _WIDE or _whole(extent.get("cy")) < _HIGH:
            continue
        for picture in drawing.iter("{*}blip"):
            kind, path = related.get(attribute(picture, "embed") or "", ("", ""))
            if kind == "image" and path in package.parts:
                yield Attachment(path.rpartition("/")[2], package.parts[path])


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() else 0

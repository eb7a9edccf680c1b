"""What the XML of a worksheet says beyond its values: formulas never calculated, merges too wide, text in drawings."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field, replace

from lxml import etree

from flows.read.grid import Limits, UnreadableError
from flows.read.office.markup import attribute, child, children, local, parse_xml
from flows.read.office.package import Package
from flows.read.workbooks.sheet import column_letters

_MERGE = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"[^>]*?(?:/>|>\s*</(?:\w+:)?mergeCell>)'
)
_WIDEST_MERGE, _LARGEST_MERGE, _MERGED_IN_ALL, _MOST_MERGES = 500, 100_000, 1_000_000, 20_000
_CELL = re.compile(rb"<(?:\w+:)?c[\s>]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")


@dataclass(slots=True)
class SheetPart:
    """One worksheet: its name, the part that holds it (empty where that is missing), and what was found there.

    `uncalculated`: address -> formula of cells that have a formula and no stored result. `wide_merges` were too
    wide to be laid out: only their first cell counts. `surplus_merges` are those beyond any number that a person makes.
    """

    name: str
    part: str
    uncalculated: dict[str, str] = field(default_factory=dict)
    wide_merges: list[str] = field(default_factory=list)
    surplus_merges: int = 0
    drawn_text: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    embedded: list[str] = field(default_factory=list)


def sheet_parts(package: Package, limits: Limits) -> list[SheetPart]:
    """The worksheets of an xlsx package in order; too wide merges are taken out of the package on the way.

    Raises UnreadableError where the sheets have more than `limits.cells` cells.
    """
    workbook_part = next((path for kind, path in package.related("").values() if kind == "officeDocument"), "")
    workbook_part = workbook_part if workbook_part in package.parts else "xl/workbook.xml"
    related = package.related(workbook_part)
    parts = []
    cells = 0
    sheets = child(parse_xml(package.read(workbook_part), workbook_part), "sheets")
    for sheet in children(sheets, "sheet") if sheets is not None else ():
        kind, path = related.get(attribute(sheet, "id") or "", ("", ""))
        found = SheetPart(sheet.get("name") or "", path)
        if kind == "worksheet" and path in package.parts:
            cells += _cells_in(package, found, limits, cells)
            parts.append(_scan(package, found, limits))
        elif kind not in ("chartsheet", "dialogsheet", "xlMacrosheet"):
            parts.append(replace(found, part=""))
    return parts


def _cells_in(package: Package, sheet: SheetPart, limits: Limits, before: int) -> int:
    """The cells of a sheet; `before` are those of the sheets before it, which may all be one part under many names."""
    count = sum(1 for _ in _CELL.finditer(package.read(sheet.part)))
    if before + count > limits.cells:
        others = f" after {before} in the sheets before it" if before else ""
        raise UnreadableError(
            f"sheet {sheet.name}: {count} cells{others}, more than the {limits.cells} allowed; "
            "ask for the tables without the records behind them, or raise the limit"
        )
    return count


def _scan(package: Package, sheet: SheetPart, limits: Limits) -> SheetPart:
    data = package.read(sheet.part)
    if _FORMULA.search(data):
        sheet.uncalculated = _uncalculated(data)
    area = count = 0
    allowed = min(limits.cells, _MERGED_IN_ALL)

    def bounded(match: re.Match[bytes]) -> bytes:
        nonlocal area, count
        count += 1
        if count > _MOST_MERGES:
            sheet.surplus_merges += 1
            return b""
        first, top, last, bottom = (part.decode() for part in match.groups())
        left, rows = column_number(first), int(bottom) - int(top) + 1
        # A title over the whole row: nothing stands so far out, and each position would cost memory.
        right = min(column_number(last), left + _WIDEST_MERGE - 1)
        if rows * (right - left + 1) > _LARGEST_MERGE or area + rows * (right - left + 1) > allowed:
            sheet.wide_merges.append(f"{first}{top}:{last}{bottom}")
            return b""
        area += rows * (right - left + 1)
        return match[0].replace(f":{last}{bottom}".encode(), f":{column_letters(right)}{bottom}".encode(), 1)

    thinned = _MERGE.sub(bounded, data)
    if thinned != data:
        if not _MERGE.search(thinned):
            thinned = re.sub(rb"<(?:\w+:)?mergeCells[^>]*?(?:/>|>\s*</(?:\w+:)?mergeCells>)", b"", thinned)
        package.replace(sheet.part, thinned)
    for kind, path in package.related(sheet.part).values():
        if kind == "drawing" and path in package.parts:
            sheet.drawn_text += _drawn_text(package.read(path), path)
            sheet.pictures += [part for what, part in package.related(path).values() if what == "image"]
        elif kind in ("package", "oleObject"):
            sheet.embedded.append(path)
    return sheet


def column_number(letters: str) -> int:
    """
    >>> column_number("C"), column_number("AB")
    (3, 28)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _uncalculated(data: bytes) -> dict[str, str]:
    found = {}
    for _, cell in etree.iterparse(
        io.BytesIO(data), tag="{*}c", resolve_entities=False, no_network=True, load_dtd=False, recover=True
    ):
        formula = child(cell, "f")
        value = child(cell, "v")
        stored = cell.get("t") == "str" or (value is not None and value.text)
        if formula is not None and not stored:
            found[cell.get("r") or ""] = f"={formula.text or ''}"
        cell.clear()
    return found


def _drawn_text(data: bytes, part: str) -> list[str]:
    """The paragraphs of text boxes that lie over a sheet."""
    paragraphs = (e for e in parse_xml(data, part).iter() if local(e) == "p")
    texts = ("".join(t.text or "" for t in paragraph.iter() if local(t) == "t") for paragraph in paragraphs)
    return [text for text in texts if text.strip()]

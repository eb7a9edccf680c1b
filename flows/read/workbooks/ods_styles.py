"""The looks of an OpenDocument spreadsheet's cells by the name of their style."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

from flows.read.office.markup import attribute, child, children, local, parse_xml

_DATE_PARTS = {
    "day": "d",
    "month": "m",
    "year": "yy",
    "day-of-week": "ddd",
    "hours": "h",
    "minutes": "m",
    "seconds": "s",
}


@dataclass(frozen=True, slots=True)
class Look:
    """What a style says of a cell, a span of text or a table. `number_format` is written as Excel writes it."""

    number_format: str | None = None
    bold: bool = False
    struck: bool = False
    raised: bool = False
    indent: int = 0
    fill: str | None = None
    bordered: bool = False
    hidden_table: bool = False


def read_looks(content: etree._Element, styles: bytes | None) -> dict[str, Look]:
    """Style name -> Look, what a style inherits from its parent included."""
    roots = [content] if styles is None else [parse_xml(styles, "styles.xml", recover=True), content]
    formats: dict[str, str] = {}
    elements: dict[str, etree._Element] = {}
    for root in roots:
        for section in ("styles", "automatic-styles"):
            found = child(root, section)
            for style in found if found is not None else ():
                name = attribute(style, "name") or ""
                if local(style) == "date-style":
                    formats[name] = _date_format(style)
                elif local(style) in ("number-style", "percentage-style", "currency-style"):
                    formats[name] = _number_format(style)
                elif local(style) == "style":
                    elements[name] = style
    looks: dict[str, Look] = {}
    for name in elements:
        _look(name, elements, formats, looks, depth=0)
    return looks


def _look(
    name: str, elements: dict[str, etree._Element], formats: dict[str, str], looks: dict[str, Look], depth: int
) -> Look:
    if name in looks or name not in elements or depth > 20:
        return looks.get(name, Look())
    style = elements[name]
    look = _look(attribute(style, "parent-style-name") or "", elements, formats, looks, depth + 1)
    text, cell, table = (child(style, f"{kind}-properties") for kind in ("text", "table-cell", "table"))
    paragraph = child(style, "paragraph-properties")
    if text is not None:
        weight = attribute(text, "font-weight")
        line = attribute(text, "text-line-through-style")
        look = replace(
            look,
            bold=look.bold if weight is None else weight in ("bold", "600", "700", "800", "900"),
            struck=look.struck if line is None else line != "none",
            raised=look.raised or (attribute(text, "text-position") or "").startswith(("super", "3", "2", "5")),
        )
    if cell is not None:
        colour = attribute(cell, "background-color")
        border = any(
            (attribute(cell, f"border{side}") or "none") != "none" for side in ("", "-top", "-bottom", "-left")
        )
        look = replace(
            look,
            fill=colour.lower() if colour and re.fullmatch(r"#[0-9a-fA-F]{6}", colour) else look.fill,
            bordered=look.bordered or border,
        )
    if paragraph is not None and (
        margin := re.fullmatch(r"([\d.]+)(cm|mm|in|pt)", attribute(paragraph, "margin-left") or "")
    ):
        inches = float(margin[1]) / {"cm": 2.54, "mm": 25.4, "in": 1.0, "pt": 72.0}[margin[2]]
        look = replace(look, indent=round(inches / 0.14))
    if table is not None and attribute(table, "display") == "false":
        look = replace(look, hidden_table=True)
    look = replace(look, number_format=formats.get(attribute(style, "data-style-name") or "", look.number_format))
    looks[name] = look
    return look


def _date_format(style: etree._Element) -> str:
    parts = []
    for part in style:
        name = local(part)
        if name == "text":
            parts.append(_literal(part.text or ""))
        elif name in _DATE_PARTS:
            letter = _DATE_PARTS[name]
            long = attribute(part, "style") == "long"
            if name == "month" and attribute(part, "textual") == "true":
                parts.append("mmmm" if long else "mmm")
            elif name in ("year", "day-of-week"):
                parts.append(letter + letter[0] * (2 if name == "year" else 1) if long else letter)
            else:
                parts.append(letter * (2 if long else 1))
    return "".join(parts)


def _number_format(style: etree._Element) -> str:
    """The plain shape of a number format: separators and decimals; conditions on the sign are left out."""
    number = next(children(style, "number"), None)
    if number is None:
        return "General"
    whole = "#,##0" if attribute(number, "grouping") == "true" else "0"
    places = attribute(number, "decimal-places") or "0"
    decimals = "." + "0" * min(int(places), 15) if places.isdecimal() and int(places) else ""
    return whole + decimals + ("%" if local(style) == "percentage-style" else "")


def _literal(text: str) -> str:
    return text if re.fullmatch(r"[-/ :,.]*", text) else f'"{text}"'

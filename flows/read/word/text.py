"""The paragraphs of a Word document as a person sees them with all tracked changes accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from flows.read.grid import Role, Text
from flows.read.office.markup import attribute, child, children, local
from flows.read.text.superscripts import raised
from flows.read.word.numbering import Numbering, left_of, value_of

# Wrappers that change nothing of what is shown. Deletions and fallbacks of drawings are left out.
_CLEAR = frozenset(
    {"ins", "moveTo", "sdt", "sdtContent", "smartTag", "customXml", "hyperlink", "fldSimple", "dir", "bdo"}
)
_CLEAR_IN_RUN = frozenset({"AlternateContent", "Choice"})
_HEADING = re.compile(r"(?:heading|title|subtitle|überschrift|titre)\b", re.IGNORECASE)
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style brings: its name, bold, list and the style that it is based on."""

    name: str = ""
    bold: bool | None = None
    number_id: str | None = None
    level: int = 0
    outline: int | None = None
    base: str | None = None
    left: int | None = None


@dataclass(slots=True)
class Run:
    """A piece of text with one look."""

    text: str
    bold: bool = False
    struck: bool = False
    hidden: bool = False


@dataclass(slots=True)
class Letter:
    """What the paragraphs of one document share: styles, list counters, footnotes met so far, text boxes found."""

    styles: dict[str, Style] = field(default_factory=dict)
    numbering: Numbering = field(default_factory=Numbering)
    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    boxes: list[etree._Element] = field(default_factory=list)

    def style(self, name: str | None) -> Style:
        """A style with what it inherits; an unknown one brings nothing."""
        found = self.styles.get(name or "")
        if found is None:
            return Style()
        seen, base = {name}, found.base
        while base in self.styles and base not in seen:
            seen.add(base)
            under = self.styles[base]
            found = Style(
                found.name,
                under.bold if found.bold is None else found.bold,
                under.number_id if found.number_id is None else found.number_id,
                found.level or under.level,
                under.outline if found.outline is None else found.outline,
                left=under.left if found.left is None else found.left,
            )
            base = under.base
        return found


def read_styles(root: etree._Element | None) -> dict[str, Style]:
    """Style id -> Style from `styles.xml`."""
    return {
        attribute(style, "styleId") or "": Style(
            value_of(style, "name") or "",
            _switched(child(style, "rPr"), "b"),
            value_of(style, "pPr", "numPr", "numId"),
            int(value_of(style, "pPr", "numPr", "ilvl") or 0),
            _outline(style),
            value_of(style, "basedOn"),
            left_of(style),
        )
        for style in (children(root, "style") if root is not None else ())
        if attribute(style, "type") == "paragraph"
    }


def paragraph_text(paragraph: etree._Element, letter: Letter, role: Role = "body") -> tuple[Text, list[Run]]:
    """A paragraph as Text, and its runs. Text boxes anchored in it are put on `letter.boxes`."""
    properties = child(paragraph, "pPr")
    style = letter.style(value_of(properties, "pStyle"))
    runs = list(_runs(paragraph, letter, bool(style.bold)))
    shown = "".join(run.text for run in runs if not run.hidden)
    all_hidden = not shown.strip() and any(run.text.strip() for run in runs)
    text = "".join(run.text for run in runs) if all_hidden else shown
    label, indent = "", 0
    number_id = value_of(properties, "numPr", "numId") or style.number_id
    if number_id and number_id != "0" and text.strip():
        said = value_of(properties, "numPr", "ilvl")
        level = int(said) if said and said.isdecimal() else style.level
        label = letter.numbering.next_label(number_id, level)
        lefts = (left_of(paragraph), style.left, letter.numbering.left(number_id, level))
        indent = next((left for left in lefts if left is not None), 0)
    if role == "body":
        outline = _outline(paragraph)
        outline = style.outline if outline is None else outline
        if _HEADING.match(style.name) or (outline is not None and outline < 9):
            role = "heading"
        elif number_id and number_id != "0":
            role = "list_item"
    struck = [run.struck for run in runs if run.text.strip() and not run.hidden]
    doubts = (
        *(("struck",) if struck and all(struck) else ("partly_struck",) if any(struck) else ()),
        *(("hidden",) if all_hidden else ("partly_hidden",) if shown != "".join(run.text for run in runs) else ()),
    )
    return Text(text.strip(), "furniture" if all_hidden else role, label, doubts=doubts, indent=indent), runs


def _runs(element: etree._Element, letter: Letter, bold: bool) -> Iterator[Run]:
    for part in element:
        name = local(part)
        if name == "r":
            yield from _run(part, letter, bold)
        elif name in _CLEAR:
            yield from _runs(part, letter, bold)
        elif name in ("oMath", "oMathPara"):
            yield Run("".join(t.text or "" for t in part.iter() if local(t) == "t"))


def _run(run: etree._Element, letter: Letter, bold: bool) -> Iterator[Run]:
    properties = child(run, "rPr")
    own_bold = _switched(properties, "b")
    look = Run(
        "".join(_pieces(run, letter)),
        bold if own_bold is None else own_bold,
        bool(_switched(properties, "strike") or _switched(properties, "dstrike")),
        bool(_switched(properties, "vanish")),
    )
    if value_of(properties, "vertAlign") == "superscript" or _is_lifted(properties):
        look.text = raised(look.text)
    yield look


def _is_lifted(properties: etree._Element | None) -> bool:
    """Whether a run stands above the line, which other programs write as so many half points."""
    height = value_of(properties, "position") or "0"
    return height.isdecimal() and int(height) > 0


def _pieces(run: etree._Element, letter: Letter) -> Iterator[str]:
    for part in run:
        name = local(part)
        if name == "t":
            yield part.text or ""
        elif name in ("tab", "ptab"):
            yield "\t"
        elif name in ("br", "cr"):
            yield "" if attribute(part, "type") in ("page", "column") else "\n"
        elif name == "noBreakHyphen":
            yield "-"
        elif name == "sym":
            yield _symbol(attribute(part, "char") or "")
        elif name in ("footnoteReference", "endnoteReference"):
            kind = name.removesuffix("Reference")
            key = (kind, attribute(part, "id") or "")
            number = letter.notes.setdefault(key, str(sum(k == kind for k, _ in letter.notes) + 1))
            yield raised(number)
        elif name in ("drawing", "pict", "object"):
            letter.boxes += _boxes(part)
        elif name in _CLEAR_IN_RUN:
            yield from _pieces(part, letter)


def _boxes(drawing: etree._Element) -> list[etree._Element]:
    """The text boxes of a drawing, not those inside another box."""
    found, waiting = [], [drawing]
    while waiting:
        element = waiting.pop()
        if local(element) == "txbxContent":
            found.append(element)
        elif local(element) != "Fallback":
            waiting += reversed(element)
    return found


def _symbol(code: str) -> str:
    """Symbol fonts keep their signs in the private area; the bullets and ticks among them carry no figure."""
    return chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) and not code.upper().startswith("F0") else ""


def _switched(properties: etree._Element | None, name: str) -> bool | None:
    found = child(properties, name)
    return None if found is None else (attribute(found, "val") or "1").lower() not in _OFF


def _outline(element: etree._Element) -> int | None:
    level = value_of(element, "pPr", "outlineLvl")
    return int(level) if level and level.isdecimal() else None

"""The running text of a web page: paragraphs, headings, list items with their numbers, and the tables between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from flows.read.grid import Role
from flows.read.text.list_numbers import drawn_number
from flows.read.text.superscripts import raised
from flows.read.web.styles import Hiding, is_bold, is_struck

_UNREAD = (
    "script style template head svg math iframe object embed select option "
    "datalist textarea audio video canvas noscript"
)
_SKIPPED = frozenset(_UNREAD.split())
_BREAKING = (
    "address article aside blockquote body button center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td "
    "tfoot th thead tr ul"
)
_BLOCKS = frozenset(_BREAKING.split())
_FURNITURE_TAGS = frozenset({"nav", "footer", "aside", "form", "button", "dialog"})
_FURNITURE_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "dialog", "alertdialog", "search", "complementary"}
)
_FURNITURE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookies?|crumbs?|breadcrumbs?|skip|skiplink|nav|navbar|navigation|menu|sidebar|share|social|site-?title)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SPACE = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of text. `label` is the number that a list draws; `lines` are kept where the source fixes them."""

    text: str
    role: Role = "body"
    label: str = ""
    bold: bool = False
    struck: bool = False
    partly_struck: bool = False
    hidden: bool = False
    fixed: bool = False
    indent: int = 0


@dataclass(slots=True)
class _Context:
    role: Role = "body"
    indent: int = 0
    hidden: bool = False
    bold: bool = False
    struck: bool = False
    raised: bool = False
    fixed: bool = False
    in_main: bool = False
    in_furniture: bool = False


@dataclass(slots=True)
class _Open:
    """The paragraph being gathered: runs of (text, bold, struck)."""

    runs: list[tuple[str, bool, bool]] = field(default_factory=list)
    label: str = ""


def paragraphs(root: etree._Element, hiding: Hiding, tables: bool = True) -> Iterator[Paragraph | etree._Element]:
    """The paragraphs below `root` in order; with `tables`, a table comes out as its element in its place.

    Without `tables`, tables inside are passed over. The walk is not recursive: depth of nesting costs nothing.
    """
    has_main = _main_of(root) is not None
    stack = [_Context(role="furniture" if has_main else "body")]
    open_ = _Open()
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start":
            tag = str(element.tag).lower()
            if tag in _BLOCKS:
                yield from _close(open_, stack[-1])
            if tag == "table" and element is not root:
                walk.skip_subtree()
                if tables:
                    yield element
                stack.append(stack[-1])
                continue
            if tag in _SKIPPED:
                walk.skip_subtree()
                stack.append(stack[-1])
                continue
            context = _entered(element, tag, stack[-1], hiding, element is root)
            stack.append(context)
            if tag == "li":  # The number of an item that begins with a list of its own stands before that list's first.
                open_.label = f"{open_.label} {drawn_number(element)}".strip()
            if tag == "br":
                open_.runs.append(("\n", context.bold, context.struck))
            _add(open_, element.text, context)
        elif event == "end":
            if str(element.tag).lower() in _BLOCKS:
                yield from _close(open_, stack[-1])
            if str(element.tag).lower() == "li":
                open_.label = ""
            stack.pop()
            if element is not root:
                _add(open_, element.tail, stack[-1])
        else:
            _add(open_, element.tail, stack[-1])
    yield from _close(open_, stack[-1])


def _main_of(root: etree._Element) -> etree._Element | None:
    """The element that holds the page's own content, where it says so and holds text."""
    for element in root.iter("main", "div", "section", "article"):
        if (element.tag == "main" or element.get("role") == "main") and element is not root:
            return element if any(text.strip() for text in element.itertext()) else None
    return None


def _entered(element: etree._Element, tag: str, outer: _Context, hiding: Hiding, is_root: bool) -> _Context:
    role, in_main = outer.role, outer.in_main
    stated = (element.get("role") or "").lower()
    if tag == "main" or stated == "main":
        role, in_main = "body", True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    furniture = (
        tag in _FURNITURE_TAGS
        or stated in _FURNITURE_ROLES
        or (tag == "header" and not in_main)
        or (tag in ("div", "p", "ul", "ol", "section", "a") and _FURNITURE_NAMES.search(names) is not None)
    )
    if tag == "article":
        in_main = True
    in_furniture = outer.in_furniture or (furniture and not is_root)
    if in_furniture:
        role = "furniture"
    elif role != "furniture":
        if tag in _HEADINGS or stated == "heading":
            role = "heading"
        elif tag == "li":
            role = "list_item" if role != "quoted" else role
        elif tag == "blockquote":
            role = "quoted"
    return _Context(
        role,
        outer.indent + (tag in ("ul", "ol")),
        outer.hidden or hiding.hides(element),
        outer.bold or is_bold(element),
        outer.struck or is_struck(element),
        outer.raised or tag == "sup",
        outer.fixed or tag == "pre",
        in_main,
        in_furniture,
    )


def _add(open_: _Open, text: str | None, context: _Context) -> None:
    if not text:
        return
    text = _visible(text.replace("\r\n", "\n") if context.fixed else _SPACE.sub(" ", text))
    open_.runs.append((raised(text) if context.raised else text, context.bold, context.struck))


def plain_text(text: str | None) -> str:
    """The text of an element without children as a page shows it; hard spaces at its start are kept."""
    return _visible(_SPACE.sub(" ", text or "").strip(" "))


def _visible(text: str) -> str:
    return text if text.isascii() else text.replace("\xa0", " ").replace("\xad", "").replace("\u200b", "")


def _close(open_: _Open, context: _Context) -> Iterator[Paragraph]:
    """The gathered text as paragraphs: a blank line between two breaks parts them."""
    runs, open_.runs = open_.runs, []
    text = "".join(run[0] for run in runs)
    if not text.strip():
        return
    if not context.fixed:
        text = re.sub(r" *\n *", "\n", text)
    filled = [run for run in runs if run[0].strip()]
    struck = [run[2] for run in filled]
    bold = all(run[1] for run in filled)
    pieces = [text.strip("\n")] if context.fixed else [p.strip() for p in re.split(r"\n{2,}", text) if p.strip()]
    for piece in pieces:
        yield Paragraph(
            piece,
            context.role,
            open_.label,
            bold,
            all(struck),
            any(struck) and not all(struck),
            context.hidden,
            context.fixed,
            context.indent,
        )
        open_.label = ""

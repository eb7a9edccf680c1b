"""What a web page hides, strikes out, makes bold or colours: by attribute, by style, by the rules of its own sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_HIDES = re.compile(
    r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))|mso-hide\s*:\s*all", re.IGNORECASE
)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE)
_COLOUR = re.compile(r"background(?:-color)?\s*:\s*(#[0-9a-f]{3,6}|rgb\([\d ,]+\))", re.IGNORECASE)
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?([.#][\w-]+)?", re.IGNORECASE)

BOLD_TAGS = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"})
STRUCK_TAGS = frozenset({"s", "strike", "del"})


@dataclass(frozen=True, slots=True)
class Hiding:
    """The simple selectors (`.note`, `#x`, `tr.extra`) under which the page's own style sheet hides elements."""

    selectors: frozenset[tuple[str, str]] = frozenset()

    def hides(self, element: etree._Element) -> bool:
        """Whether the element itself is hidden; its children are then hidden with it."""
        style = element.get("style")
        if element.get("hidden") is not None or (style and _HIDES.search(style)):
            return True
        if not self.selectors:
            return False
        tag = str(element.tag).lower()
        marks = [f".{name}" for name in (element.get("class") or "").split()]
        if name := element.get("id"):
            marks.append(f"#{name}")
        return any((tag, mark) in self.selectors or ("", mark) in self.selectors for mark in (*marks, ""))


def hiding_of(page: etree._Element) -> Hiding:
    """The rules of a page's style sheets that hide something on screen; rules for other media are left out."""
    found = set()
    for sheet in page.iter("style"):
        css = _without_media(_COMMENT.sub("", sheet.text or ""))
        for selectors, body in _RULE.findall(css):
            if _HIDES.search(body):
                for selector in selectors.split(","):
                    match = _SELECTOR.fullmatch(selector.strip())
                    if match and match[0]:
                        found.add(((match[1] or "").lower(), match[2] or ""))
    return Hiding(frozenset(found))


def _without_media(css: str) -> str:
    kept, at = [], 0
    while (start := css.find("@media", at)) != -1:
        kept.append(css[at:start])
        depth, at = 0, css.find("{", start)
        if at == -1:
            return "".join(kept)
        while at < len(css):
            depth += (css[at] == "{") - (css[at] == "}")
            at += 1
            if depth == 0:
                break
    kept.append(css[at:])
    return "".join(kept)


def is_bold(element: etree._Element) -> bool:
    """Whether an element makes its own text bold."""
    return str(element.tag).lower() in BOLD_TAGS or bool(_BOLD.search(element.get("style") or ""))


def is_struck(element: etree._Element) -> bool:
    """Whether an element strikes its own text out."""
    return str(element.tag).lower() in STRUCK_TAGS or bool(_STRUCK.search(element.get("style") or ""))


def fill_of(element: etree._Element) -> str | None:
    """The background of a cell or row as `#rrggbb`; None where it has none of its own."""
    match = _COLOUR.search(element.get("style") or "")
    colour = match[1] if match else element.get("bgcolor") or ""
    if colour.startswith("rgb"):
        parts = [min(int(part), 255) for part in re.findall(r"\d{1,3}", colour)][:3]
        return "#{:02x}{:02x}{:02x}".format(*parts) if len(parts) == 3 else None
    if re.fullmatch(r"#[0-9a-fA-F]{3}", colour):
        return "#" + "".join(2 * letter for letter in colour[1:].lower())
    return colour.lower() if re.fullmatch(r"#[0-9a-fA-F]{6}", colour) else None

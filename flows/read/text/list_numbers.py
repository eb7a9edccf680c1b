"""The number that a list draws before an item: 1., (a), iv)."""

from __future__ import annotations

import re

from lxml import etree

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_SMALL = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_STYLES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman", "1": "decimal"}
_STYLE = re.compile(
    r"list-style(?:-type)?\s*:[^;]*?(none|decimal|(?:lower|upper)-(?:alpha|latin|roman)|disc|circle|square)", re.I
)


def number_text(number: int, style: str) -> str:
    """A number in a style: `decimal`, `lower-alpha`, `upper-alpha`, `lower-roman`, `upper-roman`.

    >>> number_text(3, "decimal"), number_text(28, "lower-alpha"), number_text(14, "upper-roman")
    ('3', 'ab', 'XIV')
    """
    if number < 1 or style == "decimal" or number > 4999:
        return str(number)
    kind = style.split("-")[1]
    text = _roman(number) if kind == "roman" else _letters(number)
    return text.upper() if style.startswith("upper") else text


def _roman(number: int) -> str:
    text = ""
    for value, letters in (*_ROMAN, *_ROMAN_SMALL):
        while number >= value:
            text, number = text + letters, number - value
    return text


def _letters(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(97 + rest) + text
    return text


def drawn_number(item: etree._Element) -> str:
    """The number of an HTML `li` as its ordered list draws it, with the point after it; empty for bullets."""
    numbered = item.getparent()
    if numbered is None or str(numbered.tag).lower() != "ol":
        return ""
    style = _STYLES.get(item.get("type") or numbered.get("type") or "", "decimal")
    for element in (numbered, item):
        if found := _STYLE.search(element.get("style") or ""):
            style = found[1].lower().replace("latin", "alpha")
    if style in ("none", "disc", "circle", "square"):
        return ""
    step = -1 if numbered.get("reversed") is not None else 1
    items = [child for child in numbered if child.tag == "li"] if step < 0 else []
    before = 0
    sibling: etree._Element | None = item
    while sibling is not None and (value := _whole(sibling.get("value"))) is None:
        sibling = next(sibling.itersiblings("li", preceding=True), None)
        before += sibling is not None
    start = _whole(numbered.get("start"))
    first = value if sibling is not None and value is not None else start if start is not None else len(items) or 1
    return f"{number_text(first + step * before, style)}."


def _whole(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"\s*-?\d{1,9}\s*", text) else None

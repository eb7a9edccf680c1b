"""Definition lists that give a figure for each term: a table of two columns, which a web page may as well draw so."""

from __future__ import annotations

import re

from lxml import etree

#: `412`, `412 (of which 98 online)`, `412 recorded, 98 of them online`.
_FIGURE = re.compile(r"\W*\d[\d,]*(?:\s[a-z]+)?(?:\W*|\s*[(,;].*)", re.DOTALL)
_FEWEST = 2
_LONGEST_SHORT = 60


def lay_out_lists(root: etree._Element) -> None:
    """Make tables of a page's lists of terms with a figure each; the page is changed."""
    for listed in list(root.iter("dl")):
        pairs = _pairs(listed)
        if pairs and _gives_figures([definition for _, definition in pairs]):
            _as_table(listed, pairs)


def _pairs(listed: etree._Element) -> list[tuple[etree._Element, etree._Element]]:
    """Each term with its definition, wrapped in a `div` or not; empty where one has none or several."""
    items = [c for child in listed.iterchildren("dt", "dd", "div") for c in (child if child.tag == "div" else [child])]
    terms, definitions = items[::2], items[1::2]
    paired = len(terms) == len(definitions) >= _FEWEST
    if not paired or any(t.tag != "dt" for t in terms) or any(d.tag != "dd" for d in definitions):
        return []
    return list(zip(terms, definitions, strict=True))


def _gives_figures(definitions: list[etree._Element]) -> bool:
    texts = ["".join(map(str, d.itertext())).strip() for d in definitions]
    figures = sum(_FIGURE.fullmatch(t) is not None for t in texts)
    return 2 * figures > len(texts) and all(len(t) <= _LONGEST_SHORT for t in texts)


def _as_table(listed: etree._Element, pairs: list[tuple[etree._Element, etree._Element]]) -> None:
    for child in list(listed):
        listed.remove(child)
    listed.tag = "table"
    for term, definition in pairs:
        row = etree.SubElement(listed, "tr")
        term.tag, definition.tag = "th", "td"
        term.tail = definition.tail = None
        row.extend((term, definition))

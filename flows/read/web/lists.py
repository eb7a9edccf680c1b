"""Definition lists that give a figure or several for each term: a table, which a web page may as well draw so."""

from __future__ import annotations

import re

from lxml import etree

#: `412`, `412 (of which 98 online)`, `412 recorded, 98 of them online`.
_FIGURE = re.compile(r"\W*\d[\d,]*(?:\s[a-z]+)?(?:\W*|\s*[(,;].*)", re.DOTALL)
_FEWEST = 2
_LONGEST_SHORT = 60


def lay_out_lists(root: etree._Element) -> None:
    """Make tables of a page's lists of terms with a figure each, or as many figures each; the page is changed."""
    for listed in list(root.iter("dl")):
        rows = _rows(listed)
        if rows and _gives_figures([definition for _, *definitions in rows for definition in definitions]):
            _as_table(listed, rows)


def _rows(listed: etree._Element) -> list[list[etree._Element]]:
    """Each term with its definitions, wrapped in a `div` or not; empty where one has none or more than others."""
    items = [c for child in listed.iterchildren("dt", "dd", "div") for c in (child if child.tag == "div" else [child])]
    size = next((n for n, item in enumerate(items[1:], 1) if item.tag == "dt"), len(items))
    rows = [items[at : at + size] for at in range(0, len(items), max(size, 1))]
    alike = all([item.tag for item in row] == ["dt", *["dd"] * (size - 1)] for row in rows)
    return rows if alike and size > 1 and len(rows) >= _FEWEST else []


def _gives_figures(definitions: list[etree._Element]) -> bool:
    texts = ["".join(map(str, d.itertext())).strip() for d in definitions]
    figures = sum(_FIGURE.fullmatch(t) is not None for t in texts)
    return 2 * figures > len(texts) and all(len(t) <= _LONGEST_SHORT for t in texts)


def _as_table(listed: etree._Element, rows: list[list[etree._Element]]) -> None:
    for child in list(listed):
        listed.remove(child)
    listed.tag = "table"
    for items in rows:
        row = etree.SubElement(listed, "tr")
        for item in items:
            item.tag, item.tail = "th" if item.tag == "dt" else "td", None
        row.extend(items)

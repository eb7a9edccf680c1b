"""Lists of what a document holds: sheets by name, with their titles and dates. Nothing in them is a figure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from flows.tidy.dimensions import parse
from flows.tidy.layout.matrix import Slot
from flows.tidy.layout.regions.regions import Region

_POINTS = re.compile(
    r"(?:(?:foi |request )?questions?|q|pages?|tabs?|tables?|sheets?|annex|section|item)(?: (?:no|number|ref))?\W*",
    re.IGNORECASE,
)


def lists_tables(region: Region, sheets: Iterable[str]) -> bool:
    """True for a table whose rows name sheets of the document, and say of them what are no figures.

    `sheets` are the names of the others: `Table_1`, which a list may call `Table 1`, or 1 under `Table`.
    """
    names = {_folded(s) for s in sheets} - {""}
    head = {s.column: s.text for s in region.row_anchors(region.rows[0])}

    def names_sheet(slot: Slot) -> bool:
        return not names.isdisjoint({_folded(slot.text), _folded(f"{head.get(slot.column, '')} {slot.text}")})

    rows = [region.row_anchors(r) for r in region.rows]
    naming = sum(any(map(names_sheet, row)) for row in rows)
    values = [s for row in rows for s in row if s.value is not None and parse("period", s.text) is None]
    if not naming or (3 * naming < 2 * (len(rows) - 1) and not all(map(names_sheet, values))):
        return False
    return all(names_sheet(s) or _is_no_figure(s) or _points(head.get(s.column, "")) for row in rows for s in row)


def _points(heading: str) -> bool:
    """Whether numbers below a heading say where something is, or which question it answers: `Page`, `Question`."""
    return bool(_POINTS.fullmatch(heading.strip()))


def _folded(text: str) -> str:
    return "".join(ch for ch in text.casefold() if ch.isalnum())


def _is_no_figure(slot: Slot) -> bool:
    exact = slot.is_figure and slot.value is not None and slot.value.status == "exact"
    return not exact or parse("period", slot.text) is not None

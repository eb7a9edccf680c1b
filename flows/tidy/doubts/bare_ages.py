"""A few bare numbers over columns that are read as single years of age, though no word at the table speaks of age."""

from __future__ import annotations

from collections.abc import Iterable

from flows.tidy.breakdowns import named_in
from flows.tidy.dimensions import find, headings, total_kind
from flows.tidy.layout.figures.attach import Table

#: So many numbers in turn are ages, whatever is said.
_MANY = 8


def doubt_bare_ages(table: Table, said: Iterable[str]) -> None:
    """`1 | 2 | 3` may number areas, quarters or outcomes; `said` are the words around the table."""
    headers = [slot.text for row in table.reading.header_rows for slot in table.reading.region.row_anchors(row)]
    words = [text for text in (*headers, *said) if not text.isdecimal()]
    if any("age" in headings(t) | named_in(t) or find("age", t) for t in words):
        return
    for resolved in table.columns:
        labels = [t for t in resolved.level.texts if not total_kind(t)]
        if resolved.dimension == "age" and len(labels) < _MANY and all(t.isdecimal() for t in labels):
            for draft in table.drafts:
                if draft.column in resolved.level.slots:
                    draft.doubts.add("reading_ambiguous")

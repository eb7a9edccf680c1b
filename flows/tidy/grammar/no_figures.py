"""Tables in which nothing is a figure: lists of sheets, the work of an answer, empty forms, and words alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flows.tidy.dimensions import is_known, parse
from flows.tidy.layout.around.cover import key_of_sheet, names_of_sheet
from flows.tidy.layout.matrix import Slot
from flows.tidy.layout.sequences import counts_up
from flows.tidy.records.region import Region
from flows.tidy.text.phrases import says

LIST_OF_SHEETS, WORKLOAD = "a list of the document's sheets", "the work that an answer would take"
LINES = "rows that are numbered and hold nothing"
WORDS = "words of which nothing says that they count"
NO_ANSWER = "figures that the reply says are no answer"


def without_figures(region: Region, sheets: Iterable[str]) -> str:
    """What a region is that holds no figures, in words; empty for any other."""
    if _lists_sheets(region, sheets):
        return LIST_OF_SHEETS
    if _is_costing(region):
        return WORKLOAD
    anchors = [a for r in region.rows for a in region.row_anchors(r)]
    if _is_empty_form(region, anchors):
        return LINES
    missing = all(a.value.status == "missing" for a in anchors if a.value)
    counts = any(is_known(a.text) for a in anchors if a.value is None)
    return WORDS if missing and not counts else ""


def _lists_sheets(region: Region, sheets: Iterable[str]) -> bool:
    """True for a table whose rows name sheets of the document, and say of them what are no figures.

    `sheets` are the names of the others.
    """
    names = {key_of_sheet(s) for s in sheets} - {""}
    head = {s.column: s.text for s in region.row_anchors(region.rows[0])}

    def names_sheet(slot: Slot) -> bool:
        return not names.isdisjoint(names_of_sheet(slot.text, head.get(slot.column, "")))

    rows = [region.row_anchors(r) for r in region.rows]
    naming = sum(any(map(names_sheet, row)) for row in rows)
    values = [s for row in rows for s in row if s.value is not None and parse("period", s.text) is None]
    if not naming or (3 * naming < 2 * (len(rows) - 1) and not all(map(names_sheet, values))):
        return False
    return all(names_sheet(s) or _is_no_figure(s) or _points(head.get(s.column, "")) for row in rows for s in row)


def _is_empty_form(region: Region, anchors: Sequence[Slot]) -> bool:
    """True for rows of which nothing but their numbers is a figure, nor withheld in each of them."""
    figures = [a for a in anchors if a.is_figure and a.value and a.value.status == "exact"]
    withheld = {a.row for a in anchors if a.value and a.value.status == "refused"}
    numbered = {a.column for a in figures} == {region.columns[0]} and counts_up([a.text for a in figures])
    return numbered and not withheld.issuperset(a.row for a in figures) and len(region.columns) > 1


def _points(heading: str) -> bool:
    """Whether numbers below a heading say where something is, or which question it answers: `Page`, `Question`."""
    return says("fields", heading, "points")


def _is_no_figure(slot: Slot) -> bool:
    exact = slot.is_figure and slot.value is not None and slot.value.status == "exact"
    return not exact or parse("period", slot.text) is not None


def _is_costing(region: Region) -> bool:
    """True for a table with a column of hours or minutes whose labels say what would be done with records."""
    head, *body = region.rows
    columns = [s.text for s in region.row_anchors(head)]
    if not any(says("fields", text, "time") for text in columns):
        return False
    labels = [s.text for row in body for s in region.row_anchors(row)[:1] if s.value is None]
    return any(says("fields", text, "work") for text in (*columns, *labels))

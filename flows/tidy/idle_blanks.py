"""Blank cells that are figures: those that stand where figures stand, or that a printed total proves to be zero."""

from __future__ import annotations

from collections import defaultdict

from flows.tidy.dimensions import is_known, parse
from flows.tidy.layout.figures.attach import Table


def drop_idle_blanks(table: Table) -> None:
    """Blanks count only where their column and their row hold a figure, or a known label: the rest is spacing.

    A year without any figure is none of which all is zero. A column that gives totals alone is not broken down.
    """
    rows = {d.row for d in table.drafts if d.value is not None or any(is_known(t) for t in d.row_labels[-1:])}
    columns = _figured(table) | {d.column for d in table.drafts if any(map(_may_be_empty, d.column_labels[-1:]))}
    columns -= _totals_alone(table)
    uneven = _set_unevenly(table)
    table.drafts = [
        d
        for d in table.drafts
        if d.value is not None
        or (d.row in rows and d.column in columns - uneven.get(d.row, set()) and d.unit == "count" and d.row_labels)
    ]


def _set_unevenly(table: Table) -> dict[int, set[int]]:
    """By row, the blanks beside a figure under the very same labels, where no row fills both columns: one set unevenly.

    So stand `33.4%` at the left and `315` at the right under one header.
    """
    labels = {d.column: d.column_labels for d in table.drafts if d.column_labels}
    filled = {(d.row, d.column) for d in table.drafts if d.value is not None}
    found: dict[int, set[int]] = defaultdict(set)
    for left, own in labels.items():
        if own != labels.get(left + 1):
            continue
        here, there = ({row for row, column in filled if column == at} for at in (left, left + 1))
        for blank, rows in ((left, there), (left + 1, here)) if not here & there else ():
            for row in rows:
                found[row].add(blank)
    return found


def _totals_alone(table: Table) -> set[int]:
    """The columns in which figures, and none of them zero, stand in the rows of totals alone."""
    parts = {d.column for d in table.drafts if d.value is not None and "row" not in d.totals}
    totals = [d for d in table.drafts if d.value is not None and "row" in d.totals]
    zero = {d.column for d in totals if not d.low}
    return {d.column for d in totals} - parts - zero if parts else set()


def drop_unproved_columns(table: Table) -> None:
    """A column without a figure is as good as not there, but for the blanks that totals prove to be zero."""
    columns = _figured(table)
    table.drafts = [d for d in table.drafts if d.column in columns or d.proved_zero]


def _may_be_empty(label: str) -> bool:
    return is_known(label) and parse("period", label) is None


def _figured(table: Table) -> set[int]:
    return {d.column for d in table.drafts if d.value is not None}

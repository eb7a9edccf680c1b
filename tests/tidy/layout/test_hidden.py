"""Rows that a filter hides count and say so; what was hidden by hand counts where a printed total needs it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from flows.read.grid import Document, Grid
from flows.tidy.result import Context, Tidied
from flows.tidy.tidy import tidy
from schemas.rows import Finding
from tests.tidy.laid import grid

ROWS = (("Age", "2015", "2016"), ("0-4", "11", "12"), ("5-9", "13", "14"), ("10-15", "15", "16"))


def hiding(table: Grid, rows: Collection[int], *, by_filter: bool = False) -> Grid:
    cells = (
        replace(c, hidden=c.row in rows and not by_filter, filtered=c.row in rows and by_filter) for c in table.cells
    )
    return replace(table, cells=tuple(cells), sheet="Data")


def understood(table: Grid) -> Tidied:
    return tidy(Document("xlsx", (table,)), Context("d", "reply.xlsx", "2016-17", "kent"))


def said(found: Tidied, check: str) -> list[Finding]:
    return [f for f in found.findings if f.check == check]


def test_rows_that_a_filter_hides_count_and_are_flagged_and_told() -> None:
    found = understood(hiding(grid(*ROWS), [3], by_filter=True))
    assert sorted(o.count or 0 for o in found.observations) == [11, 12, 13, 14, 15, 16]
    assert {o.count for o in found.observations if "row_filtered" in o.flags} == {13, 14}
    (finding,) = said(found, "rows_filtered")
    assert finding.message.startswith('hidden by a filter: 1 row of sheet "Data"')
    assert (finding.place.sheet, finding.place.row) == ("Data", 3)


def test_rows_hidden_by_hand_do_not_count_and_are_told_with_their_number() -> None:
    found = understood(hiding(grid(*ROWS), [3, 4]))
    assert sorted(o.count or 0 for o in found.observations) == [11, 12]
    (finding,) = said(found, "hidden_left_out")
    assert finding.message.startswith("6 cells with numbers are hidden and not counted")
    assert "(2 rows have some)" in finding.message


def test_a_hidden_sheet_is_told_with_its_name() -> None:
    found = understood(replace(grid(*ROWS), sheet="Working", hidden=True))
    assert found.observations == []
    (finding,) = said(found, "hidden_left_out")
    assert "on hidden sheets (Working)" in finding.message


def test_rows_hidden_by_hand_count_where_a_printed_total_needs_them() -> None:
    found = understood(hiding(grid(*ROWS, ("Total", "39", "42")), [3]))
    assert sorted(o.count or 0 for o in found.observations if not o.is_total) == [11, 12, 13, 14, 15, 16]
    assert [f.message for f in said(found, "hidden_counted")] == [
        '3 cells of sheet "Data" are hidden by hand, and its totals come out only with them: they count'
    ]
    assert not said(found, "total_disagrees")
    assert not said(found, "hidden_left_out")


def test_rows_hidden_by_hand_do_not_count_where_the_total_is_that_of_the_others() -> None:
    found = understood(hiding(grid(*ROWS, ("Total", "26", "28")), [3]))
    assert sorted(o.count or 0 for o in found.observations if not o.is_total) == [11, 12, 15, 16]
    assert not said(found, "hidden_counted")

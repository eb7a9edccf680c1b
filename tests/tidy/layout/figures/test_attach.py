from __future__ import annotations

from dataclasses import replace

from flows.tidy.labels.marks import Marks
from flows.tidy.layout.matrix import build
from tests.tidy.laid import grid, read


def test_two_levels_that_nothing_knows_keep_both_their_labels() -> None:
    head = [("", "Ward A", "<", "Ward B", "<"), ("Month", "Stays", "Visits", "Stays", "Visits")]
    found = read(*head, ("April", "1", "2", "3", "4"), ("May", "5", "6", "7", "8"))
    assert len({tuple(sorted(d.other.items())) for d in found.drafts if d.row == 3}) == 4


def test_a_stored_zero_drawn_as_a_dash_is_zero() -> None:
    table = grid(("Age", "2015/16", "2016/17"), ("0-4", "-", "-"))
    cells = [replace(c, number=0) if (c.row, c.column) == (2, 2) else c for c in table.cells]
    matrix = build(replace(table, cells=tuple(cells)), 1, Marks())
    stored, typed = matrix.slots[2, 2], matrix.slots[2, 3]
    assert (stored.printed, stored.value and stored.value.value, typed.printed) == ("0", 0, "-")

"""Labels of two kinds that take turns, without a proof of which stand under which, are in doubt."""

from __future__ import annotations

from flows.read.grid import Cell, Document, Grid
from flows.tidy.result import Context
from flows.tidy.tidy import tidy


def doubted(*ages: tuple[str, str]) -> set[bool]:
    rows = [("Offences in 2016/17", "Number"), ("Sexual grooming", "8"), *ages, ("Exposure", "4"), ("0-9", "4")]
    cells = [Cell(r, c, text) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1)]
    found = tidy(Document("csv", (Grid(len(rows), 2, tuple(cells), "csv"),)), Context("d", "return.csv"))
    return {"reading_ambiguous" in o.flags for o in found.observations if o.age_band not in ("all", None)}


def test_ages_that_no_sum_proves_to_be_of_the_offence_over_them() -> None:
    assert doubted(("10-12", "2"), ("13-17", "5")) == {True}
    assert doubted(("10-12", "3"), ("13-17", "5")) == {False}

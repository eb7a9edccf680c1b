from __future__ import annotations

import dataclasses

from flows.read.grid import Document, Grid
from flows.tidy.result import Context
from flows.tidy.tidy import tidy
from tests.tidy.laid import grid

HEAD = ("Area", "2015", "2016")


def doubted(table: Grid) -> set[int]:
    found = tidy(Document("docx", (table,)), Context("d", "reply.docx", "2016-17", "kent"))
    told = any(f.check == "reading_ambiguous" for f in found.findings)
    rows = {o.place.row or 0 for o in found.observations if "reading_ambiguous" in o.flags}
    assert told == bool(rows)
    return rows


def test_an_empty_row_among_others_may_head_those_below_it() -> None:
    rows = (HEAD, ("Ashford", "5", "6"), ("Dover", "", ""), ("Thanet", "3", "4"), ("Medway", "2", "1"))
    assert doubted(grid(*rows)) == {4, 5}


def test_an_empty_row_whose_label_is_that_of_another_row_may_head_nothing() -> None:
    rows = (HEAD, ("East", "", ""), ("Dover", "5", "6"), ("Deal", "2", "6"), ("West", "", ""), ("Dover", "", ""),
            ("Deal", "3", "4"), ("Hythe", "2", "1"))  # fmt: skip
    assert doubted(grid(*rows)) == {7, 8}


def test_heads_of_sections_are_in_no_doubt() -> None:
    rows = (HEAD, ("East", "", ""), ("Dover", "5", "6"), ("Deal", "2", "6"), ("West", "", ""), ("Hythe", "3", "4"))
    assert doubted(grid(*rows)) == set()
    late = grid(HEAD, ("Ashford", "5", "6"), ("West", "", ""), ("Hythe", "3", "4"), ("Lydd", "2", "1"))
    bold = tuple(dataclasses.replace(c, bold=c.row == 3) for c in late.cells)
    assert doubted(dataclasses.replace(late, cells=bold)) == set()

"""Whose figures they are, where one return answers for several forces."""

from __future__ import annotations

from flows.read.grid import Block, Cell, Document, Grid, Text
from flows.tidy.result import Context
from flows.tidy.tidy import tidy


def _table(figure: str) -> Grid:
    texts = [("Year", "Online flag"), ("2016/17", figure)]
    cells = tuple(Cell(r, c, text) for r, row in enumerate(texts, 1) for c, text in enumerate(row, 1))
    return Grid(2, 2, cells, "word")


def test_a_caption_that_is_the_name_of_a_force_says_whose_figures_the_table_has() -> None:
    blocks: list[Block] = [Text("Kent Police", "heading"), _table("57"), Text("Dorset Police", "heading"), _table("73")]
    found = tidy(Document("docx", tuple(blocks)), Context("d", "reply.docx", "2016-17", "kent")).observations
    assert [(o.force_id, o.count) for o in found] == [("kent", 57), ("dorset", 73)]


def test_a_unit_that_discloses_is_no_disclosure_counted() -> None:
    lines = ("Information Disclosure", "Kent and Essex share one disclosure unit.", "Kent: 69 offences in 2016/17.")
    found = tidy(Document("docx", tuple(map(Text, lines))), Context("d", "reply.docx", "2016-17", "kent")).observations
    assert [(o.measure, o.count) for o in found] == [("offences", 69)]

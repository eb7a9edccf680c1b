"""A small return as read, understood with what people wrote beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from flows.check.ledger import balance
from flows.read.grid import Block, Cell, Document, Grid, Text
from flows.tidy.result import Context, Tidied
from flows.tidy.tidy import tidy
from schemas.rows import Finding, Observation

Understand = Callable[..., Tidied]


def grid(*rows: Sequence[str], **about: object) -> Grid:
    """A worksheet of these rows; an empty text is an empty cell."""
    cells = [
        Cell(r, c, text, address=f"{chr(64 + c)}{r}")
        for r, row in enumerate(rows, start=1)
        for c, text in enumerate(row, start=1)
        if text
    ]
    return Grid(len(rows), max(map(len, rows)), tuple(cells), "workbook", **{"sheet": "Data", **about})  # type: ignore[arg-type]


BY_SEX = grid(
    ("Offences recorded", "", ""), ("Year", "Female", "Male"), ("2015/16", "166", "20"), ("2016/17", "201", "31")
)
BY_AGE = grid(("Age of victim", "2015/16", "2016/17"), ("0-4", "12", "14"), ("5-10", "7", "*"), ("Teens", "30", "28"))


@pytest.fixture
def understand() -> Understand:
    """Understands blocks as `2016-17/kent/reply.xlsx`; the ledger must balance whatever was said."""

    def run(
        *blocks: Block, recipe: str | None = None, corrections: str | None = None, table: str | None = None
    ) -> Tidied:
        folder = "2016-17/kent"
        context = Context(
            "a" * 64, f"{folder}/reply.xlsx", "2016-17", "kent", (f"{folder}/reply.xlsx",),
            recipe=recipe, recipe_path=f"{folder}/recipe.yml", corrections=corrections,
            corrections_path=f"{folder}/corrections.yml", table=table, table_path=f"{folder}/table.csv",
        )  # fmt: skip
        tidied = tidy(Document("xlsx", tuple(blocks)), context)
        assert balance(tidied.observations, tidied.cells) == []
        return tidied

    return run


def errors(tidied: Tidied) -> list[Finding]:
    return [f for f in tidied.findings if f.severity == "error"]


def at(tidied: Tidied, row: int, column: int) -> Observation:
    """The figure of a cell."""
    (found,) = [o for o in tidied.observations if (o.place.row, o.place.column) == (row, column)]
    return found


def text(words: str) -> Text:
    return Text(words)

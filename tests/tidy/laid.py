"""Small tables for tests, written as rows of texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flows.read.grid import Cell, Document, Grid
from flows.tidy.draft import Draft
from flows.tidy.judgement.document import choose
from flows.tidy.judgement.grids import candidates
from flows.tidy.labels.marks import Marks
from flows.tidy.layout.matrix import Matrix, build
from flows.tidy.people.advice import Advice
from flows.tidy.records.region import Region
from flows.tidy.result import Context, Tidied
from flows.tidy.rows.report import report
from flows.tidy.tidy import tidy
from flows.tidy.words import Words
from schemas.rows import Finding


def grid(*rows: Sequence[str], indents: Sequence[int] = (), sheet: str | None = None) -> Grid:
    """A Grid of texts; `<` continues the cell to its left; `indents` are those of the first column by row."""
    cells: list[Cell] = []
    for r, row in enumerate(rows, start=1):
        for c, text in enumerate(row, start=1):
            if text in ("", "<"):
                continue
            span = 1
            while c - 1 + span < len(row) and row[c - 1 + span] == "<":
                span += 1
            indent = indents[r - 1] if indents and c == 1 else 0
            cells.append(Cell(r, c, text, 1, span, page=1, indent=indent))
    return Grid(len(rows), max(map(len, rows)), tuple(cells), "word", sheet=sheet)


def matrix(*rows: Sequence[str], marks: Marks | None = None) -> Matrix:
    return build(grid(*rows), 1, marks or Marks())


def region(*rows: Sequence[str]) -> Region:
    """All of a small sheet as one region."""
    laid = matrix(*rows)
    return Region(laid, list(laid.rows), list(laid.columns))


@dataclass(frozen=True)
class Read:
    """What was read of a small table."""

    drafts: list[Draft]
    findings: list[Finding]


def understood(*rows: Sequence[str], **context: str) -> Tidied:
    """A document of one small table, understood as a whole; `context` is what stands beside it."""
    known = Context("d" * 64, "2016-17/kent/reply.docx", "2016-17", "kent", **context)
    return tidy(Document("docx", (grid(*rows),)), known)


def read(*rows: Sequence[str], words: Words | None = None, indents: Sequence[int] = ()) -> Read:
    """A small table, read by itself."""
    table = grid(*rows, indents=indents)
    context = Context("d", "reply.docx", "2016-17", "kent")
    found = candidates(table, 1, words or Words(), Advice.of(context).table(table, 1, ()))
    made = report(found, choose(found.tables, found.captions), 1, context, None)
    return Read([draft for one in made.drafts for draft in one], made.findings)

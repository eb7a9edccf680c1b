"""A Document understood: observations, what became of every cell, findings, and the outcome of the return."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from flows.read.grid import Document, Grid, Notice, Text
from flows.tidy.dialogue import report_spoken, with_spoken
from flows.tidy.doubts.last_look import last_look
from flows.tidy.force.verdict import Witness, judge
from flows.tidy.force.witnesses import of_letter, of_tables, outside
from flows.tidy.grids import GridReport, report_grid
from flows.tidy.layout.around.captions import (
    without_question_number,
)
from flows.tidy.layout.around.cover import Cover
from flows.tidy.letter.outcomes import outcomes, particulars
from flows.tidy.letter.outcomes.claims import claims
from flows.tidy.letter.parts.parts import Letter
from flows.tidy.letter.parts.sections import sort
from flows.tidy.letter.text.spoken import SpokenGrid
from flows.tidy.listed_cells import with_lists_as_rows
from flows.tidy.prose import report_prose
from flows.tidy.recipes.advice import Advice
from flows.tidy.result import Context, Tidied
from flows.tidy.tables import UnderstoodGrid
from flows.tidy.words import words_around, words_of_all
from flows.tidy.years.same_total import without_settled
from schemas.rows import Claim, DocumentRow, Finding, LedgerCell

MAILS = ("eml", "msg")


def tidy(document: Document, context: Context) -> Tidied:
    """Everything that one file says, as rows of the data set."""
    document, letter, context, advice = _prepared(document, context)
    tidied = Tidied(_document_row(document, context))
    tidied.findings += map(_noticed, document.notices)
    witnesses = _witnesses(document, letter, context)
    force_id = _assumed(witnesses)
    tables = list(_tables(document, letter, context, force_id, advice))
    for _, report in tables:
        _add(tidied, report)
    figure_blocks = {index for index, report in tables if report.observations}
    block = 1 + sum(report.blocks for _, report in tables)
    text = report_prose(letter, document.blocks, _prose_method(document), block, context, force_id)
    block = advice.text(text, document.blocks, block, context, force_id)
    tidied.observations += text.observations
    resting = {_spot(cell) for cell in text.cells if cell.place.table}
    tidied.cells = [c for c in tidied.cells if _spot(c) not in resting] + text.cells
    tidied.findings += text.findings
    advice.finish(tidied, len(tables), block, force_id)
    texts = [b.text for b in document.blocks if isinstance(b, Text)]
    answers = [p.text for p in letter.responses if p.paragraph and not p.is_heading]
    seen = last_look(tidied.observations, texts, answers, (c.text for c in tidied.cells), context.dated)
    tidied.findings = [*without_settled(tidied.findings, tidied.observations), *seen]
    notes = [" ".join(c.text.split()) for c in tidied.cells if c.fate == "note"]
    _judge(tidied, document, letter, figure_blocks | text.blocks, notes)
    _told_in_cells(tidied.row, notes)
    tidied.force_id = force_id
    tidied.witnesses = [*witnesses, *of_tables(document, tidied.cells, tidied.observations, force_id)]
    tidied.claims = [*_declared(context), *claims(letter, context.document_id, notes)]
    for finding in tidied.findings:
        finding.campaign, finding.respondent = context.campaign, context.respondent
        finding.document_id, finding.path = context.document_id, context.path
    return tidied


def _prepared(document: Document, context: Context) -> tuple[Document, Letter, Context, Advice]:
    """The document with what its cells say put among its text, sorted as a letter, and what is known beside it."""
    advice = Advice.of(context)
    document = replace(document, blocks=with_spoken(with_lists_as_rows(document.blocks), advice.speaks_of))
    letter = sort(document.blocks)
    return document, letter, _completed(context, letter, document), advice


def _noticed(notice: Notice) -> Finding:
    """What the reader noticed, with a remedy in any case: what is merely told needs none."""
    where = f" ({notice.place})" if notice.place else ""
    remedy = notice.remedy or ("none needed" if notice.severity == "info" else "look at the place in the file")
    return Finding(notice.severity, notice.check, f"{notice.message}{where}", remedy)


def _witnesses(document: Document, letter: Letter, context: Context) -> list[Witness]:
    return [*outside(context), *of_letter(document, letter)]


def _assumed(witnesses: Sequence[Witness]) -> str | None:
    """The force of figures whose labels name none, until all that the return holds is judged: the folder's first."""
    outer = [w for w in witnesses if w.firm and w.stand in ("source.yml", "folder")]
    return judge(outer or witnesses).force


def _spot(cell: LedgerCell) -> tuple[int | None, int | None, int | None]:
    return cell.place.table, cell.place.row, cell.place.column


def understood_tables(document: Document, context: Context) -> list[UnderstoodGrid]:
    """What was made of each table of a document, in order."""
    document, letter, context, advice = _prepared(document, context)
    reports = _tables(document, letter, context, _assumed(_witnesses(document, letter, context)), advice)
    return [report.understood for _, report in reports]


def _tables(
    document: Document, letter: Letter, context: Context, force_id: str | None, advice: Advice
) -> Iterator[tuple[int, GridReport]]:
    """The index of each grid among the blocks, and what it gives."""
    block = 1
    shared = words_of_all(letter, document.blocks)
    unnumbered = without_question_number(document.blocks)
    cover = Cover.of(document.blocks)
    for number, (index, grid) in enumerate(((i, b) for i, b in enumerate(document.blocks) if isinstance(b, Grid)), 1):
        if isinstance(grid, SpokenGrid):
            report = report_spoken(document.blocks, grid, number, context)
            block += report.blocks
            yield index, report
            continue
        words = words_around(letter, document.blocks, index, replace(shared, cover=cover.says(grid.sheet)), unnumbered)
        report = report_grid(grid, number, block, words, context, force_id, advice.table(grid, number, words.above))
        block += report.blocks
        yield index, report


def _completed(context: Context, letter: Letter, document: Document) -> Context:
    """The context with what the letter says of itself, where `source.yml` does not say it."""
    return replace(
        context,
        reference=context.reference or particulars.reference(letter, document.properties.get("subject", "")),
        dated=context.dated or particulars.dated(letter, _mailed(document)),
    )


def _mailed(document: Document) -> dt.date | None:
    """The day that the head of a mail bears; other files bear only the day on which they were saved."""
    day = document.properties.get("date")
    return dt.date.fromisoformat(day) if day and document.format in MAILS else None


def _declared(context: Context) -> list[Claim]:
    """The replacements that `source.yml` declares."""
    return [
        Claim(context.document_id, target, f"source.yml: supersedes {target}", declared=True)
        for target in context.supersedes
    ]


def _prose_method(document: Document) -> str:
    """Text that was recognised from a picture is as unsure as a cell that was."""
    return "ocr" if any(isinstance(b, Text) and b.confidence < 1.0 for b in document.blocks) else "prose"


def _document_row(document: Document, context: Context) -> DocumentRow:
    return DocumentRow(
        context.campaign,
        context.respondent,
        context.document_id,
        context.path,
        list(context.paths) or [context.path],
        context.container_id,
        document.format,
        document.pages,
        len(document.sheets) or None,
        context.reference,
        context.dated,
        context.received,
        partial=document.partial,
    )


def _add(tidied: Tidied, report: GridReport) -> None:
    tidied.observations += report.observations
    tidied.cells += report.cells
    tidied.findings += report.findings
    grid = report.understood.matrix.grid
    where = f'sheet "{grid.sheet}"' if grid.sheet else f"page {grid.page}" if grid.page else "document"
    tidied.explanation.append(f"table {report.understood.matrix.number} ({where}, {grid.rows} x {grid.columns})")
    tidied.explanation += [f"  {line}" for line in report.understood.explanation]


def _told_in_cells(row: DocumentRow, notes: Sequence[str]) -> None:
    """The reference and the day that a table tells in its cells, where no letter does."""
    told = particulars.of_notes(notes)
    row.reference = row.reference or particulars.reference(told)
    row.dated = row.dated or particulars.dated(told)


def _judge(tidied: Tidied, document: Document, letter: Letter, figure_blocks: set[int], notes: Sequence[str]) -> None:
    row = tidied.row
    if document.failure:
        row.outcome = "unreadable"
        tidied.findings.append(Finding("warning", "unreadable", document.failure, "ask for the return in another form"))
        return
    # Hours and money beside no count are what an answer would take, where the letter does not answer otherwise.
    figures = any(o.unit not in ("other", "money") for o in tidied.observations)
    withheld = [o.count_high for o in tidied.observations if o.status in ("suppressed", "refused", "not_held")]
    bounded = bool(withheld) and None not in withheld
    judgement = outcomes.judge(letter, figures, figure_blocks, notes, bounded)
    if judgement.outcome == "no_figures" and tidied.observations:
        judgement = outcomes.judge(letter, True, figure_blocks, notes)
    row.outcome = judgement.outcome
    row.exemptions = list(judgement.exemptions)
    row.questions = judgement.questions
    tidied.findings += judgement.findings

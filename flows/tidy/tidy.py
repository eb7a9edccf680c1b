"""A Document understood: observations, what became of every cell, findings, and the outcome of the return."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from flows.read.grid import Block, Document, Grid, Text
from flows.tidy.dialogue import report_spoken, with_spoken
from flows.tidy.dimensions import find
from flows.tidy.doubts.last_look import last_look
from flows.tidy.grids import GridReport, report_grid
from flows.tidy.labels.wording import blanked
from flows.tidy.layout.around.announced import announcing, edges, heads, is_date_line, labels, only_offence, only_period
from flows.tidy.layout.around.breakdowns import without_listed_flag
from flows.tidy.layout.around.captions import (
    first_ask,
    is_caption,
    sheets_of_notes,
    speaks_of_the_one_before,
    speaks_of_the_table_before,
    without_question_number,
)
from flows.tidy.layout.around.cover import Cover
from flows.tidy.layout.bracketed import without_brackets_note
from flows.tidy.letter.lines.lines import pairs
from flows.tidy.letter.outcomes import outcomes, particulars
from flows.tidy.letter.outcomes.claims import claims
from flows.tidy.letter.parts.parts import Letter
from flows.tidy.letter.parts.sections import sort
from flows.tidy.letter.text.sentences import split
from flows.tidy.letter.text.spoken import SpokenGrid
from flows.tidy.listed_cells import with_lists_as_rows
from flows.tidy.prose import report_prose
from flows.tidy.recipes.advice import Advice
from flows.tidy.respondent import force_of
from flows.tidy.result import Context, Tidied
from flows.tidy.tables import UnderstoodGrid, Words
from schemas.rows import Claim, DocumentRow, Finding, LedgerCell

MAILS = ("eml", "msg")
_DIGITS = re.compile(r"\d+")
_LEADING = re.compile(r"\d+")
_QUESTION = re.compile(r"\bQ(?:uestion)?s?\.?\s*(\d{1,2}[a-z]?)\b", re.IGNORECASE)
_SCOPE = re.compile(
    r"\b(?:figures|data|numbers|counts)\b.{0,30}?\b(?:(?:is|are) for|relates? to|covers?|refers? to)\b", re.IGNORECASE
)


def tidy(document: Document, context: Context) -> Tidied:
    """Everything that one file says, as rows of the data set."""
    document, letter, context, advice = _prepared(document, context)
    tidied = Tidied(_document_row(document, context))
    tidied.findings += [
        Finding(n.severity, n.check, f"{n.message}{f' ({n.place})' if n.place else ''}", n.remedy)
        for n in document.notices
    ]
    force_id = force_of(context, letter)
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
    tidied.findings += last_look(tidied.observations, texts, context.dated)
    _judge(tidied, document, letter, figure_blocks | text.blocks)
    tidied.claims = [*_declared(context), *claims(letter, context.document_id)]
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


def _spot(cell: LedgerCell) -> tuple[int | None, int | None, int | None]:
    return cell.place.table, cell.place.row, cell.place.column


def understood_tables(document: Document, context: Context) -> list[UnderstoodGrid]:
    """What was made of each table of a document, in order."""
    document, letter, context, advice = _prepared(document, context)
    reports = _tables(document, letter, context, force_of(context, letter), advice)
    return [report.understood for _, report in reports]


def _tables(
    document: Document, letter: Letter, context: Context, force_id: str | None, advice: Advice
) -> Iterator[tuple[int, GridReport]]:
    """The index of each grid among the blocks, and what it gives."""
    block = 1
    shared = _of_all_tables(letter, document.blocks)
    unnumbered = without_question_number(document.blocks)
    cover = Cover.of(document.blocks)
    for number, (index, grid) in enumerate(((i, b) for i, b in enumerate(document.blocks) if isinstance(b, Grid)), 1):
        if isinstance(grid, SpokenGrid):
            report = report_spoken(document.blocks, grid, number, context)
            block += report.blocks
            yield index, report
            continue
        words = _words(letter, document.blocks, index, replace(shared, cover=cover.says(grid.sheet)), unnumbered)
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


def _of_all_tables(letter: Letter, blocks: Sequence[Block]) -> Words:
    """The words that stand around every table of the document alike."""
    return Words(
        notes=(*(p.text for p in letter.responses if p.paragraph), *sheets_of_notes(blocks)),
        request=letter.request,
        siblings=_siblings(letter, blocks),
        titles=_titles(blocks),
        only=_only(_said(letter, blocks), [b for b in blocks if isinstance(b, Grid)]),
        unsure=tuple(" ".join(b.text.split()) for b in blocks if isinstance(b, Text) and b.doubts),
    )


def _words(
    letter: Letter, blocks: Sequence[Block], index: int, shared: Words, unnumbered: Callable[[str], str]
) -> Words:
    """The captions, question and notes of the Grid at a place in the document, with those that all tables share."""
    around = letter.around(index)
    above = _captions(letter, blocks, index, unnumbered)
    told = tuple(announcing(t for t in around.above if not is_caption(t)))
    question = first_ask(around.question) if around.numbers or len(letter.asked) == 1 else ""
    if around.numbers and speaks_of_the_one_before(question):
        above += [q.text for q in letter.asked if _before(q.number, around.numbers[0])][-1:]
    if above and speaks_of_the_table_before(above[0]):
        before = next((i for i in range(index - 1, -1, -1) if isinstance(blocks[i], Grid)), None)
        above += _captions(letter, blocks, before, unnumbered) if before is not None else []
    named = (letter.question(n) for t in above for n in _QUESTION.findall(t))
    above += [q.text for q in named if q is not None]
    above += [n for n in around.notes if _SCOPE.search(n)]
    notes = (*around.notes, *shared.notes)
    told = tuple(t for sentence in told if (t := without_brackets_note(without_listed_flag(sentence))))
    later = _asked_later(letter, around.numbers)
    request = shared.request
    for text in later:
        request = request.replace(text, blanked(text, find("offence", text)))
    only = {d: named for d, named in shared.only.items() if named[1] not in later}
    question = without_listed_flag(question)
    lent = tuple(asked.text for asked in letter.asked) if around.astray else ()
    lent += _captions_of_several(above, blocks[index + 1 : index + 2])
    return replace(
        shared, above=tuple(above), announced=told, question=question, notes=notes, request=request, only=only,
        lent=lent,
    )  # fmt: skip


def _asked_later(letter: Letter, numbers: Sequence[str]) -> list[str]:
    """The questions behind those that a table answers, and not about what they ask: their offence is not its own."""
    later = [q.text for q in letter.asked if numbers and _before(numbers[0], q.number)]
    return [text for text in later if not speaks_of_the_one_before(text)]


def _captions(letter: Letter, blocks: Sequence[Block], index: int, unnumbered: Callable[[str], str]) -> list[str]:
    """The captions over the Grid at a place, nearest first; else the end of a sentence that leads to it by a colon."""
    above = [c for t in map(unnumbered, letter.around(index).above) if is_caption(c := heads(t) or t)]
    above = [c for n, c in enumerate(above) if not (n and pairs(c) and pairs(above[0]))]
    before = blocks[index - 1] if index else None
    if not above and isinstance(before, Text) and before.text.rstrip().endswith(":"):
        above = [before.text[span.start : span.end] for span in split(before.text, semicolons=False)[-1:]]
    return above


def _captions_of_several(above: Sequence[str], behind: Sequence[Block]) -> tuple[str, ...]:
    """Two captions alike but for their figures, over a table right before another: which is whose is not said."""
    alike = len(above) > 1 and above[0] != above[1] and _DIGITS.sub("0", above[0]) == _DIGITS.sub("0", above[1])
    return tuple(above[:2]) if alike and any(isinstance(block, Grid) for block in behind) else ()


def _only(said: Sequence[str], grids: Sequence[Grid]) -> dict[str, tuple[Any, str]]:
    """The period and the offence that the texts of a document name alone, each with the words that do."""
    period = only_period(said, (line for grid in grids for line in labels(grid)))
    offence = only_offence([*said, *map(edges, grids)])
    return {dimension: told for dimension, told in (("period", period), ("offence", offence)) if told is not None}


def _said(letter: Letter, blocks: Sequence[Block]) -> list[str]:
    """What the document asks and answers and how its tables are called: what may say what they are of."""
    parts = ("letterhead", "request", "response", "note")
    told = [p for p in letter.passages if p.paragraph and (p.part in parts or p.is_heading)]
    passages = [p.text for p in told if not (p.part == "letterhead" and is_date_line(p.text))]
    names = [t for b in blocks if isinstance(b, Grid) for t in (b.caption, b.sheet) if t]
    return [*_titles(blocks), *passages, *names]


def _titles(blocks: Sequence[Block]) -> tuple[str, ...]:
    """The headings of the document before its first table."""
    first = next((i for i, b in enumerate(blocks) if isinstance(b, Grid)), len(blocks))
    return tuple(b.text for b in blocks[:first] if isinstance(b, Text) and b.role == "heading")


def _before(number: str, other: str) -> bool:
    """Whether a question of the request comes before another, such as `1` before `2a`."""
    first, second = _LEADING.match(number), _LEADING.match(other)
    return first is not None and second is not None and int(first[0]) < int(second[0])


def _siblings(letter: Letter, blocks: Sequence[Block]) -> tuple[str, ...]:
    """The nearest caption and the sheet of every table of the document."""
    found: list[str] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Grid) and not isinstance(block, SpokenGrid):
            found += [block.sheet or "", block.caption or "", *letter.around(index).above[:1]]
    return tuple(dict.fromkeys(t for t in found if t))


def _add(tidied: Tidied, report: GridReport) -> None:
    tidied.observations += report.observations
    tidied.cells += report.cells
    tidied.findings += report.findings
    grid = report.understood.matrix.grid
    where = f'sheet "{grid.sheet}"' if grid.sheet else f"page {grid.page}" if grid.page else "document"
    tidied.explanation.append(f"table {report.understood.matrix.number} ({where}, {grid.rows} x {grid.columns})")
    tidied.explanation += [f"  {line}" for line in report.understood.explanation]


def _judge(tidied: Tidied, document: Document, letter: Letter, figure_blocks: set[int]) -> None:
    row = tidied.row
    if document.failure:
        row.outcome = "unreadable"
        tidied.findings.append(Finding("warning", "unreadable", document.failure, "ask for the return in another form"))
        return
    # Hours and money beside no count are what an answer would take, where the letter does not answer otherwise.
    figures = any(o.unit not in ("other", "money") for o in tidied.observations)
    notes = [" ".join(c.text.split()) for c in tidied.cells if c.fate == "note"]
    withheld = [o.count_high for o in tidied.observations if o.status in ("suppressed", "refused", "not_held")]
    bounded = bool(withheld) and None not in withheld
    judgement = outcomes.judge(letter, figures, figure_blocks, notes, bounded)
    if judgement.outcome == "no_figures" and tidied.observations:
        judgement = outcomes.judge(letter, True, figure_blocks, notes)
    row.outcome = judgement.outcome
    row.exemptions = list(judgement.exemptions)
    row.questions = judgement.questions
    tidied.findings += judgement.findings

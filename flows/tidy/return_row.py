"""The row of a document: what was received, and what came of it as a whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from flows.read.grid import Document, Notice
from flows.tidy.faults import UNREAD, Faults
from flows.tidy.prose import text_place
from flows.tidy.result import Context, Tidied
from flows.tidy.text.outcomes import outcomes, particulars
from flows.tidy.text.parts.letter import Letter
from flows.tidy.too_long import TOO_LONG
from schemas.rows import Claim, DocumentRow, Finding, LedgerCell

MAILS = ("eml", "msg")


def document_row(document: Document, context: Context) -> DocumentRow:
    """What is known of a file before it is understood."""
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


def tell_in_cells(row: DocumentRow, notes: Sequence[str]) -> None:
    """The reference and the day that a table tells in its cells, where no letter does."""
    told = particulars.of_notes(notes)
    row.reference = row.reference or particulars.reference(told)
    row.dated = row.dated or particulars.dated(told)


def judge_outcome(
    tidied: Tidied, document: Document, letter: Letter, figure_blocks: set[int], notes: Sequence[str]
) -> None:
    """What came of the return: `figure_blocks` gave figures, `notes` are what its tables say beside them."""
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
    tidied.cells += _deciding(judgement, document, row, figure_blocks)


def _deciding(
    judgement: outcomes.Judgement, document: Document, row: DocumentRow, taken: Collection[int]
) -> Iterator[LedgerCell]:
    """The paragraphs that keep figures back, but those that give some: a refusal too leads back to its words."""
    if judgement.outcome not in ("refused", "part", "not_held"):
        return
    seen = set(taken)
    for decision in judgement.decisions:
        said = sorted(decision.verdicts & {"refused", "not_held"})
        if not said or not decision.blocks or decision.blocks[0] in seen:
            continue
        seen.add(decision.blocks[0])
        place = text_place(document.blocks[decision.blocks[0]], decision.page)
        # What a cell says has its fate already.
        if place.table is None:
            origin = (row.campaign, row.respondent, row.document_id)
            reason = f"says that figures are {said[0].replace('_', ' ')}"
            yield LedgerCell(*origin, place, decision.words, "note", reason)


def own_up(tidied: Tidied, faults: Faults) -> None:
    """A document of which a part was not understood or read is known in part, and never one without figures."""
    tidied.findings += faults.findings
    if not any(found.check in (UNREAD, TOO_LONG) for found in tidied.findings):
        return
    tidied.row.partial = True
    if tidied.row.outcome == "no_figures":
        tidied.row.outcome = "part" if tidied.observations else "unreadable"


def completed(context: Context, letter: Letter, document: Document) -> Context:
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


def declared(context: Context) -> list[Claim]:
    """The replacements that `source.yml` declares."""
    return [
        Claim(context.document_id, target, f"source.yml: supersedes {target}", declared=True)
        for target in context.supersedes
    ]


def noticed(notice: Notice) -> Finding:
    """What the reader noticed, with a remedy in any case: what is merely told needs none."""
    where = f" ({notice.place})" if notice.place else ""
    remedy = notice.remedy or ("none needed" if notice.severity == "info" else "look at the place in the file")
    return Finding(notice.severity, notice.check, f"{notice.message}{where}", remedy)

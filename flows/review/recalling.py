"""What was said of an earlier return and fits one that has come since: found, and said again where it is confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from flows.publish.report.evidence import Evidence
from flows.read.sidecars import ANSWERS, LARGEST, RECIPE, REQUEST, remembered_at
from flows.review import lines
from flows.review.entries import Entry, EntryError
from flows.tidy.people.remembered import Recalled, Remembered, answer_line, parse_remembered, recall
from flows.tidy.people.request import Request, parse_request
from flows.tidy.people.yaml_lines import AdviceError
from schemas.rows import DocumentRow, LedgerCell, Observation, OpenQuestion

if TYPE_CHECKING:
    from flows.review.acts import Review

ROUNDS = 4
"""What is confirmed can raise a question that was answered before, too."""


def recalled(
    raw: Path,
    row: DocumentRow,
    questions: Sequence[OpenQuestion],
    rows: Sequence[Observation],
    cells: Sequence[LedgerCell],
) -> list[Recalled]:
    """What was said before and fits a document as it stands now; nothing for one that another replaces."""
    items = _remembered(raw, row.respondent) if not row.superseded_by else []
    return recall(items, row.campaign, questions, rows, cells, _recipe(raw, row)) if items else []


def confirmation(review: Review, row: DocumentRow, evidence: Evidence, voice: lines.Voice) -> list[Entry]:
    """The entries that say again all that was said before, that too which comes up only when the first is said.

    Raises EntryError where nothing fits any more.
    """
    items = _remembered(review.raw, row.respondent)
    own, recipe = row.document_id, review.beside(row).text(RECIPE)
    questions = [one for one in review.data.questions.values() if one.document_id == own]
    rows, cells = review.data.rows.observations[own], review.data.rows.cells[own]
    entries: dict[tuple[str, ...], Entry] = {}
    for _ in range(ROUNDS):
        found = recall(items, row.campaign, questions, rows, cells, recipe)
        fresh = {one.subject: _entry(one, evidence, voice) for one in found if one.subject not in entries}
        if not fresh:
            break
        entries |= fresh
        recipe += "".join(one.text for one in fresh.values() if one.name == RECIPE)
        made = review.supposed(row, list(entries.values()))
        questions = [one for one in made.questions if one.document_id == own]
        rows = [one for one in made.observations if one.document_id == own]
        cells = [one for one in made.cells if one.document_id == own]
    if not entries:
        raise EntryError("Nothing that was said before fits this return any more. Nothing was written")
    return list(entries.values())


def _entry(one: Recalled, evidence: Evidence, voice: lines.Voice) -> Entry:
    if one.question is None:
        rule = [line for line in one.said.splitlines() if line.strip()]
        return lines.rule(rule, lines.Voice(voice.by, voice.on, one.item.as_in), evidence.name)
    return Entry(ANSWERS, answer_line(one, voice.by, voice.on))


def request_of(raw: Path, campaign: str) -> Request:
    """What a campaign asked for, as far as its file can be used."""
    with suppress(AdviceError):
        return parse_request(_text(raw / campaign / REQUEST))
    return Request()


def _remembered(raw: Path, respondent: str) -> list[Remembered]:
    """What is remembered of a respondent; nothing where its file cannot be used, which is a finding of its returns."""
    with suppress(AdviceError):
        return parse_remembered(_text(raw / remembered_at(respondent)))
    return []


def _recipe(raw: Path, row: DocumentRow) -> str:
    """The recipe beside the return that brought a document."""
    folder = next((one for one in (raw / row.path).parents if one.is_dir()), raw)
    return _text(folder / RECIPE)


def _text(file: Path) -> str:
    with suppress(OSError, UnicodeDecodeError):
        content = file.read_bytes()
        if len(content) <= LARGEST:
            return content.decode("utf-8-sig")
    return ""

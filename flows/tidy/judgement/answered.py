"""Answers of people followed where readings are chosen: of a table only the readings remain that have what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flows.tidy.judgement.alternatives import Alternatives, alternatives
from flows.tidy.judgement.context import Choice
from flows.tidy.judgement.document import Judged, Told, choose
from flows.tidy.judgement.tables import TableReading
from flows.tidy.people.answers import Answer, Answers
from flows.tidy.people.values import DIMENSIONS, read_value
from flows.tidy.question_ids import question_id
from flows.tidy.statements.statement import Statement

CERTAIN = 90.0


@dataclass(frozen=True, slots=True)
class NumberedTable:
    """The readings of a table, with the number of the grid that it stands in and the caption over it."""

    number: int
    caption: str
    readings: list[TableReading]


def follow(
    tables: Sequence[NumberedTable], answers: Answers, document_id: str, text: Sequence[Told] = ()
) -> list[Judged]:
    """The best reading of each table beside the others, where an answer speaks among those alone that it leaves.

    What one answer leaves may raise a question that another answers, and what it says of one table speaks for others.
    """
    left, captions = [table.readings for table in tables], [table.caption for table in tables]
    decided: list[list[tuple[Alternatives, str]]] = [[] for _ in tables]
    judged = choose(left, captions, text)
    for _ in answers.given:
        changed = [
            _followed(table, one, i, left, decided, answers, document_id)
            for i, (table, one) in enumerate(zip(tables, judged, strict=True))
        ]
        if not any(changed):
            break
        judged = choose(left, captions, text)
    for one, said in zip(judged, decided, strict=True):
        one.decided = said
    return judged


def _followed(
    table: NumberedTable, judged: Judged, index: int, left: list[list[TableReading]],
    decided: list[list[tuple[Alternatives, str]]], answers: Answers, document_id: str,
) -> bool:  # fmt: skip
    """Follow the answers to what a table leaves open; True where one changed what is left."""
    changed = False
    for one in alternatives(judged):
        answer = answers.to(question_id(document_id, one.place_in(table.number)))
        if answer is None or any(known.part == one.part for known, _ in decided[index]):
            continue
        kept = _left(one, left[index], answer, answers)
        if kept:
            left[index] = kept
            decided[index].append((one, answer.option or answer.value or ""))
            changed = True
    return changed


def _left(one: Alternatives, readings: list[TableReading], answer: Answer, answers: Answers) -> list[TableReading]:
    """The readings that an answer leaves; none, and a finding, where it cannot be followed."""
    if answer.option is not None:
        kept = one.among_readings(readings, answer.option)
        if kept is None:
            keys = ", ".join(way.key for way in one.ways)
            answers.refuse(answer, "answer_unknown", f'"{answer.option}" is no option of it; they are {keys}')
        elif not kept:
            answers.refuse(answer, "answer_unknown", "no reading is left that has this and what other answers say")
        return kept or []
    if one.part not in DIMENSIONS:
        answers.refuse(answer, "answer_unknown", "asks for one of its options, no value can be given")
        return []
    try:
        value = read_value(one.part, answer.value or "")
    except ValueError as error:
        answers.refuse(answer, "answer_unknown", f'"{answer.value}" is {error}')
        return []
    said = Choice(one.part, value, CERTAIN, (Statement(one.part, value, str(answer.origin), "told"),))
    return [replace(r, context={**r.context, one.part: said}) for r in readings if one.part in r.context]

"""What a second reading does to a document: agreement and difference become confidence, doubts, questions and names."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Sequence

from flows.read.grid import Document
from flows.second.compare import Compared, Pair, compare
from flows.second.held import Held, hold
from flows.second.paper import Paper
from flows.second.reading import ReadingError, SecondReading, parse_reading
from flows.second.rows import give, offered, rest
from flows.tidy.asking import ask
from flows.tidy.evidence.confidence import (
    AGREED,
    ANSWERED,
    DIFFER,
    FIRST_ALONE,
    READ_ONCE,
    SECOND_ALONE,
    TOLD_TWICE,
    VERDICTS,
)
from flows.tidy.result import Context, SecondWord, Tidied
from schemas.rows import PROGRAM, Finding, Observation

MOST_TOLD = 5


def heed(tidied: Tidied, document: Document, context: Context) -> None:
    """Hold the second reading of a document, where there is one, against the first. It publishes nothing by itself."""
    reading = _chosen(tidied, context) if not document.failure else None
    if reading is not None:
        _hold_against(tidied, reading, document, context)
    if tidied.request.second == "required":
        once = [row for row in tidied.observations if _is_read_once(row, tidied)]
        for row in once:
            _sign(tidied, row, READ_ONCE)
            tidied.second[row.observation_id] = SecondWord(row, PROGRAM)
    if reading is not None or tidied.request.second == "required":
        ask(tidied)


def _is_read_once(row: Observation, tidied: Tidied) -> bool:
    settled = {ANSWERED, *VERDICTS}
    return row.read_by == [PROGRAM] and settled.isdisjoint(tidied.signs.get(row.observation_id, {}))


def _hold_against(tidied: Tidied, reading: SecondReading, document: Document, context: Context) -> None:
    if reading.failure:
        told = f"{context.path}: {reading.by} gave no reading that can be used: {reading.failure}"
        _tell(tidied, context, "second_failed", "warning", told, "Read it again with foi second, or let a person.")
        return
    held = hold(reading.answer, Paper(document), reading.places)
    if held.refused:
        told = "; ".join(held.refused[:MOST_TOLD])
        told = f"{len(held.refused)} of what {reading.by} says is not borne out by the paper, such as {told}"
        remedy = "None of it is used. Look whether the second reader can read this document at all."
        _tell(tidied, context, "second_refused", "warning", f"{context.path}: {told}", remedy)
    compared = compare(tidied.observations, tidied.spots, held)
    _enter(tidied, compared, document, context, reading.by)
    differs = compared.differing or compared.first_alone or compared.second_alone
    tidied.row.second_reading = "differs" if differs else "agrees"
    _tell(tidied, context, "second_read", "info", _said(compared, held, reading, context), "None needed.")


def _said(compared: Compared, held: Held, reading: SecondReading, context: Context) -> str:
    counts = (
        (compared.agreed, "agree"), (compared.differing, "differ"), (compared.first_alone, "only the program has"),
        (compared.second_alone, "only the second reader has"), (held.refused, "were refused"),
    )  # fmt: skip
    told = ", ".join(f"{len(of)} {what}" for of, what in counts if of)
    return f"{context.path}: was read a second time by {reading.by} on {reading.on}: of the figures {told or 'none'}"


def _chosen(tidied: Tidied, context: Context) -> SecondReading | None:
    """The one that counts: a person's before a model's, the later before the earlier. Others are told of."""
    found: list[tuple[str, SecondReading]] = []
    for path, text in context.second:
        try:
            reading = parse_reading(text)
        except ReadingError as error:
            told = f"{path}: is no second reading: {error}"
            _tell(tidied, context, "second_invalid", "error", told, "Make it anew with foi second.")
            continue
        if reading.document == context.document_id:
            found.append((path, reading))
        elif reading.path in context.paths:
            tidied.row.second_reading = "stale"
            told = f"{path}: was read from the document before it changed, and counts no more"
            _tell(tidied, context, "second_stale", "warning", told, "Read it again with foi second.")
    found.sort(key=lambda one: (one[1].by.startswith("person:"), one[1].on, one[0]))
    for path, reading in found[:-1]:
        told = f"{path}: the second reading of {reading.by} is not used, as {found[-1][0]} goes before it"
        _tell(tidied, context, "second_not_used", "info", told, "None needed.")
    return found[-1][1] if found else None


def _tell(tidied: Tidied, context: Context, check: str, severity: str, message: str, remedy: str) -> None:
    place = (context.campaign, context.respondent, context.document_id, context.path)
    tidied.findings.append(Finding(severity, check, message, remedy, *place))  # type: ignore[arg-type]


def _enter(tidied: Tidied, compared: Compared, document: Document, context: Context, by: str) -> None:
    """Give every figure the word of the second reader."""
    told = [(pair.row, pair.said.narrowed) for pair in compared.agreed] + [(row, None) for row in compared.first_alone]
    against = _contradicted(told)
    for pair in compared.agreed:
        verdict = TOLD_TWICE if pair.row.observation_id in against else AGREED
        _sign(tidied, pair.row, verdict)
        if verdict != AGREED:
            tidied.second[pair.row.observation_id] = SecondWord(pair.row, by)
        pair.row.read_by = [*pair.row.read_by, by]
    for pair in compared.differing:
        _sign(tidied, pair.row, DIFFER)
        tidied.second[pair.row.observation_id] = _word(pair, by)
    for row in compared.first_alone:
        _sign(tidied, row, FIRST_ALONE)
        tidied.second[row.observation_id] = SecondWord(None, by)
    for n, said in enumerate(compared.second_alone):
        row = offered(said, n, document, context, tidied.force_id)
        row.read_by = [by]
        tidied.observations.append(row)
        tidied.spots[row.observation_id] = said.spot
        _sign(tidied, row, SECOND_ALONE)
        tidied.second[row.observation_id] = SecondWord(row, by)
        rest(tidied.cells, row, said, document, context)


def _contradicted(told: Sequence[tuple[Observation, str | None]]) -> set[str]:
    """Rows that say another number of the same thing than others do: two readers that agree make neither right.

    Each comes with what narrows it, as the second reader says, or the labels of a table that have no code. Words of a
    sentence that the first reader alone took for a label narrow nothing.
    """
    said: defaultdict[tuple[object, ...], dict[object, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row, narrowed in told:
        what = (
            row.force_id, row.period_label, row.measure, row.offence_group, row.offence_code, row.age_band, row.sex,
            row.online, row.unit, row.is_total, narrowed, row.place.table,
            str(row.place.table and row.other),
        )  # fmt: skip
        said[what][row.value if row.status == "exact" else row.status].append(row.observation_id)
    return {name for of in said.values() if len(of) > 1 for names in of.values() for name in names}


def _sign(tidied: Tidied, row: Observation, verdict: str) -> None:
    tidied.signs[row.observation_id] = {**tidied.signs.get(row.observation_id, {}), verdict: 1.0}
    if verdict != AGREED:
        row.flags = sorted({*row.flags, verdict})


def _word(pair: Pair, by: str) -> SecondWord:
    row = copy.copy(pair.row)
    give(row, pair.said)
    first = "; ".join(f"{one.field}: {one.first or 'not said'}" for one in pair.differences)
    second = "; ".join(f"{one.field}: {one.second or 'not said'}" for one in pair.differences)
    return SecondWord(None if pair.said.superseded else row, by, first, second)

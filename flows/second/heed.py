"""What a second reading does to a document: agreement and difference become confidence, doubts, questions and names."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Sequence

from flows.read.grid import Document, Grid, Text
from flows.second.compare import Compared, Pair, compare
from flows.second.held import Held, Said, hold
from flows.second.paper import Paper
from flows.second.reading import ReadingError, SecondReading, parse_reading
from flows.tidy import valued
from flows.tidy.asking import ask
from flows.tidy.evidence.confidence import (
    AGREED,
    ANSWERED,
    DIFFER,
    FIRST_ALONE,
    READ_ONCE,
    SECOND_ALONE,
    VERDICTS,
)
from flows.tidy.labels.meanings import Age, Offence
from flows.tidy.observe import digest
from flows.tidy.result import Context, SecondWord, Tidied
from flows.tidy.valued import ANSWERABLE
from schemas.rows import PROGRAM, Finding, LedgerCell, Observation, Place
from schemas.spot import squeezed

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
    signs = tidied.signs.get(row.observation_id, {})
    people = any(name.startswith("person:") for name in row.read_by)
    return len(row.read_by) < 2 and not people and not any(name in signs for name in (ANSWERED, *VERDICTS))


def _hold_against(tidied: Tidied, reading: SecondReading, document: Document, context: Context) -> None:
    if reading.failure:
        told = f"{context.path}: {reading.by} gave no reading that can be used: {reading.failure}"
        _tell(tidied, context, "second_failed", "warning", told, "Read it again with foi second, or let a person.")
        return
    held = hold(reading.answer, Paper(document), reading.places)
    if held.refused:
        tidied.findings.append(_refused(held, reading, context))
    compared = compare(tidied.observations, tidied.spots, held)
    _enter(tidied, compared, document, context, reading.by)
    figures_differ = compared.differing or compared.first_alone or compared.second_alone
    tidied.row.second_reading = "differs" if figures_differ else "agrees"
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
            _tell(
                tidied,
                context,
                "second_invalid",
                "error",
                f"{path}: is no second reading: {error}",
                "Make it anew with foi second.",
            )
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


def _refused(held: Held, reading: SecondReading, context: Context) -> Finding:
    told = "; ".join(held.refused[:MOST_TOLD]) + ("; ..." if len(held.refused) > MOST_TOLD else "")
    return Finding(
        "warning", "second_refused",
        f"{context.path}: {len(held.refused)} of what {reading.by} says is not borne out by the paper: {told}",
        "None of it is used. Look whether the second reader can read this document at all.",
        context.campaign, context.respondent, context.document_id, context.path,
    )  # fmt: skip


def _enter(tidied: Tidied, compared: Compared, document: Document, context: Context, by: str) -> None:
    """Give every figure the word of the second reader."""
    against = _contradicted([*(pair.row for pair in compared.agreed), *compared.first_alone])
    for pair in compared.agreed:
        if pair.row.observation_id not in against:
            _sign(tidied, pair.row, AGREED)
        pair.row.read_by = [*pair.row.read_by, by]
    for pair in compared.differing:
        _sign(tidied, pair.row, DIFFER)
        tidied.second[pair.row.observation_id] = _word(pair, by)
    for row in compared.first_alone:
        _sign(tidied, row, FIRST_ALONE)
        tidied.second[row.observation_id] = SecondWord(None, by)
    for n, said in enumerate(compared.second_alone):
        row = _offered(said, n, document, context, tidied.force_id)
        row.read_by = [by]
        tidied.observations.append(row)
        tidied.spots[row.observation_id] = said.spot
        _sign(tidied, row, SECOND_ALONE)
        tidied.second[row.observation_id] = SecondWord(row, by)
        _rest(tidied.cells, row, said, document, context)


def _contradicted(rows: Sequence[Observation]) -> set[str]:
    """Rows that say another number of the same thing than others do: two readers that agree make neither right."""
    said: defaultdict[tuple[object, ...], dict[object, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        what = (
            row.force_id, row.period_label, row.measure, row.offence_group, row.offence_code, row.age_band, row.sex,
            row.online, row.unit, row.is_total, *sorted(row.other.items()), row.place.table,
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
    told = [(one.field, one.first or "not said", one.second or "not said") for one in pair.differences]
    first, second = ("; ".join(f"{name}: {words}" for name, words in side) for side in (
        [(name, first) for name, first, _ in told], [(name, second) for name, _, second in told]
    ))  # fmt: skip
    return SecondWord(None if pair.said.superseded else row, by, first, second)


def give(row: Observation, said: Said) -> None:
    """Write what a second reader says into a row: every coded field, and how much."""
    told, value = said.dimensions, said.value
    row.period_start = row.period_end = row.period_label = row.period_type = None
    whole = {"age": Age.all(), "sex": "all", "online": "all", "offence": Offence(None, "all"), "measure": None}
    for dimension, meant in {**whole, **told}.items():
        if dimension in ANSWERABLE:
            valued.give(row, dimension, meant)
    row.other = row.other or ({"narrowed": said.narrowed} if said.narrowed else {})
    row.status, row.exemption = value.status, value.exemption
    row.count_low, row.count_high = value.low, value.high
    row.unit, row.count, row.value = value.unit, None, None
    if value.status == "exact" and value.value is not None:
        row.value = float(value.value)
        if value.unit == "count" and row.value == int(row.value):
            row.count = row.count_low = row.count_high = int(row.value)
        elif value.unit == "count":
            row.unit = "other"
        if row.unit != "count":
            row.count = row.count_low = row.count_high = None


def _offered(said: Said, n: int, document: Document, context: Context, force: str | None) -> Observation:
    """A row for a figure that only the second reader has."""
    block = document.blocks[said.spot.block]
    within = (said.spot, said.printed, n)
    origin = (context.campaign, context.respondent, context.document_id)
    row = Observation(
        *origin, digest(context.document_id, "second", *within), digest(context.document_id, "second", said.spot.block)
    )
    row.force_id, row.raw_value, row.is_total = force, said.printed, said.total
    row.place = _place(said, document)
    if isinstance(block, Grid):
        row.method, row.caption = block.method, block.caption or None
    else:
        row.method, row.caption = "prose", squeezed(block.text)
    give(row, said)
    return row


def _place(said: Said, document: Document) -> Place:
    block, spot = document.blocks[said.spot.block], said.spot
    if isinstance(block, Text):
        box = block.box
        return Place(block.page, x0=box.x0, top=box.top, x1=box.x1, bottom=box.bottom) if box else Place(block.page)
    number = next(number for number, grid in document.grids if grid is block)
    cell = next((c for c in block.cells if (c.row, c.column) == (spot.row, spot.column)), None)
    place = Place(block.page, block.sheet, number, spot.row, spot.column)
    if cell is not None:
        place.page, place.cell = cell.page or block.page, cell.address
        if cell.box is not None:
            place.x0, place.top, place.x1, place.bottom = cell.box
    return place


def _rest(cells: list[LedgerCell], row: Observation, said: Said, document: Document, context: Context) -> None:
    """Let a row rest on its cell, or its block of text, in the ledger."""
    place = row.place
    if place.table is not None:
        spot = (place.table, place.row, place.column)
        same = (c for c in cells if (c.place.table, c.place.row, c.place.column) == spot)
        cell = next((c for c in same if said.printed in squeezed(c.text)), None)
    else:
        text = squeezed(block.text) if isinstance(block := document.blocks[said.spot.block], Text) else ""
        cell = next((c for c in cells if c.place.table is None and squeezed(c.text) == text), None)
    if cell is None:
        text = row.caption or said.printed if place.table is None else said.printed
        origin = (context.campaign, context.respondent, context.document_id)
        cell = LedgerCell(*origin, place, text, "observation", "block of text" if place.table is None else None)
        cells.append(cell)
    cell.fate = "observation"
    cell.observation_ids = [*cell.observation_ids, row.observation_id]

"""A figure that a second reader gives, as a row of the data set that rests on its cell or its block of text."""

from __future__ import annotations

from flows.read.grid import Document, Grid, Text
from flows.second.held import Said
from flows.tidy import valued
from flows.tidy.labels.meanings import Age, Offence
from flows.tidy.observe import digest, place_of
from flows.tidy.prose import text_place
from flows.tidy.result import Context
from flows.tidy.valued import ANSWERABLE
from schemas.rows import LedgerCell, Observation, Place
from schemas.spot import squeezed


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


def offered(said: Said, n: int, document: Document, context: Context, force: str | None) -> Observation:
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
        return text_place(block)
    number = next(number for number, grid in document.grids if grid is block)
    cell = block.by_position().get((spot.row, spot.column))
    return place_of(cell, number, block.sheet, spot.row, spot.column)


def rest(cells: list[LedgerCell], row: Observation, said: Said, document: Document, context: Context) -> None:
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

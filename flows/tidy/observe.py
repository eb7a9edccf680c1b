"""From a figure in the making to a row of the data set."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from flows.read.grid import Box, Cell
from flows.tidy.draft import Draft
from flows.tidy.labels.counted import counted_in
from flows.tidy.labels.meanings import Age, Offence, Period
from flows.tidy.listed_cells import LineOfCell, printed_at
from flows.tidy.question_ids import question_id
from flows.tidy.result import Context
from flows.tidy.totals.series import series_key
from schemas.rows import LEVELS, PROGRAM, UNNAMED, Observation, Place

DIGEST = 24


def digest(*parts: object) -> str:
    """A short stable hash of what identifies a thing."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:DIGEST]


def place_of(cell: Cell | None, table: int | None, sheet: str | None, row: int | None, column: int | None) -> Place:
    """The place of a cell, or of an empty position where no cell was drawn; that of a line is that of its cell."""
    if isinstance(cell, LineOfCell):
        row, column = printed_at(cell)
    box: Box | None = cell.box if cell else None
    return Place(
        page=cell.page if cell else None,
        sheet=sheet,
        table=table,
        row=row,
        column=column,
        cell=cell.address if cell else None,
        x0=box.x0 if box else None,
        top=box.top if box else None,
        x1=box.x1 if box else None,
        bottom=box.bottom if box else None,
    )


def observation(draft: Draft, place: Place, context: Context, force_id: str | None, within: str = "") -> Observation:
    """The row that a figure becomes; `force_id` is the force that the return is from, unless the table names one.

    `within` tells figures of one block of text apart.
    """
    period: Period | None = draft.values.get("period")
    age: Age = draft.values.get("age") or Age.all()
    offence: Offence = draft.values.get("offence") or Offence(None, "all")
    measure = draft.values.get("measure")
    where = ("text", within) if place.table is None else ("cell", place.table, place.row, place.column, within)
    return Observation(
        campaign=context.campaign,
        respondent=context.respondent,
        document_id=context.document_id,
        observation_id=digest(context.document_id, *where),
        series_id=digest(context.document_id, series_key(draft)),
        force_id=draft.values.get("force", force_id),
        period_start=period.start if period else None,
        period_end=period.end if period else None,
        period_label=period.label if period else None,
        period_type=period.type if period else None,
        measure_label=counted_in(measure, _words(draft)),
        measure=measure,
        offence_code=offence.code,
        offence_group=offence.group,
        age_low=age.low,
        age_high=age.high,
        age_band=age.band,
        sex=draft.values.get("sex") or "all",
        online=draft.values.get("online") or "all",
        other=dict(sorted(draft.other.items())),
        is_total=draft.is_total,
        age_is_cumulative=draft.is_cumulative,
        place=place,
        caption=draft.caption or None,
        raw_row_label=_joined(draft.row_labels),
        raw_column_label=_joined(draft.column_labels),
        raw_value=draft.raw,
        method=draft.method,
        read_by=[UNNAMED if draft.method == "recipe" else PROGRAM],
        proved=draft.proved,
        questions=sorted(question_id(context.document_id, part) for part in draft.hangs),
        flags=sorted(draft.doubts | draft.how),
        **_quantity(draft),
    )


def _words(draft: Draft) -> list[str]:
    """Where to look for what a figure counts: the innermost labels first, then what was said of the whole table."""
    return [*reversed(draft.column_labels), *reversed(draft.row_labels), *draft.stated, draft.caption]


def _joined(labels: Sequence[str]) -> str | None:
    return LEVELS.join(filter(None, labels)) or None


def _quantity(draft: Draft) -> dict[str, Any]:
    """The columns that say how much."""
    if draft.proved_zero:
        return {"unit": "count", "count": 0, "value": 0.0, "count_low": 0, "count_high": 0, "status": "exact"}
    found = draft.value
    if found is None:
        return {"unit": draft.unit, "status": "missing"}
    if found.status != "exact":
        return {
            "unit": draft.unit,
            "status": found.status,
            "count_low": found.low,
            "count_high": found.high,
            "exemption": found.exemption,
        }
    if draft.unit != "count" or found.value is None or found.value != int(found.value):
        unit = draft.unit if draft.unit != "count" else "other"
        return {"unit": unit, "status": "exact", "value": None if found.value is None else float(found.value)}
    n = int(found.value)
    return {"unit": "count", "count": n, "value": float(n), "count_low": n, "count_high": n, "status": "exact"}

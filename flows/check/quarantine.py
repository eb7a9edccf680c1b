"""Quarantine: rows that the schema refuses leave the data set, with every reason, as they were."""

from __future__ import annotations

import dataclasses
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pandera.errors
import pyarrow as pa

from flows.check.figure import place_name, some
from schemas.frames import misfits, record, to_frame, to_table
from schemas.models import OBSERVATIONS, TableKind
from schemas.rows import Finding, LedgerCell, Observation, QuarantinedRow

REMEDY = "correct the label or value by a recipe, a correction or an alias; the row waits in processed/quarantine"


@dataclass(frozen=True, slots=True)
class Sifted:
    """What the schema lets through, what it refuses, and the ledger that says so."""

    observations: list[Observation]
    cells: list[LedgerCell]
    refused: list[QuarantinedRow] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def sift(observations: Sequence[Observation], cells: Sequence[LedgerCell]) -> Sifted:
    """Part the rows that the model of the observations accepts from those that it refuses.

    A cell that only refused rows rest on becomes `quarantined`. One finding for each document and reason.
    """
    reasons = refusals(OBSERVATIONS, observations)
    gone = {observations[at].observation_id for at in reasons}
    kept = [row for at, row in enumerate(observations) if at not in reasons]
    kept_ids = {row.observation_id for row in kept}
    refused = [_quarantined(observations[at], why) for at, why in reasons.items()]
    why_by_id = {row.observation_id: "; ".join(row.reasons) for row in refused}
    ledger = [_cell(cell, kept_ids, why_by_id) if gone.intersection(cell.observation_ids) else cell for cell in cells]
    return Sifted(kept, ledger, refused, _findings([(observations[at], why) for at, why in reasons.items()]))


def refusals(kind: TableKind, rows: Sequence[Any]) -> dict[int, list[str]]:
    """Index of each row that the model of its table refuses -> the reasons, such as `sex 'F': isin([...])`."""
    found: dict[int, list[str]] = {}
    try:
        table = to_table(kind, rows)
    except (pa.ArrowException, OverflowError):
        found = {at: wrong for at, row in enumerate(rows) if (wrong := misfits(kind, row))}
        table = to_table(kind, [row for at, row in enumerate(rows) if at not in found])
    fitting = [at for at in range(len(rows)) if at not in found]
    try:
        kind.model.validate(to_frame(table), lazy=True)
    except pandera.errors.SchemaErrors as errors:
        for case in errors.failure_cases.to_dict("records"):
            reasons = found.setdefault(fitting[int(case["index"])], [])
            reason = _reason(case)
            if reason not in reasons:
                reasons.append(reason)
    return dict(sorted(found.items()))


def _reason(case: dict[str, Any]) -> str:
    """A failure case in words; a check of whole rows is reported once a column, always with the same words."""
    if case["schema_context"] == "DataFrameSchema":
        return str(case["check"])
    return f"{case['column']} {case['failure_case']!r}: {case['check']}"


def _quarantined(row: Observation, reasons: list[str]) -> QuarantinedRow:
    content = json.dumps(record(row), ensure_ascii=False, default=str, sort_keys=True)
    return QuarantinedRow(
        row.campaign, row.respondent, row.document_id, row.observation_id, row.raw_value, reasons, content
    )


def _cell(cell: LedgerCell, kept: set[str], why: dict[str, str]) -> LedgerCell:
    remaining = [name for name in cell.observation_ids if name in kept]
    if remaining:
        return dataclasses.replace(cell, observation_ids=remaining)
    reason = next(why[name] for name in cell.observation_ids if name in why)
    return dataclasses.replace(cell, fate="quarantined", reason=reason)


def _findings(refused: list[tuple[Observation, list[str]]]) -> list[Finding]:
    grouped: defaultdict[tuple[str, str], list[Observation]] = defaultdict(list)
    for row, reasons in refused:
        for reason in reasons:
            grouped[row.document_id, reason].append(row)
    return [_finding(rows, reason) for (_, reason), rows in grouped.items()]


def _finding(rows: list[Observation], reason: str) -> Finding:
    first = rows[0]
    printed = some(f'{place_name(row.place)} "{row.raw_value or ""}"' for row in rows)
    message = f"{len(rows)} rows refused ({reason}): {printed}"
    origin = (first.campaign, first.respondent, first.document_id)
    return Finding("error", "quarantined", message, REMEDY, *origin, place=first.place, raw_value=first.raw_value)

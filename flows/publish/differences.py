"""What a published table holds otherwise than it should, row by row and in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from flows.check.figure import amount, figure_name, place_name
from flows.publish.headline import name_of, said
from flows.publish.parquet import ordered
from schemas.frames import to_rows, to_table
from schemas.models import TableKind
from schemas.rows import (
    DocumentRow,
    Finding,
    HeadlineFigure,
    LedgerCell,
    Observation,
    OpenQuestion,
    QuarantinedRow,
)


def differences(kind: TableKind, published: Sequence[Any], made: Sequence[Any]) -> list[str]:
    """Each row that is published and was not made, and each that was made and is not published."""
    own = to_rows(kind, to_table(kind, ordered(kind, made)))  # through the columns' own types, as in the files
    if own == list(published):
        return []
    there, wanted = Counter(map(repr, published)), Counter(map(repr, own))
    strange = [row for row in published if there[repr(row)] > wanted[repr(row)]]
    lost = [row for row in own if wanted[repr(row)] > there[repr(row)]]
    by_id = {row.observation_id: row for row in strange} if kind.row is Observation else {}
    told = [f"{_name(row)}, and the return gives no such row" for row in strange if not _again(row, lost)]
    for row in lost:
        other = by_id.get(row.observation_id) if isinstance(row, Observation) else None
        told.append(f"{_name(other)}, where the return gives {_name(row)}" if other else f"{_name(row)} is gone")
    return told


def _again(row: Any, lost: Sequence[Any]) -> bool:
    """Whether a figure stands otherwise than it should: it is told with what it should be."""
    return isinstance(row, Observation) and any(other.observation_id == row.observation_id for other in lost)


def _name(row: Any) -> str:
    """A row by what it says."""
    match row:
        case DocumentRow():
            return row.path
        case Finding():
            return f"{row.severity} {row.check}: {row.message}"
        case OpenQuestion():
            return f"{row.path}: {row.text}"
        case HeadlineFigure():
            return f"{name_of(row)}: {said(row)}"
        case LedgerCell():
            return f'{place_name(row.place)} "{row.text}" ({row.fate})'
        case QuarantinedRow():
            return f"{row.observation_id} in quarantine"
        case Observation():
            printed = f'printed as "{row.raw_value}"' if row.raw_value is not None else "counted"
            return f"{figure_name(row)}: {amount(row)}, {' at '.join(filter(None, (printed, place_name(row.place))))}"
    raise TypeError(f"rows of {type(row).__name__} are not named")

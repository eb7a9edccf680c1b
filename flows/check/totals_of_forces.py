"""Totals over several forces in one table, which stand under one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.check.figure import labels_of
from flows.check.force_names import forces_named
from schemas.rows import Observation

FORCES = "of several forces"
"""A further dimension that tells such a total from the figures of its forces."""


@dataclass(frozen=True, slots=True)
class Totals:
    """The forces that the labels of a table name, and its figures that stand under one which their labels do not."""

    forces: frozenset[str]
    totals: tuple[Observation, ...]


def totals_of_forces(rows: Sequence[Observation]) -> Iterator[Totals]:
    """Those of each table whose labels name several forces."""
    tables: defaultdict[tuple[object, ...], list[tuple[Observation, str | None]]] = defaultdict(list)
    for row in rows:
        if row.place.table is not None and row.force_id is not None:
            tables[row.document_id, row.place.sheet, row.place.table].append((row, _force(row)))
    for own in tables.values():
        named = frozenset(force for _, force in own if force is not None)
        wrong = tuple(row for row, force in own if force is None)
        if len(named) > 1 and wrong:
            yield Totals(named, wrong)


def _force(row: Observation) -> str | None:
    """The one force that the labels of a figure name."""
    found = forces_named(labels_of(row))
    return next(iter(found)) if len(found) == 1 else None

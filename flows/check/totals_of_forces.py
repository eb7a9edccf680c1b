"""Totals over several forces in one table, which stand under one of them."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flows.check.figure import labels_of
from flows.check.figures import groups, table_of
from flows.check.force_names import forces_named
from schemas.code_tables import load_aliases
from schemas.rows import LEVELS, Observation

FORCES = "of several forces"
"""A further dimension that tells such a total from the figures of its forces."""


@dataclass(frozen=True, slots=True)
class Totals:
    """The forces that the labels of a table name, and its figures that stand under one which their labels do not."""

    forces: frozenset[str]
    totals: tuple[Observation, ...]


def totals_of_forces(rows: Iterable[Observation]) -> Iterator[Totals]:
    """Those of each table whose labels name several forces, or say that they are of several without their names."""
    placed = (row for row in rows if row.place.table is not None and row.force_id is not None)
    for own in groups(placed, table_of).values():
        named = {row.observation_id: _forces(row) for row in own}
        single = frozenset().union(*(forces for forces in named.values() if len(forces) == 1))
        wrong = tuple(
            row for row in own
            if (len(single) > 1 and len(named[row.observation_id]) != 1) or (single and _says_several(labels_of(row)))
        )  # fmt: skip
        if wrong:
            yield Totals(single, wrong)


def _forces(row: Observation) -> frozenset[str]:
    """The forces that the labels of a figure name."""
    return forces_named(labels_of(row))


@functools.lru_cache(maxsize=16384)
def _says_several(label: str) -> bool:
    table = load_aliases("several_forces", frozenset({"several"}))
    return any(table.lookup(part.strip()) for part in label.split(LEVELS))

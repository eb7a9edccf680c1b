"""Totals over several forces in one table, which stand under one of them."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flows.check.figure import FigureKey, labels_of
from flows.check.figures import groups, table_of
from flows.check.force_names import forces_named
from schemas.code_tables import load_aliases
from schemas.rows import LEVELS, Observation

FORCES = "of several forces"
"""A further dimension that tells such a total from the figures of its forces."""


@dataclass(frozen=True, slots=True)
class Totals:
    """The forces that a table names, and its figures that stand under one which their labels do not."""

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
            if (len(single) > 1 and len(named[row.observation_id]) != 1) or (single and says_several(labels_of(row)))
        )  # fmt: skip
        if wrong:
            # A joint unit prints one of its forces, and both: the other stands in its title alone.
            yield Totals(single if len(single) > 1 else single.union(*map(_in_title, wrong)), wrong)


def forces_together(figure: FigureKey) -> tuple[str, ...]:
    """The forces that such a total is over, once it is set apart; none of another figure."""
    return next((tuple(name.rpartition(": ")[2].split("+")) for header, name in figure.other if header == FORCES), ())


def _forces(row: Observation) -> frozenset[str]:
    """The forces that the labels of a figure name."""
    return forces_named(labels_of(row))


def _in_title(row: Observation) -> frozenset[str]:
    return forces_named(row.caption or "")


@functools.lru_cache(maxsize=16384)
def says_several(label: str) -> bool:
    """Whether a label says that a figure is of several forces.

    >>> says_several("Both forces > 2016/17"), says_several("Kent")
    (True, False)
    """
    table = load_aliases("several_forces", frozenset({"several"}))
    return any(table.lookup(part.strip()) for part in label.split(LEVELS))

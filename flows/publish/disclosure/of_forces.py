"""Totals over the figures of several forces in one table: numbers of their own, and the sums of those forces'."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from flows.check.totals_of_forces import FORCES, Totals, forces_together, says_several, totals_of_forces
from flows.publish.disclosure.counts import View
from flows.publish.disclosure.relations import Relation
from schemas.rows import Observation


def set_apart(rows: Sequence[Observation]) -> list[Observation]:
    """The rows, the totals over several forces as figures of none of them."""
    over = {row.observation_id: found for found in totals_of_forces(rows) for row in found.totals}
    return [_of_all(row, over[row.observation_id]) if row.observation_id in over else row for row in rows]


def sums_of_forces(view: View) -> list[Relation]:
    """Each such total is the sum of the same figure of the forces in its table."""
    found: list[Relation] = []
    for name, whole in view.counts.items():
        bare = name._replace(other=tuple(pair for pair in name.other if pair[0] != FORCES))
        parts = [view.counts.get(bare._replace(force_id=force)) for force in forces_together(name)]
        if len(parts) > 1 and all(part is not None for part in parts):
            terms = ((whole, 1), *((part, -1) for part in parts if part is not None))
            if sum(part.stated.low for part in parts if part) <= (whole.stated.high or whole.stated.low):
                found.append(Relation(terms, 0, 0))
    return found


def _of_all(row: Observation, found: Totals) -> Observation:
    name = f"{row.document_id} {row.place.sheet} {row.place.table}: {'+'.join(sorted(found.forces))}"
    others = {header: value for header, value in row.other.items() if not says_several(value)}
    return dataclasses.replace(row, other={**others, FORCES: name})

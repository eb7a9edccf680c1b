"""Totals over the figures of several forces in one table: numbers of their own, and the sums of those forces'."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Sequence

from flows.check.figure import key
from flows.check.totals_of_forces import FORCES, Totals, totals_of_forces
from flows.publish.disclosure.counts import View
from flows.publish.disclosure.relations import Relation
from schemas.rows import Observation


def set_apart(rows: Sequence[Observation]) -> list[Observation]:
    """The rows, the totals over several forces as figures of none of them."""
    over = {row.observation_id: found for found in totals_of_forces(rows) for row in found.totals}
    return [_of_all(row, over[row.observation_id]) if row.observation_id in over else row for row in rows]


def sums_of_forces(view: View, rows: Sequence[Observation]) -> list[Relation]:
    """Each such total is the sum of the same figure of the forces in its table."""
    found: list[Relation] = []
    tables: defaultdict[str, list[Observation]] = defaultdict(list)
    for row in rows:
        if FORCES in row.other:
            tables[row.other[FORCES]].append(row)
    for name, totals in tables.items():
        forces = name.rpartition(": ")[2].split("+")
        for row in totals:
            bare = key(row)._replace(other=tuple(pair for pair in key(row).other if pair[0] != FORCES))
            parts = [view.counts.get(bare._replace(force_id=force)) for force in forces]
            whole = view.counts.get(key(row))
            if whole is not None and len(parts) > 1 and all(part is not None for part in parts):
                terms = ((whole, 1), *((part, -1) for part in parts if part is not None))
                if sum(part.stated.low for part in parts if part) <= (whole.stated.high or whole.stated.low):
                    found.append(Relation(terms, 0, 0))
    return found


def _of_all(row: Observation, found: Totals) -> Observation:
    name = f"{row.document_id} {row.place.sheet} {row.place.table}: {'+'.join(sorted(found.forces))}"
    return dataclasses.replace(row, other={**row.other, FORCES: name})

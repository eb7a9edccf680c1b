"""One table under two forces: a workbook saved twice, or in the wrong folder, would count twice in every sum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flows.check.figure import key
from schemas.rows import Observation

FEWEST_COUNTS = 3
LEAST_COUNT = 10
"""Tables of few and small counts can be equal by chance: so many different counts of at least this are no chance."""
SAID = "force_said"
"""The flag of a figure of which a person said whose it is."""


@dataclass(frozen=True, slots=True)
class Twin:
    """The figures that a document gives a force in one table, and a document that gives another force the same."""

    rows: tuple[Observation, ...]
    other: Observation


def same_tables(observations: Iterable[Observation]) -> list[Twin]:
    """The tables that stand under two forces in two documents; without those of which a person said whose they are."""
    tables: defaultdict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for row in observations:
        if row.force_id is not None:
            place = row.place
            tables[row.campaign, row.document_id, place.sheet, place.table, row.force_id].append(row)
    alike: defaultdict[tuple[object, ...], list[list[Observation]]] = defaultdict(list)
    for rows in tables.values():
        if len({row.count for row in rows if row.count is not None and row.count >= LEAST_COUNT}) >= FEWEST_COUNTS:
            alike[rows[0].campaign, _content(rows)].append(rows)
    twins = []
    for group in alike.values():
        for rows in group:
            other = next((one[0] for one in group if _is_another(one[0], rows[0])), None)
            if other is not None and SAID not in rows[0].flags:
                twins.append(Twin(tuple(rows), other))
    return twins


def _is_another(one: Observation, than: Observation) -> bool:
    return one.force_id != than.force_id and one.document_id != than.document_id


def _content(rows: Sequence[Observation]) -> frozenset[object]:
    """What figures say of any force."""
    return frozenset((key(row)._replace(force_id=None), row.status, row.count_low, row.count_high) for row in rows)

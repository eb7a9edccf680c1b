"""Crimes that labels say to be cancelled, transferred or attempted."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

from flows.check.figure import labels_of, place_name, says
from flows.check.registry import Breach, told
from schemas.code_tables import load_aliases, load_codes
from schemas.rows import Observation


def stands(row: Observation, *wanted: str) -> bool:
    """Whether a label of a figure says one of these of its crimes: a code of `codes/crime_standings.csv`."""
    return any(not _standings(label).isdisjoint(wanted) for label in (row.raw_row_label, row.raw_column_label) if label)


def told_of(cause: str, rows: Iterable[Observation]) -> Iterator[Breach]:
    """A breach for each document that has some of the rows, with their labels."""
    return told(cause, ((r,) for r in rows), lambda r: f'"{labels_of(r)}" {says(r)} at {place_name(r.place)}')


@functools.lru_cache(maxsize=16384)
def _standings(label: str) -> frozenset[str]:
    table = load_aliases("crime_standings", frozenset(load_codes("crime_standings")))
    return frozenset(hit.alias.code for hit in table.find(label))

"""One table under two forces: a workbook saved twice, or in the wrong folder, would count twice in every sum."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from flows.check.figure import key
from flows.check.figures import groups, table_of
from schemas.checks import threshold
from schemas.rows import Observation

SAID = "force_said"
"""The flag of a figure of which a person said whose it is."""


@dataclass(frozen=True, slots=True)
class Twin:
    """What a table gives a force: the first of its figures, the ids of all, and the first of another force's same."""

    first: Observation
    names: list[str]
    other: Observation


def same_tables(figures: Iterable[Observation]) -> list[Twin]:
    """The tables of a campaign that stand under two forces in two documents.

    Without those of which a person said whose they are, and those that are too small to be no chance.
    """
    of_forces = groups((row for row in figures if row.force_id is not None), lambda row: (table_of(row), row.force_id))
    tables = sorted((own for own in of_forces.values() if _tells(own)), key=lambda own: own[0].document_id)
    alike = groups(tables, lambda own: frozenset(map(_content, own)))
    return [twin for same in alike.values() if len(same) > 1 for twin in _twins(same)]


def _content(row: Observation) -> tuple[object, ...]:
    """What a row says, whoever says it of whom."""
    return key(row).without("force_id"), row.status, row.count_low, row.count_high


def _tells(table: Sequence[Observation]) -> bool:
    """Whether so many of its figures differ from one another that no other table has them by chance."""
    large = {row.count for row in table if row.count is not None and row.count > threshold("V22", "above")}
    return len(large) >= threshold("V22", "fewest_of_table")


def _twins(same: Sequence[list[Observation]]) -> Iterator[Twin]:
    firsts = [min(own, key=lambda row: (row.place.row or 0, row.place.column or 0)) for own in same]
    for own, first in zip(same, firsts, strict=True):
        other = next((one for one in firsts if _is_another(one, first)), None)
        if other is not None and SAID not in first.flags:
            yield Twin(first, [row.observation_id for row in own], other)


def _is_another(one: Observation, than: Observation) -> bool:
    return one.force_id != than.force_id and one.document_id != than.document_id

"""One table under two forces: a workbook saved twice, or in the wrong folder, would count twice in every sum."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from flows.check.coded import NONE, Indices
from flows.check.columns import Columns
from schemas.alike import Kinds, kinds
from schemas.checks import threshold
from schemas.models import OBSERVATIONS
from schemas.rows import Observation

SAID = "force_said"
"""The flag of a figure of which a person said whose it is."""
CONTENT, FIGURES = "content", "figures"
"""Columns beside those of an observation: the digest of what a table says of any force, and how many figures it has."""
_TEXTS = ("campaign", "measure", "unit", "status", "sex", "online", "offence_code", "offence_group")
_NUMBERS = ("count_low", "count_high")


@dataclass(frozen=True, slots=True)
class Twin:
    """The figures that a document gives a force in one table, and a document that gives another force the same."""

    rows: tuple[Observation, ...]
    other: Observation


@dataclass(frozen=True, slots=True)
class TwinTable:
    """The same by the first figure of each table, with how many the table gives the force."""

    first: Observation
    figures: int
    other: Observation


def same_tables(observations: Sequence[Observation]) -> list[Twin]:
    """The tables that stand under two forces in two documents; without those of which a person said whose they are."""
    twins = twin_tables(tables_of_forces(Columns.of(observations)))
    tables: defaultdict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for row in observations if twins else ():
        tables[_table(row)].append(row)
    return [Twin(tuple(tables[_table(twin.first)]), twin.other) for twin in twins]


def twin_tables(tables: pa.Table) -> list[TwinTable]:
    """The same among `tables_of_forces`, those of several calls put together."""
    content = tables[CONTENT].to_numpy()
    group = kinds(content.view(np.int64))
    alike = np.flatnonzero(group.size[group.own] > 1)
    firsts = Columns(tables.select(OBSERVATIONS.schema.names).take(pa.array(alike))).rows(np.arange(len(alike)))
    groups: defaultdict[int, list[tuple[Observation, int]]] = defaultdict(list)
    sizes = tables[FIGURES].to_numpy()[alike].tolist()
    for of, first, size in sorted(
        zip(content[alike].tolist(), firsts, sizes, strict=True), key=lambda one: str(_table(one[1]))
    ):
        groups[of].append((first, size))
    twins = []
    for same in groups.values():
        for first, size in same:
            other = next((one for one, _ in same if _is_another(one, first)), None)
            if other is not None and SAID not in first.flags:
                twins.append(TwinTable(first, size, other))
    return twins


def tables_of_forces(figures: Columns) -> pa.Table:
    """A row for what each table gives each force, where it is too much to be equal by chance.

    The columns are those of the first figure, CONTENT and FIGURES. Each table must be whole within `figures`.
    """
    force = figures.text("force_id").codes
    places = [figures.text(name).codes for name in ("campaign", "document_id", "sheet")]
    tables = kinds(*places, figures.number("table", NONE), force)
    # The first in the order of the table, whatever the order of the rows.
    place = kinds(tables.own, figures.number("row", NONE), figures.number("column", NONE))
    first = place.first[np.searchsorted(place.values[0], np.arange(len(tables.size)))]
    telling = (_different(figures, tables) >= threshold("V22", "fewest_of_table")) & (force[first] != NONE)
    found = figures.table.take(pa.array(first[telling]))
    content = _contents(tables, _words_of(figures))[telling]
    return found.append_column(CONTENT, pa.array(content)).append_column(FIGURES, pa.array(tables.size[telling]))


def _different(figures: Columns, tables: Kinds) -> Indices:
    """How many counts of each table differ from one another, of those that are large."""
    count = figures.number("count", NONE)
    large = count > threshold("V22", "above")
    found: Indices = np.bincount(kinds(tables.own[large], count[large]).values[0], minlength=len(tables.size))
    return found


def _contents(tables: Kinds, row: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """The digest of each table: of what its rows say, in any order and each once."""
    once = kinds(tables.own, row.view(np.int64)).first
    found = np.zeros(len(tables.size), np.uint64)
    np.add.at(found, tables.own[once], row[once])
    return found


def _words_of(figures: Columns) -> npt.NDArray[np.uint64]:
    """A digest of what each row says of any force, as `figure.key` has it: the same in every run and for every part."""
    ages = figures.text("age_band")
    named = np.array([_digest(repr(sorted(other.items()))) for other in figures.others], np.uint64)
    parts = [figures.text(name).each(_digest, 0).astype(np.uint64) for name in _TEXTS]
    parts.append(np.where(figures.all_ages, np.uint64(_digest("all")), ages.each(_digest, 0).astype(np.uint64)))
    parts.append(named[figures.other])
    parts += [figures.number(name, NONE).astype(np.uint64) for name in _NUMBERS]
    days = [NONE if day is None else day.toordinal() for span in figures.periods for day in span]
    parts += [np.array(days[of::2], np.int64)[figures.period].astype(np.uint64) for of in (0, 1)]
    found = np.zeros(len(figures), np.uint64)
    for part in parts:
        found = (found ^ part) * np.uint64(0x9E3779B97F4A7C15)
        found ^= found >> np.uint64(29)
    return found


def _digest(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def _table(row: Observation) -> tuple[object, ...]:
    return row.campaign, row.document_id, row.place.sheet, row.place.table, row.force_id


def _is_another(one: Observation, than: Observation) -> bool:
    return one.force_id != than.force_id and one.document_id != than.document_id

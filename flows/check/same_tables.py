"""One table under two forces: a workbook saved twice, or in the wrong folder, would count twice in every sum."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from flows.check.coded import NONE
from flows.check.columns import Columns
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
    _, group, many = np.unique(content, return_inverse=True, return_counts=True)
    alike = np.flatnonzero(many[group.reshape(-1)] > 1)
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
    force = figures.text("force_id")
    texts = [*(figures.text(name) for name in ("campaign", "document_id", "sheet")), force]
    together = figures.number("table", NONE) + 1
    for text in texts:
        together = together * (len(text.words) + 1) + text.codes + 1
    _, table, size = np.unique(together, return_inverse=True, return_counts=True)
    table = table.reshape(-1)
    # The first in the order of the table, whatever the order of the rows.
    order = np.lexsort((figures.number("column", NONE), figures.number("row", NONE), table))
    first = order[np.flatnonzero(np.diff(table[order], prepend=NONE))]
    different = np.bincount(_distinct(table, _large(figures)), minlength=len(first))
    telling = different >= threshold("V22", "fewest_of_table")
    telling &= force.codes[first] != NONE
    found = figures.table.take(pa.array(first[telling]))
    content = _contents(table, _words_of(figures), len(first))[telling]
    return found.append_column(CONTENT, pa.array(content)).append_column(FIGURES, pa.array(size[telling]))


def _large(figures: Columns) -> npt.NDArray[np.int64]:
    """Each row's count, NONE where it is small or there is none."""
    count = figures.number("count", NONE)
    return np.where(count > threshold("V22", "above"), count, NONE)


def _distinct(table: npt.NDArray[np.int64], count: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The table of each count that differs from the others of its table."""
    some = count != NONE
    order = np.lexsort((count[some], table[some]))
    tables, counts = table[some][order], count[some][order]
    fresh = (np.diff(tables, prepend=NONE) != 0) | (np.diff(counts, prepend=NONE) != 0)
    found: npt.NDArray[np.int64] = tables[fresh]
    return found


def _contents(table: npt.NDArray[np.int64], row: npt.NDArray[np.uint64], many: int) -> npt.NDArray[np.uint64]:
    """The digest of each table: of what its rows say, in any order and each once."""
    order = np.lexsort((row, table))
    tables, rows = table[order], row[order]
    fresh = np.ones(len(order), bool)
    fresh[1:] = (tables[1:] != tables[:-1]) | (rows[1:] != rows[:-1])
    found = np.zeros(many, np.uint64)
    np.add.at(found, tables[fresh], rows[fresh])
    return found


def _words_of(figures: Columns) -> npt.NDArray[np.uint64]:
    """A digest of what each row says of any force, as `figure.key` has it: the same in every run and for every part."""
    ages = figures.text("age_band")
    others, at, code = np.unique(figures.other, return_index=True, return_inverse=True)
    further = [
        sorted(figures.row(first).other.items()) if other else [] for other, first in zip(others, at, strict=True)
    ]
    named = np.array([_digest(repr(pairs)) for pairs in further], np.uint64)
    parts = [figures.text(name).each(_digest, 0).astype(np.uint64) for name in _TEXTS]
    parts.append(np.where(figures.all_ages, np.uint64(_digest("all")), ages.each(_digest, 0).astype(np.uint64)))
    parts.append(named[code.reshape(-1)])
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

"""Printed figures that are not what their parts come to, and what can explain it."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from flows.check.figure import amount, figure_name, interval, key, some
from flows.check.figures import Table, groups, table_of
from flows.check.lines import Lines
from flows.check.printed import numbers
from flows.check.registry import Breach, Subject
from flows.check.sections import Sections, Sum
from schemas.rows import LedgerCell, Observation, Severity

FOUND_OUT = frozenset({"total_disagrees", "total_said"})
LEFT_OUT = ("ignored", "unplaced", "quarantined")


class Contradiction(NamedTuple):
    """A figure and parts that do not come to it. `total`: it is printed as the total of just these.

    `borne_out`: the parts are totals themselves, and what these are of, partly withheld, can come to it.
    """

    row: Observation
    parts: Sum
    total: bool
    borne_out: bool = False

    @property
    def over(self) -> frozenset[str]:
        """The dimensions that the sum goes over."""
        return frozenset(key(self.parts.rows[0]).splits) - frozenset(key(self.row).splits)


class _Cause(NamedTuple):
    """Why a total can differ from its parts; the totals of one table that differ for one cause are one breach, and so

    are those of a document that differ from another table.
    """

    table: Table
    severity: Severity
    words: str


@functools.lru_cache(maxsize=1)
def contradictions(subject: Subject) -> tuple[Contradiction, ...]:
    """All figures of the subject's documents that differ from their parts in the same document.

    Left out are totals that were found out while their table was read: they have their finding, and stand in doubt or
    as a person said.
    """
    return tuple(
        found for document_id, own in sections_of(subject).items() for found in _of_document(document_id, *own)
    )


@functools.lru_cache(maxsize=1)
def sections_of(subject: Subject) -> dict[str, tuple[list[Observation], Sections]]:
    """The counts of each document, and their sections."""
    counts = groups((row for row in subject.figures if row.unit == "count"), lambda row: row.document_id)
    return {document_id: (rows, Sections(rows)) for document_id, rows in counts.items()}


def _of_document(document_id: str, rows: Sequence[Observation], found: Sections) -> Iterator[Contradiction]:
    lines = Lines(rows)
    for row in rows:
        if row.status in ("exact", "suppressed") and FOUND_OUT.isdisjoint(row.flags):
            sums = list(found.finer(key(row), document_id))
            if sums and (contradicting := lines.contradicting(row, sums)):
                wide = any(not one.interval.exact and one.interval.meets(interval(row)) for one in sums)
                yield Contradiction(row, *contradicting, wide and all(part.is_total for part in contradicting[0].rows))


def causes(subject: Subject, found: Sequence[Contradiction]) -> Iterator[Breach]:
    """A breach for each table and cause."""
    differing: defaultdict[_Cause, list[Contradiction]] = defaultdict(list)
    left_out = _left_out(subject.cells) if found else {}
    for one in found:
        differing[_cause(one, left_out)].append(one)
    for cause, totals in differing.items():
        listed = some(f"{figure_name(row)}: {amount(row)}, parts {parts.interval}" for row, parts, *_ in totals)
        names = [row.observation_id for one in totals for row in (one.row, *one.parts.rows)]
        yield Breach(f"{cause.words}: {listed}", totals[0].row, severity=cause.severity, names=names)


def _left_out(cells: Iterable[LedgerCell]) -> dict[Table, int]:
    """What the cells of each table come to that gave no figure though they may hold one."""
    found: defaultdict[Table, int] = defaultdict(int)
    for cell in cells:
        if cell.fate in LEFT_OUT:
            found[cell.document_id, cell.place.sheet, cell.place.table] += sum(numbers(cell.text))
    return found


def _cause(found: Contradiction, left_out: dict[Table, int]) -> _Cause:
    row, parts, total, borne_out = found
    table = table_of(row)
    shown = sum(part.count or 0 for part in parts.rows if part.status == "exact")
    if borne_out or (not parts.interval.exact and row.count == shown):
        return _Cause(table, "warning", "a printed total leaves the withheld figures out")
    if not total:
        words = "a figure differs from what its parts come to in another table"
        return _Cause((row.document_id, None, None), "error", words)
    lacking = interval(row).low - (parts.interval.high or parts.interval.low)
    if 0 < lacking <= left_out.get(table, 0):
        return _Cause(
            table, "warning", "a printed total differs from its parts, and cells that were left out may be others"
        )
    return _Cause(table, "error", "a printed total differs from its parts")

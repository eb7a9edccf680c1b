"""Totals against their parts: does what a return prints come out?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flows.check.figure import amount, figure_name, key, some
from flows.check.lines import Lines
from flows.check.registry import Breach, Subject, rule
from flows.check.sections import Sections, Sum
from schemas.categories import doubts
from schemas.rows import LedgerCell, Observation, Severity

LEFT_OUT = ("ignored", "unplaced", "quarantined")


class _Cause(NamedTuple):
    """Why a total can differ from its parts; the totals of one table that differ for one cause are one breach."""

    table: tuple[str | None, int | None]
    severity: Severity
    words: str


@rule("warning", "compare the total with its parts in the return; a row may be lost, or the force may count otherwise")
def total_of_parts(subject: Subject) -> Iterator[Breach]:
    """A printed figure is what its parts come to, as intervals where parts are withheld.

    A total that was found out while its table was read (`total_disagrees`) has its finding already.
    """
    document_id = subject.documents[0].document_id
    found = Sections(subject.observations)
    lines = Lines(subject.observations)
    differing: defaultdict[_Cause, list[tuple[Observation, Sum]]] = defaultdict(list)
    for row in subject.observations:
        if row.unit != "count" or row.status not in ("exact", "suppressed") or "total_disagrees" in row.flags:
            continue
        contradicting = lines.contradicting(row, found.finer(key(row), document_id))
        if contradicting:
            parts, total = contradicting
            differing[_cause(row, parts, total, subject.cells)].append((row, parts))
    for cause, totals in differing.items():
        listed = some(f"{figure_name(row)}: {amount(row)}, parts {parts.interval}" for row, parts in totals)
        yield Breach(f"{cause.words}: {listed}", totals[0][0], severity=cause.severity)


def _cause(row: Observation, parts: Sum, total: bool, cells: Sequence[LedgerCell]) -> _Cause:
    table = (row.place.sheet, row.place.table)
    shown = sum(part.count or 0 for part in parts.rows if part.status == "exact")
    if not parts.interval.exact and row.count == shown:
        return _Cause(table, "warning", "a printed total leaves the withheld figures out")
    if not total:
        return _Cause(table, "warning", "a figure differs from what its parts come to in another table")
    left_out = sum(1 for cell in cells if cell.fate in LEFT_OUT and (cell.place.sheet, cell.place.table) == table)
    if left_out:
        words = f"a printed total differs from its parts ({left_out} cells of the table were left out)"
        return _Cause(table, "warning", words)
    sure = parts.interval.exact and not any(doubts(part.flags) for part in (row, *parts.rows))
    return _Cause(table, "error" if sure else "warning", "a printed total differs from its parts")

"""V20, V24: crimes that labels say to be cancelled, transferred or attempted are told from the recorded ones."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

from flows.check.figure import key, labels_of, place_name, says
from flows.check.registry import Breach, Subject, rule, told
from schemas.code_tables import load_aliases, load_codes
from schemas.rows import Observation


@rule(
    "V20", "warning", "leave them out of sums: figures of two dates differ by them; ask from which day the figures are"
)
def cancelled_crimes(subject: Subject) -> Iterator[Breach]:
    """Crimes that were later cancelled or transferred do not stand among the recorded ones."""
    wrong = [row for row in subject.figures if row.unit == "count" and _stands(row, "cancelled", "transferred")]
    yield from _told("{n} figures are of cancelled or transferred crimes", wrong)


@rule("V24", "warning", "attempts are a part of their class: look whether the class counts them too, and add them once")
def attempts_once(subject: Subject) -> Iterator[Breach]:
    """Attempts stand beside whole offences of the same class in one series only as parts of it."""
    parts = [row for row in subject.figures if row.unit == "count" and not row.is_total]
    attempts = [row for row in parts if _stands(row, "attempt")]
    rest = {(row.series_id, key(row)) for row in parts if not _stands(row, "attempt")} if attempts else set()
    beside = [row for row in attempts if (row.series_id, key(row)) in rest]
    yield from _told("{n} figures of attempts stand beside their class", beside)


def _stands(row: Observation, *wanted: str) -> bool:
    """Whether a label of a figure says one of these of its crimes: a code of `codes/crime_standings.csv`."""
    return any(not _standings(label).isdisjoint(wanted) for label in (row.raw_row_label, row.raw_column_label) if label)


@functools.lru_cache(maxsize=16384)
def _standings(label: str) -> frozenset[str]:
    table = load_aliases("crime_standings", frozenset(load_codes("crime_standings")))
    return frozenset(hit.alias.code for hit in table.find(label))


def _told(cause: str, rows: Iterable[Observation]) -> Iterator[Breach]:
    return told(cause, ((r,) for r in rows), lambda r: f'"{labels_of(r)}" {says(r)} at {place_name(r.place)}')

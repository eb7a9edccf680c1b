"""V24: attempts are in their class once."""

from __future__ import annotations

from collections.abc import Iterator

from flows.check.crime_standings import stands, told_of
from flows.check.figure import key
from flows.check.registry import Breach, Subject, rule


@rule("V24", "warning", "attempts are a part of their class: look whether the class counts them too, and add them once")
def attempts_once(subject: Subject) -> Iterator[Breach]:
    """Attempts stand beside whole offences of the same class in one series only as parts of it."""
    parts = [row for row in subject.figures if row.unit == "count" and not row.is_total]
    attempts = [row for row in parts if stands(row, "attempt")]
    rest = {(row.series_id, key(row)) for row in parts if not stands(row, "attempt")} if attempts else set()
    beside = [row for row in attempts if (row.series_id, key(row)) in rest]
    yield from told_of("{n} figures of attempts stand beside their class", beside)

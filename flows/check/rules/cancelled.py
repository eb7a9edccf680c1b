"""V20: cancelled and transferred crimes are no recorded crimes."""

from __future__ import annotations

from collections.abc import Iterator

from flows.check.crime_standings import stands, told_of
from flows.check.registry import Breach, Subject, rule


@rule(
    "V20", "warning", "leave them out of sums: figures of two dates differ by them; ask from which day the figures are"
)
def cancelled_crimes(subject: Subject) -> Iterator[Breach]:
    """Crimes that were later cancelled or transferred do not stand among the recorded ones."""
    wrong = [row for row in subject.figures if row.unit == "count" and stands(row, "cancelled", "transferred")]
    yield from told_of("{n} figures are of cancelled or transferred crimes", wrong)

"""V28: figures of all ages are of children alone: adults in a return about children."""

from __future__ import annotations

from collections.abc import Iterator

from flows.check.adults import is_of_adults, totals_with_adults
from flows.check.figure import says
from flows.check.registry import Breach, Subject, rule, told

REMEDY = "take the figures of children's age bands; ask for a total of those under 18 where there is none"


@rule("V28", "warning", REMEDY)
def total_with_adults(subject: Subject) -> Iterator[Breach]:
    """A figure of all ages counts children alone; one that counts adults too is no figure of the campaign."""
    if any(map(is_of_adults, subject.figures)):
        wrong = [(row,) for row in totals_with_adults(subject.figures)]
        yield from told("{n} figures of all ages count adults too and are left out", wrong, says)

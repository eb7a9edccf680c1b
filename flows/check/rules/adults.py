"""Adults in a return about children."""

from __future__ import annotations

from collections.abc import Iterator

from flows.check.adults import totals_with_adults
from flows.check.figure import amount, figure_name, some
from flows.check.registry import Breach, Subject, rule


@rule("warning", "take the figures of children's age bands; ask for a total of those under 18 where there is none")
def total_with_adults(subject: Subject) -> Iterator[Breach]:
    """A figure of all ages counts children alone; one that counts adults too is no figure of the campaign."""
    wrong = totals_with_adults(subject.observations)
    if wrong:
        listed = some(f"{figure_name(row)}: {amount(row)}" for row in wrong)
        yield Breach(f"{len(wrong)} figures of all ages count adults too and are left out: {listed}", wrong[0])

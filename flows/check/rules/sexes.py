"""V07: female, male and unknown victims come to all."""

from __future__ import annotations

from collections.abc import Iterator

from flows.check.contradictions import causes, contradictions
from flows.check.registry import Breach, Subject, rule
from flows.check.rules.totals import BY_SEX


@rule(
    "V07",
    "warning",
    "compare the figures by sex with the total: one is misread, or victims of unknown sex are left out",
)
def sexes_add_up(subject: Subject) -> Iterator[Breach]:
    """Figures of female and male victims, with those of unknown sex, come to the figure of all victims."""
    yield from causes(subject, [found for found in contradictions(subject) if found.over == BY_SEX])

"""V04: what bears the online flag is a part of all."""

from __future__ import annotations

from collections.abc import Iterator

from flows.check.figure import amount, figure_name
from flows.check.matches import pairs
from flows.check.registry import Breach, Subject, breaches, rule


@rule("V04", "error", "look whether both count the same offences: images may be in one and not in the other")
def online_within_all(subject: Subject) -> Iterator[Breach]:
    """No more offences bear the online flag than there are offences."""
    figures = subject.figures
    number = figures.figure("respondent", without=["online"])
    parts, wholes = pairs(
        figures.counted & figures.where(online="yes"), number, figures.known & figures.where(online="all"), number
    )
    wrong = figures.low[parts] > figures.high[wholes]
    parts, wholes = parts[wrong], wholes[wrong]

    def say(k: int) -> str:
        part, whole = figures.row(parts[k]), figures.row(wholes[k])
        return f"{figure_name(part)}: {amount(part)} of {amount(whole)}"

    yield from breaches(figures, "more with the online flag than in all", parts, say, against=wholes)

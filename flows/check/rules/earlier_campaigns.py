"""V10 over the years: what two campaigns say of one year."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from flows.check.figure import amount, key, says
from flows.check.figures import a_year_before, is_exact, pairs, same
from flows.check.registry import Breach, Subject, rule, told
from schemas.checks import threshold
from schemas.rows import Observation

Pairs = list[tuple[Observation, Observation]]


@rule("V10", "warning", "ask the force: figures are revised, but seldom by so much", "campaigns")
def figure_in_earlier_campaign(subject: Subject) -> Iterator[Breach]:
    """What a return says of last year is about what the force said of it last year."""
    this, earlier = _campaigns(subject.figures)
    before = {row.observation_id: old for row, old in pairs(this, earlier, same("everywhere"))}
    wrong = [row for row in this if (old := before.get(row.observation_id)) and _apart(row, old) > _revised(old)]
    for severity, sure in (("error", True), ("warning", False)):
        yield from told(
            "{n} figures differ from what an earlier campaign says",
            [(row,) for row in wrong if _is_far(row, before[row.observation_id]) == sure],
            lambda row: f"{says(row)}, in {before[row.observation_id].campaign} {amount(before[row.observation_id])}",
            severity,  # type: ignore[arg-type]
        )


@rule(
    "V10", "error", "the years are taken for each other, or an old return was sent again: look at the headers",
    "campaigns",
)  # fmt: skip
def years_of_earlier_campaign(subject: Subject) -> Iterator[Breach]:
    """The figures that a return gives of one year are not those which the force gave of another."""
    this, earlier = _campaigns(subject.figures)
    large = [row for row in this if (row.count or 0) > threshold("V09", "chance")]
    everywhere = same("everywhere")
    shifted = pairs([row for row in large if a_year_before(row)], earlier, same("everywhere", before=True), everywhere)
    of = {row.observation_id: old for row, old in shifted}
    copied = [(row, old) for row, old in shifted if row.count == old.count]
    every = Counter(map(_years, (row for row, _ in shifted)))
    wrong = Counter(map(_years, (row for row, _ in copied)))
    sound = Counter(_years(row) for row, old in pairs(large, earlier, everywhere) if row.count == old.count)
    swapped = {
        at for at, many in wrong.items()
        if many >= threshold("V10", "fewest") and many > sound[at] and many >= threshold("V09", "alike") * every[at]
    }  # fmt: skip
    yield from told(
        "{n} figures are those that an earlier campaign has of another year",
        [(row,) for row, _ in copied if _years(row) in swapped],
        lambda row: f"{says(row)}, in {of[row.observation_id].campaign} of {of[row.observation_id].period_label}",
    )


def _campaigns(figures: Sequence[Observation]) -> tuple[list[Observation], list[Observation]]:
    """The exact counts of forces, split by one thing at most, of the later campaign and of the earlier."""
    names = sorted({row.campaign for row in figures})
    counts = [row for row in figures if is_exact(row) and row.force_id is not None and len(key(row).splits) <= 1]
    if len(names) < 2:
        return [], []
    return [row for row in counts if row.campaign == names[-1]], [row for row in counts if row.campaign == names[0]]


def _years(row: Observation) -> tuple[str, object]:
    return row.document_id, row.period_start


def _apart(row: Observation, old: Observation) -> int:
    return abs((row.count or 0) - (old.count or 0))


def _revised(old: Observation) -> float:
    """By how much a figure may be revised."""
    return max((old.count or 0) * threshold("V10", "revised"), threshold("V10", "few"))


def _is_far(row: Observation, old: Observation) -> bool:
    """Whether no revision explains the difference."""
    ratio = abs(math.log(max(row.count or 0, 0.5) / max(old.count or 0, 0.5)))
    return ratio > threshold("V10", "far") and _apart(row, old) > threshold("V10", "clear")

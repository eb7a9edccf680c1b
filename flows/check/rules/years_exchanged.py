"""V09: the two years of a return are not taken for each other."""

from __future__ import annotations

import math
from collections.abc import Iterator
from statistics import median
from typing import NamedTuple

from flows.check.asked_figures import Name, Of, Printed, asked_figures
from flows.check.registry import Breach, Subject, rule
from schemas.checks import threshold

SPREAD_OF_MEDIAN = 1.4826
"""Standard deviations in the median distance from the median, of what is spread as chance is."""
SPREAD: dict[Name, str] = {"total": "spread_total", "online": "spread_online"}


class _Growth(NamedTuple):
    force_id: str
    this: Printed
    last: Printed

    @property
    def log(self) -> float:
        return math.log(max(self.this.count, 0.5) / max(self.last.count, 0.5))


@rule("V09", "error", "look whether the headers of the two years are exchanged; accept the finding if not", "campaign")
def years_exchanged(subject: Subject) -> Iterator[Breach]:
    """All figures of a force do not fall where those of the other forces rise, as they would with exchanged headers."""
    every = asked_figures(subject.figures)
    last = max((of.year for of in every), default=0)
    growth = {
        name: [
            _Growth(of.force_id, every[of][name], every[Of(of.force_id, of.year - 1)][name])
            for of in sorted(every)
            if of.year == last and name in every[of] and name in every.get(Of(of.force_id, of.year - 1), {})
        ]
        for name in SPREAD
    }
    for force in sorted({one.force_id for own in growth.values() for one in own}):
        mine = [(name, one) for name, own in growth.items() for one in own if one.force_id == force]
        better = [_better(name, one, growth[name]) for name, one in mine]
        if len(mine) > 1 and min(better) > 0 and sum(better) > threshold("V09", "exchanged"):
            listed = "; ".join(f"{name} {one.last.count:,} -> {one.this.count:,}" for name, one in mine)
            documents = {printed.row.document_id for _, one in mine for printed in (one.this, one.last)}
            names = [row.observation_id for row in subject.figures if row.document_id in documents]
            what = f"falls in all where the other forces rise: {listed}; are the two years exchanged?"
            yield Breach(what, mine[0][1].this.row, names=names)


def _better(name: Name, own: _Growth, every: list[_Growth]) -> float:
    """By how much the figure fits the other forces better the other way round: a difference of log-likelihoods."""
    others = [one.log for one in every if one.force_id != own.force_id]
    if len(others) < threshold("V09", "fewest_forces"):
        return 0.0
    usual = median(others)
    seen = max(SPREAD_OF_MEDIAN * median(abs(one - usual) for one in others), threshold("V09", "least_spread"))
    chance = min(seen, threshold("V09", SPREAD[name])) ** 2 + 1 / max(own.this.count, 1) + 1 / max(own.last.count, 1)
    return -2 * own.log * usual / chance

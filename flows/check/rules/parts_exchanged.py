"""V09: two rows of one year of a table are not taken for each other."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations

from flows.check.figure import SPLITS, figure_name, key
from flows.check.figures import a_year_before, groups, is_exact, pairs, same, table_of
from flows.check.registry import Breach, Subject, rule, told
from schemas.checks import threshold
from schemas.rows import Observation

Years = tuple[Observation, Observation]
"""A figure of one year and that of the year before."""


@rule("V09", "error", "look whether the figures of the two rows are exchanged; accept the finding where they are not")
def parts_exchanged(subject: Subject) -> Iterator[Breach]:
    """No two parts of a table would follow the year before far better with each other's figure."""
    parts = [row for row in subject.figures if is_exact(row) and len(key(row).splits) == 1]
    both = pairs([row for row in parts if a_year_before(row)], parts, same("document", before=True), same("document"))
    wrong: list[tuple[Observation, ...]] = []
    for own in groups(both, lambda pair: (table_of(pair[0]), key(pair[0]).without(*SPLITS))).values():
        odd = [pair for pair in own if _far(*pair) > threshold("V09", "odd")]
        wrong += [(*one, *other) for one, other in combinations(odd, 2) if _fit_better(one, other)]
    yield from told(
        "two figures fit the year before far better the other way round",
        wrong,
        lambda one, _, other, __: f"{figure_name(one)}: {one.count:,}, and {figure_name(other)}: {other.count:,}",
    )


def _fit_better(one: Years, other: Years) -> bool:
    printed = _far(*one) ** 2 + _far(*other) ** 2
    exchanged = _far(other[0], one[1]) ** 2 + _far(one[0], other[1]) ** 2
    return (printed - exchanged) / 2 > threshold("V09", "exchanged_parts")


def _far(row: Observation, earlier: Observation) -> float:
    """How many standard deviations a figure is from what one of a year before lets expect."""
    new, old = (max(one.count or 0, 0.5) for one in (row, earlier))
    chance = math.sqrt(threshold("V09", "spread_part") ** 2 + 1 / old + 1 / new)
    return abs(math.log(new / old) - threshold("V09", "growth_total")) / chance

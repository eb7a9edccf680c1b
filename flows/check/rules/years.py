"""V09: a figure does not jump from one year to the next."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from flows.check.figure import amount, figure_name, key, says
from flows.check.figures import Within, a_year_before, groups, is_exact, least, pairs, same, table_of
from flows.check.registry import Breach, Subject, rule, told
from schemas.checks import threshold
from schemas.rows import Observation

REMEDY = "ask the force, or look whether a figure is misread or misprinted; accept the finding where it stands"
Pair = tuple[Observation, Observation]


@rule("V09", "error", REMEDY)
def change_between_years(subject: Subject) -> Iterator[Breach]:
    """A figure does not change from one year to the next by more than chance, and what forces grow by, allow for."""
    counts = [
        row for row in subject.figures
        if row.measure == "offences" and not row.other and is_exact(row) and len(key(row).splits) <= 1
    ]  # fmt: skip
    yield from told(
        "changes from the year before by more than chance allows for",
        [pair for pair in _with_the_year_before(counts, "return") if _is_far(*pair)],
        lambda row, earlier: f"{figure_name(row)}: {amount(earlier)} -> {amount(row)}",
    )


def _is_far(row: Observation, earlier: Observation) -> bool:
    kind = "online" if row.online == "yes" else "total"
    spread = "online" if kind == "online" else "part" if key(row).splits not in ((), ("online",)) else "total"
    old, new = max(least(earlier), 0.5), max(least(row), 0.5)
    chance = math.sqrt(threshold("V09", f"spread_{spread}") ** 2 + 1 / old + 1 / new)
    return abs(math.log(new / old) - threshold("V09", f"growth_{kind}")) > threshold("V09", "far") * chance


@rule("V09", "error", "one of the two columns is a copy of the other: look at the figures of both years")
def year_copied(subject: Subject) -> Iterator[Breach]:
    """The figures that a table gives of one year are not those of the year before, one and all.

    Two counts of as many are the same by chance the more seldom the larger they are.
    """
    both = _with_the_year_before(filter(is_exact, subject.figures), "document")
    wrong: list[Pair] = []
    for own in groups(both, lambda pair: (table_of(pair[0]), pair[0].period_start, pair[0].period_end)).values():
        alike = [(row, earlier) for row, earlier in own if row.count == earlier.count]
        unlikely = sum(-math.log(min(0.7, 0.5 / math.sqrt(math.pi * max(least(row), 0.5)))) for row, _ in alike)
        if len(alike) >= threshold("V09", "alike") * len(own) and unlikely > -math.log(threshold("V09", "copied")):
            wrong += alike
    yield from told("{n} figures are those of the year before", wrong, lambda row, _: says(row))


def _with_the_year_before(rows: Iterable[Observation], within: Within) -> list[Pair]:
    """Each figure with the same of the year before."""
    counts = list(rows)
    return pairs([row for row in counts if a_year_before(row)], counts, same(within, before=True), same(within))

"""V09: a figure does not jump from one year to the next."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from flows.check.figure import amount, figure_name
from flows.check.matches import pairs
from flows.check.registry import Breach, Subject, breaches, rule
from schemas.alike import kinds
from schemas.checks import threshold


@rule(
    "V09",
    "error",
    "ask the force, or look whether a figure is misread or misprinted; accept the finding where it stands",
)
def change_between_years(subject: Subject) -> Iterator[Breach]:
    """A figure does not change from one year to the next by more than chance, and what forces grow by, allow for."""
    figures = subject.figures
    online = figures.where(online="yes")
    part = figures.splits("age") | figures.splits("sex") | figures.splits("offence")
    whole = figures.exact & (figures.dimensions <= 1) & figures.where(measure="offences") & (figures.other == 0)
    before, number = figures.before(), figures.figure("respondent")
    this, last = pairs(whole & (before >= 0), figures.figure("respondent", period=before), whole, number)
    old, new = np.maximum(figures.low[last], 0.5), np.maximum(figures.low[this], 0.5)
    growth = np.where(online[this], threshold("V09", "growth_online"), threshold("V09", "growth_total"))
    spread = np.where(online[this], threshold("V09", "spread_online"), threshold("V09", "spread_total"))
    spread = np.where(part[this], threshold("V09", "spread_part"), spread)
    chance = np.sqrt(spread**2 + 1 / old + 1 / new)
    wrong = np.abs(np.log(new / old) - growth) > threshold("V09", "far") * chance
    this, last = this[wrong], last[wrong]

    def say(k: int) -> str:
        row, earlier = figures.row(this[k]), figures.row(last[k])
        return f"{figure_name(row)}: {amount(earlier)} -> {amount(row)}"

    yield from breaches(figures, "changes from the year before by more than chance allows for", this, say, against=last)


@rule("V09", "error", "one of the two columns is a copy of the other: look at the figures of both years")
def year_copied(subject: Subject) -> Iterator[Breach]:
    """The figures that a table gives of one year are not those of the year before, one and all.

    Two counts of as many are the same by chance the more seldom the larger they are.
    """
    figures = subject.figures
    before, counts = figures.before(), figures.exact
    number = figures.figure("document")
    this, last = pairs(counts & (before >= 0), figures.figure("document", period=before), counts, number)
    group = kinds(figures.in_table[this], figures.text("document_id").codes[this], figures.period[this]).own
    same = figures.low[this] == figures.low[last]
    chance = -np.log(np.minimum(0.7, 0.5 / np.sqrt(np.pi * np.maximum(figures.low[this], 0.5))))
    every, alike, unlikely = np.bincount(group), np.bincount(group, same), np.bincount(group, same * chance)
    copied = (alike >= threshold("V09", "alike") * every) & (unlikely > -np.log(threshold("V09", "copied")))
    rows, olds = this[copied[group] & same], last[copied[group] & same]

    def say(k: int) -> str:
        row = figures.row(rows[k])
        return f"{figure_name(row)}: {amount(row)}"

    yield from breaches(figures, "{n} figures are those of the year before", rows, say, against=olds)

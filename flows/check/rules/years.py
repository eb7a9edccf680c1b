"""V09: a figure does not jump from one year to the next."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from flows.check.figure import amount, figure_name
from flows.check.matches import pairs
from flows.check.registry import Breach, Subject, breaches, rule
from schemas.alike import kinds
from schemas.checks import threshold


@rule("V09", "warning", "ask the force, or look whether a later return corrects one of the two")
def change_between_years(subject: Subject) -> Iterator[Breach]:
    """A figure that only the online flag splits does not change by very much from one year to the next."""
    figures = subject.figures
    split = figures.splits("age") | figures.splits("sex") | figures.splits("offence")
    online = figures.where(online="yes")
    whole = figures.exact & ~split & (online | figures.where(online="all")) & (figures.other == 0)
    before, number = figures.before(), figures.figure("respondent")
    this, last = pairs(whole & (before >= 0), figures.figure("respondent", period=before), whole, number)
    old, new = figures.low[last], figures.low[this]
    rise = np.where(online[this], threshold("V09", "online_rise"), threshold("V09", "rise"))
    rise = np.where(old < threshold("V09", "few"), np.maximum(rise, threshold("V09", "rise_of_few")), rise)
    fall = np.where(old < threshold("V09", "few"), threshold("V09", "fall_of_few"), threshold("V09", "fall"))
    wrong = (old > 0) & ((new > old * (1 + rise)) | (new < old * (1 - fall)))
    this, last = this[wrong], last[wrong]

    def say(k: int) -> str:
        row, earlier = figures.row(this[k]), figures.row(last[k])
        change = (figures.low[this[k]] - figures.low[last[k]]) / figures.low[last[k]]
        return f"{figure_name(row)}: {amount(earlier)} -> {amount(row)} ({change:+.0%})"

    yield from breaches(figures, "large change from the year before", this, say)


@rule("V09", "error", "one of the two columns is a copy of the other: look at the figures of both years")
def year_copied(subject: Subject) -> Iterator[Breach]:
    """The figures of one year are not those of the year before, one and all."""
    figures = subject.figures
    before, large = figures.before(), figures.exact & (figures.low > threshold("V09", "chance"))
    number = figures.figure("document")
    this, last = pairs(large & (before >= 0), figures.figure("document", period=before), large, number)
    group = kinds(figures.text("document_id").codes[this], figures.period[this]).own
    same = figures.low[this] == figures.low[last]
    every, alike = np.bincount(group), np.bincount(group, same)
    wrong = (
        same
        & (alike[group] >= threshold("V09", "fewest_alike"))
        & (alike[group] >= threshold("V09", "alike") * every[group])
    )
    rows = this[wrong]

    def say(k: int) -> str:
        row = figures.row(rows[k])
        return f"{figure_name(row)}: {amount(row)}"

    yield from breaches(figures, "{n} figures are those of the year before", rows, say)

"""V16: a figure stands once in what is added up, and a document that prints it twice prints it alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import numpy as np

from flows.check.coded import NONE, Indices
from flows.check.columns import Columns
from flows.check.figure import amount, figure_name, place_name
from flows.check.matches import repeats
from flows.check.registry import Breach, Subject, breaches, rule
from schemas.alike import kinds
from schemas.checks import threshold


@rule("V16", "error", "look at both places; where the return means different things, a recipe can say which")
def figure_twice_in_document(subject: Subject) -> Iterator[Breach]:
    """A figure that a document prints twice is the same both times.

    Two that were found out while the document was read (`figures_disagree`) have their finding already.
    """
    figures = subject.figures
    first, again = repeats(figures.said, figures.figure("document"))
    told = figures.flagged("figures_disagree")
    wrong = (figures.low[first] > figures.high[again]) | (figures.low[again] > figures.high[first])
    wrong &= ~(told[first] & told[again])
    first, again = first[wrong], again[wrong]

    def say(k: int) -> str:
        one, other = figures.row(first[k]), figures.row(again[k])
        where = place_name(other.place) or "another place"
        return f"{figure_name(one)}: {amount(one)}, and {amount(other)} at {where}"

    yield from breaches(figures, "one figure is printed with two values", first, say, against=again)


@rule("V16", "warning", "a total or a sub-total may have been read as a part: look at the rows of the table")
def figure_twice_in_series(subject: Subject) -> Iterator[Breach]:
    """A series that can be added up holds each figure once."""
    figures = subject.figures
    series = figures.text("series_id")
    number = kinds(figures.figure("document"), series.codes).own
    _, again = repeats(figures.said & ~figures.is_total, number)

    def say(k: int) -> str:
        row = figures.row(again[k])
        return f"{place_name(row.place)} {figure_name(row)}: {amount(row)}"

    yield from breaches(figures, "{n} figures stand twice in one series", again, say)


@rule("V16", "warning", "mark it as a total by a recipe, or every sum over the table counts twice")
def total_read_as_part(subject: Subject) -> Iterator[Breach]:
    """No figure that is added up with others is the sum of all of them, whatever its label: `Other` can be a total."""
    figures = subject.figures
    rows = np.concatenate([_sums_of_line(figures, line) for line in ("row", "column")])
    rows = rows[np.sort(np.unique(rows, return_index=True)[1])]

    def say(k: int) -> str:
        row = figures.row(rows[k])
        return f"{place_name(row.place)} {figure_name(row)}: {amount(row)}"

    yield from breaches(figures, "{n} figures are the sum of all others of their line", rows, say)


def _sums_of_line(figures: Columns, line: Literal["row", "column"]) -> Indices:
    """The parts of a series that are, each, what the other parts in the same row or column come to.

    Where it holds for one line it must hold for all lines across that have such a part and are not empty: in one line
    alone it may be chance.
    """
    series = figures.text("series_id")
    part = np.flatnonzero(figures.exact & ~figures.is_total & ~figures.is_cumulative & (figures.line(line) != NONE))
    group = kinds(figures.line(line)[part], series.codes[part]).own
    across = figures.line("column" if line == "row" else "row")[part]
    count = figures.low[part]
    total, many = np.bincount(group, count), np.bincount(group, count > 0)
    is_sum = (count * 2 == total[group]) & (many[group] > threshold("V16", "fewest_parts"))
    other = kinds(across, series.codes[part]).own
    sums, filled = np.bincount(other, is_sum), np.bincount(other, count > 0)
    found: Indices = part[
        is_sum & (sums[other] == filled[other]) & ((sums[other] > 1) | (count >= threshold("V16", "clear")))
    ]
    return found

"""V06: an age band that lies within another counts no more than it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from flows.check.coded import Indices
from flows.check.columns import Columns
from flows.check.figure import amount, figure_name
from flows.check.matches import pairs
from flows.check.plain_sums import with_overlapping_ages
from flows.check.registry import Breach, Subject, breaches, rule
from flows.check.sections import LAST_AGE
from schemas.alike import kinds


@rule("V06", "error", "one of the two figures is misread or misprinted: look at both in the return")
def age_bands_nest(subject: Subject) -> Iterator[Breach]:
    """A band that lies within another counts no more than it, and no band more than the figure of all ages."""
    figures = subject.figures
    number = figures.figure("document", without=["age"])
    banded = figures.known & (figures.age_low >= 0) & ~figures.all_ages
    within_all = pairs(banded & (figures.age_high <= LAST_AGE), number, figures.known & figures.all_ages, number)
    inner, outer = (np.concatenate(sides) for sides in zip(within_all, _band_in_band(figures, banded), strict=True))
    wrong = figures.low[inner] > figures.high[outer]
    inner, outer = inner[wrong], outer[wrong]

    def say(k: int) -> str:
        one, other = figures.row(inner[k]), figures.row(outer[k])
        return f"{figure_name(one)}: {amount(one)}, but {figure_name(other)}: {amount(other)}"

    yield from breaches(figures, "a part is more than the whole", inner, say, against=outer)


def _band_in_band(figures: Columns, banded: np.ndarray) -> tuple[Indices, Indices]:
    """Bands that lie within another band of figures that differ in nothing but age."""
    number = figures.figure("document", without=["age"])
    rows = np.flatnonzero(banded & np.isin(figures.text("document_id").codes, with_overlapping_ages(figures)))
    rows = rows[kinds(number[rows], figures.age_low[rows], -figures.age_high[rows]).first]
    touching = (number[rows[1:]] == number[rows[:-1]]) & (figures.age_low[rows[1:]] <= figures.age_high[rows[:-1]])
    rows = rows[np.isin(number[rows], number[rows[:-1][touching]])]
    inner, outer = [rows[:0]], [rows[:0]]
    for step in range(1, len(rows)):
        one, other = rows[:-step], rows[step:]
        same = number[one] == number[other]
        if not same.any():
            break
        nested = same & (figures.age_high[other] <= figures.age_high[one])
        inner.append(other[nested])
        outer.append(one[nested])
    return np.concatenate(inner), np.concatenate(outer)

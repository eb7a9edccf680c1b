"""V05: age bands tile the ages that are asked about."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from flows.check.coded import Indices
from flows.check.columns import NO_AGE_LIMIT, Columns
from flows.check.figure import some
from flows.check.registry import Breach, Subject, rule
from schemas.alike import kinds


@rule("V05", "warning", "look at the age bands in the return: where they overlap or leave a gap, no sum is a total")
def age_bands_tile(subject: Subject) -> Iterator[Breach]:
    """The age bands of a series, cumulative ones apart, neither overlap nor leave a gap between them.

    Where a cumulative band ends and the next begins is no gap: under one, two and under, three.
    """
    figures = subject.figures
    aged = figures.counted & (figures.age_low >= 0) & ~figures.where(method="records")
    rows = _bands(figures, np.flatnonzero(aged & ~figures.is_cumulative))
    one, other = rows[:-1], rows[1:]
    series = figures.text("series_id").codes
    ends = (series * NO_AGE_LIMIT + figures.age_high)[aged & figures.is_cumulative]
    neighbours = series[one] == series[other]
    overlap = neighbours & (figures.age_low[other] <= figures.age_high[one])
    gap = neighbours & (figures.age_low[other] > figures.age_high[one] + 1)
    gap &= ~np.isin(series[other] * NO_AGE_LIMIT + figures.age_low[other] - 1, ends)
    band = figures.text("age_band")

    def words(k: int) -> str:
        first, second = (band.words[band.codes[rows[k]]] for rows in (one, other))
        return f"{first} and {second} overlap" if overlap[k] else f"nothing between {first} and {second}"

    wrong = np.flatnonzero(overlap | gap)
    document = figures.text("document_id").codes[one]
    for own in {int(document[k]): None for k in wrong}:
        cases = wrong[document[wrong] == own]
        yield Breach(f"age bands: {some(dict.fromkeys(map(words, cases)))}", figures.row(one[cases[0]]))


def _bands(figures: Columns, rows: Indices) -> Indices:
    """One row for each band of each series, in the order of the series and of the ages."""
    series = figures.text("series_id").codes[rows]
    found: Indices = rows[kinds(series, figures.age_low[rows], figures.age_high[rows]).first]
    return found

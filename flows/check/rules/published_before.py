"""V27: what was published of earlier years still stands."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from flows.check.figure import amount, figure_name
from flows.check.registry import Breach, Subject, breaches, rule
from schemas.checks import threshold

REMEDY = "ask the force which of the two is right, and say so when this year's change is published"


@rule("V27", "warning", REMEDY, "campaign")
def published_before(subject: Subject) -> Iterator[Breach]:
    """A figure that was published in an earlier year is about what the return says of that year now.

    Looks where `--against` gives the published figures. Figures are revised, but seldom by much.
    """
    figures = subject.figures
    whole = figures.known & ~figures.splits("sex") & ~figures.splits("offence") & (figures.other == 0)
    whole &= figures.where(period_type="financial_year")
    first = np.array([start.year if start else 0 for start, _ in figures.periods] or [0])[figures.period]
    rows, published = [], []
    for one in subject.published_figures:
        band = figures.all_ages if one.age_band == "all" else figures.where(age_band=one.age_band)
        named = figures.where(force_id=one.force_id, measure=one.measure, online=one.online)
        for at in np.flatnonzero(whole & named & band & (first == one.year)):
            revised = max(one.value * threshold("V10", "revised"), threshold("V10", "few"))
            if figures.low[at] > one.value + revised or figures.high[at] < one.value - revised:
                rows.append(at)
                published.append(one)

    def say(k: int) -> str:
        row, one = figures.row(rows[k]), published[k]
        return f"{figure_name(row)}: {amount(row)}, published in {one.release}: {one.value:,} ({one.place})"

    yield from breaches(figures, "{n} figures are not what was published", np.array(rows, np.int64), say)

"""V12: growth is between like and like."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from flows.check.figure import some
from flows.check.registry import Breach, Subject, rule
from schemas.agreement import year_of_campaign


@rule("V12", "warning", "growth is over the forces with both years alone; say how many they are", "campaign")
def growth_like_with_like(subject: Subject) -> Iterator[Breach]:
    """Every force that gives the offences of one of the two years gives those of the other, of a whole year."""
    figures = subject.figures
    year = year_of_campaign(subject.documents[0].campaign)
    if year is None:
        return
    split = figures.splits("age") | figures.splits("sex") | figures.splits("online")
    whole = figures.known & ~split & figures.where(measure="offences", period_type="financial_year")
    starts = np.array([start.year if start else 0 for start, _ in figures.periods] or [0])
    force = figures.text("force_id")
    this, last = (
        {force.words[code] for code in np.unique(force.codes[whole & (starts[figures.period] == y)]) if code >= 0}
        for y in (year, year - 1)
    )
    words = [f"only this year from {some(sorted(this - last), 45)}"] if this - last else []
    words += [f"only the year before from {some(sorted(last - this), 45)}"] if last - this else []
    if words:
        yield Breach(f"{len(this & last)} forces give offences of both years; {' / '.join(words)}")

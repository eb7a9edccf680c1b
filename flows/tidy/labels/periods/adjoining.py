"""Which of two periods words mean, where the one named beside it begins on the day after just one of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import replace

from flows.tidy.labels.meanings import Period, Reading
from flows.tidy.labels.periods import periods

AMBIGUOUS = "period_ambiguous"
_A_DAY = dt.timedelta(days=1)


def by_neighbours(reading: Reading[Period], beside: Collection[Period]) -> Reading[Period]:
    """The reading that adjoins one of the periods beside it, where no other reading of the same words does.

    >>> first, second = (periods.parse(t) for t in ("01.01.20 - 01.01.21", "02.01.21 - 31.01.22"))
    >>> first.value.label, by_neighbours(first, [second.value]).value.label
    ('2020', '2020-01-01/2021-01-01')
    """
    if AMBIGUOUS not in reading.flags or "footnote_removed" in reading.flags:
        return reading
    fitting = [p for p in (reading.value, *reading.alternatives) if any(_adjoin(p, other) for other in beside)]
    if len(fitting) != 1:
        return reading
    flags = tuple(f for f in reading.flags if f != AMBIGUOUS)
    return replace(reading, value=fitting[0], flags=flags, alternatives=(), certainty=1.0)


def settled_in(texts: Iterable[str], dated: dt.date | None = None) -> dict[Period, Period]:
    """The periods of a letter that others in it settle, by what they would be read as alone."""
    found = [f.reading for text in texts for f in periods.find(text, dated)]
    sure = {r.value for r in found if AMBIGUOUS not in r.flags}
    settled = {r.value: by_neighbours(r, sure).value for r in found if AMBIGUOUS in r.flags and r.value not in sure}
    return {told: meant for told, meant in settled.items() if told != meant}


def _adjoin(one: Period, other: Period) -> bool:
    return one.end + _A_DAY == other.start or other.end + _A_DAY == one.start

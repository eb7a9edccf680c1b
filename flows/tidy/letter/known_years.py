"""The periods that a letter names as a whole: the one that all its figures are of, the years it compares."""

from __future__ import annotations

import datetime as dt

from flows.tidy.labels.meanings import Period
from flows.tidy.letter.meant import mentions
from flows.tidy.letter.parts import Letter

_FEW_YEARS = 6
_A_MONTH = 31


def periods_named(letter: Letter, dated: dt.date | None) -> set[Period]:
    """The periods of more than a day that questions and answers name."""
    aside = ("history", "boilerplate", "furniture", "signature")
    told = [p.text for p in letter.passages if p.paragraph and p.part not in aside]
    return {
        m.value
        for text in told
        for m in mentions(text, dated)
        if isinstance(m.value, Period) and m.value.start != m.value.end
    }


def is_named_in_passing(period: Period, letter: Letter, dated: dt.date | None) -> bool:
    """Whether a month, or less, is named neither by what was asked nor by a heading."""
    if (period.end - period.start).days >= _A_MONTH:
        return False
    over = [letter.request, *(p.text for p in letter.passages if p.is_heading and p.paragraph and not p.numbers)]
    return all(m.value != period for text in over for m in mentions(text, dated))


def years_of(named: set[Period]) -> tuple[Period, ...]:
    """The years of a letter that names few and all of one kind, in order: `the former`, `the previous year`."""
    years = sorted((p for p in named if p.type != "range"), key=lambda p: p.start)
    return tuple(years) if 1 < len(years) <= _FEW_YEARS and len({p.type for p in years}) == 1 else ()

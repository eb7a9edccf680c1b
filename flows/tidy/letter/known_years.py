"""The periods that a letter names as a whole: the one that all its figures are of, the years it compares."""

from __future__ import annotations

import datetime as dt

from flows.tidy.labels.meanings import Period, takes_in
from flows.tidy.labels.periods import periods
from flows.tidy.letter.parts.parts import Letter
from flows.tidy.letter.text.sentences import split
from flows.tidy.letter.words.meant import mentions

_FEW_YEARS = 6
_A_MONTH = 31


def periods_named(letter: Letter, dated: dt.date | None) -> set[Period]:
    """The periods of more than a day that questions and answers name."""
    aside = ("history", "boilerplate", "furniture", "signature")
    told = [p.text for p in letter.passages if p.paragraph and p.part not in aside]
    return {
        m.value
        for text in told
        for m in mentions(text, dated, today=dated)
        if isinstance(m.value, Period) and m.value.start != m.value.end
    }


def is_named_unsurely(period: Period, letter: Letter, dated: dt.date | None) -> bool:
    """Whether a year is named only as `2015 to date`, or a month neither by what was asked nor by a heading."""
    told = [f.reading for p in letter.passages if p.paragraph for f in periods.find(p.text, dated)]
    if all("period_open" in reading.flags for reading in told if reading.value == period):
        return True
    if (period.end - period.start).days >= _A_MONTH:
        return False
    over = [letter.request, *(p.text for p in letter.passages if p.is_heading and p.paragraph and not p.numbers)]
    return all(m.value != period for text in over for m in mentions(text, dated))


def years_of(named: set[Period]) -> tuple[Period, ...]:
    """The years of a letter that names few and all of one kind, in order: `the former`, `the previous year`."""
    years = sorted((p for p in named if p.type != "range"), key=lambda p: p.start)
    return tuple(years) if 1 < len(years) <= _FEW_YEARS and len({p.type for p in years}) == 1 else ()


def said_behind(words: str, period: Period | None, dated: dt.date | None) -> tuple[Period | None, bool]:
    """The part of a period that the sentence behind a figure names, and whether it names another one, a doubt.

    >>> told, _ = said_behind("this is from 1 May to 31 December 2003", Period.calendar_year(2003), None); told.label
    '2003-05-01/2003-12-31'
    """
    sentences = split(words)
    told = mentions(words[: sentences[0].end], dated) if sentences and period else []
    named = {m.value for m in told if isinstance(m.value, Period) and (m.value.end - m.value.start).days > _A_MONTH}
    inside = [p for p in named if takes_in(period, p)]
    return (inside[0], False) if len(named) == len(inside) == 1 else (None, bool(named - {period}))

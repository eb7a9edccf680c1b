"""A period that an answer states again: what was asked from one day to another may be given by whole months."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from flows.tidy.dimensions import find
from flows.tidy.labels.meanings import Period
from flows.tidy.layout.around.announced import SURE, has_own_date
from flows.tidy.layout.around.surroundings import Surroundings
from flows.tidy.letter.text.sentences import split

_A_MONTH = dt.timedelta(days=31)
_GUESSED = "period_guessed"


def restate_period(around: Surroundings, answers: Iterable[str], asked: Sequence[str]) -> None:
    """Take the period of a table that only the request says as the answer says it, where that is sure.

    `answers` are the paragraphs of the answer, `asked` the words of the request.

    >>> from flows.tidy.layout.around.surroundings import NEAR, surroundings
    >>> asked = "How many crimes were recorded from 31 January 2025 to 31 December 2025?"
    >>> around = surroundings([(NEAR, [asked])])
    >>> restate_period(around, ["Counted are crimes validated between January and December 2025."], [asked])
    >>> around.values["period"].label
    '2025'
    """
    period, source = around.values.get("period"), around.sources.get("period", "")
    if not isinstance(period, Period) or not source or not any(source in text for text in asked):
        return
    stated = {p for p in _stated(answers) if _is_nearly(p, period)}
    if len(stated) != 1:
        return
    around.values["period"] = stated.pop()
    if around.doubts.get("period") == _GUESSED:
        del around.doubts["period"]


def _stated(answers: Iterable[str]) -> Iterable[Period]:
    """The periods, longer than a month, that sentences name alone."""
    for text in answers:
        for span in split(text, semicolons=False):
            sentence = text[span.start : span.end]
            found = [f.reading for f in find("period", sentence)]
            if len(found) == 1 and found[0].certainty >= SURE and not has_own_date(sentence):
                period = found[0].value
                if period.end - period.start > _A_MONTH:
                    yield period


def _is_nearly(one: Period, other: Period) -> bool:
    return abs(one.start - other.start) <= _A_MONTH and abs(one.end - other.end) <= _A_MONTH

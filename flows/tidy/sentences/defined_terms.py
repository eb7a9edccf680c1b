"""The names that a letter gives its periods: `"last year" is 2016/17`, `the year to March 2017 (your Part A)`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from flows.tidy.labels.meanings import Period
from flows.tidy.text.phrases import find, plain
from flows.tidy.text.sentences import split
from flows.tidy.text.told_periods import SURE, Terms, Times, told_periods

_QUOTED = re.compile(r"[\"'](?P<term>[A-Za-z][^\"']{0,38}[\w)])[\"']")
#: `(your Part A)`, `("the earlier year")`
_BRACKETS = re.compile(rf"\s*\([^()]*?(?:{_QUOTED.pattern}|\b(?:your|our|the)\s+(?P<bare>[A-Z]\w*(?:\s\w+)?))\)")
#: What stands between a name and its period: at most so much, and no further name.
_LONGEST = 50


def defined_terms(texts: Iterable[str], times: Times) -> Terms:
    """The names that sentences give to periods, each with its period; none that would name two.

    >>> [(t, p.label) for t, p in defined_terms(['"last year" means April 2016 to March 2017'], Times())]
    [('last year', '2016/17')]
    >>> [t for t, _ in defined_terms(["for 2016/17 (your Part A) and 2015/16 (your Part B)"], Times())]
    ['Part A', 'Part B']
    """
    told: dict[str, set[Period]] = {}
    for text in texts:
        flat = plain(text)
        if '"' not in flat and "'" not in flat and "(" not in flat:
            continue
        for start, end in split(flat, semicolons=False):
            for term, period in _defined(flat[start:end], times):
                told.setdefault(term, set()).add(period)
    return tuple((term, periods.pop()) for term, periods in told.items() if len(periods) == 1)


def _defined(sentence: str, times: Times) -> Iterator[tuple[str, Period]]:
    years = [s for s in told_periods(sentence, times) if s.certainty >= SURE and not s.is_a_day]
    for year in years:
        behind = _BRACKETS.match(sentence, year.end)
        if behind:
            yield behind["term"] or behind["bare"], year.value
    for name in _QUOTED.finditer(sentence):
        verb = next((h for h in find("roles", sentence[name.end() :], "defines") if h.start < 2), None)
        first = next((y for y in years if y.start >= name.end()), None)
        between = sentence[name.end() : first.start] if first else '"'
        if verb and first and len(between) < _LONGEST and not set("\"'") & set(between):
            yield name["term"], first.value

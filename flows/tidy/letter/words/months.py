"""Months and quarters that a sentence names without their year: `9 in January and 12 in February`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.tidy.dimensions import part_of_year
from flows.tidy.labels.meanings import Period, Reading
from flows.tidy.labels.periods.dates import NAMES
from flows.tidy.letter.words.mention import Mention

_MONTH = rf"(?:{NAMES.title()})(?![a-z])(?!\s+\d{{1,2}}(?:st|nd|rd|th)\b)"
_QUARTER = r"(?:Q(?:uarter )?[1-4]|(?:first|second|third|fourth) quarter)\b"
#: `May` is a month behind a word that leads to one, or at the head of a line.
_NAMED = re.compile(rf"(?:(?:^|\b(?i:in|during|for|and)|,)\s+|^)(?P<part>{_MONTH}|{_QUARTER})")
_ORDER = re.compile(r"(first|second|third|fourth) quarter", re.IGNORECASE)
_PLACES = {"first": "Q1", "second": "Q2", "third": "Q3", "fourth": "Q4"}
_ASKED = re.compile(r"\b(?:months?|monthly|quarters?|quarterly)\b", re.IGNORECASE)
_SURE, _IN_DOUBT = 0.9, 0.4
_LONGEST_MONTH = 31


def part_of(label: str, holds: Period | None) -> Reading[Period] | None:
    """A month or quarter without its year in the period that holds; where that is a month, in its year or the next.

    >>> october = part_of_year("Oct", Period.calendar_year(2010)).value
    >>> [part_of(m, october).value.label for m in ("Nov", "January")]
    ['2010-11-01/2010-11-30', '2011-01-01/2011-01-31']
    """
    if holds is None or holds.type != "range":
        return part_of_year(label, holds) if holds else None
    years = [Period.calendar_year(y) for y in range(holds.start.year, max(holds.start.year + 2, holds.end.year + 1))]
    parts = [part for year in years if (part := part_of_year(label, year)) and part.value.start >= holds.start]
    within = [part for part in parts if part.value.end <= holds.end]
    if (holds.end - holds.start).days < _LONGEST_MONTH:
        return parts[0] if parts else None
    return within[0] if len(within) == 1 else None


def with_months(text: str, found: Sequence[Mention], year: Period | None, question: str = "") -> list[Mention]:
    """The mentions of a sentence with the parts of `year` that it names; all of them where it names a period itself.

    One month alone may be when something else was done, unless the `question` asks by months: it is in doubt.

    >>> year = Period.calendar_year(2020)
    >>> [(m.value.label[:7], m.certainty) for m in with_months("In June 9 were recorded, in July 12", [], year)]
    [('2020-06', 0.9), ('2020-07', 0.9)]
    >>> [m.certainty for m in with_months("There were 9 offences in May", [], year)]
    [0.4]
    """
    if year is None or any(m.kind == "period" for m in found):
        return list(found)
    named = [m for m in _NAMED.finditer(text) if all(m.end() <= o.start or m.start("part") >= o.end for o in found)]
    sure = len(named) > 1 or _ASKED.search(question) is not None
    told = []
    for match in named:
        words = _ORDER.sub(lambda m: _PLACES[m[1].lower()], match["part"])
        part = part_of(words, year)
        certainty = _SURE if sure and part and not part.flags else _IN_DOUBT
        value = part.value if part else year
        told.append(Mention("period", match.start("part"), match.end("part"), value, certainty))
    return sorted([*found, *told], key=lambda m: m.start)

"""What words near a table say in one dimension, without their breakdowns and the titles of offences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, cast

from flows.tidy.dimensions import find, parse
from flows.tidy.labels.meanings import Found, Reading, is_whole
from flows.tidy.labels.wording import blanked
from flows.tidy.layout.around.announced import periods_in
from flows.tidy.text.phrases import says
from flows.tidy.text.statements import is_aside
from flows.tidy.text.told_periods import Kind

PLAIN = 0.7
IN_TITLES = ("age", "sex")

_OF = re.compile(r"\s+of(?:\s+\w+){0,2}\s+", re.IGNORECASE)
#: What divides the parts of a caption.
_REMARK = re.compile(r"[;:,(]|\band\b", re.IGNORECASE)


def readings_of(dimension: str, plain: str, *, listed: bool = False) -> dict[Any, Reading[Any]]:
    """What words without their breakdowns say in one dimension: each value with its reading.

    `listed`: they had a breakdown, so that what they name is what figures are given of: `Victims by age`.
    """
    words = plain if dimension == "period" else _without_periods(plain)
    named = periods_in(words) if dimension == "period" else find(dimension, words)
    hits = [f for f in named if dimension not in IN_TITLES or not _in_title(f, words)]
    if dimension in (*IN_TITLES, "offence"):
        hits = [f for f in hits if not is_aside(cast(Kind, dimension), words, f)]
    readings = {f.reading.value: f.reading for f in hits}
    if dimension == "measure":
        readings = {v: r for v, r in readings.items() if r.certainty >= PLAIN}
        heading = _heading(words)
        if heading is not None and (listed or heading.value != "victims" or parse("measure", words) == heading):
            return {heading.value: heading}
        if not (says("tables", plain, "counts victims") or _of_crimes(words, hits)):
            readings.pop("victims", None)
        # What is named at another time is not what was counted: `at the date of report`, `where the suspect was`.
        told = [f for f in hits if not says("tables", plain[: f.start], "at another time")]
        counted = [f for f in told if f.reading.value in readings]
        return _counted_first(plain, counted)
    return readings


def _heading(words: str) -> Reading[Any] | None:
    """What a line counts that begins with it and then tells more of it: `Suspects by age; several a crime count each`.

    >>> [_heading(t) and _heading(t).value for t in ("Victims :", "Suspects ; several a crime", "Arrests, charges")]
    ['victims', 'suspects', None]
    >>> _heading("Offences charged or summonsed, victim under 18 when reported").value
    'charges'
    """
    first, *more = [part.strip(" .-–") for part in _REMARK.split(words)]
    reading = parse("measure", first)
    several = any(parse("measure", part) for part in more)
    some = any(find(dimension, first) for dimension in IN_TITLES)  # `Female victims`: whose offences may be counted
    return reading if reading is not None and reading.certainty >= PLAIN and not (several or some) else None


def _of_crimes(words: str, hits: Sequence[Found[Any]]) -> bool:
    """Whether the victims are those of crimes, and so what is counted: `Victims of recorded sexual offences`."""
    crimes = [f for f in find("offence", words) if is_whole(f.reading.value)] + [*hits]
    victims = [f.end for f in hits if f.reading.value == "victims"]
    return any(_OF.fullmatch(words[end : f.start]) for end in victims for f in crimes if end <= f.start)


def _counted_first(text: str, hits: Sequence[Found[Any]]) -> dict[Any, Reading[Any]]:
    """Of several things named the one that the others tell more of: `outcomes of offences`, `suspects linked to`.

    >>> list(_counted_first(t := "Outcomes given to offences", find("measure", t)))
    ['outcomes']
    >>> list(_counted_first(t := "Arrests and charges", find("measure", t)))
    ['arrests', 'charges']
    """
    told = [says("tables", text[a.end : b.start], "tells more") for a, b in pairwise(hits)]
    if len(hits) < 2 or hits[0].reading.value == "offences" or not all(told):
        return {f.reading.value: f.reading for f in hits}
    return {hits[0].reading.value: hits[0].reading}


def _in_title(found: Found[Any], text: str) -> bool:
    """Whether words stand within an offence's title: `a child under 16` in `Sexual activity with a child under 16`."""
    return any(f.start <= found.start and found.end <= f.end for f in find("offence", text))


def _without_periods(text: str) -> str:
    """The text with its periods blanked out: the days in `1 April to 31 March` are no ages."""
    return blanked(text, periods_in(text))

"""The months under which a site files its pages, each with how many it has: furniture of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from flows.tidy.dimensions import find, parse
from flows.tidy.labels.meanings import Period
from flows.tidy.text.paragraphs import Paragraph

_FILED = re.compile(r"(?P<month>[a-z]{3,9} (?:19|20)\d\d)\s*\(\d[\d,]*\)", re.IGNORECASE)
_A_MONTH = 31


def archives_apart(stream: Sequence[Paragraph | int]) -> list[Paragraph | int]:
    """The paragraphs, with lists of months that run backwards as furniture: `March 2015 (61)`, `February 2015 (74)`.

    Answers tell months in the order of the year, or say what they count in the words above.
    """
    out = list(stream)
    at = 0
    while at < len(out):
        end = at
        while end < len(out) and _month(out[end]) is not None:
            end += 1
        starts = [m for item in out[at:end] if (m := _month(item)) is not None]
        if len(starts) > 1 and all(b < a for a, b in pairwise(starts)) and not _counts(out[at - 1] if at else 0):
            out[at:end] = [replace(item, role="furniture") for item in out[at:end] if isinstance(item, Paragraph)]
        at = max(end, at + 1)
    return out


def _counts(above: Paragraph | int) -> bool:
    """Whether words over a list say what it counts: `Offences by month`."""
    return isinstance(above, Paragraph) and any(find(said, above.text) for said in ("measure", "offence"))


def _month(item: Paragraph | int) -> date | None:
    """When the month begins that a paragraph gives with a number in brackets, and nothing else."""
    told = _FILED.fullmatch(item.text.strip()) if isinstance(item, Paragraph) else None
    period = parse("period", told["month"]) if told else None
    if period is None or not isinstance(period.value, Period):
        return None
    return period.value.start if (period.value.end - period.value.start).days < _A_MONTH else None

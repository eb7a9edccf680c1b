"""Figures that are the whole of an answer, under a question that asks for none in so many words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.tidy.labels.numbers import CellValue
from flows.tidy.letter.parts.parts import Passage

_YEARS = range(1900, 2100)
_A_YEAR = re.compile(r"(?:19|20)\d\d")


def answers_alone(passages: Sequence[Passage], place: int, start: int, end: int, value: CellValue) -> bool:
    """Whether the figure at `start` to `end` of a passage is all that it says, and the first under its number.

    `Question 1: Women hurt by a partner?` `Answer 1: 36` counts them; a year would not.
    """
    passage, last = passages[place], passages[place - 1] if place else None
    first = last is None or last.part != "response" or last.is_heading or last.numbers != passage.numbers
    alone = not passage.text[:start].strip() and not passage.text[end:].strip(" .")
    year = isinstance(value.value, int) and value.value in _YEARS
    return passage.part == "response" and bool(passage.numbers) and first and alone and not year


def lists_years(passages: Sequence[Passage], place: int) -> bool:
    """Whether a passage is one of several years in a row, such as `i) 2014`, `ii) 2015`, that are asked for."""
    text = passages[place].text.strip(" .,;")
    beside = (passages[n].text.strip(" .,;") for n in (place - 1, place + 1) if 0 <= n < len(passages))
    return _A_YEAR.fullmatch(text) is not None and any(
        _A_YEAR.fullmatch(other) and abs(int(other) - int(text)) == 1 for other in beside
    )

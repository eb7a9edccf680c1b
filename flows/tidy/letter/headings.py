"""Which headings stand over a passage, and which question tells it from others."""

from __future__ import annotations

import datetime as dt

from flows.tidy.letter.figures.contexts import of_words
from flows.tidy.letter.parts.parts import Passage
from flows.tidy.letter.text.phrases import says


def beneath(headings: list[str], words: str, dated: dt.date | None) -> list[str]:
    """The headings over a passage once `words` stands over it: one of its own kind gives way, with those beneath."""
    kinds = of_words(words, dated).said.kinds
    if not kinds and says("prose", words, "nested"):
        return [*headings, words]
    for place, heading in enumerate(headings):
        if place and kinds and of_words(heading, dated).said.kinds == kinds:
            return [*headings[:place], words]
    return [words]


def question_of(passage: Passage) -> tuple[str, ...]:
    """What tells the question that a passage answers from others: its numbers, else its words."""
    return passage.numbers or ((passage.question,) if passage.question else ())

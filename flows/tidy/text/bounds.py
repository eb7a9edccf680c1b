"""Paragraphs longer than anyone writes: cut between their sentences, and what is no sentence left unread.

What a word means is decided with its sentence and paragraph in view, in a time that grows faster than those do. A list
without a stop, or a file in one line, must not hold up a whole run: what is left is said in a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from flows.tidy.text.paragraphs import Paragraph
from flows.tidy.text.sentences import Span, split

LONGEST_PARAGRAPH = 2000
LONGEST_SENTENCE = 1500
MOST_NUMBERS = 80
_NUMBER = re.compile(r"\d+")


def numbers_in(text: str) -> int:
    """How many numbers a text prints in digits."""
    return sum(1 for _ in _NUMBER.finditer(text))


def is_too_long(sentence: str) -> bool:
    """Whether a stretch without a stop is more than a sentence can be.

    >>> is_too_long("Of these, 12 were girls."), is_too_long("12, " * 100)
    (False, True)
    """
    return len(sentence) > LONGEST_SENTENCE or numbers_in(sentence) > MOST_NUMBERS


def within_bounds(stream: Iterable[Paragraph | int], left: list[Paragraph]) -> Iterator[Paragraph | int]:
    """The paragraphs, long ones cut between sentences; what is too long for a sentence is put among those `left`."""
    for item in stream:
        if isinstance(item, int) or (len(item.text) <= LONGEST_PARAGRAPH and not is_too_long(item.text)):
            yield item
            continue
        sentences = split(item.text, semicolons=False)
        too_long = [s for s in sentences if is_too_long(item.text[s.start : s.end])]
        left += [item.cut(*span) for span in too_long]
        if len(item.text) <= LONGEST_PARAGRAPH and not too_long:
            yield item
            continue
        for number, span in enumerate(_pieces(sentences, too_long)):
            piece = item.cut(*span)
            yield replace(piece, label="") if number else piece


def _pieces(sentences: Iterable[Span], too_long: Iterable[Span]) -> Iterator[Span]:
    """Runs of sentences as long as a paragraph may be; none goes over one that is left out."""
    held: Span | None = None
    barred = set(too_long)
    for span in sentences:
        if held is not None and (span in barred or span.end - held.start > LONGEST_PARAGRAPH):
            yield held
            held = None
        if span not in barred:
            held = Span(held.start if held else span.start, span.end)
    if held is not None:
        yield held

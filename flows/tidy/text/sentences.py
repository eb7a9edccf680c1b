"""Where the sentences of a paragraph begin and end."""

from __future__ import annotations

import re
from typing import NamedTuple

from flows.tidy.labels.forms import word_class

_SHORT = frozenset(word_class("shortened"))
_END = re.compile(r"[.?!]+[\"'”’)\]]*(?=\s+[\"'“‘(\[*•]?[A-Z0-9£<]|\s+[*†]\s|\s*$)|(?<=\d)(?=[A-Z][a-z])|;(?=\s)|\n")
_WORD_BEFORE = re.compile(r"(?<![\d'’])([A-Za-z][A-Za-z.]*)$")
_MARK = re.compile(r"\s*\(?\w{1,2}\)?")
_LONGEST_SHORT = 20


class Span(NamedTuple):
    """A stretch `text[start:end]`."""

    start: int
    end: int


def split(text: str, semicolons: bool = True) -> list[Span]:
    """The sentences in order; a full stop after `s.`, `No.` and the like, or inside a number, ends none.

    `semicolons`: what they part counts as sentences.

    >>> t = "Under s. 12 we refuse. Of these, 63 were girls; 4 were boys."
    >>> [t[a:b] for a, b in split(t)]
    ['Under s. 12 we refuse.', 'Of these, 63 were girls;', '4 were boys.']
    >>> len(split("There were 90 offences against under 18s. The force has 12 stations."))
    2
    """
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        before = _WORD_BEFORE.search(text[max(start, match.start() - _LONGEST_SHORT) : match.start()])
        stop = text[match.start() : match.start() + 1]
        if stop == ";" and not semicolons:
            continue
        if stop == "." and match.end() < len(text) and before and before[1].lower().rstrip(".") in _SHORT:
            continue
        if stop == "." and match.end() < len(text) and _MARK.fullmatch(text, start, match.start()):
            continue
        _add(spans, text, start, match.end())
        start = match.end()
    _add(spans, text, start, len(text))
    return spans


def sentences(text: str, semicolons: bool = True) -> list[str]:
    """The words of each sentence, as `split` parts them."""
    return [text[start:end] for start, end in split(text, semicolons)]


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append(Span(start, end))

"""Names and figures in a line with nothing between them: `Omagh Policing Area 29 Cookstown Policing Area 7`.

Or each figure in brackets behind its name: `Snapchat (38), Kik (7), not stated (28)`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from flows.tidy.letter.text.phrases import plain
from flows.tidy.letter.words.count import Count

_NAME = re.compile(r"\s*[,;]?\s*(?P<name>[A-Z][\w'&/()-]*(?:\s+[\w'&/()-]*[A-Za-z][\w'&/()-]*){1,5})\s+")
_VERB = re.compile(r"\b(?:was|were|is|are|had|has|have|been|did|do|there|recorded|reported)\b", re.IGNORECASE)
_FEWEST = 2
#: `Snapchat (38), `, `and text message (3).`
_IN_BRACKETS = re.compile(
    r"\s*(?:[,;]\s*(?:and\s+)?|and\s+)?(?P<name>[^\W\d][\w'&/+.-]*(?:\s+[\w'&/+.-]*[A-Za-z][\w'&/+.-]*){0,4})\s*\(\s*"
)
_FEWEST_IN_BRACKETS = 3


def names_of(text: str, found: Sequence[Count]) -> list[tuple[int, int]]:
    """The (start, end) of the name before each of the figures of such a line; empty where it is none.

    The names are made alike, so that they are known for names: all begin or all end with the same word.
    """
    flat = plain(text)
    if bracketed := _in_brackets(flat, found):
        return bracketed
    if len(found) < _FEWEST or re.search(r"\w", flat[found[-1].end :]):
        return []
    out: list[tuple[int, int]] = []
    starts = [0, *(c.end for c in found[:-1])]
    for start, count in zip(starts, found, strict=True):
        name = _NAME.fullmatch(flat, start, count.start)
        if name is None or _is_none(count) or _VERB.search(name["name"]):
            return []
        out.append(name.span("name"))
    words = [flat[a:b].lower().split() for a, b in out]
    alike = any(len({w[n] for w in words}) == 1 for n in (0, -1))
    return out if alike and all(a != b for a, b in itertools.pairwise(words)) else []


def _in_brackets(flat: str, found: Sequence[Count]) -> list[tuple[int, int]]:
    """The names of a line that gives nothing but names, each with its figure in brackets behind it."""
    if len(found) < _FEWEST_IN_BRACKETS or not re.fullmatch(r"\s*\)\s*[.;]?\s*", flat[found[-1].end :]):
        return []
    names = [
        _IN_BRACKETS.fullmatch(flat, end + flat[end : count.start].startswith(")"), count.start)
        for end, count in zip([0, *(c.end for c in found)], found, strict=False)
    ]
    closed = all(flat[c.end :].startswith(")") for c in found)
    return [n.span("name") for n in names if n and not _VERB.search(n["name"])] if closed and all(names) else []


def _is_none(count: Count) -> bool:
    """Whether a number counts nothing, whatever follows: in `29 Cookstown Policing Area 7` no areas are counted."""
    return bool(count.reason) and not count.reason.startswith("not counted")

"""Names and figures in a line with nothing between them: `Omagh Policing Area 29 Cookstown Policing Area 7`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from flows.tidy.letter.text.phrases import plain
from flows.tidy.letter.words.count import Count

_NAME = re.compile(r"\s*[,;]?\s*(?P<name>[A-Z][\w'&/()-]*(?:\s+[\w'&/()-]*[A-Za-z][\w'&/()-]*){1,5})\s+")
_VERB = re.compile(r"\b(?:was|were|is|are|had|has|have|been|did|do|there|recorded|reported)\b", re.IGNORECASE)
_FEWEST = 2


def names_of(text: str, found: Sequence[Count]) -> list[tuple[int, int]]:
    """The (start, end) of the name before each of the figures of such a line; empty where it is none.

    The names are made alike, so that they are known for names: all begin or all end with the same word.
    """
    flat = plain(text)
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


def _is_none(count: Count) -> bool:
    """Whether a number counts nothing, whatever follows: in `29 Cookstown Policing Area 7` no areas are counted."""
    return bool(count.reason) and not count.reason.startswith("not counted")

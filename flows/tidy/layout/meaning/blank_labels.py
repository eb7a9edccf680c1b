"""What an empty label means by the notes: `A blank gender means that it was not recorded`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from flows.tidy.dimensions import headings
from flows.tidy.labels.meanings import UNKNOWN

_BLANK = re.compile(
    r"\b(?:blanks?|empty|left blank|no entry|with none|without (?:one|any|it|the|a)|(?:not |un)ticked)\b", re.IGNORECASE
)
_UNKNOWN = re.compile(
    r"\b(?:not|un)[ -]?(?:recorded|known|stated|specified|given|provided|available)\b|\bno \w+ recorded\b",
    re.IGNORECASE,
)
_NOT_FLAGGED = re.compile(
    r"\b(?:not(?: been)?|un)[ -]?(?:flagged|marked|ticked|set|applied|used|selected|present|online|cyber)\b"
    r"|\bno (?:flag|marker)\b"
    r"|\b(?:was|were|is|are|has|have|did|does) not[.;]?$"
    r"|\b(?:yes|y|x|1|ticked|marked|flagged)['\"’”]? (?:if|where|when)\b.*\b(?:otherwise|else|if not)\b"
    r"|(?:=|\bmeans|\bindicates|\bdenotes|\bis|\bequals|\bfor) ?['\"‘“]?(?:no|n)\b(?! \w)",
    re.IGNORECASE,
)


def blank_labels(notes: Sequence[str]) -> dict[str, Any]:
    """What an empty label means by dimension, where a note says it.

    >>> blank_labels(["A blank gender means that it was not recorded.", "A blank flag means not flagged."])
    {'sex': 'unknown', 'online': 'no'}
    >>> blank_labels(["Cyber marker: Yes = marked; blank = not marked."])
    {'online': 'no'}
    >>> blank_labels(["Cyber: (blank) means that the marker was not used."])
    {'online': 'no'}
    >>> blank_labels(["Internet marker: Yes if applied to the crime, otherwise left empty"])
    {'online': 'no'}
    """
    found: dict[str, Any] = {}
    for note in notes:
        for sentence in re.split(r"(?<=[.;])\s+", note):
            if not _BLANK.search(sentence):
                continue
            named = _named(sentence) & set(UNKNOWN) or _named(note) & set(UNKNOWN)
            for dimension in sorted(named) if len(named) == 1 or _named(sentence) else ():
                if dimension == "online" and _NOT_FLAGGED.search(sentence):
                    found.setdefault(dimension, "no")
                elif _UNKNOWN.search(sentence):
                    found.setdefault(dimension, UNKNOWN[dimension])
    return found


def _named(sentence: str) -> set[str]:
    """The dimensions that a sentence names, looking at runs of up to three words."""
    words = re.findall(r"\w+", sentence)
    runs = (" ".join(words[i : i + n]) for n in (1, 2, 3) for i in range(len(words) - n + 1))
    return {d for run in runs for d in headings(run)}

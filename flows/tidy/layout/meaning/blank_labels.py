"""What an empty label means by the notes: `A blank gender means that it was not recorded`."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Any

from flows.tidy.dimensions import headings
from flows.tidy.labels.meanings import UNKNOWN
from flows.tidy.text.sentences import sentences
from schemas.code_tables import AliasTable, load_aliases

LONGEST = 3
#: `not recorded`, `not been recorded`, `not always known`: a negation takes such a word back from so far off.
REACH = 3


def blank_labels(notes: Sequence[str]) -> dict[str, Any]:
    """What an empty label means by dimension, where a note says it.

    Of the flag, whatever is denied but that it was told means that it is not set.

    >>> blank_labels(["A blank gender means that it was not recorded.", "A blank flag means not flagged."])
    {'sex': 'unknown', 'online': 'no'}
    >>> blank_labels(["Cyber marker: Yes = marked; blank = not marked."])
    {'online': 'no'}
    >>> blank_labels(["An empty marker cell means that the crime did not carry the online marker."])
    {'online': 'no'}
    >>> blank_labels(["Internet marker: Yes if applied to the crime, otherwise left empty"])
    {'online': 'no'}
    >>> blank_labels(["Victims by sex 1.4.2015 - 31.3.2016. x in the last column = cyber flag set; empty = not set."])
    {'online': 'no'}
    >>> blank_labels(["Where the flag is blank it was not completed."])
    {'online': 'unknown'}
    """
    found: dict[str, Any] = {}
    for note in notes:
        for sentence in sentences(note):
            said = _said(sentence)
            if "blank" not in said:
                continue
            own, named = _named(sentence) & set(UNKNOWN), _named(note) & set(UNKNOWN)
            if not own and not _untold(said) and _last_named(note[: note.find(sentence)]) == "online":
                own = {"online"}  # only the flag can be denied, and it was spoken of last
            for dimension in sorted(own or (named if len(named) == 1 else ())):
                if _untold(said):
                    found.setdefault(dimension, UNKNOWN[dimension])
                elif dimension == "online" and "no" in said:
                    found.setdefault(dimension, "no")
    return found


def _last_named(text: str) -> str:
    """The dimension that a text names last; empty where it names none."""
    words = re.findall(r"\w+", text)
    runs = (" ".join(words[i : i + LONGEST]) for i in reversed(range(len(words))))
    return next((d for run in runs for d in sorted(_named(run) & set(UNKNOWN))), "")


def _untold(said: Sequence[str]) -> bool:
    """Whether a sentence says that something is not known: `unknown`, `not been recorded`."""
    denied = (n for n, word in enumerate(said) if word == "no")
    return "unknown" in said or any("telling" in said[n : n + REACH + 1] for n in denied)


@functools.lru_cache(maxsize=4096)
def _said(sentence: str) -> tuple[str, ...]:
    """What each word of a sentence says of empty labels, longer runs first; "" where nothing."""
    words = re.findall(r"\w+", sentence.casefold())
    said, at = [], 0
    while at < len(words):
        runs = ((n, _words().lookup(" ".join(words[at : at + n]))) for n in range(min(LONGEST, len(words) - at), 0, -1))
        size, entry = next(((n, e) for n, e in runs if e is not None), (1, None))
        said.append(entry.code if entry is not None else "")
        at += size
    return tuple(said)


@functools.cache
def _words() -> AliasTable:
    return load_aliases("blank_words", frozenset({"blank", "no", "unknown", "telling"}))


def _named(sentence: str) -> set[str]:
    """The dimensions that a sentence names, looking at runs of up to three words."""
    words = re.findall(r"\w+", sentence)
    runs = (" ".join(words[i : i + n]) for n in (1, 2, 3) for i in range(len(words) - n + 1))
    return {d for run in runs for d in headings(run)}

"""What an empty label means by the notes: `A blank gender means that it was not recorded`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from flows.tidy.dimensions import headings
from flows.tidy.draft import Draft
from flows.tidy.labels.meanings import UNKNOWN
from flows.tidy.layout.matrix import Slot
from flows.tidy.layout.meaning.resolved import Meaning, Resolved

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

_PRINTED_BLANK = re.compile(r"\(?blanks?\)?", re.IGNORECASE)


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


def fill_blank_labels(draft: Draft, rows: Sequence[Resolved], row: int, blanks: dict[str, object]) -> None:
    """A row whose label is blank in a level of one dimension: not recorded, and a doubt unless a note says so."""
    for resolved in rows:
        level = resolved.level
        dimension = resolved.dimension
        labelled = level.is_section or row in level.slots or row not in level.positions
        if dimension == "offence" and not labelled and dimension not in draft.values and row < min(level.slots):
            draft.doubts.add("label_blank")  # Its label may stand on the page before.
        if labelled or dimension not in UNKNOWN or "row" in draft.totals:
            continue
        if dimension not in draft.values:
            draft.values[dimension] = blanks.get(dimension, UNKNOWN[dimension])
            if dimension not in blanks:
                draft.doubts.add("label_blank")


def read_blank_labels(
    draft: Draft, meanings: Sequence[tuple[Resolved, Meaning]], slots: Sequence[Slot], blanks: dict[str, object]
) -> None:
    """`(blank)`, as a pivot calls an empty cell: what a note says of it; an empty flag may as well mean none."""
    if not any(_PRINTED_BLANK.fullmatch(slot.text.strip()) for slot in slots):
        return
    for dimension in UNKNOWN:
        if any(meaning.values.get(dimension) == UNKNOWN[dimension] for _, meaning in meanings):
            draft.values[dimension] = blanks.get(dimension, UNKNOWN[dimension])
            if dimension == "online" and dimension not in blanks:
                draft.doubts.add("label_blank")

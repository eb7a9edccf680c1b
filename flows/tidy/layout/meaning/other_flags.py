"""Flags of other things than online crime, in returns that say nothing of online crime: `Number with 'HIST' marker`."""

from __future__ import annotations

from collections.abc import Sequence

from flows.tidy.labels.explain import explain
from flows.tidy.labels.online import find, flag_words
from flows.tidy.labels.wording import blanked_at, noise
from flows.tidy.layout.meaning.resolved import Resolved
from schemas.code_tables import words


def settle_other_flags(levels: Sequence[Resolved]) -> Sequence[Resolved]:
    """Take labels that name a flag of their own for what they are: parts of the counts beside them, kept by name."""
    for resolved in levels:
        for text, meaning in resolved.meanings.items():
            if meaning.other and set(meaning.values) <= {"unit", "measure"} and names_another_flag(text):
                meaning.doubts.discard("label_unknown")
    return levels


def names_another_flag(label: str) -> bool:
    """Whether a label says that its figures bear a flag, and by what name, which is none of online crime.

    >>> [names_another_flag(s) for s in ("Number with 'HIST' marker", "With the cyber flag", "Flagged", "Historic")]
    [True, False, False, False]
    """
    flags = [hit for hit in flag_words().find(label) if hit.alias.code == "flag"]
    if not flags or find(label):
        return False
    left = explain(label).leftover
    rest = blanked_at(left, ((h.start, h.end) for h in flag_words().find(left)))
    return any(w.key not in noise("any") | noise("online") for w in words(rest))

"""Figures whose own words say that they are of all sexual offences, whatever class of them was asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from flows.tidy.labels.meanings import Offence, is_whole
from flows.tidy.labels.offences.offences import find, without_act
from flows.tidy.letter.figures.clauses import Clause
from flows.tidy.letter.figures.contexts import Context
from flows.tidy.letter.words.count import Count

ALL = Offence(None, "all")
_COUNTED = re.compile(
    r"(?:\s+(?:such|known|alleged|separate|different|recorded|reported|crimed|other))*\s+", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"(?:\s+(?!and\b|or\b)[\w/'-]+){0,6}\s*(?:[:=]|\b(?:was|were|is|are|totalled|numbered|stood at|came to))\s*",
    re.IGNORECASE,
)
_NONE_LEFT_OUT = re.compile(r"\b(?:all|total|any kind|every|overall|altogether|in total)\b", re.IGNORECASE)


def says_all(words: str) -> bool:
    """Whether words name sexual offences as a whole and no class of them.

    >>> says_all("Sexual offences recorded"), says_all("Sexual offences: rape"), says_all("Offences")
    (True, False, False)
    """
    named = [f.reading.value for f in find(without_act(words))]
    return bool(named) and all(map(is_whole, named))


def of_all(text: str, told: Sequence[Clause], context: Context) -> list[Clause]:
    """The clauses of a sentence, those of all sexual offences made so where the question or heading is of a class.

    That stays a doubt where nothing sets the one against the other: the reply may only be loose with words.
    """
    if context.said.offence is None and "offence" not in context.many:
        return list(told)
    apart = any(c.own.offence is not None for c in told) or context.said.offence is None
    out = []
    for clause in told:
        if clause.own.offence is None and _counts_all(text, clause.count):
            sure = apart or _NONE_LEFT_OUT.search(text[clause.span.start : clause.span.end])
            many = clause.many if sure else (*clause.many, "offence")
            clause = replace(clause, own=replace(clause.own, offence=ALL), many=many)
        out.append(clause)
    return out


def _counts_all(text: str, count: Count) -> bool:
    """`46 sexual offences`, `the number of sexual offences recorded was 46`."""
    wholes = [f for f in find(text) if is_whole(f.reading.value)]
    return any(_COUNTED.fullmatch(text[count.end : f.start]) for f in wholes if f.start >= count.end) or any(
        _NUMBERED.fullmatch(text[f.end : count.start]) for f in wholes if f.end <= count.start
    )

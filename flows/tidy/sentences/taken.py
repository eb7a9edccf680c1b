"""Which numbers of a sentence count something, by all that stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from flows.tidy.sentences.bodies import of_another_body
from flows.tidy.sentences.contexts import Context
from flows.tidy.sentences.corrections import with_replaced
from flows.tidy.sentences.labels import one_of
from flows.tidy.text.number_evidence import NOTHING_COUNTED, TAKEN, Candidate, weights
from flows.tidy.text.parts.verdicts import verdicts
from flows.tidy.text.phrases import find, plain, says, whole
from flows.tidy.text.statements import NARROW
from flows.tidy.text.told_periods import Statement

_NEAR, _SMALL = 20, 10
#: `11177 - Cyber Crime`: the number of a heading.
_HEADED = re.compile(r"\s*[-–—:]\s+[A-Za-z]")
_WORD = re.compile(r"[A-Za-z]")
#: What stands with figures alone that are several: `588 and 19 respectively`.
_LISTED = re.compile(rf"\b(?:{one_of('joined')}|respectively)\b", re.IGNORECASE)
_APART = re.compile(r"[;()]")
_TURN = re.compile(r"(?:,\s*(?:but|however|although|though)\b|;)", re.IGNORECASE)


def asked(context: Context) -> float:
    return weights()["asked for"] if context.asks and not context.refuses else 0.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where the numbers of a sentence stand: `short`: in a short paragraph; `numbered`: under a question's number;
    `follows`: behind figures of the same question; `letterhead`: the words that name the body that answers.
    """

    short: bool
    heading: bool
    numbered: bool
    follows: bool
    letterhead: str


def taken(
    words: str, found: Sequence[Candidate], told: Sequence[Statement], context: Context, place: Place
) -> tuple[list[Candidate], list[Candidate]]:
    """The numbers of a sentence that count something, and the others with what speaks against them."""
    table = weights()
    found = with_replaced(words, found)
    out: list[Candidate] = []
    others: list[Candidate] = []
    for n, c in enumerate(found):
        held = [name for name, holds in _evidence(words, found, n, told, context, place, bool(out)) if holds]
        weight = c.weight + sum(table[name] for name in held)
        if weight > TAKEN:
            out.append(replace(c, weight=weight))
            continue
        against = min(held, key=table.__getitem__, default="")
        decisive = c.why == NOTHING_COUNTED and against and table[against] < 0
        others.append(replace(c, why=against) if decisive else c)
    return out, others


def _evidence(
    words: str, found: Sequence[Candidate], n: int, told: Sequence[Statement], context: Context, place: Place,
    further: bool,
) -> Iterator[tuple[str, bool]]:  # fmt: skip
    """What speaks for and against the n-th number by its sentence and question; `further`: one before it counts."""
    c = found[n]
    refused = verdicts(words) & {"refused", "workload"} and not says("outcomes", words, "volunteered")
    alone = not _WORD.search(_LISTED.sub("", f"{words[: c.start]}{words[c.end :]}"))
    near = any(abs(s.start - c.end) < _NEAR or abs(c.start - s.end) < _NEAR for s in told)
    size = c.number if c.number is not None else c.value.high or 0
    of_nothing = not further and n > 0 and found[n - 1].weight <= TAKEN
    rule = (c.number is None or (size <= _SMALL and not near)) and says("prose", words, "rule")
    explained = size <= _SMALL and says("prose", _clause(words, c), "denoted", "explains")
    asked_for = bool(context.asks or context.words or place.numbered)
    yield "speaks on", place.follows or further
    yield "in a heading", place.heading
    yield "asked for", not place.heading and context.asks and not context.refuses
    yield "no count asked for", context.refuses
    yield "in a refusal", bool(refused) and bool(verdicts(_part(words, c)) & {"refused", "workload"})
    yield "alone under its question", alone and place.short and c.why != "part of a statement" and asked_for
    of_whole = of_nothing and whole("numbers", _clause_before(words, found[n - 1]), "whole before its part")
    yield (
        "a part of what counts nothing",
        of_nothing and (of_whole or says("prose", words[found[n - 1].end : c.start], "nested")),
    )
    yield "a rule of counting", rule
    yield "a rule of counting", explained
    yield "numbers something", place.heading and not words[: c.start].strip() and bool(_HEADED.match(words, c.end))
    yield "another body's", of_another_body(words, c.start, c.end, place.letterhead)
    yield "a change", _is_change(words, c) and not _in_brackets_of(words, c, told)
    yield "corrected away", is_corrected_away(words, c)


def _part(words: str, c: Candidate) -> str:
    """The part of a sentence that a number stands in: `We cannot give their ages, but 140 were girls.`"""
    turns = [0, *(m.start() for m in _TURN.finditer(words)), len(words)]
    return next(words[a:b] for a, b in pairwise(turns) if c.start < b)


def _clause(words: str, c: Candidate) -> str:
    """The words around a number, within the brackets or semicolons that it stands between."""
    before, behind = _APART.split(words[: c.start])[-1], _APART.split(words[c.end :], maxsplit=1)[0]
    return f"{before}{words[c.start : c.end]}{behind}"


def _clause_before(words: str, c: Candidate) -> str:
    return _APART.split(words[: c.start])[-1].rpartition(". ")[2].strip(" ,") if c.why.startswith("noun") else ""


def _is_change(words: str, c: Candidate) -> bool:
    flat = plain(words)
    before = [
        h for h in find("prose", flat[: c.start], "change") if not any(x.isdigit() for x in flat[h.end : c.start])
    ]
    return bool(before) and c.start - max(h.end for h in before) < 20


def _in_brackets_of(words: str, c: Candidate, told: Sequence[Statement]) -> bool:
    """Whether a number is in brackets right behind what it counts: `three times more than that of boys (371)`."""
    before = words[: c.start].rstrip()
    return before.endswith("(") and any(s.kind in NARROW and s.end == len(before[:-1].rstrip()) for s in told)


def is_corrected_away(words: str, c: Candidate) -> bool:
    """Whether a sentence tells a figure to say that it was wrong: `the figure of 612 in our letter was wrong`."""
    flat = plain(words)
    start = max(flat.rfind(stop, 0, c.start) for stop in (";", ". "))
    around = flat[max(start + 1, c.start - 110) : c.end + 60].split(";")[0]
    return says("prose", around, "correcting") and not says("prose", flat[max(0, c.start - 60) : c.start], "corrected")

"""Which numbers of a sentence count something, by all that stands around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from flows.tidy.labels.forms import one_of
from flows.tidy.sentences.contexts import Context
from flows.tidy.text.number_evidence import TAKEN, Candidate, weights
from flows.tidy.text.parts.verdicts import verdicts
from flows.tidy.text.phrases import find, plain, says
from flows.tidy.text.statements import NARROW
from flows.tidy.text.told_periods import Statement

_NEAR, _SMALL = 20, 10
#: `11177 - Cyber Crime`: the number of a heading.
_HEADED = re.compile(r"\s*[-–—:]\s+[A-Za-z]")
_WORD = re.compile(r"[A-Za-z]")
#: What stands with figures alone that are several: `588 and 19 respectively`.
_LISTED = re.compile(rf"\b(?:{one_of('joined')}|respectively)\b", re.IGNORECASE)
_APART = re.compile(r"[;()]")
#: Why a number counts nothing here: `according to the Home Office the police recorded 121,187`.
ANOTHERS = "another body's"
_TURN = re.compile(r"(?:,\s*(?:but|however|although|though)\b|;)", re.IGNORECASE)


def asked(context: Context) -> float:
    return weights()["asked for"] if context.asks and not context.refuses else 0.0


def taken(
    words: str,
    found: Sequence[Candidate],
    told: Sequence[Statement],
    context: Context,
    follows: bool,
    short: bool,
    heading: bool,
    numbered: bool,
    letterhead: str,
) -> list[Candidate]:
    """The numbers of a sentence that count something."""
    table = weights()
    extra = (table["speaks on"] if follows else 0.0) + (table["in a heading"] if heading else asked(context))
    refused = verdicts(words) & {"refused", "workload"} and not says("outcomes", words, "volunteered")
    if context.refuses:
        extra += table["no count asked for"]
    out: list[Candidate] = []
    for n, c in enumerate(found):
        weight = c.weight + extra
        if c.why == ANOTHERS and _is_of_our_own(words, letterhead):
            weight -= table["said to count nothing"]
        if refused and verdicts(_part(words, c)) & {"refused", "workload"}:
            weight += table["in a refusal"]
        rest = _LISTED.sub("", f"{words[: c.start]}{words[c.end :]}")
        if not _WORD.search(rest) and short and c.why != "part of a statement":
            weight += table["alone under its question"] if context.asks or context.words or numbered else 0.0
        if out:
            weight += table["speaks on"] if not follows else 0.0
        elif n and found[n - 1].weight <= TAKEN and says("prose", words[found[n - 1].end : c.start], "nested"):
            weight += table["a part of what counts nothing"]
        near = any(abs(s.start - c.end) < _NEAR or abs(c.start - s.end) < _NEAR for s in told)
        size = c.number if c.number is not None else c.value.high or 0
        if (c.number is None or (size <= _SMALL and not near)) and says("prose", words, "rule"):
            weight += table["a rule of counting"]
        if heading and not words[: c.start].strip() and _HEADED.match(words, c.end):
            weight += table["numbers something"]
        if size <= _SMALL and says("prose", _clause(words, c), "denoted", "explains"):
            weight += table["a rule of counting"]
        if _is_change(words, c) and not _in_brackets_of(words, c, told):
            weight += table["a change"]
        if is_corrected_away(words, c):
            weight += table["corrected away"]
        if weight > TAKEN:
            out.append(replace(c, weight=weight))
    return [c for c in out if not (c.base and c.weight <= TAKEN)]


def _is_of_our_own(words: str, letterhead: str) -> bool:
    """Whether every body that a sentence names is the one that answers."""
    named = [words[h.start : h.end].casefold() for h in find("roles", words, "another body")]
    return all(name in letterhead.casefold() for name in named)


def _part(words: str, c: Candidate) -> str:
    """The part of a sentence that a number stands in: `We cannot give their ages, but 140 were girls.`"""
    turns = [0, *(m.start() for m in _TURN.finditer(words)), len(words)]
    return next(words[a:b] for a, b in pairwise(turns) if c.start < b)


def _clause(words: str, c: Candidate) -> str:
    """The words around a number, within the brackets or semicolons that it stands between."""
    before, behind = _APART.split(words[: c.start])[-1], _APART.split(words[c.end :], maxsplit=1)[0]
    return f"{before}{words[c.start : c.end]}{behind}"


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

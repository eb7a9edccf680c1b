"""Lines of keys and figures: whether a sentence is one, and what its keys say among those around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flows.tidy.labels.meanings import Age, Period
from flows.tidy.sentences.contexts import Context
from flows.tidy.sentences.labels import blanked_at, flag_of, named_in, parse
from flows.tidy.sentences.readings import Told
from flows.tidy.sentences.scopes import scopes
from flows.tidy.sentences.spans import Scope
from flows.tidy.text.lines import unexplained
from flows.tidy.text.number_evidence import Candidate
from flows.tidy.text.phrases import find, says
from flows.tidy.text.statements import tells_apart
from flows.tidy.text.told_periods import SURE, Kind, Statement

_LONGEST_KEY = 6
#: How sure a value is of a line under a heading that names what its lines are told apart by.
_NAMED = 0.9
#: What stands in brackets behind a figure in words.
_BEHIND = re.compile(r"\s*\((?P<words>[A-Za-z][^()\d]*)\)")
_WORD = re.compile(r"[A-Za-z][\w'’-]*")


def with_unknowns(
    words: str, told: Sequence[Statement], taken: Sequence[Candidate], axis: Kind | None
) -> tuple[Statement, ...]:
    """The statements with `7 unspecified` and `in 12 it was not recorded` among figures told apart by sex or age."""
    if axis not in ("sex", "age"):
        return tuple(told)
    extra: list[Statement] = []
    for hit in find("prose", words, "unknown"):
        near = any(abs(c.end - hit.start) < 40 or abs(hit.end - c.start) < 12 for c in taken)
        if near and all(hit.end <= s.start or hit.start >= s.end for s in (*told, *extra)):
            value = Age.unknown() if axis == "age" else "unknown"
            extra.append(Statement(axis, hit.start, hit.end, value, 0.8))
    return tuple(sorted([*told, *extra], key=lambda s: s.start))


def is_lined(words: str, formed: Sequence[Scope]) -> bool:
    """Whether a sentence is a line of keys and figures: each figure has a key, and no verb stands among them."""
    keyed = all(s.label is not None or s.bracketed or n for n, s in enumerate(formed))
    tail = words[formed[-1].candidate.end :]
    return keyed and not says("prose", words, "verb", "changed") and len(_WORD.findall(tail)) < 5


def by_axis(
    figures: Sequence[Told], words: str, told: Sequence[Statement], formed: Sequence[Scope], taken: Sequence[Candidate],
    context: Context, question: str, years: Sequence[Period] = (),
) -> tuple[tuple[Statement, ...], list[Scope]]:  # fmt: skip
    """The line with its keys read by what splits the lines before it, or its question: `Not recorded`, `16-17`."""
    axis = axis_of(told, figures) or ("offence" if figures and "offence" in figures[-1].own else None)
    if axis in (None, "age") and "age" in named_in(question):  # `By age?` over `1 year - 8`, which may be so long
        axis = "age"
        sure = tuple(replace(s, certainty=max(s.certainty, _NAMED)) if s.kind == axis else s for s in told)
        formed = scopes(words, sure, taken, years) if sure != tuple(told) else formed
        told = sure
    extra: list[Statement] = []
    for scope in formed:
        if scope.label is None:
            continue
        first, last = scope.label
        mine = [s for s in told if s.start < last and first < s.end]
        key = blanked_at(words[first:last], [(s.start - first, s.end - first) for s in mine]).strip(" ,;.:=-–—")
        value: Any = None
        kind: Kind | None = None
        dated = any(s.kind == "period" and s.certainty >= SURE for s in mine)
        if axis is not None and not any(s.kind == axis for s in mine):
            # What is left beside a year is the key: `16 and 17 - 2015/16: 100`; nothing left: the year may be an age.
            reading = parse(axis, key or words[first:last].strip(" ,;.:=-–—"))
            dated = dated and not key
            of_age = axis == "age" and (not dated or (reading is not None and _follows(figures, reading.value)))
            unknown = reading is not None and reading.value == "unknown" and not dated
            if reading is not None and (of_age or unknown or axis == "offence"):
                kind, value = axis, reading.value
        if value is None and ("online" in context.values or axis == "online" or says("roles", words, "the flag")):
            flag = flag_of(key)
            if flag is not None and not any(s.kind == "online" for s in mine):
                kind, value = "online", flag.value
                told = tuple(s for s in told if s.kind != "online" or s.start < first)
        if value is not None and kind is not None:
            told = tuple(s for s in told if s not in mine or (s.certainty == 1 and s.kind == "period"))
            if key and (beside := words.find(key, first, last)) >= 0:
                first, last = beside, beside + len(key)
            if all(s.end <= first or s.start >= last for s in told):
                extra.append(Statement(kind, first, last, value))
    if not extra:
        return tuple(told), list(formed)
    told = tuple(sorted([*told, *extra], key=lambda s: s.start))
    return told, scopes(words, told, taken, years)


def _follows(figures: Sequence[Told], age: Any) -> bool:
    """Whether an age is the next after those told before: `14-15` behind `12-13`, which is no year then."""
    before = [t.values["age"] for t in figures[-1:] if isinstance(t.values.get("age"), Age)]
    return any(b.high is not None and age.low == b.high + 1 for b in before)


def axis_of(told: Sequence[Statement], figures: Sequence[Told]) -> Kind | None:
    """The dimension, age, sex or flag, by which the figures before are told apart."""
    named = [s.kind for s in told if s.kind in ("age", "sex", "online") and tells_apart(s)]
    if named:
        return named[-1]
    last = figures[-4:]
    kinds: tuple[Kind, ...] = ("sex", "age", "online")
    return next((k for k in kinds if any(t.values.get(k) is not None and k in t.own for t in last)), None)


def is_title(words: str) -> bool:
    """Whether the first sentence of a paragraph is a title over the others: `Cyber flag.`"""
    return len(words.split()) <= _LONGEST_KEY and words.endswith(".") and not says("prose", words, "verb", "order")


def unknown_label(text: str, scope: Scope, of_line: Sequence[Scope], told: Sequence[Statement]) -> str:
    """What nothing knows of the words that label a figure of a line: `421 (Qlikview) 258 (Niche)`, `Snapchat: 12`."""
    behind = [_BEHIND.match(text, s.candidate.end) for s in of_line]
    own = next((m for m, s in zip(behind, of_line, strict=True) if s is scope), None)
    in_brackets = own is not None and len(of_line) > 1 and all(behind)
    first, last = own.span("words") if own is not None and in_brackets else scope.label or (0, 0)
    mine = [replace(s, start=s.start - first, end=s.end - first) for s in told if first <= s.start < last]
    return unexplained(text[first:last], mine)

"""Answers that say of what they are by what stands before: `not known, 5` among ages, `yes: 20` of the online flag."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.tidy.labels.meanings import Age
from flows.tidy.letter.text.phrases import any_of
from flows.tidy.letter.words.count import Count
from flows.tidy.letter.words.meant import of_all_children
from flows.tidy.letter.words.mention import Kind, Mention

_UNKNOWN = any_of("prose", "unknown")
#: `in 15 the record does not say`: of what it says nothing, the figures beside it tell.
_SAYS_NOTHING = (
    r"(?:(?:the|our)\s+(?:\w+\s+)?(?:records?|reports?|files?|logs?|systems?|entry|entries|fields?|data|forms?)\s+)?"
    r"(?:do|does|did)(?:\s+not|n['’]t)\s+"
    r"(?:say|state|show|tell|specify|record|give)(?:\s+(?:it|this|that|which|either))?(?=\s*(?:[.,;)]|$))"
)
_NOT_KNOWN = re.compile(
    r"\b(?P<total>(?:grand |overall )?totals?|all|overall|altogether|in total|in all|both)\b"
    rf"|\b(?:(?:were|was|is|are)\s+)?{_UNKNOWN}|\b{_SAYS_NOTHING}",
    re.IGNORECASE,
)
_AGAIN = re.compile(rf"\b(?:it|this|that)\s+(?:is|was|has|had)\s+(?:been\s+)?(?P<told>{_UNKNOWN})", re.IGNORECASE)
_REST = re.compile(rf"\b(?:remaining|remainder|rest|balance|other)\b[^;]*?\b(?P<told>{_UNKNOWN})", re.IGNORECASE)
_ANSWER = re.compile(r"\b(?P<value>yes|no)\s*(?:[:=]|\s[–—-])?\s*", re.IGNORECASE)
_LETTER = re.compile(r"(?<![\w(])(?P<sex>[FMUfmu])\b\s*[:=–-]?\s*")
_SEXES = {"F": "female", "M": "male", "U": "unknown"}
_SEX_OF = re.compile(r"\b(?P<what>sex|gender|age)\s+(?:of|for|in)\s+(?:the\s+(?:other|remaining)\s+)?$", re.IGNORECASE)
_IS_UNKNOWN = re.compile(
    rf"\s+(?:\w+\s+){{0,2}}(?:is|was|are|were|has|have|had)\s+(?P<told>(?:been\s+)?{_UNKNOWN})", re.IGNORECASE
)
_RIGHT_BESIDE = re.compile(r"\s*[:=(–-]?\s*")
_BESIDE = re.compile(
    r"\s*(?:in \d+(?:\.\d+)?\s?(?:%|per cent)(?: of \w+)?\s*)?"
    r"(?:[:=,(–—-]|with|is|was|were|are|have|had|numbered)?\s*",
    re.IGNORECASE,
)


def _of_whom(text: str, found: list[Mention], counted: Sequence[Count]) -> list[Mention]:
    """`the sex of 27 victims is unknown` says of the figure within it what is not known."""
    out = list(found)
    for count in counted:
        named, told = _SEX_OF.search(text[: count.start]), _IS_UNKNOWN.match(text, count.end)
        if named and told and not count.reason:
            kind: Kind = "age" if named["what"].lower() == "age" else "sex"
            value = Age.unknown() if kind == "age" else "unknown"
            out.append(Mention(kind, told.start("told"), told.end(), value))
    return sorted(out, key=lambda m: m.start)


def _letters(text: str, found: list[Mention], counted: Sequence[Count]) -> list[Mention]:
    """`F 2016/17 301, M 2016/17 71`: letters for the sexes, where several stand before figures or years."""
    starts = {c.start for c in counted} | {m.start for m in found}
    ends = {c.end for c in counted}
    letters = [m for m in _LETTER.finditer(text) if m.end() in starts]
    letters = letters or [m for m in _LETTER.finditer(text) if m.start() - 1 in ends and text[m.start() - 1] == " "]
    if any(m.kind == "sex" for m in found) or len({m["sex"].upper() for m in letters}) < 2:
        return found
    values = [Mention("sex", m.start(), m.end("sex"), _SEXES[m["sex"].upper()], 0.9) for m in letters]
    return sorted([*found, *values], key=lambda m: m.start)


def _flag_answers(text: str, found: list[Mention], counted: Sequence[Count]) -> list[Mention]:
    """`yes: 20; no: 382` behind a mention of the flag: the answers are its values, the mention only names it."""
    named = [m for m in found if m.kind == "online"]
    answers = [m for m in _ANSWER.finditer(text) if any(c.start == m.end() for c in counted)]
    if len(named) > 1 or len(answers) < 2 or not re.search(r"\b(?:flag|marker|online|cyber)\b", text, re.IGNORECASE):
        return found
    values = [Mention("online", m.start(), m.end("value"), m["value"].lower()) for m in answers]
    return sorted([m for m in found if m.kind != "online"] + values, key=lambda m: m.start)


def _value(axis: Kind, total: str | None) -> Age | str:
    """What words beside a figure are on the axis of the others: all of it where they say total, else not known."""
    if axis == "age":
        return Age.all() if total else Age.unknown()
    return "all" if total else "unknown"


def with_answers(
    text: str, found: list[Mention], counted: Sequence[Count], spoken: Kind | None = None
) -> list[Mention]:
    """The mentions with `not known` beside a figure as a value of the axis of the others, `yes` and `no` as the flag's.

    `spoken` is the axis of the sentence before, of which `this was not recorded` speaks.

    >>> from flows.tidy.letter.words.meant import mentions
    >>> from flows.tidy.letter.words.counts import counts
    >>> text = "10 girls, 5 boys and 2 not recorded"
    >>> [m.value for m in with_answers(text, mentions(text), counts(text, mentions(text)))]
    ['female', 'male', 'unknown']
    """
    found = _of_whom(text, found, counted)
    again = (_AGAIN.search(text) or _REST.search(text)) if spoken and all(m.kind != spoken for m in found) else None
    if again and spoken:
        found = [*found, Mention(spoken, again.start("told"), again.end(), _value(spoken, None))]
        return sorted(found, key=lambda m: m.start)
    if len(counted) < 2 and not found:
        return found
    found = _letters(text, _flag_answers(text, found, counted), counted)
    telling = [m for m in found if not of_all_children(m)]
    axes: list[Kind] = [k for k in ("age", "sex") if any(m.kind == k for m in telling)]
    flag = {m.value for m in found if m.kind == "online"} >= {"yes", "no"}
    if not axes and flag:
        axes = ["online"]
    if len(axes) != 1:
        return found
    out = list(found)
    for match in _NOT_KNOWN.finditer(text):
        free = all(m.end <= match.start() or m.start >= match.end() for m in found)
        near = _RIGHT_BESIDE if match["total"] else _BESIDE
        figures = [c for c in counted if not c.reason]
        before = any(c.end <= match.start() and near.fullmatch(text[c.end : match.start()]) for c in figures)
        behind = any(c.start >= match.end() and near.fullmatch(text[match.end() : c.start]) for c in figures)
        if free and (before or behind):
            out.append(Mention(axes[0], match.start(), match.end(), _value(axes[0], match["total"]), 0.8))
    return sorted(out, key=lambda m: m.start)

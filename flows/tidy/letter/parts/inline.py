"""A heading in one paragraph with what it heads (`Request: ...`, `A. ...`), and a question with its answer."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from flows.tidy.letter.lines.shapes import figure_alone, holds_figure
from flows.tidy.letter.parts.verdicts import decides
from flows.tidy.letter.text.phrases import whole

LONGEST_HEADING = 40
_FEW_WORDS = 3
#: `Q1 (offences against children in 2016/17) - `
_TOLD_IN_BRACKETS = re.compile(r"\s*\((?=[^()]*[a-z]{3})[^()]+\)\s*[-–—:]+\s*(?=\S)")
_LETTER = re.compile(r"\s*(?P<mark>[QA])\s*(?:[.:)–—-]+|(?=\s[A-Z\d<]))\s*(?=\S)")


class Inline(NamedTuple):
    """What the head says the paragraph is, and where the words behind it begin."""

    part: Literal["request", "response"]
    end: int


def inline_heading(text: str) -> Inline | None:
    """The heading at the beginning of a paragraph; None where it has none.

    >>> inline_heading("Q. How many were recorded?"), inline_heading("A: 1,157"), inline_heading("A boy was the victim")
    (Inline(part='request', end=3), Inline(part='response', end=3), None)
    >>> inline_heading("Our answer: 11 in 2014/15").end, inline_heading("Decision. We disclose all.").end
    (12, 10)
    """
    letter = _LETTER.match(text)
    if letter and (text[letter.start("mark") + 1 :].lstrip()[:1] in tuple(".:)–—-") or letter["mark"] == "Q"):
        return Inline("request" if letter["mark"] == "Q" else "response", letter.end())
    head, mark, rest = min((text.partition(mark) for mark in (":", ". ")), key=lambda parted: len(parted[0]))
    if not mark or not rest.strip() or len(head) > LONGEST_HEADING or any(ch.isdecimal() for ch in head):
        return None
    end = len(text) - len(rest.lstrip())
    if whole("markers", head, "request_heading"):
        return Inline("request", end)
    return Inline("response", end) if whole("markers", head, "response_heading", "appendix_heading") else None


def answered_at_once(text: str) -> int | None:
    """Where the words of a question end that its own paragraph answers; None where it does not, 0 at its end.

    `How many were recorded in 2021? 96`, `(offences in 2016/17) - we recorded 504`
    """
    told = _TOLD_IN_BRACKETS.match(text)
    if told and (holds_figure(text[told.end() :]) or figure_alone(text[told.end() :])):
        return told.end()
    question, mark, answer = text.rpartition("?")
    if not mark or len(question.split()) <= _FEW_WORDS or not answer.strip(" ."):
        return None
    return 0 if figure_alone(answer) or decides(answer) else None

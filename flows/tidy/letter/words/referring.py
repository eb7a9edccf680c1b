"""Questions that a text names by their number or place: `54 for Q1`, `those at 1`, `your second question`."""

from __future__ import annotations

import re
from collections.abc import Collection

from flows.tidy.letter.text.numbering import ORDINALS
from flows.tidy.letter.words.mention import Mention

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NOUN = r"(?:questions?|quer(?:y|ies)|points?|parts?|items?|requests?)"
_DIGITS = r"(?P<n>\d{1,2}\s?\(?[a-h]?\)?)(?![\w%/]|[.,]\d)"
#: A bare number that counts nothing itself.
_NO_MORE = (
    r"(?=\s*(?:[,.;:)&]|$|(?:and|or|for|that|but|which|where|whose|who|with|above|broken|split|by)\b|in\s+(?:19|20)))"
)
#: `574 for 1 and 29 for 3`: the figure stands right before, and what follows is the next one.
_BEHIND_FIGURE = re.compile(
    rf"(?<=\d\s)(?:for|in (?:answer|reply|response) to)\s+(?:{_NOUN}\s+|q\s?)?{_DIGITS}"
    r"(?=\s*(?:[,;)]|\.(?:\s|$)|and\b|&|$))",
    re.IGNORECASE,
)
#: `Gender of the victims in 1.` can only mean a question, known or not.
SPLIT_OF = (
    r"\b(?:ages?|sex|gender|breakdown|split|types?|outcomes?)\s+(?:\w+\s+)?of\s+(?:(?:all|the|those|these)\s+)*"
    r"(?:(?:victims?|offences|crimes|children|cases)\s+)?(?:(?:counted|recorded|given|shown|reported|listed)\s+)?"
    rf"(?:in|at|under|from)\s+{_DIGITS}(?:{_NO_MORE}|(?=\s*\())"
)
_PATTERNS = (
    rf"\b(?:{_NOUN}|q)\s?\.?(?:no\.?\s*|numbers?\s*)?{_DIGITS}",
    rf"\b(?:your|the)\s+(?P<nth>{'|'.join(ORDINALS)})\b(?=\s+(?:of\s+(?:your|the)\s+)?{_NOUN}\b"
    r"|\s+(?:is\s+)?[\d<]|\s*[:,]\s*\d)",
    rf"\b(?:(?:answers?|repl(?:y|ies)|responses?|figures?|totals?)\s+(?:at|to|in|for)"
    rf"|(?:those|victims|offences|crimes|cases|same)\s+(?:at|as))\s+{_DIGITS}{_NO_MORE}",
    SPLIT_OF,
    rf"^\W*as\s+(?:at|to|in|for|per)?\s*{_DIGITS}{_NO_MORE}",
    # `One – 2. Two – 5.`
    rf"(?:^|[.;]\s+)(?P<word>{'|'.join(_NUMBERS)})\s*(?:[:=]|[–—-]\s)\s*(?=[<\d]|nil\b|none\b)",
)
_NAMED = (_BEHIND_FIGURE, *(re.compile(p, re.IGNORECASE) for p in _PATTERNS))
#: `the answers to 1 and 3`
_FURTHER = re.compile(rf"\s*(?:,|and|&)\s*(?:{_NOUN}\s*|q)?{_DIGITS}", re.IGNORECASE)


def questions_named(text: str, asked: Collection[str]) -> list[Mention]:
    """The questions, of those asked, that a text names, left to right.

    >>> [m.value for m in questions_named("the answer to your first question is 90 and to your second 18", "123")]
    ['1', '2']
    >>> [m.value for m in questions_named("574 for 1 and 29 for 3, an increase of 2", "123")]
    ['1', '3']
    >>> [m.value for m in questions_named("The answers to 1 and 3 for 2015/16", "123")]
    ['1', '3']
    >>> [m.value for m in questions_named("Question 1 - 2,202. Question 2 - 85.", "123")]
    ['1', '2']
    """
    out: list[Mention] = []
    for pattern in _NAMED:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            place = "n" if groups.get("n") else "nth" if groups.get("nth") else "word"
            new = _add(out, match.start(), match.end(place), _number(match[place]), asked)
            listed = new and place == "n" and pattern is not _BEHIND_FIGURE
            further = _FURTHER.match(text, match.end()) if listed else None
            while further:
                _add(out, further.start("n"), further.end("n"), _number(further["n"]), asked)
                further = _FURTHER.match(text, further.end())
    return sorted(out, key=lambda m: m.start)


def _number(printed: str) -> str:
    for words in (ORDINALS, _NUMBERS):
        if printed.lower() in words:
            return str(words.index(printed.lower()) + 1)
    return re.sub(r"[\s()]", "", printed).lower()


def _add(out: list[Mention], start: int, end: int, number: str, asked: Collection[str]) -> bool:
    new = number in asked and all(end <= m.start or start >= m.end for m in out)
    if new:
        out.append(Mention("question", start, end, number))
    return new

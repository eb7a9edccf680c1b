"""Whole numbers in a text, in digits and in words."""

from __future__ import annotations

import re
from functools import lru_cache

from flows.tidy.labels.forms import form, pattern, values
from flows.tidy.labels.meanings import Found, Reading
from flows.tidy.labels.wording import fold

_NUMBERS = values("unit", "teen", "tens", "zero", "none")
_TIMES = values("times")
_THOUSAND = 1000
#: `2016/17-489` gives a year and its figure.
_IN_DIGITS = re.compile(
    r"(?:(?<![\w.,£$€/-])|(?<=(?:19|20)\d\d/\d\d[-,]))"
    r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,3}(?: \d{3}){1,4}|\d{1,15})(?![\d%/]|[.,]\d|\s*"
    + pattern("words", "per cent")
    + ")"
)


def value(text: str) -> int | None:
    """The number that the words say; None where they are not one number.

    >>> value("Forty-six"), value("one thousand, two hundred and five"), value("Nil"), value("some")
    (46, 1205, 0, None)
    """
    line = fold(text).strip(" .:")
    if not form("words", "number").fullmatch(line):
        return None
    total = current = 0
    for word in re.findall(r"[a-z]+", line):
        times = _TIMES.get(word, 1)
        if times == _THOUSAND:
            total, current = total + max(current, 1) * times, 0
        else:
            current = (max(current, 1) if times > 1 else current) * times + _NUMBERS.get(word, 0)
    return total + current


def small(text: str) -> int:
    """The value of a number of digits or of words below a hundred, as the form `small` matches it."""
    line = text.strip()
    return int(line) if line.isdecimal() else value(line) or 0


@lru_cache(maxsize=4096)
def find(text: str) -> tuple[Found[int], ...]:
    """Every whole number in the text, in digits or words, left to right; no percentages, decimals or sums of money.

    >>> [(f.reading.value, f.reading.flags) for f in find("Of the 1,681 offences, forty-six (2.7%) cost £450")]
    [(1681, ('thousands_separator',)), (46, ('number_in_words',))]
    """
    line = fold(text)
    # A plain space parts two numbers as often as it parts thousands; a no-break or thin space was folded to it.
    found = []
    for m in _IN_DIGITS.finditer(line):
        original = text[m.start() : m.end()]
        digits = re.sub(r"\D", "", m[0])
        if " " in original:
            parts = list(re.finditer(r"\d+", m[0]))
            found += [
                Found(
                    m.start() + p.start(),
                    m.start() + p.end(),
                    Reading(int(p[0]), alternatives=(int(digits),), certainty=0.5),
                )
                for p in parts
            ]
            continue
        flags = ("thousands_separator",) if len(digits) < len(m[0]) else ()
        found.append(Found(m.start(), m.end(), Reading(int(digits), flags)))
    for m in form("words", "number in words").finditer(line):
        number = value(m[0])
        if number is not None:
            found.append(Found(m.start(), m.end(), Reading(number, ("number_in_words",))))
    return tuple(sorted(found, key=lambda f: f.start))

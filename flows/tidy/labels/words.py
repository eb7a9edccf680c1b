"""Whole numbers in a text, in digits and in words."""

from __future__ import annotations

import re
from functools import lru_cache

from flows.tidy.labels.meanings import Found, Reading
from flows.tidy.labels.wording import fold

_UNITS = "one two three four five six seven eight nine"
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_DECADES = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ONES = {word: number for number, word in enumerate(["zero", *_UNITS.split(), *_TEENS.split()])}
_TENS = {word: 10 * n for n, word in enumerate(_DECADES, start=2)}
_ONES["nought"] = _ONES["naught"] = 0
_TENS["fourty"] = 40
_NONE = {"nil": 0, "none": 0}

_UNIT = "|".join(_UNITS.split())
SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-]+(?:{_UNIT}))?|{'|'.join(sorted(_ONES, key=len, reverse=True))})"
_HUNDREDS = rf"(?:(?:{_UNIT}|an?)\s+hundred(?:\s+(?:and\s+)?{SMALL})?|{SMALL})"
_WORDS = rf"(?:(?:{_HUNDREDS}|an?)\s+thousand(?:,?\s+(?:and\s+)?{_HUNDREDS})?|{_HUNDREDS}|nil|none)"
_IN_WORDS = re.compile(rf"(?<![\w-])(?<!no ){_WORDS}(?![\w-])")
#: `2016/17-489` gives a year and its figure.
_IN_DIGITS = re.compile(
    r"(?:(?<![\w.,£$€/-])|(?<=(?:19|20)\d\d/\d\d[-,]))"
    r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,3}(?: \d{3}){1,4}|\d{1,15})(?![\d%/]|[.,]\d|\s*(?:%|per ?cent))"
)


def value(text: str) -> int | None:
    """The number that the words say; None where they are not one number.

    >>> value("Forty-six"), value("one thousand, two hundred and five"), value("Nil"), value("some")
    (46, 1205, 0, None)
    """
    line = fold(text).strip(" .:")
    if not re.fullmatch(_WORDS, line):
        return None
    total = current = 0
    for word in re.findall(r"[a-z]+", line):
        if word == "thousand":
            total, current = total + max(current, 1) * 1000, 0
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word not in ("and", "a", "an"):
            current += (_ONES | _TENS | _NONE)[word]
    return total + current


def small(text: str) -> int:
    """The value of a number of digits or of words below a hundred, as `SMALL` matches it."""
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
    for m in _IN_WORDS.finditer(line):
        number = value(m[0])
        if number is not None:
            found.append(Found(m.start(), m.end(), Reading(number, ("number_in_words",))))
    return tuple(sorted(found, key=lambda f: f.start))

"""Questions that a sentence names together, so that figures behind them are their answers in that order."""

from __future__ import annotations

import re

from flows.tidy.text.numbering import stem

#: No request asks more questions than this.
_MOST = 30
_SEVERAL = re.compile(
    r"\b(?:questions|points|parts|items|answers\s+to)\s+"
    r"(?P<list>\(?\d{1,2}[a-h]?\)?(?![/\d%])(?:\s?\([^()\d]*\))?"
    r"(?:(?:\s*,\s*|\s+)(?:(?:and|&)\s+)?\(?\d{1,2}[a-h]?\)?(?![/\d%])(?:\s?\([^()\d]*\))?)+)",
    re.IGNORECASE,
)


def named_together(text: str) -> tuple[list[str], int, int]:
    """The questions that a sentence names together, in its order, and where; no numbers where it names no two.

    >>> named_together("the answers to points 1, 2 (rape only) and 6 are 1,199, 293 and 64")[0]
    ['1', '2', '6']
    >>> named_together("In answer to question 3, 31 of them")[0]
    []
    """
    found = _SEVERAL.search(text)
    numbers = re.findall(r"\d{1,2}[a-h]?", re.sub(r"\([^()\d]*\)", "", found["list"])) if found else []
    if found is None or numbers != sorted(set(numbers), key=lambda n: int(stem(n))) or int(stem(numbers[-1])) > _MOST:
        return [], 0, 0
    return numbers, found.start("list"), found.end("list")

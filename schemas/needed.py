"""The words without one of which a pattern meets no text: looked for first, as most patterns meet few texts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _parser  # type: ignore[attr-defined]  # the parser that `re` itself is built on
from typing import Any

_SHORTEST = 2
#: What a pattern that ignores case takes for a plain letter.
_FOLD = str.maketrans({"İ": "i", "ı": "i", "ſ": "s", "K": "k"})


def folded(text: str) -> str:
    """The text as `needed` words stand in it."""
    return text.translate(_FOLD).lower()


def needed(pattern: str) -> tuple[str, ...]:
    """Words of which one stands in the `folded` text wherever the pattern is met, case ignored; none where any may.

    >>> needed(r"(?<!\\w)(?:refus(e|ed)|declined?) to (?:give|say)\\b")
    ('refus', 'decline')
    """
    return tuple(dict.fromkeys(_of_sequence(_parser.parse(pattern, re.IGNORECASE))))


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> list[str]:
    """The choice of words, one of which is needed, of which the shortest is the longest."""
    choices: list[list[str]] = []
    run = ""
    for name, value in [*((str(n), v) for n, v in items), ("END", None)]:
        if name == "LITERAL" and chr(value).isalnum():
            run += chr(value)
            continue
        choices, run = ([*choices, [folded(run)]] if run else choices), ""
        if name == "SUBPATTERN":
            choices.append(_of_sequence(value[-1]))
        elif name == "BRANCH":
            branches = [_of_sequence(branch) for branch in value[1]]
            choices.append([word for branch in branches for word in branch] if all(branches) else [])
        elif name in ("MAX_REPEAT", "MIN_REPEAT") and value[0]:
            choices.append(_of_sequence(value[2]))
    best = max(choices, key=lambda words: min(map(len, words), default=0), default=[])
    return best if min(map(len, best), default=0) >= _SHORTEST else []

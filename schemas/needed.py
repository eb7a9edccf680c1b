"""The words without one of which a pattern meets no text: looked for first, as most patterns meet few texts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from re import _parser  # type: ignore[attr-defined]  # the parser that `re` itself is built on
from typing import Any, NamedTuple

_SHORTEST = 3
#: What a pattern that ignores case takes for a plain letter.
_FOLD = str.maketrans({"İ": "i", "ı": "i", "ſ": "s", "K": "k"})


class Folded(NamedTuple):
    """A text in small letters, and each three letters that stand together in it."""

    text: str
    threes: frozenset[str]


@lru_cache(maxsize=4096)
def folded(text: str) -> Folded:
    """The text as `Needed.may_stand_in` takes it."""
    low = lowered(text)
    return Folded(low, frozenset(map("".join, zip(low, low[1:], low[2:], strict=False))))


def lowered(text: str) -> str:
    """The text in small letters, as `Needed.words` are."""
    return text.translate(_FOLD).lower()


@dataclass(frozen=True, slots=True)
class Needed:
    """Words of which a pattern needs one, and what each of them begins with; without words any text may do."""

    words: tuple[str, ...] = ()
    threes: frozenset[str] = frozenset()

    def may_stand_in(self, text: Folded) -> bool:
        """Whether a text has any of the words."""
        return not self.words or (not self.threes.isdisjoint(text.threes) and self.is_in(text.text))

    def is_in(self, low: str) -> bool:
        """Whether a `lowered` text has any of the words."""
        return not self.words or any(word in low for word in self.words)


def needed(pattern: str) -> Needed:
    """What a pattern needs of any text that it is met in, case ignored.

    >>> needed(r"(?<!\\w)(?:refus(e|ed)|declined?) to (?:give|say)\\b").words
    ('refus', 'decline')
    """
    words = tuple(dict.fromkeys(_of_sequence(_parser.parse(pattern, re.IGNORECASE))))
    return Needed(words, frozenset(word[:_SHORTEST] for word in words))


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> list[str]:
    """The choice of words, one of which is needed, of which the shortest is the longest."""
    choices: list[list[str]] = []
    run = ""
    for name, value in [*((str(n), v) for n, v in items), ("END", None)]:
        if name == "LITERAL" and chr(value).isalnum():
            run += chr(value)
            continue
        choices, run = ([*choices, [lowered(run)]] if run else choices), ""
        if name == "SUBPATTERN":
            choices.append(_of_sequence(value[-1]))
        elif name == "BRANCH":
            branches = [_of_sequence(branch) for branch in value[1]]
            choices.append([word for branch in branches for word in branch] if all(branches) else [])
        elif name in ("MAX_REPEAT", "MIN_REPEAT") and value[0]:
            choices.append(_of_sequence(value[2]))
    best = max(choices, key=lambda words: min(map(len, words), default=0), default=[])
    return best if min(map(len, best), default=0) >= _SHORTEST else []

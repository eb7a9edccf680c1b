"""Words of a key that nothing knows, and the order in which a sentence says that figures are given."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.tidy.labels.meanings import Period
from flows.tidy.labels.wording import blanked_at
from flows.tidy.text.phrases import find, plain, plain_words, says
from flows.tidy.text.statements import measures
from flows.tidy.text.told_periods import SURE, Statement

_LONGEST_KEY = 6
_WORD = re.compile(r"[A-Za-z][\w'’-]*")


def unexplained(words: str, told: Sequence[Statement]) -> str:
    """The words of a key that nothing knows; empty where there are too many for a label."""
    left = left_words(words, told)
    return " ".join(left) if len(left) <= _LONGEST_KEY else ""


def left_words(words: str, told: Sequence[Statement]) -> list[str]:
    """The words of a key that are neither within a statement nor words that say nothing."""
    spans = [(s.start, s.end) for s in (*told, *measures(words))]
    spans += [(h.start, h.end) for h in find("prose", words, "nested", "in_all")]
    rest = re.sub(r"\([^()]*\)", " ", blanked_at(plain(words), spans))
    return [w for w in _WORD.findall(rest) if w.lower() not in plain_words("key")]


def order_told(text: str, told: Sequence[Statement]) -> tuple[Period, ...]:
    """The years in the order in which a sentence says that figures are given; empty where it says none."""
    if not says("prose", text, "order"):
        return ()
    years = [s.value for s in told if s.kind == "period" and s.certainty >= SURE]
    return tuple(years) if len(years) > 1 and len(set(years)) == len(years) else ()

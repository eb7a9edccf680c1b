"""Whether the numbers under a heading count something else than years of age."""

from __future__ import annotations

import re
from collections.abc import Iterable

from flows.tidy.labels.wording import noise
from schemas.code_tables import words

#: `Single years`: the numbers below are ages.
OF_AGES = frozenset({"age", "ages", "aged", "old", "years", "yrs"})


def counts_something(heading: str) -> bool:
    """Whether a heading has words that may not stand beside an age.

    >>> [counts_something(h) for h in ("Quarter", "District", "Victim", "Single years", "")]
    [True, True, False, False, False]
    """
    spoken = {w.key for w in words(heading)}
    return not spoken <= noise("age") and not OF_AGES & spoken


#: `Earlier incidents`, `Times reported`, `Days to charge`: what bands below them measure is no age.
_MEASURED = re.compile(
    r"\b(?:earlier|previous|prior|past|repeat(?:ed)?|times?|occasions?|days?|weeks?|months?|hours?|minutes?|miles?|km)\b",
    re.IGNORECASE,
)
_BAND = re.compile(
    r"(?:over|under|more than|less than|up to|[<>])?\s*\d+\s*(?:(?:-|–|to)\s*\d+|\+|(?:or|and) \w+)?|none|nil|zero",
    re.IGNORECASE,
)


def are_no_ages(heading: str, labels: Iterable[str]) -> bool:
    """Whether labels under a heading are numbers, or bands of them, of something that is no age.

    >>> bands = ["None", "1", "2-4", "5-10", "11+"]
    >>> are_no_ages("Earlier incidents", bands), are_no_ages("Victim", bands), are_no_ages("Times reported", ["1 year"])
    (True, False, False)
    """
    if not counts_something(heading):
        return False
    bare = _BAND.fullmatch if _MEASURED.search(heading) else str.isdecimal
    return all(bare(label.strip()) for label in labels)

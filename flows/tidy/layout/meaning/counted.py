"""Whether the bare numbers under a heading count something else than years of age."""

from __future__ import annotations

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

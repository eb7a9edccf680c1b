"""Whether labels say that a crime was attempted: of the same class as the crime, and neither its part nor its whole."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from schemas.code_tables import load_aliases, load_codes

#: A code before the attempt has no longer words.
_LONGEST_MARK = 2


def of_attempts(labels: Iterable[str | None]) -> bool:
    """Whether one of a figure's labels is that of attempts.

    >>> of_attempts(["Attempted rape"]), of_attempts(["19E/18 Attempted rape of a girl"]), of_attempts(["Rape"])
    (True, True, False)
    >>> of_attempts(["Rape (including attempts)"]), of_attempts(["Rape and attempted rape"])
    (False, False)
    """
    return any(_is_attempt(label) for label in labels if label)


@lru_cache(maxsize=16384)
def _is_attempt(label: str) -> bool:
    table = load_aliases("crime_standings", frozenset(load_codes("crime_standings")))
    first = next((hit.start for hit in table.find(label) if hit.alias.code == "attempt"), None)
    return first is not None and not any(w.isalpha() and len(w) > _LONGEST_MARK for w in label[:first].split())

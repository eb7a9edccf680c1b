"""A doubt raised: a flag on every figure in question, and one finding that says why."""

from __future__ import annotations

from collections.abc import Iterable

from schemas.rows import Finding, Observation


def flag(observations: Iterable[Observation], doubt: str) -> None:
    """Put figures in doubt."""
    for row in observations:
        row.flags = sorted({*row.flags, doubt})


def warning(check: str, message: str, remedy: str, first: Observation, words: str | None = None) -> Finding:
    """What a person should look at: where the `first` of the figures stands, and the words in question, else it."""
    return Finding("warning", check, message, remedy, place=first.place, raw_value=words or first.raw_value)

"""What a count is known to be where it is withheld, and what a sum of such counts is known to be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Interval(NamedTuple):
    """What a count is known to be: at least `low`, at most `high` (None: not bounded)."""

    low: int
    high: int | None

    def __str__(self) -> str:
        if self.high is None:
            return f"{self.low:,} or more"
        return f"{self.low:,}" if self.low == self.high else f"{self.low:,} to {self.high:,}"

    @property
    def exact(self) -> bool:
        return self.low == self.high

    def meets(self, other: Interval) -> bool:
        """Whether one number can be in both."""
        return (self.high is None or other.low <= self.high) and (other.high is None or self.low <= other.high)


def add(parts: Iterable[Interval]) -> Interval:
    """What the sum of counts is known to be.

    >>> str(add([Interval(3, 3), Interval(1, 4)])), str(add([Interval(3, 3), Interval(0, None)]))
    ('4 to 7', '3 or more')
    """
    lows, highs = zip((0, 0), *parts, strict=True)
    return Interval(sum(lows), None if None in highs else sum(highs))


def adds_up(whole: Interval, parts: Iterable[Interval]) -> bool:
    """Whether exact counts come to an exact whole."""
    return whole.exact and add(parts) == whole

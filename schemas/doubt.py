"""Whether a figure is in doubt: the one place where that is decided, for every stage and every page."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Protocol

from schemas.code_tables import load_codes

PLACES = 3
"""What is stored as float32 is compared to so many places behind the point."""
ERROR_FOUND = "error_found"
"""The flag of a figure that an open error names. It is in no file: findings.parquet says which figures they are."""
UNSURE = "confidence_low"
"""The flag of a figure that all that is known of it together puts in doubt, and no flag alone."""


class Doubtable(Protocol):
    """What a doubt is a matter of: an Observation, or what has its columns."""

    @property
    def confidence(self) -> float: ...

    @property
    def flags(self) -> Iterable[str]: ...


@functools.cache
def threshold() -> float:
    """The confidence below which a figure is in doubt, of `codes/confidence.csv`."""
    return float(load_codes("confidence")["in_doubt"]["below"])


def is_below(confidence: float) -> bool:
    """Whether a confidence is too low to go without a doubt.

    >>> is_below(0.1), is_below(1.0)
    (True, False)
    """
    return round(confidence, PLACES) < threshold()


def in_doubt(row: Doubtable) -> bool:
    """Whether a figure is in doubt: its confidence is below the threshold, or an open error names it."""
    return is_below(row.confidence) or ERROR_FOUND in row.flags

"""The weights of the evidence, from `weights.csv`: priors with their reasons, which fitting moves."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

from flows.tidy.weight_table import rows_by_name

FILE = Path(__file__).with_name("weights.csv")


@functools.cache
def weights() -> dict[str, float]:
    """The weight of each kind of evidence by its name."""
    return {name: float(row["weight"]) for name, row in rows_by_name(FILE).items()}


@functools.cache
def reasons() -> dict[str, str]:
    """What each kind of evidence is, in words, by its name."""
    return {name: row["why"] for name, row in rows_by_name(FILE).items()}


def weigh(evidence: Mapping[str, float]) -> float:
    """The score of a reading: weights times evidence, summed; a name that has no weight is an error."""
    known = weights()
    return sum(known[name] * amount for name, amount in evidence.items())

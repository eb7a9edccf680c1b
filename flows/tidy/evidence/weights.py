"""The weights of the evidence, from `weights.csv`: priors with their reasons, which fitting moves."""

from __future__ import annotations

import csv
import functools
from collections.abc import Mapping
from pathlib import Path

FILE = Path(__file__).with_name("weights.csv")


@functools.cache
def weights() -> dict[str, float]:
    """The weight of each kind of evidence by its name."""
    with FILE.open(encoding="utf-8", newline="") as handle:
        return {row["name"]: float(row["weight"]) for row in csv.DictReader(handle)}


@functools.cache
def reasons() -> dict[str, str]:
    """What each kind of evidence is, in words, by its name."""
    with FILE.open(encoding="utf-8", newline="") as handle:
        return {row["name"]: row["why"] for row in csv.DictReader(handle)}


def weigh(evidence: Mapping[str, float]) -> float:
    """The score of a reading: weights times evidence, summed; a name that has no weight is an error."""
    known = weights()
    return sum(known[name] * amount for name, amount in evidence.items())

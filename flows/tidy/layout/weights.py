"""The weights of the evidence on layouts, from `weights.csv`: priors with their reasons, which fitting moved."""

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


def score(evidence: Mapping[str, float], known: Mapping[str, float] | None = None) -> float:
    """Weights times evidence, summed; a name that has no weight is an error."""
    known = weights() if known is None else known
    return sum(known[name] * amount for name, amount in evidence.items())

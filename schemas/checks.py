"""The thresholds of the checks, from `checks.toml`: a table a rule, by its number."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path

CHECKS = Path(__file__).with_suffix(".toml")


@functools.cache
def load_checks() -> dict[str, dict[str, float]]:
    """All thresholds: number of the rule -> name -> value."""
    return tomllib.loads(CHECKS.read_text(encoding="utf-8"))


def threshold(rule: str, name: str) -> float:
    """One threshold.

    >>> threshold("V13", "many")
    0.1
    """
    return load_checks()[rule][name]

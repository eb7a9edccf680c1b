"""The words of made returns, as tables. `known` says whether a wording is among the aliases of `schemas/codes`."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random

WORDINGS = Path(__file__).parent / "wordings"
UNKNOWN = 0.12
"""The chance that a return words one of its dimensions as no alias does."""


@cache
def table(name: str) -> list[dict[str, str]]:
    """The rows of one table of wordings."""
    with (WORDINGS / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def choose(rng: Random, name: str, **wanted: str) -> dict[str, str]:
    """One row whose columns are as wanted; now and then one that no alias knows, where there is any."""
    rows = fitting(name, **wanted)
    known = "no" if rng.random() < UNKNOWN else "yes"
    return rng.choice([row for row in rows if row["known"] == known] or rows)


def fitting(name: str, **wanted: str) -> list[dict[str, str]]:
    """All rows whose columns are as wanted."""
    return [row for row in table(name) if all(row[column] == value for column, value in wanted.items())]


def phrase(rng: Random, role: str, **slots: object) -> str:
    """A phrase of the role with its slots filled."""
    return rng.choice(fitting("phrases", role=role))["text"].format(**slots)


def some(rng: Random, rows: Sequence[dict[str, str]], low: int, high: int) -> list[dict[str, str]]:
    """Between `low` and `high` different rows, in their order."""
    count = min(len(rows), rng.randint(low, high))
    return [rows[at] for at in sorted(rng.sample(range(len(rows)), count))]

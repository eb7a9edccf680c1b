"""The one number for doubt: how likely every coded field and the count of a figure are right, and what says so.

A logistic model over a few named features: the signs that came with the figure from its table or sentence, its flags,
and how it stands among the others of its table. Its weights stand in `confidence.csv`, fitted on documents whose truth
is known (`tests/benchmarks/understanding/confidence.py`) between a `low` and a `high` bound: what speaks for a figure
never outweighs a flag that says why somebody may look, and nothing is read into a sign against its sense.
"""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path

from flows.tidy.weight_table import rows_by_name
from schemas.categories import reasons
from schemas.doubt import PLACES, UNSURE, is_below
from schemas.rows import LEVELS, Observation

FILE = Path(__file__).with_name("confidence.csv")
BASE = "base"
#: A flag without a weight of its own speaks as this does.
FLAGGED = "flag.any"
#: What a second reader says of a figure: how often such figures are right is measured, and goes before all else.
AGREED, DIFFER, FIRST_ALONE, SECOND_ALONE = "second_agrees", "second_differs", "first_alone", "second_alone"
#: Nobody has read it a second time, and the campaign publishes nothing else.
READ_ONCE = "read_once"
#: Both readers have it, and the return gives another number of the same thing.
TOLD_TWICE = "told_twice"
VERDICTS = (AGREED, DIFFER, FIRST_ALONE, SECOND_ALONE, READ_ONCE, TOLD_TWICE)
#: What a person said of a figure is certain.
ANSWERED = "answered"
#: Log odds beyond these are as good as certain.
CERTAIN = 30.0
#: What moves a confidence by less than this is not told of.
TOLD = 0.05
#: Signs of how a table is laid out: they are asked where words of the document alone tell a figure from others.
SHAPE = ("layout", "plain")
Signs = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Weight:
    """The weight of a feature, in log odds of being right, the bounds it was fitted in, and what it is in words."""

    amount: float
    prior: float
    low: float
    high: float
    why: str


@functools.cache
def weights() -> dict[str, Weight]:
    """The weights of the model by the names of their features."""
    return {
        name: Weight(float(row["weight"]), float(row["prior"]), float(row["low"]), float(row["high"]), row["why"])
        for name, row in rows_by_name(FILE).items()
    }


def assess(rows: Sequence[Observation], signs: Mapping[str, Signs]) -> None:
    """Give every row of one document its confidence; one that is in doubt and has no flag to say why is given one.

    May be called again where more is known of them.
    """
    for row in rows:
        row.flags = [flag for flag in row.flags if flag != UNSURE]
    for row, found in zip(rows, features(rows, signs), strict=True):
        row.confidence = round(chance(found), PLACES)
        if is_below(row.confidence) and not reasons(row.flags):
            row.flags = sorted({*row.flags, UNSURE})


def features(rows: Sequence[Observation], signs: Mapping[str, Signs]) -> Iterator[dict[str, float]]:
    """By row of one document, in order, what speaks for it and against it; a name without a weight is left out."""
    tables: dict[object, list[Observation]] = defaultdict(list)
    for row in rows:
        tables[row.place.sheet, row.place.table].append(row)
    around = {key: _Around.of_rows(own) for key, own in tables.items()}
    known = weights()
    for row in rows:
        told = signs.get(row.observation_id, {})
        if not row.other:  # words that are known bear the layout out
            told = {name: amount for name, amount in told.items() if not name.startswith(SHAPE)}
        found = {BASE: 1.0, **told, **_of_row(row), **around[row.place.sheet, row.place.table].of(row)}
        yield {name: amount for name, amount in found.items() if amount and name in known}


def chance(found: Mapping[str, float]) -> float:
    """The chance that a row is right, by its features."""
    known = weights()
    verdict = next((name for name in VERDICTS if name in found and ANSWERED not in found), None)
    score = sum(
        known[name].amount * amount
        for name, amount in found.items()
        if verdict in (None, name) or known[name].amount <= -CERTAIN  # of the ink, which both readers share
    )
    return 1.0 / (1.0 + exp(-max(min(score, CERTAIN), -CERTAIN)))


def in_words(rows: Sequence[Observation], signs: Mapping[str, Signs]) -> dict[str, str]:
    """By row of one document what moved its confidence: `+ it takes part in a printed sum that comes out`."""
    return {
        row.observation_id: "; ".join(f"{'+' if amount > 0 else '-'} {why}" for why, amount in _moved(found))
        for row, found in zip(rows, features(rows, signs), strict=True)
    }


def _moved(found: Mapping[str, float], most: int = 3) -> list[tuple[str, float]]:
    """What moved the chance of a row most, in words, with its log odds: the weightiest first."""
    known = weights()
    parts = [(known[name].why, known[name].amount * amount) for name, amount in found.items() if name != BASE]
    return [part for part in sorted(parts, key=lambda part: -abs(part[1]))[:most] if abs(part[1]) >= TOLD]


def _of_row(row: Observation) -> dict[str, float]:
    why = [flag for flag in reasons(row.flags) if flag != UNSURE]
    found = {f"flag.{flag}" if f"flag.{flag}" in weights() else FLAGGED: 1.0 for flag in why}
    return {**found, f"method.{row.method}": 1.0}


@dataclass(frozen=True, slots=True)
class _Around:
    """How many labels most rows of one table, or of the text, have beside and over them."""

    beside: int
    over: int

    @classmethod
    def of_rows(cls, rows: Sequence[Observation]) -> _Around:
        beside = Counter(_levels(row.raw_row_label) for row in rows)
        over = Counter(_levels(row.raw_column_label) for row in rows)
        return cls(beside.most_common(1)[0][0], over.most_common(1)[0][0])

    def of(self, row: Observation) -> dict[str, float]:
        """How a row stands among the others of its table."""
        deep = _levels(row.raw_row_label) > self.beside or _levels(row.raw_column_label) > self.over
        return {"label.deep": float(deep)}


def _levels(label: str | None) -> int:
    return len(label.split(LEVELS)) if label else 0

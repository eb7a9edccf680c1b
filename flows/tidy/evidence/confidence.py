"""The one number for doubt: how likely every coded field and the count of a figure are right, and what says so.

A logistic model over named features, all of them gathered here: the signs that came with the figure from its table or
sentence, its flags, and how it stands among the others of its document. Its weights stand in `confidence.csv`, fitted
on documents whose truth is known (`tests/benchmarks/understanding/confidence.py`); those that are `fixed` there say
what no document taught, and hold whatever others say.
"""

from __future__ import annotations

import csv
import functools
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log10
from pathlib import Path

from schemas.categories import reasons
from schemas.code_tables import load_codes
from schemas.doubt import PLACES, is_below
from schemas.rows import LEVELS, Observation

FILE = Path(__file__).with_name("confidence.csv")
BASE = "base"
#: A flag that the weights do not know speaks as this does.
UNKNOWN_FLAG = "flag.other"
#: What a person said of a figure is certain.
ANSWERED = "answered"
CONTRADICTED = frozenset({"figures_disagree", "part_exceeds_whole", "total_disagrees"})
#: The flag of a figure that all that is known of it together puts in doubt, and no flag alone.
UNSURE = "confidence_low"
Signs = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Weight:
    """The weight of a feature, in log odds of being right, and what it is in words."""

    amount: float
    prior: float
    fixed: bool
    why: str


@functools.cache
def weights() -> dict[str, Weight]:
    """The weights of the model by the names of their features."""
    with FILE.open(encoding="utf-8", newline="") as handle:
        return {
            row["name"]: Weight(float(row["weight"]), float(row["prior"]), row["fixed"] == "yes", row["why"])
            for row in csv.DictReader(handle)
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
    dated = any(row.period_start for row in rows)
    around = {key: _Around.of_rows(own, dated) for key, own in tables.items()}
    known = weights()
    for row in rows:
        table = around[row.place.sheet, row.place.table]
        found = {BASE: 1.0, **signs.get(row.observation_id, {}), **table.shared, **table.of(row), **_of_row(row, dated)}
        yield {name: amount for name, amount in found.items() if amount and name in known}


def chance(found: Mapping[str, float]) -> float:
    """The chance that a row is right, by its features."""
    known = weights()
    score = sum(known[name].amount * amount for name, amount in found.items())
    return 1.0 / (1.0 + exp(-max(min(score, 30.0), -30.0)))


def moved(found: Mapping[str, float], most: int = 3) -> list[tuple[str, float]]:
    """What moved the chance of a row most, in words, with its log odds: the weightiest first."""
    known = weights()
    parts = [(known[n].why, known[n].amount * amount) for n, amount in found.items() if n != BASE]
    return [part for part in sorted(parts, key=lambda part: -abs(part[1]))[:most] if abs(part[1]) >= 0.05]


def in_words(rows: Sequence[Observation], signs: Mapping[str, Signs]) -> dict[str, str]:
    """By row of one document what moved its confidence most: `+ it takes part in a printed sum that comes out`."""
    return {
        row.observation_id: "; ".join(f"{'+' if amount > 0 else '-'} {why}" for why, amount in moved(found))
        for row, found in zip(rows, features(rows, signs), strict=True)
    }


def _of_row(row: Observation, dated: bool) -> dict[str, float]:
    known, names = weights(), load_codes("flags")
    found: dict[str, float] = defaultdict(float)
    for flag in (flag for flag in row.flags if flag != UNSURE):
        doubted = flag not in names or names[flag]["reason"] == "yes"
        name = f"flag.{flag}" if f"flag.{flag}" in known or not doubted else UNKNOWN_FLAG
        found[name] = 1.0
        found["flags"] += doubted
    found["clean"] = float(not found["flags"])
    found["flags"] = max(found["flags"] - 1, 0.0)
    found[f"method.{row.method}"] = 1.0
    found["proved"] = float(row.proved)
    found["total"] = float(row.is_total)
    found["withheld"] = float(row.status != "exact")
    found["unit"] = float(row.unit != "count")
    found["measure.none"] = float(row.measure is None)
    found["other"] = float(min(len(row.other), 3))
    found["plain.all"] = float(_says_nothing(row))
    if row.period_start is None:
        found["undated.alone" if dated else "undated.all"] = 1.0
    elif row.period_start == row.period_end:
        found["single.day"] = 1.0
    return found


def _says_nothing(row: Observation) -> bool:
    """Whether a row is of all offences and victims, and no other words narrow it."""
    return (row.offence_group, row.age_band, row.sex, row.online) == ("all",) * 4 and not row.other


def _levels(label: str | None) -> int:
    return len(label.split(LEVELS)) if label else 0


def _path(row: Observation) -> tuple[object, ...]:
    """What a figure is labelled with; figures in one cell share it."""
    return row.raw_row_label, row.raw_column_label


@dataclass(frozen=True, slots=True)
class _Around:
    """The rows of one table, or of the text: what they share, and how each stands among them.

    `usual` are the levels of labels that most have beside and over them; `placed` the cells under the same labels.
    """

    shared: dict[str, float]
    usual: tuple[int, int]
    placed: Mapping[tuple[object, ...], set[tuple[object, ...]]]

    @classmethod
    def of_rows(cls, rows: Sequence[Observation], dated: bool) -> _Around:
        beside = Counter(_levels(row.raw_row_label) for row in rows)
        over = Counter(_levels(row.raw_column_label) for row in rows)
        placed: dict[tuple[object, ...], set[tuple[object, ...]]] = defaultdict(set)
        for row in rows:
            placed[_path(row)].add((row.place.row, row.place.column))
        shared = _shared(rows, dated)
        shared["table.twin_labels"] = sum(len(placed[_path(row)]) > 1 for row in rows) / len(rows)
        return cls(shared, (beside.most_common(1)[0][0], over.most_common(1)[0][0]), placed)

    def of(self, row: Observation) -> dict[str, float]:
        """How a row stands among the others of its table."""
        beside, over = _levels(row.raw_row_label), _levels(row.raw_column_label)
        inner = [(label or "").split(LEVELS)[-1] for label in (row.raw_row_label, row.raw_column_label)]
        return {
            "unknown.alone": float("label_unknown" in row.flags) * (1.0 - self.shared["table.unknown"]),
            "label.shallow": float(beside < self.usual[0] or over < self.usual[1]),
            "label.deep": float(beside > self.usual[0] or over > self.usual[1]),
            "label.twin": float(row.place.table is not None and len(self.placed[_path(row)]) > 1),
            "label.number": float(any(label and not any(map(str.isalpha, label)) for label in inner)),
        }


def _shared(rows: Sequence[Observation], dated: bool) -> dict[str, float]:
    """What all rows of a table, or of the text, share."""
    many = len(rows)
    against = sum(not CONTRADICTED.isdisjoint(row.flags) for row in rows) / many
    return {
        "table.contradicted": against,
        "table.proved": sum(row.proved for row in rows) / many,
        "table.size": log10(many),
        "table.unknown": sum("label_unknown" in row.flags for row in rows) / many,
        "table.undated": sum(row.period_start is None for row in rows) / many if dated else 0.0,
        "table.kinds": float(len({(r.age_band, r.sex, r.online, r.offence_group, tuple(r.other)) for r in rows}) == 1),
    }

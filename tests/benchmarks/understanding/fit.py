"""Fits the weights of the evidence around their priors, on tables of which some candidate reading is right.

    python -m tests.benchmarks.understanding.fit [--sets specimens,facsimiles,cases,made:7:40] [--write | --ablate]

The chance of a reading is the softmax of its score. Fitted is the chance of those readings that match the truth best,
where these match nearly all of it, with a pull towards the priors (`prior` of weights.csv). Printed is what held out
families say: the share of tables whose likeliest reading is right, and how often chances of at least 0.85 are.
"""

from __future__ import annotations

import argparse
import csv
import pickle
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from flows.tidy.evidence.weights import FILE
from flows.tidy.tidy import weighed
from tests.benchmarks.understanding import first_sight
from tests.benchmarks.understanding.oracle import truth_of
from tests.benchmarks.understanding.sets import Case, cases, folder_of, returns_folder

FOLDS = 8
NEARLY = 0.9
SURE = 0.85
NEVER = 40.0
PULL = 0.3
"""How much a weight costs that is as far from its prior as the prior is from nothing, in log chances of tables."""
Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """One table: the evidence for each of its readings (readings x names), and which of them are right."""

    family: str
    document: str
    evidence: Array
    right: npt.NDArray[np.bool_]


def examples(found: Sequence[Case], names: Sequence[str]) -> Iterator[Example]:
    """The tables of some documents that can be learned from: some reading is right, and some is not."""
    for case in found:
        for reading in case.files:
            for readings, rows in weighed(reading.document(), reading.context):
                if len(readings) < 2:
                    continue
                truth = truth_of(case)
                matches = np.array([truth.matches(one) for one in rows])
                best = int(matches.max())
                right = matches == best
                if best < NEARLY * min(len(one) for one in rows if one) or best < 2 or right.all():
                    continue
                amounts = np.array([[r.evidence.get(n, 0.0) for n in names] for r in readings])
                yield Example(case.family, case.document, amounts, right)


def fitted(given: Sequence[Example], priors: Array, pull: float) -> Array:
    """The weights that make the right readings likeliest, near their priors; a weight keeps the sign of its prior."""
    scale = np.maximum(np.abs(priors), 0.3)

    def cost(weights: Array) -> tuple[float, Array]:
        total, slope = 0.0, np.zeros_like(weights)
        for one in given:
            scores = one.evidence @ weights
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            held = chances[one.right].sum()
            total -= np.log(max(held, 1e-12))
            wanted = np.where(one.right, chances / max(held, 1e-12), 0.0)
            slope += (chances - wanted) @ one.evidence
        away = (weights - priors) / scale
        return total + pull * float(away @ away), slope + 2 * pull * away / scale

    bounds = [(0.0, None) if p > 0 else (None, 0.0) if p < 0 else (None, None) for p in priors]
    made = minimize(cost, priors, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 300})
    return np.asarray(made.x, dtype=np.float64)


def judged(given: Sequence[Example], weights: Array) -> list[tuple[bool, float]]:
    """Of each table whether its likeliest reading is right, and the chance of all that are as right as it."""
    told = []
    for one in given:
        scores = one.evidence @ weights
        chances = np.exp(scores - scores.max())
        chances /= chances.sum()
        best = int(scores.argmax())
        same = one.right if one.right[best] else ~one.right
        told.append((bool(one.right[best]), float(chances[same].sum())))
    return told


def told(name: str, results: Sequence[tuple[bool, float]]) -> str:
    """One line on how tables were judged."""
    right = [r for r, _ in results]
    sure = [r for r, chance in results if chance >= SURE]
    doubted = sum(1 for r, chance in results if r and chance < SURE)
    return (
        f"{name:<28}{len(results):>5} tables, right {np.mean(right):.4f}; sure {len(sure)}, of these wrong "
        f"{len(sure) - sum(sure)}; right and in doubt {doubted}"
    )


def ablated(given: Sequence[Example], names: Sequence[str], weights: Array) -> Iterator[str]:
    """A line on each piece of evidence: how many tables are right without it, and how many without it differ.

    A source of statements is left out by making nothing of it win, other evidence by giving it no weight.
    """
    whole = [r for r, _ in judged(given, weights)]
    for place, name in enumerate(names):
        without = weights.copy()
        without[place] = -NEVER if name.startswith("place.") else 0.0
        now = [r for r, _ in judged(given, without)]
        lost, won = (sum(a != b and a == was for a, b in zip(whole, now, strict=True)) for was in (True, False))
        held = sum(bool(one.evidence[:, place].any()) for one in given)
        yield f"{name:<20}{held:>6} tables have it; without it {lost:>4} right are lost, {won:>4} wrong are won"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", default="specimens,facsimiles,specimens-2,facsimiles-2,cases,made:7:40")
    parser.add_argument("--returns", type=Path, default=returns_folder())
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "foi-readings")
    parser.add_argument("--keep", type=Path, help="a file to keep the examples in, or to take them from")
    parser.add_argument("--pull", type=float, default=PULL)
    parser.add_argument("--ablate", action="store_true", help="leave out one piece of evidence after the other")
    parser.add_argument("--write", action="store_true", help="write the weights into weights.csv")
    given = parser.parse_args(arguments)
    with FILE.open(encoding="utf-8", newline="") as handle:
        table = list(csv.DictReader(handle))
    names, priors = [row["name"] for row in table], np.array([float(row["prior"]) for row in table])
    if given.keep and given.keep.exists():
        found: list[Example] = pickle.loads(given.keep.read_bytes())
    else:
        found, hidden = [], first_sight.unseen(given.returns)
        for name in given.sets.split(","):
            listed = cases(
                name,
                folder_of(name, given.returns, given.cache),
                lambda path, of=name: (of, path) not in hidden,
                given.cache,
                1,
            )
            found += examples(listed, names)
        if given.keep:
            given.keep.write_bytes(pickle.dumps(found))
    now = np.array([float(row["weight"]) for row in table])
    print(told("priors", judged(found, priors)))
    print(told("weights as they are", judged(found, now)))
    if given.ablate:
        print(*ablated(found, names, now), sep="\n")
        return 0
    families = sorted({one.family for one in found})
    held: list[tuple[bool, float]] = []
    for fold in range(FOLDS):
        out = set(families[fold::FOLDS])
        weights = fitted([one for one in found if one.family not in out], priors, given.pull)
        held += judged([one for one in found if one.family in out], weights)
    print(told("fitted, families held out", held))
    weights = fitted(found, priors, given.pull)
    print(told("fitted on all", judged(found, weights)))
    for row, weight in zip(table, weights, strict=True):
        print(f"{row['name']:<20}{float(row['prior']):>8.2f}{weight:>8.2f}")
        row["weight"] = f"{weight:.2f}"
    if given.write:
        with FILE.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, list(table[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())

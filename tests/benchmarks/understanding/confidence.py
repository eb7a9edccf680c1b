"""How well the one number for doubt tells right figures from wrong ones, and the fit of its weights.

    python -m tests.benchmarks.understanding.confidence keep FOLDER [--sets specimens,real] [--document kent]
    python -m tests.benchmarks.understanding.confidence tell FOLDER [--threshold 0.9]
    python -m tests.benchmarks.understanding.confidence fit FOLDER [--write]
    python -m tests.benchmarks.understanding.confidence draw FOLDER diagram.svg

`keep` reads the documents of some sets and keeps what is known of their rows, a file each, so that the others take
seconds; it can be stopped and goes on where it was. `tell` prints by set and together how many right figures are in
doubt, how many wrong ones, and how many are wrong without a doubt. `fit` prints the same with families of documents
held out: what the weights say of documents that they were not fitted on; documents count alike, the large by the root
of their figures. `draw` writes the reliability diagram: of figures said to be right with some chance, how many are.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from flows.tidy.evidence.confidence import FILE, weights
from schemas.doubt import threshold
from tests.benchmarks.understanding.kept import Kept, keep_all, read
from tests.benchmarks.understanding.reliability import diagram
from tests.benchmarks.understanding.score import RIGHT, SILENT, SPURIOUS
from tests.benchmarks.understanding.sets import cases, folder_of, returns_folder

SETS = (
    "real-3", "real", "specimens", "specimens-2", "facsimiles", "facsimiles-2", "letters-1", "letters-2", "threads-1",
    "web-1", "returns-1", "bodies-1", "bodies-2", "cases",
    "bodies-3", "letters-3", "narrow-1", "returns-2",
)  # fmt: skip
ROUNDS, MORE, MOST = 3, 1.8, 8.0
FOLDS = 5
#: How much a weight costs that is one log odd from its prior, in log chances of documents.
PULL = 0.3
Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of documents as arrays, one entry a row: features (rows x names), whether right, set, family, weight.

    `counts`: whether a row is silently wrong or spurious where it is not in doubt.
    """

    features: Array
    right: npt.NDArray[np.bool_]
    counts: npt.NDArray[np.bool_]
    set: npt.NDArray[np.str_]
    family: npt.NDArray[np.str_]
    document: npt.NDArray[np.str_]
    weight: Array

    @classmethod
    def of(cls, kept: Sequence[Kept], names: Sequence[str]) -> Rows:
        """All rows that truth judges; the weights of a document come to the root of their number, 100 at most."""
        amounts: list[list[float]] = []
        told: list[tuple[bool, bool, str, str, str, float]] = []
        for one in kept:
            judged, known = one.judged, one.features()
            for row, worth in judged:
                found = known[row.observation_id]
                amounts.append([found.get(name, 0.0) for name in names])
                family = f"{one.score.set}/{_family(one)}"
                share = min(len(judged) ** 0.5, 10.0) / len(judged)
                counts = worth in (SILENT, SPURIOUS)
                told.append((worth == RIGHT, counts, one.score.set, family, one.score.document, share))
        return cls(*map(np.array, (amounts, *zip(*told, strict=True))))


def _family(one: Kept) -> str:
    """What documents are alike: as their set says; of answers to requests (`nhs_foi_...`) those of one body."""
    parts = Path(one.score.document).stem.split("_")
    return "_".join(parts[:3]) if parts[1:2] == ["foi"] else one.score.family


def fitted(rows: Rows, kept: npt.NDArray[np.bool_], pull: float) -> Array:
    """The weights near their priors under which the rows kept are likeliest."""
    priors = np.array([one.prior for one in weights().values()])
    x, y, w = rows.features[kept], rows.right[kept].astype(float), rows.weight[kept]

    def cost(found: Array) -> tuple[float, Array]:
        score = np.clip(x @ found, -30, 30)
        away = found - priors
        slope = x.T @ (w * (1.0 / (1.0 + np.exp(-score)) - y)) + pull * away
        return float(w @ (np.logaddexp(0, score) - y * score)) + pull / 2 * float(away @ away), slope

    bounds = [(one.low, one.high) for one in weights().values()]
    made = minimize(cost, priors, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 500})
    return np.asarray(made.x, dtype=np.float64)


def emphasised(rows: Rows, kept: npt.NDArray[np.bool_], pull: float) -> Array:
    """The weights fitted in rounds, each counting more the rows that the last would let go silently wrong."""
    weight, found = rows.weight.copy(), np.zeros(0)
    for _ in range(ROUNDS):
        found = fitted(replace(rows, weight=weight), kept, pull)
        let_go = kept & rows.counts & (chances(rows, found) >= threshold())
        if not let_go.any():
            break
        weight[let_go] = np.minimum(weight[let_go] * MORE, rows.weight[let_go] * MOST)
    return found


def chances(rows: Rows, amounts: Array) -> Array:
    """The chance of each row to be right under some weights."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(rows.features @ amounts, -30, 30))))


def held_out(rows: Rows, pull: float) -> Array:
    """The chance of each row by weights that were fitted without its family."""
    families = sorted(set(rows.family))
    found = np.zeros(len(rows.right))
    for fold in range(FOLDS):
        out = np.isin(rows.family, families[fold::FOLDS])
        found[out] = chances(rows, emphasised(rows, ~out, pull))[out]
    return found


def told(rows: Rows, chance: Array, limit: float) -> Iterator[str]:
    """A line a set, and one of all."""
    yield f"{'set':<14}{'right':>7}{'in doubt':>10}{'by doc.':>9}{'wrong':>8}{'in doubt':>10}{'silently wrong':>16}"
    for name in [*dict.fromkeys(rows.set), "all"]:
        own = (rows.set == name) | (name == "all")
        right, doubt = rows.right[own], chance[own] < limit
        by_document = [
            doubt[right & (rows.document[own] == d)].mean()
            for d in dict.fromkeys(rows.document[own])
            if (right & (rows.document[own] == d)).any()
        ]
        yield (
            f"{name:<14}{right.sum():>7}{doubt[right].mean() if right.any() else 0:>10.3f}"
            f"{np.mean(by_document) if by_document else 0:>9.3f}{(~right).sum():>8}"
            f"{doubt[~right].mean() if (~right).any() else 1:>10.3f}{(rows.counts[own] & ~doubt).sum():>16}"
        )


def _weighing(write: bool, rows: Rows, names: Sequence[str], amounts: Mapping[str, float]) -> None:
    """Print the weights fitted with what they rest on, and write them into their file."""
    with FILE.open(encoding="utf-8", newline="") as handle:
        table = list(csv.DictReader(handle))
    for row in table:
        held = rows.features[:, names.index(row["name"])] != 0
        documents = len(set(rows.document[held]))
        row["weight"] = f"{amounts[row['name']]:.2f}"
        print(f"{row['name']:<24}{row['prior']:>8}{row['weight']:>8}{held.sum():>8} rows {documents:>4} documents")
    if write:
        with FILE.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, list(table[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(table)


def _keep(given: argparse.Namespace) -> None:
    wanted = given.document.casefold()
    for name in given.sets.split(","):
        folder = folder_of(name, given.returns, given.cache)
        found = cases(name, folder, lambda path: wanted in path.casefold(), given.cache, 1)
        for line in keep_all(found, given.folder, given.jobs, given.seconds):
            print(line, flush=True)


def _judge(given: argparse.Namespace) -> None:
    names = list(weights())
    rows = Rows.of(read(given.folder), names)
    now = np.array([one.amount for one in weights().values()])
    if given.command == "tell":
        print(*told(rows, chances(rows, now), given.threshold), sep="\n")
    elif given.command == "draw":
        given.picture.write_text(diagram(chances(rows, now), rows.right, rows.weight, given.threshold), "utf-8")
    else:
        out = held_out(rows, given.pull)
        print("families held out", *told(rows, out, given.threshold), sep="\n")
        found = emphasised(rows, np.ones(len(rows.right), dtype=bool), given.pull)
        print("fitted on all", *told(rows, chances(rows, found), given.threshold), sep="\n")
        _weighing(given.write, rows, names, dict(zip(names, found.tolist(), strict=True)))


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True, dest="command")
    keeping = commands.add_parser("keep")
    keeping.add_argument("folder", type=Path)
    keeping.add_argument("--sets", default=",".join(SETS))
    keeping.add_argument("--document", default="", help="only documents whose path holds this")
    keeping.add_argument("--jobs", type=int, default=1)
    keeping.add_argument("--seconds", type=float, default=900, help="after which a document is left out")
    keeping.add_argument("--returns", type=Path, default=returns_folder())
    keeping.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "foi-readings")
    for name in ("tell", "fit", "draw"):
        judging = commands.add_parser(name)
        judging.add_argument("folder", type=Path)
        judging.add_argument("--threshold", type=float, default=threshold())
        judging.add_argument("--pull", type=float, default=PULL)
        judging.add_argument("--write", action="store_true", help="write the weights into confidence.csv")
        if name == "draw":
            judging.add_argument("picture", type=Path)
    given = parser.parse_args(arguments)
    (_keep if given.command == "keep" else _judge)(given)
    return 0


if __name__ == "__main__":
    sys.exit(main())

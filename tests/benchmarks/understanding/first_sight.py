"""The ledger of first sights: batches of documents that nobody has looked at, scored by a commit before anyone does."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from statistics import fmean

from tests.benchmarks.understanding.score import Score
from tests.benchmarks.understanding.sets import entries

ROOT = Path(__file__).resolve().parents[3]
LEDGER = ROOT / "tests" / "first_sight.csv"
COLUMNS = (
    "commit", "date", "program", "set", "batch", "document", "cells", "oracle_f1", "f1", "strict_f1", "silent",
    "spurious", "doubted_right", "doubted_wrong", "undoubted_wrong", "outcome_ok",
)  # fmt: skip
SETS = ("specimens-2", "facsimiles-2", "real")
OLDER = 10
"""The first ten of the real documents were developed on: Cumbria to Aberdeenshire in the order of truth/index.csv."""
SIZE = 8


class RefusedError(Exception):
    """A first sight that would be none; the message says why and what to do."""


def batches(returns: Path) -> list[list[tuple[str, str]]]:
    """By batch (set, document), about eight each, every set in proportion, in an order fixed by a hash of both."""
    placed: list[tuple[float, str, str]] = []
    for name in SETS:
        if not (returns / name).is_dir():
            raise RefusedError(f"{returns / name} is not there; name the folder of the sets by --returns")
        listed = [entry.document for entry in entries(name, returns / name)]
        listed = sorted(listed[OLDER:] if name == "real" else listed, key=lambda document: _mark(name, document))
        placed += [((at + 0.5) / len(listed), name, document) for at, document in enumerate(listed)]
    ordered = [(name, document) for _, name, document in sorted(placed)]
    count = round(len(ordered) / SIZE)
    return [ordered[at * len(ordered) // count : (at + 1) * len(ordered) // count] for at in range(count)]


def batch_of(returns: Path, number: int) -> list[tuple[str, str]]:
    """The batch with this number, from 1 on. RefusedError where there is none."""
    found = batches(returns)
    if not 1 <= number <= len(found):
        raise RefusedError(f"batch {number}: there are the batches 1 to {len(found)}")
    return found[number - 1]


def unseen(returns: Path) -> set[tuple[str, str]]:
    """(set, document) of every batch that is not in the ledger yet: nothing of it may be shown but scores."""
    recorded = {int(row["batch"]) for row in rows()}
    try:
        found = batches(returns)
    except RefusedError:
        return set()
    return {one for number, batch in enumerate(found, 1) if number not in recorded for one in batch}


def committed(allow_dirty: bool) -> str:
    """The commit that is scored. RefusedError where files differ from it: a first sight is that of a commit."""
    changed = [line for line in _git("status", "--porcelain").splitlines() if not line.endswith(LEDGER.name)]
    if changed and not allow_dirty:
        raise RefusedError(f"{len(changed)} files are not committed ({changed[0].strip()}, ...): commit them first")
    return _git("rev-parse", "--short=10", "HEAD").strip() + ("+" if changed else "")


def refuse_second_sight(batch: int, program: str) -> None:
    """RefusedError where the ledger has this batch with this program: there is one first sight."""
    for row in rows():
        if (int(row["batch"]), row["program"]) == (batch, program):
            raise RefusedError(f"batch {batch} was seen by {program} at commit {row['commit']} on {row['date']}")


def record(commit: str, program: str, batch: int, scores: Sequence[Score]) -> None:
    """Add a row a document to the ledger."""
    is_new = not LEDGER.exists()
    with LEDGER.open("a", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, COLUMNS, lineterminator="\n")
        if is_new:
            writer.writeheader()
        for score in scores:
            doubts = score.doubts
            shares = {"oracle_f1": score.oracle_f1, "f1": score.f1, "strict_f1": score.strict_f1}
            writer.writerow(
                {
                    "commit": commit, "date": dt.date.today().isoformat(), "program": program, "set": score.set,
                    "batch": batch, "document": score.document, "cells": score.cells, "silent": score.silent,
                    "spurious": score.spurious, "doubted_right": doubts.doubted_right,
                    "doubted_wrong": doubts.doubted_wrong, "undoubted_wrong": doubts.undoubted_wrong,
                    "outcome_ok": str(score.outcome_ok).lower(),
                }
                | {name: "" if share is None else f"{share:.4f}" for name, share in shares.items()}
            )  # fmt: skip


def rows() -> list[dict[str, str]]:
    """The ledger; no rows where there is none yet."""
    if not LEDGER.exists():
        return []
    with LEDGER.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def curve() -> Iterator[str]:
    """By program, set and batch: mean F1 over documents with figures, what was silent, and what was in doubt."""
    yield f"{'program':44} {'set':14} {'batch':>5} {'docs':>4} {'oracle':>7} {'F1':>7} {'strict':>7} {'silent':>9}"
    ledger = rows()
    for program in dict.fromkeys(row["program"] for row in ledger):
        for name in (*SETS, ""):
            of = [row for row in ledger if row["program"] == program and name in ("", row["set"])]
            for batch in sorted({int(row["batch"]) for row in of}):
                yield _told(program, name or "all", str(batch), [row for row in of if int(row["batch"]) == batch])
            if of:
                yield _told(program, name or "all", "all", of)


def _told(program: str, name: str, batch: str, of: Sequence[dict[str, str]]) -> str:
    counted = [row for row in of if int(row["cells"])]
    shares = []
    for share in ("oracle_f1", "f1", "strict_f1"):
        told = [float(row[share]) for row in counted if row[share]]
        shares.append(f"{fmean(told):7.3f}" if told else f"{'-':>7}")
    silent = sum(int(row["silent"]) + int(row["spurious"]) for row in of)
    return f"{program[:44]:44} {name:14} {batch:>5} {len(of):4} {' '.join(shares)} {silent:9}"


def _mark(name: str, document: str) -> str:
    return hashlib.sha256(f"{PurePosixPath(document).name}{name}".encode()).hexdigest()


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True).stdout

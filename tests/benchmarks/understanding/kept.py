"""The rows of documents with what truth says of each and what the model of confidence knows, kept by document.

A file holds one document: a pickled `Kept`. What is kept already is left as it is; delete the folder to begin anew.
"""

from __future__ import annotations

import multiprocessing
import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pebble import ProcessPool

from flows.tidy.evidence.confidence import Signs, features
from schemas.rows import Observation
from tests.benchmarks.understanding.programs import accepted, program
from tests.benchmarks.understanding.score import Score, fill
from tests.benchmarks.understanding.sets import Case


@dataclass(frozen=True, slots=True)
class Kept:
    """One document: its rows, and of each that truth judges (by its identity) whether it is right."""

    score: Score
    rows: list[Observation]
    signs: dict[str, Signs]

    @property
    def judged(self) -> list[tuple[Observation, str]]:
        """The rows that truth judges, in order, with what each is worth."""
        of = self.score.judged
        return [(row, of[row.observation_id]) for row in self.rows if row.observation_id in of]

    def features(self) -> dict[str, dict[str, float]]:
        """By the identity of a row, what the model knows of it; each file of the return by itself."""
        found: dict[str, dict[str, float]] = {}
        for of_document in {row.document_id for row in self.rows}:
            own = [row for row in self.rows if row.document_id == of_document]
            found |= {row.observation_id: of for row, of in zip(own, features(own, self.signs), strict=True)}
        return found


def read(folder: Path) -> list[Kept]:
    """All documents that a folder keeps, in order."""
    return [pickle.loads(file.read_bytes()) for file in sorted(folder.glob("*/*.rows"))]


def keep(case: Case, file: Path) -> str:
    """Read one document and write its file; what was kept, in a line."""
    understood = [program("today").tidy(reading.document(), reading.context) for reading in case.files]
    rows = accepted([one for tidied in understood for one in tidied.observations])
    score = Score(case.set, case.document, case.family, case.format)
    fill(score, case, rows)
    signs = {name: of for tidied in understood for name, of in tidied.signs.items()}
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(".part")
    part.write_bytes(pickle.dumps(Kept(score, rows, signs)))
    part.replace(file)
    return f"{score.set:<13}{len(rows):>6} rows {score.right:>6} right  {score.document}"


def keep_all(found: Sequence[Case], folder: Path, jobs: int, seconds: float) -> Iterator[str]:
    """Keep each document that is not yet kept, a line each; one that takes too long is told and stops no other."""
    files = {case: folder / case.set / f"{case.document.replace('/', '_')}.rows" for case in found}
    with ProcessPool(jobs, context=multiprocessing.get_context("fork")) as pool:
        futures = {
            case: pool.schedule(keep, args=[case, file], timeout=seconds)
            for case, file in files.items()
            if not file.exists()
        }
        for case, future in futures.items():
            error = future.exception()
            yield future.result() if error is None else f"{case.set} {case.document}: {type(error).__name__} {error}"

"""Programs that understand documents, each document in a process that can be killed."""

from __future__ import annotations

import importlib
import math
import multiprocessing
import resource
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from pebble import ProcessExpired, ProcessPool

from flows.check.quarantine import refusals
from flows.ingestion.partition import outcomes_of_whole_returns
from flows.read.grid import Document
from flows.tidy.result import Context, Tidied
from schemas.models import OBSERVATIONS
from schemas.rows import Observation
from tests.benchmarks.understanding.oracle import Tables, fill_oracle
from tests.benchmarks.understanding.score import Score, fill
from tests.benchmarks.understanding.sets import Case

TODAY = "flows.tidy.tidy:tidy"
PATIENCE = 20
"""How often the limit of processor seconds the clock may run on a busy machine."""


@dataclass(frozen=True, slots=True)
class Program:
    """A `tidy` by the name `module:function`, and the candidate readings that it weighed, where it tells them."""

    name: str

    @property
    def tidy(self) -> Callable[[Document, Context], Tidied]:
        module, function = self.name.split(":")
        return cast(Callable[[Document, Context], Tidied], getattr(importlib.import_module(module), function))

    @property
    def candidates(self) -> Callable[[Document, Context], Tables] | None:
        """`candidates` of the same module, where it has one."""
        return getattr(importlib.import_module(self.name.split(":")[0]), "candidates", None)


def program(name: str) -> Program:
    """`today` or `module:function`."""
    return Program(TODAY if name == "today" else name)


def scores(
    cases: Sequence[Case], told: Program, jobs: int, seconds: float, show: Callable[[Case], int] = lambda _: 0
) -> Iterator[Score]:
    """The score of each document in order. One that breaks the program, or takes longer, is lost and stops no other."""
    with ProcessPool(jobs, context=multiprocessing.get_context("fork")) as pool:
        futures = [
            pool.schedule(examine, args=[case, told, show(case), seconds], timeout=PATIENCE * seconds) for case in cases
        ]
        for case, future in zip(cases, futures, strict=True):
            error = future.exception()
            if error is None:
                yield future.result()
            else:
                score = Score(case.set, case.document, case.family, case.format, outcome="unreadable")
                fill(score, case, [])
                score.outcome_ok = False
                score.lost = f"{type(error).__name__}: {error} {_where(error)}"
                if isinstance(error, ProcessExpired) and error.exitcode == -signal.SIGXCPU:
                    score.lost, score.seconds = f"took more than {seconds:g} processor seconds", seconds
                yield score


def examine(case: Case, told: Program, show: int, seconds: float) -> Score:
    """One file with all that it holds, understood and scored; the process ends where that takes longer."""
    limit, most = math.ceil(time.process_time() + seconds), resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (limit, most))
    score = Score(case.set, case.document, case.family, case.format)
    documents = [(reading.document(), reading.context) for reading in case.files]
    start = time.process_time()
    understood = [told.tidy(*given) for given in documents]
    score.seconds = time.process_time() - start
    resource.setrlimit(resource.RLIMIT_CPU, (most, most))  # the oracle takes what it takes
    rows = [tidied.row for tidied in understood]
    outcomes_of_whole_returns(rows)
    score.outcome = next(row.outcome for row in rows if row.container_id is None)
    score.outcome_ok = not case.expected or score.outcome in case.expected.split("|")
    fill(score, case, accepted([one for tidied in understood for one in tidied.observations]), show)
    if told.candidates is not None:
        fill_oracle(score, case, [table for given in documents for table in told.candidates(*given)])
    return score


def accepted(observations: Sequence[Observation]) -> list[Observation]:
    """Those that an ingest would not put into quarantine."""
    refused = refusals(OBSERVATIONS, observations)
    return [one for at, one in enumerate(observations) if at not in refused]


def _where(error: BaseException) -> str:
    """The last line of the program that the traceback of the other process names."""
    lines = [line.strip() for line in str(error.__cause__ or "").splitlines() if line.strip().startswith("File")]
    return lines[-1] if lines else ""

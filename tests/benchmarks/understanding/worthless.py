"""Which functions of `flows.tidy` can all be switched off at once without a change of any score: the list to prune by.

    python -m tests.benchmarks.understanding.worthless --sets specimens,cases --out worthless.csv
        [--only evidence,grammar] [--slowest 10] [--jobs 2] [--known earlier.csv]

`ablation` asks of each function alone, which of many functions and hundreds of documents takes days. Here a document
is read with all the functions off that it reaches and that are not yet known to be worth something. Where its score
changes, halving finds one that the change hangs on; that one is switched on again, and so on until the score is as
before. Every document in turn leaves fewer, so let quick ones come first. The longest functions are switched off
first, so that of two that stand in for each other the shorter stays. Written are all functions, with the document that
needs each, or none: what is left should be taken out and everything scored again, as a document read early was tried
with more switched off.
"""

from __future__ import annotations

import csv
import gc
import sys
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

from tests.benchmarks.understanding.programs import examine, program
from tests.benchmarks.understanding.sets import Case
from tests.benchmarks.understanding.switches import FORK, Switch, forget, load, options, reached_functions

Told = tuple[float, ...] | str
"""What a change is seen by: figures right, with measure and code, silent, in doubt, given; or the error it ended by."""
CASES: list[Case] = []
SWITCHES: list[Switch] = []
LONGEST = 3
"""Times as long as with everything on, and a few seconds more, may a try take: some functions end a search."""


def told(at: int, off: Sequence[int]) -> Told:
    """The score of one document with some functions off. To be run in a process of its own."""
    forget()
    for one in off:
        SWITCHES[one].off()
    try:
        score = examine(CASES[at], program("today"), 0, 300)
    except Exception as error:  # noqa: BLE001 - whatever breaks without a function is what that is worth
        return type(error).__name__
    doubts = score.doubts
    figures = (score.right, score.half, score.strict, score.silent, score.spurious, score.rows)
    return (*figures, doubts.doubted_right, doubts.doubted_wrong, score.outcome_ok) if not score.lost else score.lost


class Search:
    """What is needed so far, and by which document: shared by workers that each take the next document."""

    def __init__(self, slowest: float) -> None:
        self.slowest = slowest
        self.needed = FORK.Array("i", [-1] * len(SWITCHES))
        self.earlier: dict[str, str] = {}
        self.reached = FORK.Array("i", [0] * len(SWITCHES))
        self.next = FORK.Value("i", 0)
        self.tries = FORK.Value("i", 0)

    def resume(self, path: Path) -> None:
        """Go on from what an earlier run wrote."""
        with path.open(encoding="utf-8", newline="") as handle:
            self.earlier = {row["function"]: row["needed_by"] for row in csv.DictReader(handle) if row["needed_by"]}
        for i, one in enumerate(SWITCHES):
            if one.name in self.earlier:
                self.needed[i] = len(CASES)

    def work(self) -> None:
        """Take documents until none is left."""
        while True:
            with self.next.get_lock():
                at = self.next.value
                self.next.value += 1
            if at >= len(CASES):
                return
            self._document(at)
            needed = sum(by >= 0 for by in self.needed)
            named = f"{at + 1} of {len(CASES)}: {CASES[at].set}/{CASES[at].document}"
            print(f"{named}: {needed} needed, {self.tries.value} tries", file=sys.stderr, flush=True)

    def _document(self, at: int) -> None:
        """Find all that one document needs."""
        known = _apart(lambda: _reaching(at), 5 * self.slowest)
        if known is None or known[1] > self.slowest:
            return
        base, seconds, reached = known
        for one in reached:
            self.reached[one] += 1
        while True:
            off = [one for one in reached if self.needed[one] < 0]
            if not off or not self._changes(at, base, off, seconds):
                return
            low, high = 0, len(off)  # nothing changes with off[:low], something does with off[:high]
            while high - low > 1:
                middle = (low + high) // 2
                if self._changes(at, base, off[:middle], seconds):
                    high = middle
                else:
                    low = middle
            self.needed[off[high - 1]] = at

    def _changes(self, at: int, base: Told, off: Sequence[int], seconds: float) -> bool:
        with self.tries.get_lock():
            self.tries.value += 1
        return _apart(lambda: told(at, off), 5 + LONGEST * seconds) != base


def _apart(of: Callable[[], Any], limit: float) -> Any:
    """What a function gives in a process of its own; none where that ends or takes longer."""
    ours, theirs = FORK.Pipe()
    child = FORK.Process(target=lambda: theirs.send(of()))
    child.start()
    theirs.close()
    try:
        return ours.recv() if ours.poll(limit) else None
    except EOFError:  # it ended without a word
        return None
    finally:
        child.kill()
        child.join()
        ours.close()


def main() -> int:
    """The command."""
    parser = options(__doc__)
    parser.add_argument(
        "--slowest", type=float, default=10.0, help="leave out documents that take more seconds to profile"
    )
    parser.add_argument("--known", type=Path, help="what an earlier run wrote: what it found needed stays so")
    given = parser.parse_args()
    load(given, CASES, SWITCHES)
    SWITCHES.sort(key=lambda one: -one.lines)
    told(0, ())  # loads the vocabularies, once for all
    gc.freeze()  # collecting would copy what forked processes share
    gc.disable()
    search = Search(given.slowest)
    if given.known:
        search.resume(given.known)
    workers = [FORK.Process(target=search.work) for _ in range(given.jobs)]
    for worker in workers:
        worker.start()
    while alive := [worker.sentinel for worker in workers if worker.is_alive()]:
        wait(alive, timeout=60)
        _write(given.out, search)
    return 0


def _reaching(at: int) -> tuple[Told, float, list[int]]:
    """The score of a document with all on, its seconds, and the functions that it reaches."""
    scores: list[Told] = []
    start = time.process_time()
    reached = reached_functions(lambda: scores.append(told(at, ())))
    return scores[0], time.process_time() - start, [i for i, one in enumerate(SWITCHES) if one.line in reached]


def _write(path: Path, search: Search) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(["function", "lines", "reached", "needed_by"])
        for i, one in enumerate(SWITCHES):
            at = search.needed[i]
            by = search.earlier.get(one.name) or (f"{CASES[at].set}/{CASES[at].document}" if at >= 0 else "")
            writer.writerow([one.name, one.lines, search.reached[i], by])


if __name__ == "__main__":
    sys.exit(main())

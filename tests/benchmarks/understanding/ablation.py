"""What each function of `flows.tidy` is worth: the scores with it switched off, beside those with all of them.

    python -m tests.benchmarks.understanding.ablation --sets specimens,cases --out worth.csv
        [--only evidence,grammar] [--most 60] [--budget 20]

It is noted what each document takes, and which functions it reaches; then each function is tried on the documents that
reach it, the quickest first, as many as `--budget` seconds hold. Every try has a process of its own, forked off one
that has loaded the vocabularies; what it has understood of a first document is forgotten before each. Functions that
more than `--most` documents reach are the trunk, and not tried. By set, `worth.csv` tells in how many of them it
changed the score (figures right, silent, in doubt), and how many right figures it gives and silent ones it spares. A
function that changes nothing in any document is worth nothing.
"""

from __future__ import annotations

import csv
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pebble import ProcessPool

from tests.benchmarks.understanding.programs import examine, program
from tests.benchmarks.understanding.score import Score
from tests.benchmarks.understanding.sets import Case
from tests.benchmarks.understanding.switches import FORK, Switch, forget, load, options, reached_functions

LONGEST = 60
ENOUGH = 4
"""Of a function that changes so many documents it is known that it is worth something."""
Known = tuple[int, int, int, int, str]
"""Of one document: figures right, silently wrong or spurious, right in doubt, given; and what it was lost by."""


def known(score: Score) -> Known:
    """What a change is seen by."""
    return score.right + score.half, score.silent + score.spurious, score.doubts.doubted_right, score.rows, score.lost


def each_alone(of: Callable[..., Any], given: Sequence[tuple[Any, ...]], jobs: int) -> Iterator[tuple[int, Any]]:
    """What `of` makes of each, in a process of its own; none where that ends or takes too long."""
    with ProcessPool(jobs, max_tasks=1, context=FORK) as pool:
        futures = [pool.schedule(of, args=arguments, timeout=LONGEST) for arguments in given]
        for at, future in enumerate(futures):
            yield at, None if future.exception() else future.result()


def untouched(at: int) -> tuple[Known, float]:
    """One document with everything switched on: its score, and its seconds."""
    forget()
    start = time.process_time()
    return _examined(CASES[at]), time.process_time() - start


def reaching(at: int) -> set[str]:
    """The functions that one document reaches. Apart from its time: to note them takes time as well."""
    forget()
    return reached_functions(lambda: _examined(CASES[at]))


def without(switch_at: int, documents: Sequence[int]) -> list[tuple[int, Known]]:
    """The documents with one function switched off, as far as enough of them change."""
    forget()
    SWITCHES[switch_at].off()
    found: list[tuple[int, Known]] = []
    for at in documents:
        found.append((at, _examined(CASES[at])))
        if sum(told != BASE[one] for one, told in found) >= ENOUGH:
            break
    return found


def _examined(case: Case) -> Known:
    try:
        return known(examine(case, program("today"), 0, 300))
    except Exception as error:  # noqa: BLE001 - whatever breaks without a function is what that is worth
        return 0, 0, 0, 0, type(error).__name__


CASES: list[Case] = []
BASE: dict[int, Known] = {}
SWITCHES: list[Switch] = []


def main() -> int:
    """The command."""
    parser = options(__doc__)
    parser.add_argument("--most", type=int, default=10_000)
    parser.add_argument("--budget", type=float, default=20.0)
    given = parser.parse_args()
    load(given, CASES, SWITCHES)
    by_line = {one.line: one for one in SWITCHES}
    _examined(CASES[0])  # loads the vocabularies, once for all
    every = [(at,) for at in range(len(CASES))]
    took: dict[int, float] = {}
    for at, told in each_alone(untouched, every, given.jobs):
        if told is not None:
            BASE[at], took[at] = told
    for at, reached in each_alone(reaching, [one for one in every if one[0] in took], given.jobs):
        for line in (reached or set()) & by_line.keys():
            by_line[line].reached.append(list(took)[at])
    print(f"{len(CASES)} documents in {sum(took.values()):.0f} s; {len(SWITCHES)} functions", file=sys.stderr)
    with given.out.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(["function", "lines", "reached", "tried", "changed", "right", "silent", "broke", "sets"])
        tried: list[tuple[int, list[int]]] = []
        for i, one in enumerate(SWITCHES):
            if 0 < len(one.reached) <= given.most:
                tried.append((i, _within(one.reached, took, given.budget)))
            else:
                writer.writerow([one.name, one.lines, len(one.reached), 0, "", "", "", "", ""])
        for at, told in each_alone(without, tried, given.jobs):
            i, documents = tried[at]
            one = SWITCHES[i]
            writer.writerow([one.name, one.lines, len(one.reached), *_worth(told, len(documents))])
            handle.flush()
    return 0


def _within(documents: Sequence[int], took: dict[int, float], budget: float) -> list[int]:
    chosen, spent = [], 0.0
    for at in sorted(documents, key=took.__getitem__):
        spent += took[at]
        if chosen and spent > budget:
            break
        chosen.append(at)
    return chosen


def _worth(found: Sequence[tuple[int, Known]] | None, tried: int) -> list[object]:
    if found is None:
        return [tried, tried, "", "", tried, "ended"]
    changed = [(at, told) for at, told in found if told != BASE[at]]
    of_set: defaultdict[str, int] = defaultdict(int)
    for at, _ in changed:
        of_set[CASES[at].set] += 1
    whole = [(at, told) for at, told in changed if not told[-1]]
    right = sum(BASE[at][0] - told[0] for at, told in whole)
    silent = sum(told[1] - BASE[at][1] for at, told in whole)
    sets = " ".join(f"{name}:{n}" for name, n in of_set.items())
    return [len(found), len(changed), right, silent, len(changed) - len(whole), sets]


if __name__ == "__main__":
    sys.exit(main())

"""How many numbers of the texts of all sets have a fate: a figure, part of a date, a law, a share, another body's ...

    python -m tests.benchmarks.used_numbers [--sets letters-1,threads-1] [--show 5]

Told by set: the numbers of answers and notes, how many are figures, how many may be figures all the same (a finding
names them), and how many have no fate (a finding names them as well); and at the end how often each fate was met.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from flows.tidy.faults import Faults
from flows.tidy.sentences.fates import FIGURE, OF_PARTS, Fate, fates
from flows.tidy.tidy import prepared
from tests.benchmarks.understanding.sets import Case, cases, folder_of, returns_folder

SETS = "specimens,specimens-2,facsimiles,facsimiles-2,letters-1,threads-1,web-1,returns-1"


def fates_of(case: Case) -> list[Fate]:
    """The fate of every number of the answers and notes of one return, in all its files."""
    found: list[Fate] = []
    for reading in case.files:
        ready = prepared(reading.document(), reading.context, Faults())
        figures = [(f.block, f.start, f.end) for f in ready.prose.figures]
        told = fates(ready.letter, figures, ready.prose.left_out, lambda number, words: False)
        found += [fate for fate in told if fate.what not in OF_PARTS.values()]
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; 0 always: it prints figures and judges none."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", default=SETS)
    parser.add_argument("--show", type=int, default=0, help="numbers without a fate to print of each set")
    parser.add_argument("--returns", type=Path, default=returns_folder())
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "foi-readings")
    given = parser.parse_args(arguments)
    kinds: Counter[str] = Counter()
    print(f"{'set':14} {'numbers':>8} {'figures':>8} {'unsure':>7} {'no fate':>8}")
    for name in given.sets.split(","):
        folder = folder_of(name, given.returns, given.cache)
        told = [f for case in cases(name, folder, lambda path: True, given.cache, 1) for f in fates_of(case)]
        figures, unsure = sum(f.what == FIGURE for f in told), sum(f.unsure for f in told)
        without = [f for f in told if not f.what]
        print(f"{name:14} {len(told):8} {figures:8} {unsure:7} {len(without):8}", flush=True)
        for fate in without[: given.show]:
            print(f"    {fate.number}: {fate.words[:150]}")
        kinds.update(f.what for f in told)
    print("\n".join(f"{number:6} {what or 'without a fate'}" for what, number in kinds.most_common()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

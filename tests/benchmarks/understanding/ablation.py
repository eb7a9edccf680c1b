"""What each function of `flows.tidy` is worth: the scores with it switched off, beside those with all of them.

    python -m tests.benchmarks.understanding.ablation --sets specimens,oddities --out worth.csv
        [--only evidence,grammar] [--most 60] [--budget 20]

A function is switched off by what says nothing in its place: no, none, nothing more, or what it was given. It is noted
what each document takes, and which functions it reaches; then each function is tried on the documents that reach it,
the quickest first, as many as `--budget` seconds hold. Every try has a process of its own, forked off one that has
loaded the vocabularies; what it has understood of a first document is forgotten before each. Functions that more than
`--most` documents reach are the trunk, and not tried. By set, `worth.csv` tells in how many of them it changed the
score (figures right, silent, in doubt), and how many right figures it gives and silent ones it spares. A function that
changes nothing in any document is worth nothing.
"""

from __future__ import annotations

import argparse
import cProfile
import csv
import importlib
import inspect
import multiprocessing
import pkgutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

from pebble import ProcessPool

import flows.tidy
from tests.benchmarks.understanding.programs import examine, program
from tests.benchmarks.understanding.score import Score
from tests.benchmarks.understanding.sets import NAMES, Case, cases, folder_of, returns_folder

FORK = multiprocessing.get_context("fork")
NOTHING: dict[str, Callable[..., Any]] = {
    "bool": lambda *_, **__: False,
    "None": lambda *_, **__: None,
    "str": lambda *_, **__: "",
    "int": lambda *_, **__: 0,
    "float": lambda *_, **__: 0.0,
    "tuple": lambda *_, **__: (),
    "Sequence": lambda *_, **__: (),
    "Collection": lambda *_, **__: (),
    "list": lambda *_, **__: [],
    "set": lambda *_, **__: set(),
    "frozenset": lambda *_, **__: frozenset(),
    "dict": lambda *_, **__: {},
    "Mapping": lambda *_, **__: {},
    "Iterator": lambda *_, **__: iter(()),
    "Iterable": lambda *_, **__: (),
}
LONGEST = 60
ENOUGH = 4
"""Of a function that changes so many documents it is known that it is worth something."""
Known = tuple[int, int, int, int, str]
"""Of one document: figures right, silently wrong or spurious, right in doubt, given; and what it was lost by."""


@dataclass(slots=True)
class Switch:
    """A function, what says nothing in its place, and the documents (by place in the list) that reach it."""

    name: str
    function: FunctionType
    nothing: CodeType
    lines: int
    reached: list[int] = field(default_factory=list)

    @property
    def line(self) -> str:
        """Where it stands, as `reached_functions` says it; to be asked while it is on."""
        return _line(self.function.__code__)

    def off(self) -> None:
        """Say nothing from now on, in this process."""
        self.function.__code__ = self.nothing
        self.function.__kwdefaults__ = None


def switches() -> Iterator[Switch]:
    """Every function and method of `flows.tidy` that something can stand in for."""
    for info in pkgutil.walk_packages(flows.tidy.__path__, "flows.tidy."):
        module = importlib.import_module(info.name)
        for value in vars(module).values():
            within = vars(value).values() if isinstance(value, type) else [value]
            for each in within:
                function = _plain(each)
                if function is not None and function.__module__ == info.name and function.__closure__ is None:
                    nothing = _nothing(function)
                    if nothing is not None:
                        name = f"{info.name.removeprefix('flows.tidy.')}:{function.__qualname__}"
                        yield Switch(name, function, nothing.__code__, len(inspect.getsourcelines(function)[0]))


def _plain(value: object) -> FunctionType | None:
    """The function below a cache, a property or a class method."""
    below = getattr(value, "__wrapped__", None) or getattr(value, "fget", None) or getattr(value, "__func__", None)
    found = value if below is None else below
    found = getattr(found, "__wrapped__", found)
    return found if isinstance(found, FunctionType) and not found.__name__.startswith("__") else None


def _nothing(function: FunctionType) -> FunctionType | None:
    told = function.__annotations__.get("return", "")
    for name, kind in function.__annotations__.items():
        if kind == told and name != "return":
            return _given(list(inspect.signature(function).parameters).index(name), name)
    if "| None" in told:
        return NOTHING["None"]  # type: ignore[return-value]
    return NOTHING.get(told.split("[")[0])  # type: ignore[return-value]


def _given(at: int, name: str) -> FunctionType:
    """What gives its argument back; written out, as a function that holds another's name cannot take its place."""
    made: dict[str, Any] = {}
    exec(f"def given(*a, **k):\n    return a[{at}] if len(a) > {at} else k[{name!r}]", made)
    found: FunctionType = made["given"]
    return found


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


def reached_functions(of: Callable[[], object]) -> set[str]:
    """File and line of all functions that are called meanwhile."""
    profile = cProfile.Profile(builtins=False)
    profile.runcall(of)
    return {_line(entry.code) for entry in profile.getstats() if isinstance(entry.code, CodeType)}


def forget() -> None:
    """Empty what functions of `flows.tidy` remember of what they were given; what they have loaded stays."""
    for name, module in list(sys.modules.items()):
        if name.startswith("flows.tidy"):
            for value in list(vars(module).values()):
                remembers = getattr(value, "cache_clear", None)
                if remembers is not None and inspect.signature(value).parameters:
                    remembers()


def _line(code: CodeType) -> str:
    return f"{code.co_filename}:{code.co_firstlineno}"


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
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", default=",".join([*NAMES[:-1], "oddities"]))
    parser.add_argument("--returns", type=Path, default=returns_folder())
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "foi-readings")
    parser.add_argument("--only", default="", help="parts of module names, comma separated")
    parser.add_argument("--most", type=int, default=10_000)
    parser.add_argument("--budget", type=float, default=20.0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    for name in given.sets.split(","):
        CASES.extend(cases(name, folder_of(name, given.returns, given.cache), lambda _: True, given.cache, given.jobs))
    only = given.only.split(",")
    SWITCHES.extend(one for one in switches() if any(part in one.name for part in only))
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

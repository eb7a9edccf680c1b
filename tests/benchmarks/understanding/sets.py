"""The sets of returns with truth: where their files lie, how an ingest takes them, and the scorer of each."""

from __future__ import annotations

import csv
import importlib.util
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from flows.read.returns import Return, walk_paths, walk_raw
from tests.benchmarks.made import generate
from tests.benchmarks.understanding import typed
from tests.benchmarks.understanding.readings import Reading, readings

NAMES = ("specimens", "specimens-2", "facsimiles", "facsimiles-2", "real", "real-3")
TESTS = Path(__file__).resolve().parents[2]
KEPT = TESTS / "returns"
"""Sets that others made, kept with their truth."""
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """One file with truth. `document` is its path in the set, `expected` its outcomes as `answered|part`, "" if any."""

    set: str
    folder: Path
    document: str
    family: str
    format: str
    expected: str
    files: tuple[Reading, ...]

    @property
    def is_cells(self) -> bool:
        """Whether truth is of printed cells and their labels, and not of coded figures."""
        return _is_cells(self.folder)


@dataclass(frozen=True, slots=True)
class Entry:
    """A document in the list that comes with its set; `mark` is its SHA-256, or its file name where none is told."""

    document: str
    family: str
    format: str
    expected: str
    mark: str


def folder_of(name: str, returns: Path, made: Path) -> Path:
    """Where a set lies: below `returns`, or below `made` for `made:SEED:COUNT` and `cases`, which are written there.

    FileNotFoundError where there is none; ValueError for a seed or count that is no number.
    """
    if name == "cases":
        return typed.folder_of(made)
    if name.startswith("made:"):
        _, seed, count = name.split(":")
        return generate.folder_of(int(seed), int(count), made)
    if any((KEPT / name / listed).exists() for listed in ("documents.csv", "truth")):
        return KEPT / name
    if not (returns / name).is_dir():
        raise FileNotFoundError(f"{returns / name} is not there; name the folder of the sets by --returns")
    return returns / name


def returns_folder() -> Path:
    """`../shared/returns` beside the main checkout, of which this one may be a worktree."""
    here = Path(__file__).resolve().parents[3]
    told = subprocess.run(
        ["git", "rev-parse", "--path-format=absolute", "--git-common-dir"],
        cwd=here, capture_output=True, text=True, check=False,
    )  # fmt: skip
    main = Path(told.stdout.strip()).parent if told.returncode == 0 else here
    return main.parent / "shared" / "returns"


def cases(name: str, folder: Path, wanted: Callable[[str], bool], cache_folder: Path, workers: int) -> list[Case]:
    """The documents of the set in `folder` whose path is wanted, read. FileNotFoundError for one that is missing."""
    listed = [entry for entry in entries(name, folder) if wanted(entry.document)]
    if name == "cases":
        return [
            Case(name, folder, e.document, e.family, e.format, e.expected, (typed.reading(folder, e.document),))
            for e in listed
        ]
    returns = _received(name, folder)
    by_mark = {mark: one for one in returns for mark in (one.document_id, one.file.name)}
    if missing := [entry.document for entry in listed if entry.mark not in by_mark]:
        raise FileNotFoundError(f"{folder}: {', '.join(missing)} not there, or not as its list of documents says")
    files = readings([by_mark[entry.mark] for entry in listed], cache_folder, workers)
    return [
        Case(name, folder, entry.document, entry.family, entry.format, entry.expected, tuple(files[given.document_id]))
        for entry in listed
        for given in (by_mark[entry.mark],)
    ]


def entries(name: str, folder: Path) -> list[Entry]:
    """The documents of a set as its own list names them, in its order; nothing is opened."""
    if _is_cells(folder):
        return [
            Entry(row["file"], row["file"].split("_")[0], row["format"], "", row["file"])
            for row in _table(folder / "truth" / "index.csv")
        ]
    return [
        Entry(row["path"], row["layout_family"], row["format"], row["expected_outcome"], row["sha256"])
        for row in _table(folder / "documents.csv")
    ]


def _received(name: str, folder: Path) -> Sequence[Return]:
    """As `foi ingest --raw <set>`, `foi ingest facsimiles --campaign 2016-17` or `foi ingest documents` takes them."""
    if _is_cells(folder):
        return walk_paths([folder / "documents"], folder / "raw").returns
    if pages := _pages(folder):
        return walk_paths([pages], folder / "raw", campaign="2016-17").returns
    return walk_raw(folder).returns


def _is_cells(folder: Path) -> bool:
    """Whether the truth of a set is of printed cells."""
    return (folder / "truth").is_dir()


def _pages(folder: Path) -> Path | None:
    """Where the pages of a set lie that stand under no campaign."""
    return next((folder / name for name in ("facsimiles", "web") if (folder / name).is_dir()), None)


def _table(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


@cache
def figures_scorer(folder: Path) -> Any:
    """The set's own scorer of coded figures; where it has `score_alt.py`, with what that puts in its place."""
    sys.modules.pop("score", None)
    own = folder if (folder / "score.py").exists() else TESTS / ("facsimiles" if _pages(folder) else "specimens")
    scorer = _module(own / "score.py", "score")
    if (own / "score_alt.py").exists():
        sys.modules["score"] = scorer
        _module(own / "score_alt.py", "score_alt")
        del sys.modules["score"]
    return scorer


@cache
def figures_truth(folder: Path) -> tuple[Row, dict[str, list[Row]], dict[str, list[tuple[str, str]]]]:
    """By path: the set's documents, their true figures, and their traps, as its scorer loads them."""
    documents, truth, traps = figures_scorer(folder).load_truth(folder)
    return documents, truth, traps


@cache
def cells_scorer(folder: Path) -> Any:
    """The scorer of printed cells, which the sets of real answers share."""
    own = folder / "score_cells.py"
    shared = returns_folder() / "real" / own.name
    return _module(own if own.exists() else shared, "score_cells")


@cache
def cells_truth(folder: Path, file: str) -> tuple[Row, Sequence[Row]]:
    """The scope of one real document's truth, and its cells."""
    found: list[tuple[Row, Sequence[Row]]] = cells_scorer(folder).read_truth(folder / "truth", {file})
    return found[0]


def _module(file: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

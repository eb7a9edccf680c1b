"""The functions of `flows.tidy`, each to be switched off: by what says nothing in its place.

That is no, none, nothing more, or what it was given.
"""

from __future__ import annotations

import argparse
import cProfile
import importlib
import inspect
import multiprocessing
import pkgutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import flows.tidy
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


def options(what: str) -> argparse.ArgumentParser:
    """The options of a command that switches functions off: documents, functions, processes, and the file it writes."""
    parser = argparse.ArgumentParser(description=what, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", default=",".join([*NAMES[:-1], "cases"]))
    parser.add_argument("--returns", type=Path, default=returns_folder())
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "foi-readings")
    parser.add_argument("--only", default="", help="parts of module names, comma separated")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--out", type=Path, required=True)
    return parser


def load(given: argparse.Namespace, documents: list[Case], functions: list[Switch]) -> None:
    """Add the documents and functions that were chosen to the lists that forked processes share."""
    for name in given.sets.split(","):
        folder = folder_of(name, given.returns, given.cache)
        documents.extend(cases(name, folder, lambda _: True, given.cache, given.jobs))
    parts = given.only.split(",")
    functions.extend(one for one in switches() if any(part in one.name for part in parts))

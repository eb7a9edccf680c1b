"""A case: a small document beside the rows that it must give. Read from the tables of this folder."""

from __future__ import annotations

import functools
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from flows.read.grid import Document, Limits
from flows.read.reader import read_file
from flows.tidy.result import Context
from flows.tidy.tidy import tidy
from schemas.rows import Observation
from tests.cases.figures import Figure, held, observed, wanted
from tests.cases.notation import _CELLS, document

HERE = Path(__file__).parent
_KEYS = {"name", "why", "document", "file", "mail", "every", "rows", "doubt", "open"}


@dataclass(frozen=True)
class Case:
    """One case. `table` is the file that it stands in; `open` says why it is not read rightly yet.

    `file` is one of `files/`: read as `text` says where there is one, and the document itself where there is none.
    """

    table: str
    name: str
    why: str
    text: str
    file: str
    mail: dict[str, str]
    want: list[Figure]
    open: str

    @functools.cached_property
    def document(self) -> Document:
        """The document as it is typed, or that of its file where it is not."""
        return document(self.text, self.mail) if self.text else self.of_file()

    def of_file(self) -> Document:
        """The document of its file as the program reads it."""
        return read_file(HERE / "files" / self.file, Limits())

    @functools.cached_property
    def observations(self) -> list[Observation]:
        """The counts that are read in it."""
        found = tidy(self.document, Context("d", "document", "2016-17", "kent")).observations
        return [o for o in found if o.unit == "count"]

    def compared(self) -> tuple[Counter[Figure], Counter[Figure]]:
        """(read, wanted): equal where the case is read rightly."""
        return held(map(observed, self.observations), self.want)

    def digest(self) -> str:
        """What stands for all that is read: changed exactly where a row is."""
        lines = sorted(map(str, map(observed, self.observations)))
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


@functools.cache
def cases() -> list[Case]:
    """All cases, table by table: the same ones however often they are asked for, so that each is read once."""
    found = list(_cases())
    if twice := [name for name, n in Counter(c.name for c in found).items() if n > 1]:
        raise ValueError(f"tests/cases: {', '.join(twice)}: two cases bear this name; give one another")
    return found


def named(name: str) -> Case:
    """The case of a name."""
    (found,) = (c for c in cases() if c.name == name)
    return found


def _cases() -> Iterator[Case]:
    for path in sorted(HERE.glob("*.yml")):
        for told in yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
            yield _case(path.stem, told)


def _case(table: str, told: dict[str, Any]) -> Case:
    name = told.get("name", "?")
    wrong = set(told) - _KEYS or ({"name", "why", "rows"} - set(told)) or (not {"document", "file"} & set(told))
    if wrong:
        raise ValueError(f"{table}.yml: {name}: has keys unknown or lacks some: {wrong}; see notation.py")
    lines = [[c.strip() for c in _CELLS.findall(line.strip()[1:])] for line in told["rows"].splitlines()]
    every = told.get("every", {})
    try:
        want = [] if told["rows"] == "none" else wanted(lines, every, told.get("doubt") == "none")
    except (ValueError, KeyError) as error:
        raise ValueError(f"{table}.yml: {name}: {error}") from error
    return Case(
        table,
        name,
        told["why"],
        told.get("document", ""),
        told.get("file", ""),
        told.get("mail", {}),
        want,
        told.get("open", ""),
    )

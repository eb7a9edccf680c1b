"""One document to be read a second time: what is asked of whom, and where the answer is kept."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from flows.read.grid import Document
from flows.read.sidecars import SECOND
from flows.second.held import Held, hold
from flows.second.paper import Paper
from flows.second.prompt import TooLongError, prompt, version
from flows.second.reading import Answer, ReadingError, SecondReading, parse_reading

LONGEST = 120
"""Characters of the name of a file, without what it ends with."""


@dataclass(frozen=True)
class Task:
    """A document, what is known of it, and the folder and name of the return that brings it."""

    document: Document
    document_id: str
    path: str
    campaign: str
    respondent: str
    request: str
    folder: Path
    returned: str
    kept: tuple[SecondReading, ...] = ()
    content: bytes = b""

    @cached_property
    def paper(self) -> Paper:
        """The document as a second reader sees it."""
        return Paper(self.document)

    @property
    def prompt(self) -> str:
        """What a model is given. Raises TooLongError."""
        return prompt(self.paper, self.campaign, self.respondent, self.request)

    @property
    def is_long(self) -> bool:
        """Whether it does not go into one prompt."""
        try:
            return not self.prompt
        except TooLongError:
            return True

    @property
    def stem(self) -> str:
        """How the names of the files beside its return begin that are of it."""
        inner = self.path.partition(f"{self.returned}/")[2]
        return self.returned + (f"--{inner.replace('/', '-')}" if inner else "")

    @property
    def name(self) -> str:
        """A file name for what is sent and answered: readable, and no other document's."""
        readable = re.sub(r"[^A-Za-z0-9]+", "-", f"{self.respondent} {Path(self.path).name}").strip("-")
        return f"{readable[:60].lower()}-{self.document_id[:8]}"

    def is_done(self, by: str) -> bool:
        """Whether this reader has read the document as it is, with the prompt as it is."""
        return any(by in (one.by, one.asked) and one.prompt in ("", version()) and not one.failure for one in self.kept)

    def reading(self, answer: Answer, by: str, on: dt.date, asked: str = "", failure: str = "") -> SecondReading:
        """The file that keeps an answer, with a mark of each place that it names."""
        places = {name: mark for name in named(answer) if (mark := self.paper.marks.get(name))}
        prompted = version() if by.startswith("model:") else ""
        return SecondReading(
            document=self.document_id, path=self.path, campaign=self.campaign, respondent=self.respondent,
            by=by, asked="" if asked == by else asked, on=on, prompt=prompted, answer=answer, places=places,
            failure=failure,
        )  # fmt: skip

    def held(self, answer: Answer) -> Held:
        """What of an answer the paper bears out."""
        return hold(answer, self.paper)

    def keep(self, reading: SecondReading) -> Path:
        """Write a reading beside the return, in one move; the path."""
        stem = f"{self.stem}--{re.sub(r'[^A-Za-z0-9.]+', '-', reading.by)}"
        if len(stem) > LONGEST:
            stem = f"{stem[: LONGEST - 9]}-{hashlib.sha256(stem.encode()).hexdigest()[:8]}"
        if not stem.startswith(self.returned):  # a name longer than that must still begin as its return's
            stem = self.returned
        return write(self.folder / f"{stem}{SECOND}", reading.written())


def named(answer: Answer) -> list[str]:
    """The lines and tables that an answer names."""
    places = [figure.at for figure in answer.figures] + [table.at for table in answer.tables]
    return list(dict.fromkeys(re.sub(r"(?<=\d)R\d+C\d+$", "", place) for place in places))


def write(file: Path, text: str) -> Path:
    """Write a text in one move, so that no half of it is ever seen; the path."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=file.parent, prefix=".second-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
        Path(draft).chmod(0o644)
        os.replace(draft, file)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return file


def kept_for(document_id: str, texts: Sequence[str]) -> tuple[SecondReading, ...]:
    """The readings among texts that are of a document; those that cannot be read are told of by an ingest."""
    found = []
    for text in texts:
        try:
            reading = parse_reading(text)
        except ReadingError:
            continue
        if reading.document == document_id:
            found.append(reading)
    return tuple(found)


def export(tasks: Sequence[Task], folder: Path) -> list[Path]:
    """Write one prompt a document, and the list by which answers find their way back."""
    files = []
    listed = {}
    for task in tasks:
        files.append(write(folder / f"{task.name}.prompt.md", task.prompt))
        listed[f"{task.name}.answer.json"] = {"document": task.document_id, "path": task.path}
    write(folder / "answers-wanted.json", json.dumps(listed, indent=1, ensure_ascii=False) + "\n")
    return files

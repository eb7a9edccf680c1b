"""What a page of one return is made from: its rows of the data set, and the return as it looked."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from flows.publish.report.sayings import Saying
from flows.read.grid import Document
from schemas.rows import DocumentRow, Finding, LedgerCell, Observation


class PagePicture(NamedTuple):
    """The picture of one page: its 1-based number, its size in points, its bytes as WebP."""

    number: int
    width: float
    height: float
    webp: bytes


class AliasLine(NamedTuple):
    """A line for an alias file, and that file's name: what the nearest known wording makes of an unknown label."""

    file: str
    line: str
    dimension: str
    code: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One document of the data set with all its rows.

    `given` is the path of the return that brought it: its own, or that of the e-mail or archive around it. `reading`
    is None, and `missing` says why, where the file is not at hand any more. `inside` are the documents that it holds,
    `others` those that the same respondent sent. `sayings`: what people have said in the files beside the return.
    `home` is the name of the raw folder; empty for a return that was added from elsewhere.
    """

    row: DocumentRow
    given: str
    observations: Sequence[Observation] = ()
    cells: Sequence[LedgerCell] = ()
    findings: Sequence[Finding] = ()
    reading: Document | None = None
    pictures: Sequence[PagePicture] = ()
    missing: str = ""
    aliases: Mapping[str, AliasLine] = field(default_factory=dict)
    questions: Sequence[Mapping[str, object]] = ()
    inside: Sequence[DocumentRow] = ()
    others: Sequence[DocumentRow] = ()
    home: str = "raw"
    sayings: Sequence[Saying] = ()

    @property
    def folder(self) -> str:
        """The folder in which what a person says of the return stands, below the raw one or where it was given."""
        return posixpath.dirname(self.given)

    def beside(self, file: str) -> str:
        """A file beside the return, as a person at the raw folder's parent names it."""
        return posixpath.join(self.home, self.folder, file)

    @property
    def name(self) -> str:
        """What the document is called in the files beside the return."""
        return posixpath.relpath(self.row.path, self.folder) if self.folder else self.row.path

"""What every screen knows: who says something, at what address, and what was done last; and a part of a return."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flows.check.figure import amount
from flows.publish.report.addresses import return_page
from flows.publish.report.cropping import cropped
from flows.publish.report.drawing import draw
from flows.publish.report.evidence import Evidence, PagePicture
from flows.publish.report.marks import kinds, marks
from flows.publish.report.understood import said
from flows.review.acts import Act, Review
from flows.review.entries import EntryError
from flows.review.known_values import HINTS
from schemas.rows import DocumentRow, Observation

MOST = 60
"""Figures of which a screen shows the cells."""


@dataclass(frozen=True, slots=True)
class Where:
    """What every screen knows: the address of the review, who says something, and what was done last."""

    root: str
    review: Review
    act: Act | None = None

    def values(self, row: DocumentRow | None = None) -> dict[str, Any]:
        """What every template needs; of a return also the marks of the files beside it."""
        marks, closed = "", "This review was started with --read-only." if self.review.read_only else ""
        if row is not None and not closed:
            try:
                marks = self.review.beside(row).marks()
            except EntryError as error:
                closed = str(error)
        return {
            "root": self.root, "by": self.review.by, "act": self.act, "marks": marks, "closed": closed,
            "kinds": {kind.code: kind for kind in kinds()}, "home": f"{self.root}/", "hints": HINTS, "row": row,
        }  # fmt: skip

    def document(self, row: DocumentRow, figures: Iterable[int] = ()) -> str:
        """The address of the page of a return, at some of its figures."""
        at = ".".join(map(str, sorted(figures)))
        return f"{self.root}/{return_page(row)}{f'#f{at}' if at else ''}"

    def label(self, row: DocumentRow, label: str) -> str:
        """The address of the screen of a label."""
        return f"{self.root}/label/{row.document_id}?label={quote(label, safe='')}"


def in_words(rows: Sequence[Observation]) -> list[tuple[Observation, str, str]]:
    """Figures with what they count and how much."""
    return [(one, ", ".join(said(one).values()), amount(one)) for one in rows[:MOST]]


def shown(evidence: Evidence, rows: Sequence[Observation]) -> dict[str, Any]:
    """The part of a return in which some figures stand, drawn."""
    wanted = frozenset(one.observation_id for one in rows[:MOST])
    part = cropped(evidence, wanted)
    pictures = {one.number: one for one in part.pictures}
    return {
        "drawing": draw(part, marks(part.cells, part.observations)),
        "missing": evidence.missing,
        "picture": lambda number: _embedded(pictures[number]),
    }


def _embedded(picture: PagePicture) -> str:
    return "data:image/webp;base64," + base64.b64encode(picture.webp).decode()

"""The screens of one return: its page, alive, and those of a figure and of a label in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from flows.check.figure import amount, place_name
from flows.publish.force_names import force_name
from flows.publish.report.addresses import campaign_page, page_picture
from flows.publish.report.evidence import Evidence
from flows.publish.report.marks import numbered
from flows.publish.report.return_page import return_values
from flows.publish.report.sayings import Saying, sayings
from flows.publish.report.understood import said
from flows.read.framed import texts
from flows.read.grid import FramedGrid
from flows.read.sidecars import RESPONDENTS
from flows.review.entries import SIGNED, Beside, EntryError
from flows.review.frames import DIMENSIONS as FRAMED
from flows.review.frames import Frame
from flows.review.known_values import known_values
from flows.review.lines import CODED
from flows.review.queue import Found
from flows.review.rendering import page
from flows.review.where import Where, in_words, shown
from flows.tidy.labels.explain import explain
from flows.tidy.valued import ANSWERABLE
from schemas.rows import LEVELS, DocumentRow, Finding, Observation

KEYS = dict(zip(ANSWERABLE, "paxnem", strict=True))
"""The keys that go to the field of a dimension."""
SCOPES = ("column", "row")


def frame_html(
    where: Where,
    row: DocumentRow,
    frame: Frame | None,
    number: int,
    grid: FramedGrid | None = None,
    figures: Sequence[Observation] = (),
    why: str = "",
    said: Mapping[str, str] | None = None,
) -> str:
    """A page to draw a frame on, the table in the frame that was drawn, and the figures that it would give."""
    data = where.review.data
    picture = next(one for one in where.review.looks.of(data.rows, row.document_id).pictures if one.number == number)
    return page(
        "frame.html",
        **where.values(row),
        picture=picture,
        address=f"{where.root}/{page_picture(row, number)}",
        frame=frame,
        cells=texts(grid) if grid is not None else [],
        stubs=frame.stubs(grid.columns) if frame is not None and grid is not None else [],
        figures=in_words(figures),
        count=len(figures),
        why=why,
        filled={name: (said or {}).get(name, "") for name in FRAMED},
        number=number,
        dimensions=FRAMED,
        respondent=force_name(row.respondent),
        known={name: known_values(name, row.campaign, data.of_campaign(row.campaign)) for name in FRAMED},
        whole=where.document(row),
    )


def return_html(where: Where, row: DocumentRow) -> str:
    """The page of a return, alive: its figures, labels, questions and findings lead to where they are decided."""
    data = where.review.data
    evidence = where.review.looks.of(data.rows, row.document_id)
    with suppress(EntryError):  # the page says why nothing can be written there
        evidence = replace(evidence, sayings=entries_beside(where.review.beside(row)))
    values = return_values(evidence, data.rows.documents) | where.values(row)
    values["home"] = f"{where.root}/{campaign_page(row.campaign)}"
    values["alive"] = Alive(where, row)
    return page("alive.html", **values)


@dataclass(frozen=True, slots=True)
class Alive:
    """Where the things on the page of a return are decided, and what people said of it."""

    where: Where
    row: DocumentRow

    def figure(self, observation_id: str) -> str:
        """The screen of a figure."""
        return f"{self.where.root}/figure/{observation_id}"

    def label(self, label: str) -> str:
        """The screen of a label."""
        return self.where.label(self.row, label.rsplit(LEVELS, maxsplit=1)[-1])

    def counted(self) -> str:
        """The screen on which it is said what the figures count."""
        return f"{self.where.root}/counted/{self.row.document_id}"

    def readings(self) -> str:
        """The screen of the two readings, where they differ."""
        differ = self.row.second_reading == "differs"
        return f"{self.where.root}/second/{self.row.document_id}" if differ else ""

    def frame(self, number: int) -> str:
        """The screen on which a table is framed on a page."""
        return f"{self.where.root}/frame/{self.row.document_id}/{number}"

    def take_back(self, saying: Saying) -> str:
        """The form that takes an entry out of its file."""
        values = self.where.values(self.row)
        return Markup(page("take_back.html", **values, document_id=self.row.document_id, saying=saying))

    def finding(self, finding: Finding) -> str:
        """The screen of a finding."""
        return f"{self.where.root}/finding/{Found(self.row, finding.check, [finding]).name}"

    def question(self, question: Mapping[str, Any]) -> str:
        """The screen of a question."""
        return f"{self.where.root}/question/{question['question_id']}"


def figure_html(where: Where, figure: Observation) -> str:
    """One figure: another value, another meaning, or what its labels mean."""
    data = where.review.data
    row = data.rows.documents[figure.document_id]
    evidence = where.review.looks.of(data.rows, figure.document_id)
    labels = [
        (axis, label)
        for axis, labels in (("row", figure.raw_row_label), ("column", figure.raw_column_label))
        for label in (labels or "").split(LEVELS)
        if label
    ]
    campaign = data.of_campaign(figure.campaign)
    return page(
        "figure.html",
        **where.values(row),
        figure=figure,
        respondent=force_name(row.respondent),
        said=said(figure),
        amount=amount(figure),
        place=place_name(figure.place),
        labels=[(axis, one, where.label(row, one)) for axis, one in labels],
        dimensions=ANSWERABLE,
        keys=KEYS,
        scopes=[(name, len(mates)) for name in SCOPES if len(mates := alike(evidence, figure, name)) > 1],
        known={name: known_values(name, figure.campaign, campaign) for name in ANSWERABLE},
        whole=where.document(row, [numbered(evidence.observations)[figure.observation_id]]),
        **shown(evidence, [figure]),
    )


def alike(evidence: Evidence, figure: Observation, scope: str) -> list[Observation]:
    """The figures of the same row or column of a table; the figure alone for any other scope, and in the text."""
    at = getattr(figure.place, scope, None) if scope in SCOPES and figure.place.table is not None else None
    if at is None:
        return [figure]
    own = (one for one in evidence.observations if one.place.table == figure.place.table)
    return [one for one in own if getattr(one.place, scope) == at]


def label_html(where: Where, row: DocumentRow, label: str) -> str:
    """One label: what it means, in this return or in all of its folder."""
    data = where.review.data
    evidence = where.review.looks.of(data.rows, row.document_id)
    rows = [one for one in evidence.observations if label in _labels(one)]
    campaign = data.of_campaign(row.campaign)
    return page(
        "label.html",
        **where.values(row),
        label=label,
        likely=next((name for name in explain(label).meanings if name in CODED), CODED[0]),
        common=_common(rows),
        count=len(rows),
        dimensions=CODED,
        known={name: known_values(name, row.campaign, campaign) for name in CODED},
        whole=where.document(row),
        folder=evidence.folder,
        respondent=force_name(row.respondent),
        **shown(evidence, rows),
    )


def entries_beside(beside: Beside) -> list[Any]:
    """What stands in the files beside a return, entry by entry."""
    names = [name for name in beside.names if name in SIGNED or name.startswith(f"{RESPONDENTS}/")]
    return [one for name in names for one in sayings(name, beside.text(name))]


def _labels(row: Observation) -> list[str]:
    return [one for labels in (row.raw_row_label, row.raw_column_label) for one in (labels or "").split(LEVELS)]


def _common(rows: Sequence[Observation]) -> list[str]:
    words = [said(one) for one in rows]
    return [value for name, value in (words[0] if words else {}).items() if all(w.get(name) == value for w in words)]

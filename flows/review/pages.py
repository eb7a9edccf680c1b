"""The screens of the review: the queue, a question, a finding, a figure, a label, a return."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

import yaml
from markupsafe import Markup

from flows.check.figure import amount, place_name
from flows.publish.force_names import force_name
from flows.publish.report.addresses import campaign_page, return_page
from flows.publish.report.cropping import cropped
from flows.publish.report.drawing import draw
from flows.publish.report.evidence import Evidence, PagePicture
from flows.publish.report.marks import kinds, marks, numbered
from flows.publish.report.mending import mends
from flows.publish.report.return_page import return_values
from flows.publish.report.sayings import Saying, sayings
from flows.publish.report.understood import said
from flows.review.acts import Act, Review
from flows.review.dataset import Dataset
from flows.review.entries import WRITABLE, Beside, EntryError
from flows.review.known_values import HINTS, known_values
from flows.review.lines import CODED
from flows.review.queue import Found, at_place, message_of, queue, uncounted, words_of_place
from flows.review.rendering import page
from flows.tidy.valued import ANSWERABLE
from schemas.rows import LEVELS, DocumentRow, Finding, Observation, OpenQuestion

LOOKED = "looked at the return: it says so"
KEYS = dict(zip(ANSWERABLE, "paxnem", strict=True))
"""The keys that go to the field of a dimension."""
SCOPES = ("column", "row")
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


def queue_html(where: Where) -> str:
    """All that is to be decided, and the campaigns."""
    data = where.review.data
    campaigns = sorted({row.campaign for row in data.rows.documents.values()}, reverse=True)
    items = queue(data)
    return page(
        "queue.html",
        **where.values(),
        items=items,
        campaigns=[(name, f"{where.root}/{campaign_page(name)}") for name in campaigns],
        returns=[
            (row.path, where.document(row))
            for row in sorted(data.rows.documents.values(), key=lambda row: row.path)
            if row.container_id is None
        ],
        acts=where.review.acts[::-1],
    )


def question_html(where: Where, question: OpenQuestion, told: Mapping[str, Any] | None = None) -> str:
    """One question: its place lit, its options, and room for what is none of them."""
    data = where.review.data
    row = data.rows.documents[question.document_id]
    rows = data.hanging(question.question_id)
    evidence = where.review.looks.of(data.rows, question.document_id)
    asks = question.asks
    return page(
        "question.html",
        **where.values(row),
        question=question,
        progress=_progress(data, f"question/{question.question_id}"),
        options=[(one, reason_of(one.answer)) for one in question.options],
        told=told,
        figures=_in_words(rows),
        more=max(0, len(rows) - MOST),
        captions=list(dict.fromkeys(one.caption for one in rows if one.caption)),
        asked_for=asks if asks in ANSWERABLE else "",
        known=known_values(asks, question.campaign, data.of_campaign(question.campaign)),
        respondent=force_name(question.respondent),
        whole=where.document(row, [numbered(evidence.observations)[one.observation_id] for one in rows[:MOST]]),
        **_shown(evidence, rows),
    )


def finding_html(where: Where, found: Found) -> str:
    """The findings of one check in a return: their places lit, what would mend them, and why they may stand."""
    data = where.review.data
    row = found.document
    evidence = where.review.looks.of(data.rows, row.document_id)
    there = (one for finding in found.findings for one in at_place(finding, evidence.observations))
    rows = list({one.observation_id: one for one in there}.values()) or list(evidence.observations)
    return page(
        "finding.html",
        **where.values(row),
        found=found,
        findings=[(one, message_of(one), words_of_place(one), mends(one, evidence)) for one in found.findings],
        progress=_progress(data, f"finding/{found.name}"),
        figures=_in_words(rows),
        respondent=force_name(row.respondent),
        whole=where.document(row, [numbered(evidence.observations)[one.observation_id] for one in rows[:MOST]]),
        **_shown(evidence, rows),
    )


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
        said=said(figure),
        amount=amount(figure),
        place=place_name(figure.place),
        labels=[(axis, one, where.label(row, one)) for axis, one in labels],
        dimensions=ANSWERABLE,
        keys=KEYS,
        scopes=[(name, len(mates)) for name in SCOPES if len(mates := alike(evidence, figure, name)) > 1],
        known={name: known_values(name, figure.campaign, campaign) for name in ANSWERABLE},
        whole=where.document(row, [numbered(evidence.observations)[figure.observation_id]]),
        **_shown(evidence, [figure]),
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
        common=_common(rows),
        count=len(rows),
        dimensions=CODED,
        known={name: known_values(name, row.campaign, campaign) for name in CODED},
        whole=where.document(row),
        folder=evidence.folder,
        **_shown(evidence, rows),
    )


def counted_html(where: Where, row: DocumentRow) -> str:
    """The figures of a return of which nothing says what they count."""
    data = where.review.data
    evidence = where.review.looks.of(data.rows, row.document_id)
    rows = uncounted(evidence.observations)
    return page(
        "counted.html",
        **where.values(row),
        count=len(rows),
        name=f"counted/{row.document_id}",
        progress=_progress(data, f"counted/{row.document_id}"),
        respondent=force_name(row.respondent),
        captions=list(dict.fromkeys(one.caption for one in rows if one.caption)),
        known=known_values("measure", row.campaign, ()),
        folder=evidence.folder,
        whole=where.document(row),
        **_shown(evidence, rows),
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


def refusal_html(where: Where, message: str, back: str) -> str:
    """Why nothing was written, and the way back."""
    return page("refused.html", **where.values(), message=message, back=back)


def reason_of(answer: str) -> str:
    """The reason that the program offers with the line of an answer."""
    try:
        return str(yaml.safe_load(answer)[0]["why"])
    except (yaml.YAMLError, LookupError, TypeError):
        return LOOKED


def entries_beside(beside: Beside) -> list[Any]:
    """What stands in the files beside a return, entry by entry."""
    return [one for name in WRITABLE for one in sayings(name, beside.text(name))]


def _shown(evidence: Evidence, rows: Sequence[Observation]) -> dict[str, Any]:
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


def _progress(data: Dataset, name: str) -> tuple[int, int]:
    """Which of how many things to decide this is, from 1; 0 for one that is decided."""
    names = [item.name for item in queue(data)]
    return (names.index(name) + 1 if name in names else 0, len(names))


def _in_words(rows: Sequence[Observation]) -> list[tuple[Observation, str, str]]:
    """Figures with what they count and how much."""
    return [(one, ", ".join(said(one).values()), amount(one)) for one in rows[:MOST]]


def _labels(row: Observation) -> list[str]:
    return [one for labels in (row.raw_row_label, row.raw_column_label) for one in (labels or "").split(LEVELS)]


def _common(rows: Sequence[Observation]) -> list[str]:
    words = [said(one) for one in rows]
    return [value for name, value in (words[0] if words else {}).items() if all(w.get(name) == value for w in words)]

"""The screens on which something is decided: the queue, a question, findings, what figures count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from flows.publish.force_names import force_name
from flows.publish.report.addresses import campaign_page
from flows.publish.report.marks import numbered
from flows.publish.report.mending import mends
from flows.review.dataset import Dataset
from flows.review.known_values import known_values
from flows.review.queue import Found, at_place, message_of, queue, uncounted, words_of_place
from flows.review.recalling import request_of
from flows.review.rendering import page
from flows.review.where import MOST, Where, in_words, shown
from flows.tidy.valued import ANSWERABLE
from schemas.rows import DocumentRow, Observation, OpenQuestion

AT_A_GLANCE = 3
"""Figures named of each other return that an answer settles."""
LOOKED = "looked at the return: it says so"


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
    request = request_of(where.review.raw, question.campaign)
    return page(
        "question.html",
        **where.values(row),
        question=question,
        progress=_progress(data, f"question/{question.question_id}"),
        options=[(one, reason_of(one.answer)) for one in question.options],
        told=told,
        also=[_also(where, one) for one in data.settled_with(question)],
        figures=in_words(rows),
        more=max(0, len(rows) - MOST),
        captions=list(dict.fromkeys(one.caption for one in rows if one.caption)),
        asked_for=asks if asks in ANSWERABLE else "",
        known=known_values(asks, question.campaign, data.of_campaign(question.campaign), request),
        of_any={
            name: known_values(name, question.campaign, data.of_campaign(question.campaign), request)
            for name in (ANSWERABLE if asks == "layout" and question.table is None else ())
        },
        wording=request.wording,
        respondent=force_name(question.respondent),
        whole=where.document(row, [numbered(evidence.observations)[one.observation_id] for one in rows[:MOST]]),
        **shown(evidence, _with_parts(rows, evidence.observations) if asks == "total" else rows),
    )


def _with_parts(totals: Sequence[Observation], observations: Sequence[Observation]) -> list[Observation]:
    """Totals with the figures of their rows and columns, without which nobody can tell whether they add up."""
    lines = {(one.place.table, axis, getattr(one.place, axis)) for one in totals for axis in ("row", "column")}
    parts = [
        one
        for one in observations
        if one not in totals
        and any((one.place.table, axis, getattr(one.place, axis)) in lines for axis in ("row", "column"))
    ]
    return [*totals, *parts]


def _also(where: Where, question: OpenQuestion) -> tuple[OpenQuestion, str, str, str]:
    """A question of another return that an answer settles too: its force, its figures, the marks of the files beside.

    Without marks nothing can be written there, and it is not answered with the others.
    """
    data = where.review.data
    figures = ", ".join(much for _, _, much in in_words(data.hanging(question.question_id)[:AT_A_GLANCE]))
    more = f" and {question.figures - AT_A_GLANCE} more" if question.figures > AT_A_GLANCE else ""
    marks = where.values(data.rows.documents[question.document_id])["marks"]
    return question, force_name(question.respondent), figures + more, marks


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
        figures=in_words(rows),
        respondent=force_name(row.respondent),
        whole=where.document(row, [numbered(evidence.observations)[one.observation_id] for one in rows[:MOST]]),
        **shown(evidence, rows),
    )


def recalled_html(where: Where, row: DocumentRow) -> str:
    """What was said before and fits a return that has come since, to be confirmed at once."""
    data = where.review.data
    evidence = where.review.looks.of(data.rows, row.document_id)
    found = data.recalled.get(row.document_id, ())
    names = {one.question.question_id for one in found if one.question is not None}
    rows = [one for one in evidence.observations if names & set(one.questions)]
    name = f"as-before/{row.document_id}"
    return page(
        "recalled.html",
        **where.values(row),
        recalled=found,
        campaigns=sorted({one.item.campaign for one in found}),
        name=name,
        progress=_progress(data, name),
        respondent=force_name(row.respondent),
        whole=where.document(row),
        **shown(evidence, rows or evidence.observations),
    )


def counted_html(where: Where, row: DocumentRow) -> str:
    """The figures of a return of which nothing says what they count."""
    data = where.review.data
    evidence = where.review.looks.of(data.rows, row.document_id)
    rows = uncounted(evidence.observations)
    request = request_of(where.review.raw, row.campaign)
    return page(
        "counted.html",
        **where.values(row),
        count=len(rows),
        name=f"counted/{row.document_id}",
        progress=_progress(data, f"counted/{row.document_id}"),
        respondent=force_name(row.respondent),
        captions=list(dict.fromkeys(one.caption for one in rows if one.caption)),
        known=known_values("measure", row.campaign, (), request),
        wording=request.wording,
        folder=evidence.folder,
        whole=where.document(row),
        **shown(evidence, rows),
    )


def refusal_html(where: Where, message: str, back: str) -> str:
    """Why nothing was written, and the way back."""
    return page("refused.html", **where.values(), message=message, back=back)


def reason_of(answer: str) -> str:
    """The reason that the program offers with the line of an answer."""
    try:
        return str(yaml.safe_load(answer)[0]["why"])
    except (yaml.YAMLError, LookupError, TypeError):
        return LOOKED


def _progress(data: Dataset, name: str) -> tuple[int, int]:
    """Which of how many things to decide this is, from 1; 0 for one that is decided."""
    names = [item.name for item in queue(data)]
    return (names.index(name) + 1 if name in names else 0, len(names))

"""The addresses of two readings side by side: differences first, each settled with one key, or all of them together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from flows.publish.force_names import force_name
from flows.review import lines
from flows.review.acts import Review, Said
from flows.review.entries import Entry, EntryError
from flows.review.forms import Form, after, review_of, row_of, sent, voice, where
from flows.review.rendering import page
from flows.review.where import Where, in_words, shown
from flows.tidy.evidence.confidence import DIFFER, FIRST_ALONE, SECOND_ALONE
from flows.tidy.options import AS_READ, LEFT_OUT, SECOND
from schemas.rows import DocumentRow, Observation, OpenQuestion

router = APIRouter()
TITLES = {
    DIFFER: "The two readers say different things",
    SECOND_ALONE: "Only the second reader has these figures",
    FIRST_ALONE: "Only the program has these figures",
}
PICKED = "pick-"
LOOKED = "looked at the return: it says so"


@dataclass(frozen=True, slots=True)
class Asked:
    """An open question of a reading with its figures, and the key of the option by which each reader is right."""

    question: OpenQuestion
    rows: Sequence[Observation]
    kind: str

    @property
    def keys(self) -> dict[str, str]:
        """By reader the key of the option that says that this one is right."""
        known = {option.key for option in self.question.options}
        if self.kind == SECOND_ALONE:
            return {"first": LEFT_OUT, "second": AS_READ}
        return {"first": AS_READ, "second": SECOND if SECOND in known else LEFT_OUT}

    @property
    def part(self) -> str:
        """The table, or the text, that its figures stand in."""
        return f"table {self.question.table}" if self.question.table else "the text"

    @property
    def figures(self) -> list[tuple[Observation, str, str]]:
        """Its figures in words."""
        return in_words(self.rows)


def asked_of(review: Review, row: DocumentRow) -> list[Asked]:
    """The open questions of a return about its readings, differences first."""
    found = []
    for question in review.data.questions.values():
        if question.document_id == row.document_id and question.asks == "reading" and question.status == "open":
            rows = review.data.hanging(question.question_id)
            kind = next((kind for kind in TITLES if any(kind in one.flags for one in rows)), "")
            if kind:
                found.append(Asked(question, rows, kind))
    order = list(TITLES)
    return sorted(found, key=lambda one: (order.index(one.kind), one.question.table or 0, one.question.question_id))


@router.get("/second/{document_id}")
def readings_page(request: Request, document_id: str) -> HTMLResponse:
    here = where(request)
    return HTMLResponse(readings_html(here, here.review.data.rows.documents[document_id]))


@router.get("/second/{document_id}/effects")
def effects(request: Request, document_id: str) -> JSONResponse:
    review = where(request).review
    row = review.data.rows.documents[document_id]
    return JSONResponse({name: _would(review, row, picks) for name, picks in _together(asked_of(review, row)).items()})


@router.post("/second/{document_id}")
@sent
def settle(request: Request, form: Form) -> Response:
    review, row = review_of(request), row_of(request)
    asked = asked_of(review, row)
    together = _together(asked)
    every = form.get("every", "")
    picks = (
        together.get(every, {})
        if every
        else {k.removeprefix(PICKED): v for k, v in form.items() if k.startswith(PICKED)}
    )
    known = {one.question.question_id for one in asked}
    if not picks or not picks.keys() <= known:
        raise EntryError("Choose a reading of at least one figure. Nothing was written")
    said = Said(row, _entries(picks, voice(form, LOOKED)), form.get("marks", ""))
    act = review.say([said], f"{len(picks)} of {len(asked)} differences of two readings settled: {row.path}")
    return after(request, form, act, row)


def readings_html(here: Where, row: DocumentRow) -> str:
    """Both readings of a return side by side."""
    review = here.review
    asked = asked_of(review, row)
    rows = [figure for one in asked for figure in one.rows]
    evidence = review.looks.of(review.data.rows, row.document_id)
    twice = sum(len(one.read_by) > 1 for one in evidence.observations)
    readers = sorted({name for one in evidence.observations for name in one.read_by if name != "program"})
    return page(
        "two_readings.html",
        **here.values(row),
        groups=[(TITLES[kind], [one for one in asked if one.kind == kind]) for kind in TITLES],
        asked=len(asked),
        together={name: len(picks) for name, picks in _together(asked).items()},
        twice=twice,
        figures=len(evidence.observations),
        readers=readers,
        respondent=force_name(row.respondent),
        whole=here.document(row),
        **shown(evidence, rows or evidence.observations),
    )


def _together(asked: Sequence[Asked]) -> dict[str, dict[str, str]]:
    """What can be said at once: by its words the option of each question."""
    found: dict[str, dict[str, str]] = {}
    for reader, title in (("second", "The second reader is right"), ("first", "The program is right")):
        parts = dict.fromkeys(one.part for one in asked)
        found[f"{title} for the whole return"] = {one.question.question_id: one.keys[reader] for one in asked}
        if len(parts) > 1:
            for part in parts:
                own = {one.question.question_id: one.keys[reader] for one in asked if one.part == part}
                found[f"{title} for {part}"] = own
    offered = {one.question.question_id: AS_READ for one in asked if one.kind == SECOND_ALONE}
    if offered and len(offered) < len(asked):
        found["Take the figures that only the second reader has"] = offered
    return {name: picks for name, picks in found.items() if picks}


def _would(review: Review, row: DocumentRow, picks: Mapping[str, str]) -> list[str]:
    """What picking would change in the headline, in words."""
    nobody = lines.Voice("nobody", dt.date.today().isoformat(), "to see what would be")
    try:
        changed = review.would_be([Said(row, _entries(picks, nobody))])
    except EntryError as error:
        return [str(error)]
    return [f"{one.figure}: {one.before} → {one.now}" for one in changed] or ["nothing"]


def _entries(picks: Mapping[str, str], who: lines.Voice) -> list[Entry]:
    return [lines.answer(name, who, option=key) for name, key in sorted(picks.items())]

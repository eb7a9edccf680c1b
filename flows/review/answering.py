"""The addresses of a question: its options, what each would change, and the answer, of all returns that it settles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from flows.review import lines, pages
from flows.review.acts import Review, Said
from flows.review.entries import Entry, EntryError, FileChangedError
from flows.review.forms import ALSO, RESPONDENT, Form, review_of, sent, to, voice, where
from flows.review.return_screens import entries_beside
from flows.tidy.people.likeness import of_question
from flows.tidy.valued import ANSWERABLE
from schemas.rows import DocumentRow, OpenQuestion

router = APIRouter()


@router.get("/question/{name}")
def question_page(request: Request, name: str, told: str = "") -> HTMLResponse:
    here = where(request)
    question = here.review.data.questions[name]
    return HTMLResponse(pages.question_html(here, question, _told(here.review, name) if told else None))


@router.get("/question/{name}/effects")
def question_effects(request: Request, name: str) -> JSONResponse:
    return JSONResponse(_told(where(request).review, name))


@router.post("/question/{name}")
@sent
def answer(request: Request, form: Form) -> Response:
    review = review_of(request)
    name = request.path_params["name"]
    question = review.data.questions[name]
    option = next((one for one in question.options if one.key == form.get("option")), None)
    value = form.get("value", "").strip()
    value = f"{form['of']}: {value}" if value and form.get("of") in ANSWERABLE else value
    if option is None and not value:
        raise EntryError("Choose an option, or say what holds. Nothing was written")
    chosen = {"option": option.key} if option is not None else {"value": value}
    who = voice(form, pages.reason_of(option.answer) if option is not None else "")
    marks = {name: form.get("marks", "")}
    if form.get("all"):
        marks |= {key.removeprefix(ALSO): seen for key, seen in form.items() if key.startswith(ALSO)}
    together = [one for one in (question, *review.data.settled_with(question)) if one.question_id in marks]
    if len(together) < len(marks):
        raise FileChangedError("Not all of these returns are asked this any more. Nothing was written; look again")
    said = _answers(review, together, chosen, who, form.get("scope"), marks)
    returns = f" (of {len(said)} returns)" if len(said) > 1 else ""
    act = review.say(said, f"{question.text} {option.says if option is not None else value}{returns}")
    return to(request, f"/next?after=question/{name}&did={act.number}")


def _told(review: Review, name: str) -> dict[str, list[str]]:
    """What each option of a question would change in the headline, in words, said of all returns that it settles."""
    question = review.data.questions[name]
    together = [question, *review.data.settled_with(question)]
    voice = lines.Voice("nobody", dt.date.today().isoformat(), "to see what would be")
    told = {}
    for option in question.options:
        try:
            changed = review.would_be(_answers(review, together, {"option": option.key}, voice))
            told[option.key] = [f"{one.figure}: {one.before} → {one.now}" for one in changed] or ["nothing"]
        except EntryError as error:
            told[option.key] = [str(error)]
    return told


def _answers(
    review: Review,
    questions: Sequence[OpenQuestion],
    chosen: Mapping[str, str],
    who: lines.Voice,
    scope: str | None = None,
    marks: Mapping[str, str] = MappingProxyType({}),
) -> list[Said]:
    """One answer to questions alike; with the scope of a respondent remembered once for each.

    `marks`: by question_id, how the files beside its return were when they were shown.
    """
    rows, said, remembered = review.data.rows, [], set()
    for question in questions:
        row = rows.documents[question.document_id]
        entries = [lines.answer(question.question_id, who, **chosen)]
        if scope == RESPONDENT and row.respondent not in remembered:
            remembered.add(row.respondent)
            like = of_question(question, rows.observations[row.document_id], rows.cells[row.document_id])
            entries.append(lines.for_respondent(row, like, question.text, chosen, who))
        said.append(Said(row, entries, marks.get(question.question_id), _answered(review, row, question.question_id)))
    return said


def _answered(review: Review, row: DocumentRow, question: str) -> Entry | None:
    """The entry that answers a question already, to be replaced."""
    for one in entries_beside(review.beside(row)):
        if one.said.get("question") == question:
            return Entry(one.name, one.lines)
    return None

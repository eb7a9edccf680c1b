"""The addresses of the review. Every page works without a script: a form is sent, and leads to the next page."""

from __future__ import annotations

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response

from flows.publish.folders import DatasetError
from flows.publish.report.addresses import page_picture, return_page
from flows.review import answering, correcting, framing, lines, pages, remembering, two_readings
from flows.review.acts import Review, Said
from flows.review.entries import Entry, EntryError, FileChangedError
from flows.review.forms import RESPONDENT, Form, after, review_of, row_of, sent, to, voice, where
from flows.review.queue import following, found_of, message_of, queue
from flows.review.return_screens import entries_beside, label_html, return_html
from flows.review.where import Where
from flows.tidy.people.likeness import of_label, of_tables

router = APIRouter()


def create_app(review: Review) -> FastAPI:
    """The review as an application, to be set behind a Guard."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.state.review = review
    app.include_router(answering.router)
    app.include_router(correcting.router)
    app.include_router(framing.router)
    app.include_router(remembering.router)
    app.include_router(two_readings.router)
    app.include_router(router)
    app.add_exception_handler(EntryError, _refused)
    app.add_exception_handler(DatasetError, _refused)
    app.add_exception_handler(LookupError, _not_there)
    return app


@router.get("/")
def queue_page(request: Request) -> HTMLResponse:
    return HTMLResponse(pages.queue_html(where(request)))


@router.get("/next")
def next_page(request: Request, after: str = "", did: str = "") -> RedirectResponse:
    here = where(request)
    item = following(queue(here.review.data), after)
    name = f"/{item.name}" if item else "/"
    return to(request, f"{name}{f'?did={did}' if did else ''}")


@router.get("/finding/{name}")
def finding_page(request: Request, name: str) -> HTMLResponse:
    here = where(request)
    return HTMLResponse(pages.finding_html(here, found_of(here.review.data, name)))


@router.post("/finding/{name}")
@sent
def accept(request: Request, form: Form) -> Response:
    review = review_of(request)
    found = found_of(review.data, request.path_params["name"])
    row = found.document
    every = [one for one in review.data.findings if one.document_id == row.document_id]
    names = {one.finding_id for one in found.findings}
    mine = [one for one in every if one.finding_id in names]
    entry = lines.acceptances(mine, review.data.rows.observations[row.document_id], voice(form))
    act = review.say([Said(row, [entry], form.get("marks", ""))], f"May stand: {message_of(found.findings[0])}")
    return after(request, form, act, row)


@router.get("/counted/{document_id}")
def counted_page(request: Request, document_id: str) -> HTMLResponse:
    here = where(request)
    return HTMLResponse(pages.counted_html(here, here.review.data.rows.documents[document_id]))


@router.post("/counted/{document_id}")
@sent
def count(request: Request, form: Form) -> Response:
    review = review_of(request)
    row = row_of(request)
    evidence = review.looks.of(review.data.rows, row.document_id)
    measure = form.get("measure") or form.get("value", "").strip()
    scope, who = form.get("scope"), voice(form)
    entries = [lines.constant("measure", measure, who, None if scope == "folder" else evidence.name)]
    if scope == RESPONDENT:
        like = of_tables(evidence.observations, evidence.cells, row.campaign)
        said = {"recipe": f"measure: {measure}"}
        entries.append(lines.for_respondent(row, like, "What the figures of a return count", said, who))
    act = review.say([Said(row, entries, form.get("marks", ""))], f"The figures of {row.path} count {measure}")
    return after(request, form, act, row)


@router.get("/label/{document_id}")
def label_page(request: Request, document_id: str, label: str = "") -> HTMLResponse:
    here = where(request)
    return HTMLResponse(label_html(here, here.review.data.rows.documents[document_id], label))


@router.post("/label/{document_id}")
@sent
def mean(request: Request, form: Form) -> Response:
    review = review_of(request)
    row = row_of(request)
    evidence = review.looks.of(review.data.rows, row.document_id)
    label, dimension, meaning = (form.get(name, "").strip() for name in ("label", "dimension", "meaning"))
    values = {dimension: meaning} if meaning or dimension == lines.TOTAL else {}
    scope, who = form.get("scope"), voice(form)
    entries = [lines.label_rule(label, values, who, None if scope == "folder" else evidence.name)]
    if scope == RESPONDENT:
        said = {"recipe": "\n".join(lines.label_lines(label, values))}
        entries.append(lines.for_respondent(row, of_label(label, row.campaign), label, said, who))
    elif scope == "everywhere":
        entries.append(lines.everywhere(label, dimension, meaning))
    act = review.say([Said(row, entries, form.get("marks", ""))], f'"{label}" means {dimension} {meaning}'.strip())
    return after(request, form, act, row)


@router.post("/undo")
@sent
def undo(request: Request, form: Form) -> Response:
    number = form.get("number", "")
    act = review_of(request).undo(int(number) if number.isdecimal() else 0)
    return to(request, f"/?did={act.number}")


@router.post("/take-back/{document_id}")
@sent
def take_back(request: Request, form: Form) -> Response:
    review = review_of(request)
    row = row_of(request)
    wanted = (form.get("name", ""), form.get("lines", "").replace("\r\n", "\n"))
    there = [one for one in entries_beside(review.beside(row)) if (one.name, one.lines) == wanted]
    if not there:
        raise FileChangedError("These lines stand beside the return no more. Nothing was taken back")
    act = review.take_back(Said(row, [Entry(*wanted)], form.get("marks", "")))
    return after(request, form, act, row)


@router.get("/{name}.html")
def campaign_page(request: Request, name: str) -> HTMLResponse:
    here = where(request)
    return HTMLResponse(here.review.campaigns.get(f"{name}.html", here.review.data))


@router.get("/{campaign}/figures.html")
def figures_page(request: Request, campaign: str) -> HTMLResponse:
    here = where(request)
    return HTMLResponse(here.review.campaigns.get(f"{campaign}/figures.html", here.review.data))


@router.get("/{campaign}/charts/{chart}")
def chart(request: Request, campaign: str, chart: str) -> Response:
    here = where(request)
    drawn = here.review.campaigns.get(f"{campaign}/charts/{chart}", here.review.data)
    return Response(drawn, media_type="image/svg+xml")


@router.get("/{campaign}/pages/{picture}")
def picture(request: Request, campaign: str, picture: str) -> Response:
    here = where(request)
    for row in here.review.data.rows.documents.values():
        if picture.startswith(f"{row.document_id[:10]}-"):
            for one in here.review.looks.of(here.review.data.rows, row.document_id).pictures:
                if page_picture(row, one.number) == f"{campaign}/pages/{picture}":
                    return Response(one.webp, media_type="image/webp")
    raise LookupError(picture)


@router.get("/{campaign}/{name}")
def return_page_of(request: Request, campaign: str, name: str) -> HTMLResponse:
    here = where(request)
    for row in here.review.data.rows.documents.values():
        if return_page(row) == f"{campaign}/{name}":
            return HTMLResponse(return_html(here, row))
    raise LookupError(name)


def _refused(request: Request, error: Exception) -> Response:
    status = 409 if isinstance(error, FileChangedError) else 422
    if request.scope["path"].endswith("/effects"):
        return JSONResponse({}, status_code=status)
    here = Where(request.scope["root_path"], review_of(request))
    back = f"{here.root}{request.scope['path']}" if request.method == "GET" or _is_page(request) else f"{here.root}/"
    return HTMLResponse(pages.refusal_html(here, str(error), back), status_code=status)


def _is_page(request: Request) -> bool:
    """Whether the address of a form is that of the page that it stands on."""
    return str(request.scope["path"]).startswith(
        ("/question/", "/finding/", "/figure/", "/frame/", "/counted/", "/second/")
    )


def _not_there(request: Request, error: Exception) -> Response:
    return PlainTextResponse("There is no such page: it may be of a figure that is read otherwise now.\n", 404)

"""What the addresses of the review share: the form that was sent, who says it, and where it leads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import parse_qsl, quote

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response

from flows.publish.report.addresses import return_page
from flows.review import lines
from flows.review.acts import Act, Review
from flows.review.entries import EntryError
from flows.review.where import Where
from schemas.rows import DocumentRow

Form = Mapping[str, str]
RESPONDENT = "respondent"
"""The scope of what is remembered for the later returns of a respondent."""

ALSO = "also-"
"""Behind which a form names another question that the answer settles, with the marks of the files beside its return."""


def sent(handler: Callable[[Request, Form], Response]) -> Callable[[Request], Awaitable[Response]]:
    """A handler of a form, called with what was sent, in a thread of its own."""

    async def handle(request: Request) -> Response:
        body = (await request.body()).decode("utf-8", "replace")
        try:
            form = dict(parse_qsl(body, keep_blank_values=True, max_num_fields=100))
        except ValueError as error:
            raise EntryError("More fields were sent than any page of this has. Nothing was written") from error
        return await run_in_threadpool(_looked_at, request, handler, form)

    return handle


def _looked_at(request: Request, handler: Callable[[Request, Form], Response], form: Form) -> Response:
    review_of(request).data.look()
    return handler(request, form)


def review_of(request: Request) -> Review:
    """The review that is open."""
    review: Review = request.app.state.review
    return review


def row_of(request: Request) -> DocumentRow:
    """The return that the address names."""
    return review_of(request).data.rows.documents[request.path_params["document_id"]]


def where(request: Request) -> Where:
    """The data as they are now, and what was done last where the address says so."""
    review = review_of(request)
    review.data.look()
    number = request.query_params.get("did", "")
    act = next((one for one in review.acts if str(one.number) == number), None)
    return Where(request.scope["root_path"], review, act)


def voice(form: Form, reason: str = "") -> lines.Voice:
    why = form.get("why", "").strip() or reason
    return lines.Voice(form.get("by", "").strip(), dt.date.today().isoformat(), why)


def after(request: Request, form: Form, act: Act, row: DocumentRow) -> RedirectResponse:
    """To the next thing to decide where the form came from the queue, else back to the return."""
    if form.get("then"):
        return to(request, f"/next?after={quote(form['then'])}&did={act.number}")
    return to(request, f"/{return_page(row)}?did={act.number}")


def to(request: Request, address: str) -> RedirectResponse:
    return RedirectResponse(f"{request.scope['root_path']}{address}", status_code=303)

"""The addresses of what is remembered: what was said of an earlier return, confirmed for one that has come since."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from flows.review.acts import Said
from flows.review.forms import Form, after, review_of, row_of, sent, voice, where
from flows.review.pages import recalled_html
from flows.review.recalling import confirmation

router = APIRouter()
AS_BEFORE = "it says the same, in the same places"


@router.get("/as-before/{document_id}")
def recalled_page(request: Request, document_id: str) -> HTMLResponse:
    here = where(request)
    return HTMLResponse(recalled_html(here, here.review.data.rows.documents[document_id]))


@router.post("/as-before/{document_id}")
@sent
def confirm(request: Request, form: Form) -> Response:
    review = review_of(request)
    row = row_of(request)
    evidence = review.looks.of(review.data.rows, row.document_id)
    entries = confirmation(review, row, evidence, voice(form, AS_BEFORE))
    what = f"As before: {len(entries)} thing{'s' * (len(entries) != 1)} said again of {row.path}"
    return after(request, form, review.say([Said(row, entries, form.get("marks", ""))], what), row)

"""The addresses of the screen on which a table is framed on a page."""

from __future__ import annotations

import math
from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from flows.read.grid import Box
from flows.read.sidecars import TABLE
from flows.review.entries import EntryError
from flows.review.forms import Form, after, review_of, sent, where
from flows.review.frames import DIMENSIONS, Frame, figures_of, table_lines
from flows.review.return_screens import frame_html

router = APIRouter()
EDGES = ("x0", "top", "x1", "bottom")


@router.get("/frame/{document_id}/{number}")
def frame_page(request: Request, document_id: str, number: int) -> HTMLResponse:
    here = where(request)
    row = here.review.data.rows.documents[document_id]
    frame = _frame(request.query_params, number) if "x0" in request.query_params else None
    given = here.review.rereading.return_of(row)
    cells = here.review.looks.framed(given, row, frame) if frame and given else []
    return HTMLResponse(frame_html(here, row, frame, cells, number))


@router.post("/frame/{document_id}/{number}")
@sent
def take(request: Request, form: Form) -> Response:
    review = review_of(request)
    row = review.data.rows.documents[request.path_params["document_id"]]
    frame = _frame(form, int(request.path_params["number"]))
    given = review.rereading.return_of(row)
    if given is None:
        raise EntryError(f"{row.path}: is not among the returns any more; ingest again")
    table = figures_of(review.looks.framed(given, row, frame), frame)
    all_of = {name: form.get(name, "") for name in DIMENSIONS}
    name = review.looks.of(review.data.rows, row.document_id).name
    entry = table_lines(name, frame, table.figures, all_of, review.beside(row).text(TABLE))
    what = f"{len(table.figures)} figures of a table on page {frame.page}"
    act = review.say(row, [entry], form.get("marks", ""), what)
    return after(request, form, act, row)


def _frame(said: Mapping[str, str], page: int) -> Frame:
    """A frame as the fields of the screen say it. Raises EntryError for what is none."""
    try:
        edges = [float(said.get(name, "")) for name in EDGES]
        counts = [int(said.get(name, "1")) for name in ("header_rows", "stub_columns")]
    except ValueError as error:
        raise EntryError("A frame is four numbers, in points, and its labels are whole numbers of rows") from error
    if (
        not all(map(math.isfinite, edges))
        or edges[2] <= edges[0]
        or edges[3] <= edges[1]
        or not all(0 <= one <= 20 for one in counts)
    ):
        raise EntryError("The frame ends before it begins, or has more labels than any table")
    return Frame(page, Box(*edges), *counts)

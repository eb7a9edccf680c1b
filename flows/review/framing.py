"""The addresses of the screen on which a table is framed on a page."""

from __future__ import annotations

import math
from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.background import BackgroundTask

from flows.read.grid import Box, FramedGrid
from flows.review.acts import Review, Said
from flows.review.entries import EntryError
from flows.review.forms import RESPONDENT, Form, after, review_of, row_of, sent, voice, where
from flows.review.frames import DIMENSIONS, Frame, frame_lines
from flows.review.lines import Voice, for_respondent, rule
from flows.review.return_screens import frame_html
from flows.tidy.people.likeness import of_tables
from schemas.rows import DocumentRow, Observation, Place

router = APIRouter()
NOBODY = Voice("nobody", "2000-01-01", "to see what would be")
EDGES = ("x0", "top", "x1", "bottom")
COUNTS = {"header_rows": "1", "stub_columns": "1", "right_stub_columns": "0"}
"""The fields of a frame's labels, each with what holds where it is not said."""


@router.get("/frame/{document_id}/{number}")
def frame_page(request: Request, document_id: str, number: int) -> HTMLResponse:
    here = where(request)
    row = here.review.data.rows.documents[document_id]
    given = here.review.rereading.return_of(row)
    if "x0" not in request.query_params:
        ahead = BackgroundTask(here.review.looks.read_ahead, given, row, number) if given else None
        return HTMLResponse(frame_html(here, row, None, number), background=ahead)
    frame = _frame(request.query_params, number)
    grid = here.review.looks.framed(given, row, frame) if given else None
    rows, why = _would_give(here.review, row, frame, grid, request.query_params) if grid and grid.cells else ([], "")
    return HTMLResponse(frame_html(here, row, frame, number, grid, rows, why, request.query_params))


@router.post("/frame/{document_id}/{number}")
@sent
def take(request: Request, form: Form) -> Response:
    review = review_of(request)
    row = row_of(request)
    frame = _frame(form, int(request.path_params["number"]))
    given = review.rereading.return_of(row)
    if given is None:
        raise EntryError(f"{row.path}: is not among the returns any more; ingest again")
    grid = review.looks.framed(given, row, frame)
    rows, why = _would_give(review, row, frame, grid, form)
    if not rows:
        raise EntryError(why or "No figure stands in this frame. Nothing was written")
    what = f"{len(rows)} figures of a table on page {frame.page}"
    evidence, who = review.looks.of(review.data.rows, row.document_id), voice(form)
    said = _lines(frame, grid, form)
    entries = [rule(said, who, evidence.name)]
    if form.get("scope") == RESPONDENT:
        like = of_tables(evidence.observations, evidence.cells, row.campaign)
        words = f"The table framed on page {frame.page} at {', '.join(f'{edge:g}' for edge in frame.box)}"
        entries.append(for_respondent(row, like, words, {"recipe": "\n".join(said)}, who))
    act = review.say([Said(row, entries, form.get("marks", ""))], what)
    return after(request, form, act, row)


def _lines(frame: Frame, grid: FramedGrid, said: Mapping[str, str]) -> list[str]:
    return frame_lines(frame, grid.columns, {name: said.get(name, "") for name in DIMENSIONS})


def _would_give(
    review: Review, row: DocumentRow, frame: Frame, grid: FramedGrid, said: Mapping[str, str]
) -> tuple[list[Observation], str]:
    """The figures that a frame would give, in their order; where it cannot be followed, none and why."""
    try:
        name = review.looks.of(review.data.rows, row.document_id).name
        made = review.supposed(row, [rule(_lines(frame, grid, said), NOBODY, name)])
    except EntryError as error:
        return [], str(error)
    inside = [one for one in made.observations if one.document_id == row.document_id and _stands_in(one.place, frame)]
    return sorted(inside, key=lambda one: (one.place.table or 0, one.place.row or 0, one.place.column or 0)), ""


def _stands_in(place: Place, frame: Frame) -> bool:
    if place.page != frame.page or None in (place.x0, place.x1, place.top, place.bottom):
        return False
    x, y = ((place.x0 or 0) + (place.x1 or 0)) / 2, ((place.top or 0) + (place.bottom or 0)) / 2
    return frame.box.x0 <= x <= frame.box.x1 and frame.box.top <= y <= frame.box.bottom


def _frame(said: Mapping[str, str], page: int) -> Frame:
    """A frame as the fields of the screen say it. Raises EntryError for what is none."""
    try:
        edges = [float(said.get(name, "")) for name in EDGES]
        counts = [int(said.get(name, default)) for name, default in COUNTS.items()]
    except ValueError as error:
        raise EntryError("A frame is four numbers, in points; its labels are whole numbers of lines") from error
    if (
        not all(map(math.isfinite, edges))
        or edges[2] <= edges[0]
        or edges[3] <= edges[1]
        or not all(0 <= one <= 20 for one in counts)
    ):
        raise EntryError("The frame ends before it begins, or has more labels than any table")
    return Frame(page, Box(*edges), *counts)

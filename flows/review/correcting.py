"""The addresses of a figure: another value of it, or what it counts, or all figures of its row or column."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from flows.review import lines
from flows.review.acts import Review, Said
from flows.review.entries import Entry, EntryError
from flows.review.forms import RESPONDENT, Form, after, review_of, sent, voice, where
from flows.review.return_screens import SCOPES, alike, figure_html
from flows.tidy.people.likeness import of_tables
from flows.tidy.people.values import read_value
from flows.tidy.valued import ANSWERABLE, give
from schemas.rows import DocumentRow, Observation

router = APIRouter()
OTHERWISE = "Where a label in print says otherwise, it comes again: say what the label means, and have that remembered"


@router.get("/figure/{name}")
def figure_page(request: Request, name: str) -> HTMLResponse:
    here = where(request)
    return HTMLResponse(figure_html(here, _figure(here.review, name)))


@router.post("/figure/{name}")
@sent
def correct(request: Request, form: Form) -> Response:
    review = review_of(request)
    figure = _figure(review, request.path_params["name"])
    row = review.data.rows.documents[figure.document_id]
    evidence = review.looks.of(review.data.rows, figure.document_id)
    value, scope = form.get("value", "").strip(), form.get("scope", "")
    values = {name: said for name in ANSWERABLE if (said := form.get(name, "").strip())}
    rows = alike(evidence, figure, scope)
    entries = [lines.corrections(evidence, rows, voice(form), value, values)]
    if form.get("remember") == RESPONDENT:
        if scope not in SCOPES or value or figure.place.table is None:
            raise EntryError("Only what a row or a column counts can be remembered for later. Nothing was written")
        laid = lines.laid_label(figure, scope, values)
        rule = lines.rule(laid, voice(form), evidence.name)
        _holds(review, row, rule, rows, values)
        like = of_tables(evidence.observations, evidence.cells, row.campaign)
        words = f"What {scope} {getattr(figure.place, scope)} of table {figure.place.table} counts"
        entries = [rule, lines.for_respondent(row, like, words, {"recipe": "\n".join(laid)}, voice(form))]
    told = ", ".join(filter(None, (value, *(f"{name} {one}" for name, one in values.items()))))
    whose = f'"{figure.raw_value or ""}"' if len(rows) == 1 else f"All {len(rows)} figures of a {scope}"
    act = review.say([Said(row, entries, form.get("marks", ""))], f"{whose}: {told}")
    return after(request, form, act, row)


def _figure(review: Review, name: str) -> Observation:
    figure = review.data.observation(name)
    if figure is None:
        raise LookupError(name)
    return figure


def _holds(
    review: Review, row: DocumentRow, rule: Entry, rows: Sequence[Observation], values: Mapping[str, str]
) -> None:
    """Raises EntryError where figures would not count what is said of them, as labels in print say otherwise."""
    try:
        made = {one.observation_id: one for one in review.supposed(row, [rule]).observations}
    except EntryError as error:
        raise EntryError(f"{error}. {OTHERWISE}") from error
    for one in rows:
        now = made.get(one.observation_id)
        if now is None or _counting(now, values) != now:
            raise EntryError(f"Nothing was written. {OTHERWISE}")


def _counting(row: Observation, values: Mapping[str, str]) -> Observation:
    """A figure as it would be with some values."""
    meant = copy.copy(row)
    for name, words in values.items():
        give(meant, name, read_value(name, words))
    return meant

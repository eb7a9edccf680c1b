"""Questions that one answer settles: the same question, with the same options, of returns that are filled in alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from flows.ingestion.evidence import Published
from flows.tidy.people.likeness import of_question
from schemas.code_tables import load_codes
from schemas.rows import OpenQuestion

MOST = 40
"""Returns that are answered for at once: each of them is looked at, and all are listed on the page."""


def alike(questions: Iterable[OpenQuestion], rows: Published) -> Iterator[list[OpenQuestion]]:
    """The open questions, those of one campaign together that one answer settles.

    In the same words, in the same places, years told from the campaign's; the sender's own name may be another.
    """
    offered: defaultdict[tuple[str, ...], list[OpenQuestion]] = defaultdict(list)
    for one in questions:
        row = rows.documents.get(one.document_id)
        if one.status != "answered" and row is not None and not row.superseded_by:
            offered[one.campaign, one.asks, *(option.key for option in one.options)].append(one)
    for group in offered.values():
        if len({one.document_id for one in group}) == 1:  # within a return the program has put together what it could
            yield from ([one] for one in group)
            continue
        same: defaultdict[str, list[OpenQuestion]] = defaultdict(list)
        for one in group:
            same[_mark(one, rows)].append(one)
        for found in same.values():
            yield from (found[at : at + MOST] for at in range(0, len(found), MOST))


def _mark(question: OpenQuestion, rows: Published) -> str:
    force = load_codes("forces").get(question.respondent, {})
    names = [name for name in (force.get("name"), force.get("short_name")) if name]
    return of_question(question, rows.observations[question.document_id], rows.cells[question.document_id], names)

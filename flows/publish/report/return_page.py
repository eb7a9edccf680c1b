"""The page of one return: as it looked on the one side, what was read of it on the other."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flows.check.figure import place_name
from flows.publish.force_names import force_name
from flows.publish.parquet import ordered
from flows.publish.report.addresses import campaign_page, page_picture, return_page
from flows.publish.report.drawing import as_it_goes, draw
from flows.publish.report.evidence import Evidence
from flows.publish.report.figures_list import figure_tables
from flows.publish.report.marks import Mark, kinds, legend, marks
from flows.publish.report.mending import Mend, acceptance, mends, named_measure
from flows.publish.report.rendering import render
from schemas.code_tables import load_codes
from schemas.doubt import in_doubt
from schemas.models import FINDINGS
from schemas.rows import DocumentRow, Finding


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with the cell that it is about, 0 where it has none, and what would mend it or let it stand."""

    finding: Finding
    message: str
    place: str
    cell: int
    mends: Sequence[Mend]
    acceptance: Mend | None = None


def return_html(evidence: Evidence, documents: Mapping[str, DocumentRow], alone: bool = False) -> str:
    """The page of a document. `documents` are all of the data set, by document_id, for its links to others.

    `alone`: it is not part of a report, so it leads to no campaign.
    """
    return render("return.html", **return_values(evidence, documents, alone))


def return_values(evidence: Evidence, documents: Mapping[str, DocumentRow], alone: bool = False) -> dict[str, Any]:
    """What the page of a document shows, by the names that its template has for it."""
    row = evidence.row
    found = marks(evidence.cells, evidence.observations)
    link = linker(row)
    drawing = draw(evidence, found)
    tables = figure_tables(evidence.observations, list(as_it_goes(drawing)))
    uncounted = [table.title for table in tables if not table.understood.counted]
    later = {row.superseded_by or "", *(one.superseded_by or "" for one in evidence.observations)}
    return {
        "row": row,
        "title": row.path,
        "outcome": load_codes("outcomes")[row.outcome]["meaning"],
        "home": "" if alone else link(campaign_page(row.campaign)),
        "picture": lambda page: link(page_picture(row, page)),
        "drawing": drawing,
        "missing": evidence.missing,
        "kinds": {kind.code: kind for kind in kinds()},
        "legend": legend(found),
        "tables": tables,
        "respondent": force_name(row.respondent),
        "uncounted": uncounted,
        "naming": named_measure(evidence),
        "findings": finding_views(evidence, found),
        "questions": evidence.questions,
        "figures": len(evidence.observations),
        "readings": _readings(row, evidence),
        "doubtful": sum(map(in_doubt, evidence.observations)),
        "replaced_by": [
            (documents[name].path, link(return_page(documents[name]))) for name in sorted(later) if name in documents
        ],
        "container": _linked(row.container_id, documents, link),
        "inside": [(one.path, link(return_page(one))) for one in evidence.inside],
        "file_in_yaml": evidence.name,
        "corrections": evidence.beside("corrections.yml"),
        "answers": evidence.beside("answers.yml"),
        "sayings": [one for one in evidence.sayings if one.of(evidence.name)],
        "alive": None,
    }


def _readings(row: DocumentRow, evidence: Evidence) -> str:
    """Who read a document a second time, when, and what came of it."""
    told = [one.message.partition(": ")[2] for one in evidence.findings if one.check.startswith("second_")]
    return "; ".join(told) or load_codes("second_readings")[row.second_reading]["meaning"]


def linker(row: DocumentRow) -> Callable[[str], str]:
    """Addresses below the report's folder as seen from the page of a document."""
    here = os.path.dirname(return_page(row))
    return lambda address: posixpath.relpath(address, here)


def finding_views(evidence: Evidence, found: Sequence[Mark]) -> list[FindingView]:
    """The findings of a document, gravest first."""
    at: dict[tuple[int | None, int | None, int | None], int] = {}
    for mark in found:
        if mark.place.table is not None:
            for column in (mark.place.column, None):
                at.setdefault((mark.place.table, mark.place.row, column), mark.number)
    views = []
    for one in ordered(FINDINGS, evidence.findings):
        place, where = (one.place.table, one.place.row, one.place.column), place_name(one.place)
        message = one.message
        for told in (one.path or "", where):
            message = message.removeprefix(told).removeprefix(":").lstrip()
        views.append(
            FindingView(one, message, where, at.get(place, 0), mends(one, evidence), acceptance(one, evidence))
        )
    return views


def _linked(
    name: str | None, documents: Mapping[str, DocumentRow], link: Callable[[str], str]
) -> tuple[str, str] | None:
    row = documents.get(name or "")
    return (row.path, link(return_page(row))) if row else None

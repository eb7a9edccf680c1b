"""What to decide next: open questions and findings, those first on which most published figures hang."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flows.check.figure import place_name
from flows.review.dataset import Dataset
from schemas.rows import Finding, HeadlineFigure, Observation

RANK = {"error": 0, "warning": 1}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to decide: `name` is its address below the review, `hang` how many published figures wait for it."""

    name: str
    kind: str
    text: str
    path: str
    hang: int
    figures: int
    newest: str


def queue(data: Dataset) -> list[Item]:
    """All that is to be decided, in turn."""
    published = _published(data.headline)
    items = []
    for question in data.questions.values():
        row = data.document(question.document_id)
        if question.status == "answered" or row is None or row.superseded_by:
            continue
        hang = _hang(data.hanging(question.question_id), published)
        address = f"question/{question.question_id}"
        items.append(
            Item(address, "question", question.text, question.path, hang, question.figures, question.campaign)
        )
    for one in data.findings:
        row = data.document(one.document_id or "")
        if one.severity not in RANK or row is None or row.superseded_by or is_accepted(one):
            continue
        rows = at_place(one, data.rows.observations[row.document_id])
        text = one.message.removeprefix(one.path or "").removeprefix(":").strip()
        address = f"finding/{finding_name(one)}"
        items.append(Item(address, one.severity, text, row.path, _hang(rows, published), len(rows), row.campaign))
    return sorted(items, key=_turn)


def at_place(finding: Finding, observations: Iterable[Observation]) -> list[Observation]:
    """The figures that stand where a finding points; none for one that points nowhere."""
    place = finding.place
    if place.table is None or place.row is None:
        return []
    return [
        row
        for row in observations
        if (row.place.table, row.place.row) == (place.table, place.row) and place.column in (None, row.place.column)
    ]


def words_of_place(finding: Finding) -> str:
    """Where a finding points, in words."""
    return place_name(finding.place)


def _turn(item: Item) -> tuple[int, int, int, str, str]:
    return (-item.hang, RANK.get(item.kind, 1), -item.figures, item.path, item.name)


def _published(headline: Iterable[HeadlineFigure]) -> Mapping[str, set[tuple[str, str, str, str]]]:
    """observation_id -> the published figures that rest on it, or would if it were sure."""
    found: defaultdict[str, set[tuple[str, str, str, str]]] = defaultdict(set)
    for row in headline:
        for one in row.observation_ids:
            found[one].add((row.campaign, row.force_id, row.quantity, row.year))
    return found


def _hang(rows: Iterable[Observation], published: Mapping[str, set[tuple[str, str, str, str]]]) -> int:
    return len({figure for row in rows for figure in published.get(row.observation_id, ())})


def finding_name(finding: Finding) -> str:
    """What a finding is called in addresses."""
    place = finding.place
    parts = (finding.check, finding.document_id, place.page, place.sheet, place.table, place.row, place.column)
    return hashlib.sha256(json.dumps([*parts, finding.message]).encode()).hexdigest()[:16]


def finding_named(findings: Iterable[Finding], name: str) -> Finding:
    """The finding of a name. Raises LookupError where it is there no more."""
    for one in findings:
        if one.document_id is not None and finding_name(one) == name:
            return one
    raise LookupError(name)


def is_accepted(finding: Finding) -> bool:
    """Whether a person let a finding stand."""
    return bool(getattr(finding, "accepted_by", None) or getattr(finding, "accepted_why", None))

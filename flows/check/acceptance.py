"""Findings that people let stand, each until a figure that it names changes."""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from schemas.rows import Finding, Observation, Place, Severity

STALE, OUTDATED, OPEN_ENDED = "acceptance_stale", "acceptance_outdated", "acceptance_open_ended"
OF_ACCEPTANCES = (STALE, OUTDATED, OPEN_ENDED)
"""What is found of acceptances themselves."""
AGAIN = "look at the figures again: where it may still stand, write seen: {seen}; else mend it and delete the entry"
GONE = "delete the entry, or copy the name of a finding from foi validate or the page of the return"


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What a person says of a finding. `seen` is the digest of the figures that it named then, `origin` file and line.

    `campaign` and `respondent` are those of the returns that it stands beside.
    """

    finding: str
    why: str
    by: str | None
    on: str | None
    seen: str | None
    origin: str
    campaign: str
    respondent: str

    @property
    def words(self) -> str:
        """Why, and who says so."""
        signed = ", ".join(filter(None, (self.by, self.on)))
        return f"{self.why} ({signed})" if signed else self.why


def finding_id(finding: Finding) -> str:
    """The name of a finding: of its check, document, place and value, whatever its words."""
    place = finding.place
    of = finding.document_id or f"{finding.campaign}/{finding.respondent}/{finding.path}"
    at = (place.page, place.sheet, place.table, place.row, place.column)
    return hashlib.sha256(json.dumps([finding.check, of, *at, finding.raw_value]).encode()).hexdigest()[:16]


def named(finding: Finding, observations: Iterable[Observation]) -> list[Observation]:
    """The figures that a finding lists, else those at its place; of an error without a place all of its document."""
    if finding.observation_ids:
        return [row for row in observations if row.observation_id in set(finding.observation_ids)]
    if finding.document_id is None or (finding.place == Place() and finding.severity != "error"):
        return []
    return [
        row for row in observations if row.document_id == finding.document_id and stands_at(finding.place, row.place)
    ]


def digest(findings: Sequence[Finding], observations: Iterable[Observation]) -> str:
    """What tells whether the findings of one name, and the figures that they name, are as they were."""
    rows = {row.observation_id: row for one in findings for row in named(one, observations)}
    figures = [
        (row.observation_id, row.count, row.unit, str(float(row.value or 0)), row.status, row.count_low,
         row.count_high, row.period_label, row.offence_code, row.offence_group, row.age_band, row.sex, row.online,
         row.force_id, row.measure)
        for _, row in sorted(rows.items())
    ]  # fmt: skip
    # Of the words only the numbers: these tell figures elsewhere that it names, the others are the program's.
    told = sorted(re.findall(r"\d+", one.message) for one in findings)
    return hashlib.sha256(json.dumps([told, figures]).encode()).hexdigest()[:12]


def accept(
    findings: Sequence[Finding], acceptances: Iterable[Acceptance], observations: Sequence[Observation]
) -> list[Finding]:
    """The findings, each with its name, those that somebody accepts marked, and what is to be said of acceptances."""
    by_id: defaultdict[str, list[int]] = defaultdict(list)
    found = [replace(one, finding_id=finding_id(one), accepted_by=None, accepted_why=None) for one in findings]
    for at, one in enumerate(found):
        by_id[one.finding_id].append(at)
    for said in acceptances:
        own = by_id.get(said.finding, [])
        if not own:
            what = "no finding has this name any more: it is mended, or its document is another"
            found.append(_of(said, STALE, "warning", what, GONE))
            continue
        seen = digest([found[at] for at in own], observations)
        if said.seen not in (None, seen):
            what = f"the figures have changed since {found[own[0]].check} was accepted: {said.words}"
            found.append(_of(said, OUTDATED, "warning", what, AGAIN.format(seen=seen), found[own[0]]))
            continue
        for at in own:
            found[at] = replace(found[at], accepted_by=said.by or "", accepted_why=said.why)
        if said.seen is None:
            what = "accepted for the document as it is, whatever becomes of the figures"
            found.append(_of(said, OPEN_ENDED, "info", what, f"add seen: {seen}", found[own[0]]))
    return found


def stands_at(place: Place, of: Place) -> bool:
    """Whether a figure stands at a place; what the place does not say is no bound."""
    names = ("page", "sheet", "table", "row", "column")
    return all(getattr(place, name) in (None, getattr(of, name)) for name in names)


def _of(
    said: Acceptance, check: str, severity: Severity, what: str, remedy: str, about: Finding | None = None
) -> Finding:
    found = Finding(
        severity, check, f"{said.origin}: {what}", remedy, said.campaign, said.respondent, raw_value=said.finding
    )
    if about is not None:
        found = replace(found, document_id=about.document_id, path=about.path, place=about.place)
    return replace(found, finding_id=finding_id(found))

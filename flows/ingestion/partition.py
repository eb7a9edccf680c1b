"""One partition: all that the returns of one respondent in one campaign come to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from flows.check.ledger import balance, count_fates
from flows.check.quarantine import sift
from flows.check.rules import check_respondent
from flows.check.supersede import supersede
from flows.ingestion.understanding import STOPPED
from flows.publish.parquet import ordered
from flows.tidy.force.of_return import settle
from flows.tidy.people.advice import unmatched
from flows.tidy.people.standing import restated, unanswering
from flows.tidy.result import Tidied
from schemas.models import OBSERVATIONS
from schemas.rows import DocumentRow, Finding, LedgerCell, Observation, OpenQuestion, Outcome, QuarantinedRow

_NOT_ALL_READ: dict[Outcome, Outcome] = {"no_figures": "unreadable", "answered": "part"}


@dataclass(slots=True)
class Made:
    """The rows of one partition, checked and ready to be published."""

    documents: list[DocumentRow]
    observations: list[Observation]
    cells: list[LedgerCell]
    quarantined: list[QuarantinedRow]
    findings: list[Finding] = field(default_factory=list)
    questions: list[OpenQuestion] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether no document was given up that another run may understand."""
        return not any(finding.check == STOPPED for finding in self.findings)


def make(understood: Sequence[Tidied]) -> Made:
    """Put together what was understood of each document: force, superseding, what the schema refuses, checks."""
    settle(understood)
    documents = [tidied.row for tidied in understood]
    outcomes_of_whole_returns(documents)
    superseded = supersede(
        documents,
        [row for tidied in understood for row in tidied.observations],
        [claim for tidied in understood for claim in tidied.claims],
    )
    sifted = sift(superseded.observations, [cell for tidied in understood for cell in tidied.cells])
    documents = [count_fates(row, sifted.cells) for row in superseded.documents]
    findings = [finding for tidied in understood for finding in tidied.findings]
    findings += [replace(one, **_origin(tidied)) for tidied in understood for one in tidied.answers.findings]
    findings += superseded.findings + sifted.findings + unmatched(understood) + unanswering(understood)
    findings += balance(sifted.observations, sifted.cells, sifted.refused)
    # In the order of the files, in which validation finds them again.
    findings += check_respondent(documents, ordered(OBSERVATIONS, sifted.observations), sifted.cells)
    hanging = Counter(name for row in sifted.observations for name in row.questions)
    questions = restated([one for tidied in understood for one in tidied.questions], hanging)
    return Made(documents, sifted.observations, sifted.cells, sifted.refused, findings, questions)


def _origin(tidied: Tidied) -> dict[str, Any]:
    row = tidied.row
    names = ("campaign", "respondent", "document_id", "path")
    return {name: getattr(row, name) for name in names}


def outcomes_of_whole_returns(documents: Sequence[DocumentRow]) -> None:
    """Give every container the outcome and the exemptions of all that it holds, itself included.

    What was not read of a document counts: without figures it is unreadable, with figures answered in part.
    """
    inside: defaultdict[str, list[DocumentRow]] = defaultdict(list)
    for row in documents:
        if row.container_id is not None:
            inside[row.container_id].append(row)

    def whole(row: DocumentRow) -> bool:
        """Whether all of it was read."""
        members = inside.pop(row.document_id, [])
        read = not row.partial
        for member in members:
            read = whole(member) and read
        outcome = outcome_of([part.outcome for part in (row, *members)])
        row.outcome = outcome if read else _NOT_ALL_READ.get(outcome, outcome)
        row.exemptions = sorted({section for part in (row, *members) for section in part.exemptions})
        row.questions = next((part.questions for part in (row, *members) if part.questions), [])
        return read

    listed = {row.document_id for row in documents}
    for row in documents:
        if row.container_id not in listed:
            whole(row)


def outcome_of(outcomes: Sequence[Outcome]) -> Outcome:
    """The outcome of a return from those of its files. A file without figures says nothing where another has an answer.

    >>> outcome_of(["no_figures", "answered"]), outcome_of(["answered", "refused"])
    ('answered', 'part')
    """
    said = set(outcomes) - {"no_figures", "unreadable"}
    if "part" in said or ("answered" in said and len(said) > 1):
        return "part"
    for outcome in ("answered", "refused", "not_held"):
        if outcome in said:
            return outcome
    return "unreadable" if "unreadable" in outcomes else "no_figures"

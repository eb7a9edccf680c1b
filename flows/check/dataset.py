"""The published data looked at again: do they keep what the models, the ledger, the rules and the findings promise?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from flows.check.campaigns import Campaigns
from flows.check.coded import NONE, Words
from flows.check.columns import Columns
from flows.check.evidence.published_figures import PublishedFigure
from flows.check.evidence.recorded_crime import RecordedCrime
from flows.check.figure import some
from flows.check.in_turn import in_turn
from flows.check.ledger import balance_tables, compare_counts, count_cells
from flows.check.open_questions import hang_together
from flows.check.quarantine import refusals_of_table
from flows.check.registry import RULES, Subject, apply
from flows.check.rules import compared
from flows.check.same_tables import tables_of_forces
from schemas.alike import kinds
from schemas.code_tables import load_codes
from schemas.frames import to_rows, to_table
from schemas.models import CELLS, DOCUMENTS, FINDINGS, OBSERVATIONS, QUARANTINE, QUESTIONS, TableKind
from schemas.rows import DocumentRow, Finding, OpenQuestion

REMEDY = "a fault of the program: delete the processed folder and ingest again; report it where it comes back"
EXTERNAL = frozenset({"recorded_floor", "recorded_ceiling", "published_before"})
"""Rules that look at what a person gives beside the data: their findings are not published."""
OF_THE_PRINT = frozenset(
    {
        "count_as_printed",
        "interval_as_printed",
        "status_as_printed",
        "label_says_otherwise",
        "label_names_another_force",
        "figures_of_another_force",
        "code_as_labelled",
        "total_as_labelled",
        "same_label_same_meaning",
    }
)
"""Rules that hold a figure against its own print, so that they hold for one that a later return replaces too."""
SUPERSEDED = "superseded"
TOLD_DOUBTS = ("total_disagrees", "figures_disagree", "part_exceeds_whole")
"""Flags of figures that have a finding of the same name in their document."""


@dataclass(frozen=True, slots=True)
class Part:
    """All rows of some respondents, each of them named as `(campaign, respondent)`."""

    senders: frozenset[tuple[str, str]]
    observations: pa.Table = field(default_factory=OBSERVATIONS.schema.empty_table)
    cells: pa.Table = field(default_factory=CELLS.schema.empty_table)
    quarantined: pa.Table = field(default_factory=QUARANTINE.schema.empty_table)


@dataclass(frozen=True, slots=True)
class Published:
    """The published data. `parts` are read one by one, campaign after campaign, each respondent of one whole."""

    documents: Sequence[DocumentRow]
    findings: Sequence[Finding]
    questions: Sequence[OpenQuestion]
    parts: Iterable[Callable[[], Part]]


@dataclass(slots=True)
class _Seen:
    """What is kept of a part, or of all parts, after it was looked at; `compared` and `tables` are of a part alone."""

    faults: list[Finding] = field(default_factory=list)
    found: list[Finding] = field(default_factory=list)
    cells: Counter[tuple[str, str]] = field(default_factory=Counter)
    replacing: set[str] = field(default_factory=set)
    doubts: set[tuple[str, str]] = field(default_factory=set)
    compared: pa.Table = None
    tables: pa.Table = None

    def add(self, part: _Seen) -> None:
        """What was seen of one part more."""
        self.faults += part.faults
        self.found += part.found
        self.cells += part.cells
        self.replacing |= part.replacing
        self.doubts |= part.doubts


def validate(
    published: Published, crime: RecordedCrime | None = None, earlier: Sequence[PublishedFigure] = ()
) -> list[Finding]:
    """An error for each way in which the published data break the contract, and what the rules find in them.

    All rules run again. Of those that ingestion runs too are told: the errors that stand, each finding that is not
    among the published ones, and each that only they have. Of those that look at what a person gives: all.
    """
    seen, campaigns = _Seen(), Campaigns(published.documents, crime, earlier)
    seen.faults += _refused(DOCUMENTS, to_table(DOCUMENTS, published.documents))
    seen.faults += _refused(FINDINGS, to_table(FINDINGS, published.findings))
    seen.faults += _refused(QUESTIONS, to_table(QUESTIONS, published.questions))
    for part in in_turn(lambda read: _look(read(), published), published.parts):
        seen.add(part)
        campaigns.add(part.compared, part.tables)
    seen.faults += compare_counts(published.documents, seen.cells)
    seen.faults += (
        _references(published, seen) + _told_apart(published, seen) + _of_another_severity(published.findings)
    )
    seen.found += campaigns.found()
    external = [finding for finding in seen.found if finding.check in EXTERNAL]
    return seen.faults + _as_published(published.findings, seen.found) + external


def _look(part: Part, published: Published) -> _Seen:
    seen = _Seen()
    mine = [row for row in published.documents if (row.campaign, row.respondent) in part.senders]
    asked = [one for one in published.questions if (one.campaign, one.respondent) in part.senders]
    refused = refusals_of_table(OBSERVATIONS, part.observations)
    seen.faults += _told(OBSERVATIONS, part.observations, refused) + _refused(CELLS, part.cells)
    for kind, table in ((OBSERVATIONS, part.observations), (CELLS, part.cells)):
        seen.faults += _of_documents(kind, table, mine)
    seen.faults += balance_tables(part.observations, part.cells, part.quarantined["observation_id"].to_pylist())
    seen.cells += count_cells(part.cells)
    every = Columns(part.observations)
    replacing = every.text("superseded_by")
    seen.replacing |= set(replacing.words)
    sound = np.ones(len(every), bool)
    sound[list(refused)] = False
    seen.doubts |= _doubts(every.part(sound))
    standing = every.part(sound & (replacing.codes == NONE))
    seen.found += apply("respondent", Subject(mine, standing, part.cells))
    if len(standing) < sound.sum():
        of_the_print = apply("respondent", Subject(mine, every.part(sound), part.cells), OF_THE_PRINT)
        seen.faults += [one for one in of_the_print if one not in seen.found]
    hanging = pc.greater(pc.list_value_length(part.observations["questions"]), 0).to_numpy()
    seen.faults += hang_together(asked, every.rows(every.doubtful | hanging))
    seen.compared, seen.tables = compared(standing), tables_of_forces(standing)
    return seen


def _doubts(figures: Columns) -> set[tuple[str, str]]:
    """The documents with the doubts that their figures bear, of those that a finding tells."""
    document = figures.text("document_id")
    return {
        (document.words[of], flag) for flag in TOLD_DOUBTS for of in np.unique(document.codes[figures.flagged(flag)])
    }


def _refused(kind: TableKind, table: pa.Table) -> list[Finding]:
    return _told(kind, table, refusals_of_table(kind, table))


def _told(kind: TableKind, table: pa.Table, refused: dict[int, list[str]]) -> list[Finding]:
    """One error for each reason for which the model refuses rows."""
    by_reason: dict[str, list[int]] = {}
    for at, reasons in refused.items():
        for reason in reasons:
            by_reason.setdefault(reason, []).append(at)
    findings = []
    for reason, places in by_reason.items():
        first = to_rows(kind, table.slice(places[0], 1))[0]
        message = f"{kind.name}: {len(places)} rows break the contract ({reason})"
        document = first.document_id
        findings.append(Finding("error", "contract", message, REMEDY, first.campaign, first.respondent, document))
    return findings


def _of_documents(kind: TableKind, table: pa.Table, documents: Sequence[DocumentRow]) -> list[Finding]:
    """An error where rows are of documents that are not those of their respondent."""
    columns = [Words(table[name]) for name in ("campaign", "respondent", "document_id")]
    known = {(row.campaign, row.respondent, row.document_id) for row in documents}
    there = kinds(*(column.codes for column in columns)).values.T.tolist()
    named = {tuple(c.words[code] for c, code in zip(columns, codes, strict=True)) for codes in there}
    strange = sorted(name[-1] for name in named - known)
    what = f"{kind.name} of documents that are not there, or not their respondent's: {some(strange)}"
    return [_error("reference", what)] if strange else []


def _references(published: Published, seen: _Seen) -> list[Finding]:
    """An error for each kind of row that names a document which is not there."""
    named: dict[str, set[str | None]] = {
        "figures superseded by": set(seen.replacing),
        "documents superseded by": {row.superseded_by for row in published.documents},
        "attachments of": {row.container_id for row in published.documents},
        "findings about": {row.document_id for row in published.findings},
    }
    there: set[str | None] = {None, *(row.document_id for row in published.documents)}
    return [
        _error("reference", f"{what} documents that are not there: {some(sorted(map(str, names - there)))}")
        for what, names in named.items()
        if names - there
    ]


def _told_apart(published: Published, seen: _Seen) -> list[Finding]:
    """An error for each return that is said to replace figures and replaces none, and for each doubt untold."""
    whole = {row.document_id: row.container_id for row in published.documents}
    paths = {row.document_id: row.path for row in published.documents}
    told = {_outermost(str(one.document_id), whole) for one in published.findings if one.check == SUPERSEDED}
    done = {_outermost(name, whole) for name in seen.replacing}
    doubted = {(one.document_id, one.check) for one in published.findings}
    faults = [("superseding", f"{paths.get(n, n)} is said to replace figures, but replaces none") for n in told - done]
    faults += [("superseding", f"{paths.get(n, n)} replaces figures, and no finding says so") for n in done - told]
    faults += [
        ("finding_missing", f"figures of {paths.get(of, of)} bear {flag}, and no finding says why")
        for of, flag in seen.doubts - doubted
    ]
    return [_error(check, message) for check, message in sorted(faults)]


def _of_another_severity(findings: Sequence[Finding]) -> list[Finding]:
    """An error for each finding about the reading of a return that is milder, or graver, than its check."""
    graveness = load_codes("checks")
    return [
        _error("finding_unfounded", f"a {one.check} is no {one.severity}: {one.message}")
        for one in findings
        if one.check in graveness and one.severity != graveness[one.check]["severity"]
    ]


def _outermost(document_id: str, container: dict[str, str | None]) -> str:
    """The return that a document came in."""
    for _ in container:
        outer = container.get(document_id)
        if outer is None:
            break
        document_id = outer
    return document_id


def _as_published(published: Sequence[Finding], found: Sequence[Finding]) -> list[Finding]:
    """The errors that stand, and an error for each finding that only one of the two has."""
    accepted = {_words(one) for one in published if one.accepted_why is not None}
    standing = [one for one in found if one.is_error and one.check not in EXTERNAL and _words(one) not in accepted]
    said = {_words(finding): finding for finding in published if finding.check in RULES}
    again = {_words(finding): finding for finding in found if finding.check not in EXTERNAL}
    unsaid = [
        ("finding_missing", "the rules find what no finding says", again[key]) for key in again.keys() - said.keys()
    ]
    unfounded = [
        ("finding_unfounded", "a finding says what the rules do not find", said[key])
        for key in said.keys() - again.keys()
    ]
    differing = [
        Finding(
            "error",
            check,
            f"{what}: {one.check}: {one.message}",
            REMEDY,
            one.campaign,
            one.respondent,
            one.document_id,
            one.path,
        )
        for check, what, one in unsaid + unfounded
    ]
    return standing + sorted(differing, key=lambda finding: finding.message)


def _words(finding: Finding) -> tuple[str | None, ...]:
    return finding.campaign, finding.respondent, finding.severity, finding.check, finding.message


def _error(check: str, message: str) -> Finding:
    return Finding("error", check, message, REMEDY)

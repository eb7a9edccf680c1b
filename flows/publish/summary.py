"""The end of a run in a few lines: what came of the returns, and where to look next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import compress
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from flows.publish import parquet
from flows.publish.dataset import load_documents, load_findings
from flows.publish.escaping import printable
from flows.publish.folders import files_of
from schemas.categories import codes
from schemas.doubt import is_below
from schemas.models import FINDINGS, OBSERVATIONS, QUARANTINE
from schemas.rows import DocumentRow, Finding

MOST = 5
"""Findings and returns named in the summary; all findings stand in findings.jsonl."""
LONGEST = 240
"""Characters of a finding that a terminal is given; the rest stands in findings.jsonl."""
_COUNTED = ["unit", "status", "confidence", "document_id", "superseded_by"]


@dataclass(frozen=True, slots=True)
class Summary:
    """What the data set holds. `outcomes` and `findings` count in the order of their code lists."""

    documents: int
    outcomes: dict[str, int]
    counts: int
    withheld: int
    other_figures: int
    superseded: int
    flagged: int
    unplaced: int
    quarantined: int
    findings: dict[str, int]
    accepted: int = 0
    look_next: tuple[Finding, ...] = field(default=())
    unplaced_in: tuple[str, ...] = ()
    doubtful_in: tuple[str, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Whether a finding of severity error stands that nobody has accepted."""
        return self.findings.get("error", 0) > 0

    def lines(self) -> list[str]:
        """The summary as lines for a terminal."""
        outcomes = ", ".join(f"{count} {name}" for name, count in self.outcomes.items() if count)
        findings = ", ".join(f"{count} {name}" for name, count in self.findings.items() if count)
        lines = [
            f"Returns    {self.documents} files: {outcomes or 'none'}",
            f"Figures    {self.counts:,} counts, {self.withheld:,} withheld or missing, {self.other_figures:,} others; "
            f"{self.superseded:,} superseded, {self.flagged:,} to be looked at",
            f"Left over  {self.unplaced:,} cells unplaced, {self.quarantined:,} rows in quarantine",
            f"Findings   {findings or 'none'}{f', and {self.accepted:,} accepted' if self.accepted else ''}",
        ]
        look = [f"  {finding.severity} {finding.check}: {_shortened(_where(finding))}" for finding in self.look_next]
        look += [f"  figures in doubt in {printable(path)}" for path in self.doubtful_in]
        look += [f"  unplaced cells in {printable(path)}" for path in self.unplaced_in]
        return lines + (["Look next", *look] if look else [])


def summarise(processed: Path) -> Summary:
    """The summary of the published data; a respondent's figures at a time, and of them what is counted."""
    documents, findings = load_documents(processed), load_findings(processed)
    told: Counter[str] = Counter()
    figures: Counter[str] = Counter()
    doubtful: Counter[str] = Counter()
    for file, _ in files_of(processed, OBSERVATIONS):
        rows = parquet.read_columns(OBSERVATIONS, processed / file, _COUNTED)
        counted = pc.equal(rows["unit"], "count")
        exact = pc.equal(rows["status"], "exact")
        of_document = rows["document_id"].to_pylist()
        standing = pc.is_null(rows["superseded_by"]).to_pylist()
        figures.update(compress(of_document, standing))
        below = map(is_below, rows["confidence"].to_pylist())
        doubtful.update(compress(of_document, (one and low for one, low in zip(standing, below, strict=True))))
        told["counts"] += _true(pc.and_(counted, exact))
        told["withheld"] += _true(pc.invert(exact))
        told["other_figures"] += _true(pc.and_(pc.invert(counted), exact))
        told["superseded"] += _true(pc.is_valid(rows["superseded_by"]))
    return Summary(
        documents=len(documents),
        outcomes=_counted(codes("outcomes"), [row.outcome for row in documents]),
        counts=told["counts"],
        withheld=told["withheld"],
        other_figures=told["other_figures"],
        superseded=told["superseded"],
        flagged=doubtful.total(),
        unplaced=sum(row.cells_unplaced for row in documents),
        quarantined=sum(
            len(parquet.read_columns(QUARANTINE, processed / file, ["document_id"]))
            for file, _ in files_of(processed, QUARANTINE)
        ),
        findings=_counted(codes("severities"), [one.severity for one in findings if one.accepted_why is None]),
        accepted=sum(one.accepted_why is not None for one in findings),
        look_next=_look_next(findings, documents),
        unplaced_in=_unplaced_in(documents),
        doubtful_in=_doubtful_in(documents, figures, doubtful),
    )


def _where(finding: Finding) -> str:
    """A finding's message, with the document in front where it does not name it."""
    named = finding.path is None or finding.path in finding.message
    return finding.message if named else f"{finding.path}: {finding.message}"


def _shortened(message: str) -> str:
    text = printable(message)
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} ..."


def _true(mask: pa.ChunkedArray) -> int:
    return int(pc.sum(mask).as_py() or 0)


def _counted(order: Sequence[str], values: Sequence[str]) -> dict[str, int]:
    counts = Counter(values)
    return {name: counts[name] for name in order}


def _look_next(findings: Sequence[Finding], documents: Sequence[DocumentRow]) -> tuple[Finding, ...]:
    """The gravest findings, no two of one check while there are others: what a person should open first.

    Those of the newest campaign come first. A warning in a return that another replaces is no work, nor is what
    somebody has accepted.
    """
    gone = {row.document_id for row in documents if row.superseded_by}
    grave = [one for one in _in_turn(findings) if one.severity == "error" or one.document_id not in gone]
    grave = [one for one in grave if one.is_work]
    first = list({finding.check: finding for finding in reversed(grave)}.values())
    rest = [finding for finding in grave if finding not in first]
    return tuple(_in_turn((first[::-1] + rest)[:MOST]))


def _in_turn(findings: Sequence[Finding]) -> list[Finding]:
    """Findings by severity, of each the newest campaign first, else in the order of their table."""
    severities = codes("severities")
    newest = sorted(parquet.ordered(FINDINGS, findings), key=lambda one: one.campaign or "", reverse=True)
    return sorted(newest, key=lambda one: severities.index(one.severity))


def _unplaced_in(documents: Sequence[DocumentRow]) -> tuple[str, ...]:
    """The documents with most cells that nothing could be made of."""
    left = sorted((row for row in documents if row.cells_unplaced), key=lambda row: (-row.cells_unplaced, row.path))
    return tuple(f"{row.path} ({row.cells_unplaced:,})" for row in left[:MOST])


def _doubtful_in(documents: Sequence[DocumentRow], figures: Counter[str], doubtful: Counter[str]) -> tuple[str, ...]:
    """The documents with most figures in doubt, and of how many: where a look clears or mends most at once."""
    found = sorted(
        (row for row in documents if doubtful[row.document_id]), key=lambda r: (-doubtful[r.document_id], r.path)
    )
    return tuple(f"{r.path} ({doubtful[r.document_id]:,} of {figures[r.document_id]:,})" for r in found[:MOST])

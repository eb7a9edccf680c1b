"""The published data set looked at again: is it what the returns give, as the program understands them today?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from flows.check import rules  # noqa: F401  registers them
from flows.check.evidence.recorded_crime import RecordedCrime, recorded_crime
from flows.check.figure import some
from flows.check.registry import Subject, apply
from flows.check.rules import in_order
from flows.ingestion.acceptances import acceptances
from flows.ingestion.as_made import made_anew, otherwise, told
from flows.ingestion.catalogue import load_catalogue
from flows.ingestion.reading import lost
from flows.ingestion.standing import as_catalogued
from flows.ingestion.whole import Held, notices, put_together
from flows.publish.checksums import as_described, verify
from flows.publish.dataset import (
    load_documents,
    load_findings,
    load_observations,
    load_questions,
    load_table,
    recover,
)
from flows.publish.folders import DatasetError
from flows.publish.manifest import MANIFEST
from flows.publish.validation_runs import Comparison, compare, keep
from flows.read.sheets import read_sheets
from schemas.frames import to_rows
from schemas.models import DOCUMENTS, FINDINGS, HEADLINE, QUESTIONS
from schemas.rows import Finding

EXTERNAL = ("recorded_floor", "recorded_ceiling")
"""Rules that look at what a person gives beside the data: their findings are not published."""
RAW = Path("raw")


@dataclass(frozen=True, slots=True)
class Validation:
    """What a validation found, what is other than at the last one without an error, and the file that holds both.

    `accepted`: how many findings of the data people let stand.
    """

    findings: list[Finding]
    compared: Comparison
    result: Path
    accepted: int = 0

    @property
    def errors(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.severity == "error"]


class InvalidDataError(Exception):
    """The published data are not what they are to be, as `validation` says."""

    def __init__(self, validation: Validation) -> None:
        errors = [finding.message for finding in validation.errors]
        told = [f"{len(errors)} errors: {some(errors, 3)}", *validation.compared.lines()]
        super().__init__("\n".join([*told, f"all of it in {validation.result}"]))
        self.validation = validation


def validate_and_keep(processed: Path, prc: Path | None = None, raw: Path = RAW) -> Validation:
    """The published data looked at, compared with the last sound run, and the dated result written beside them.

    `prc`: open data of recorded crime. Raises DatasetError where nothing is
    published or the result cannot be written, EvidenceError or UnreadableError for files that cannot be used.
    """
    crime = recorded_crime(read_sheets(prc), prc.name) if prc else None
    findings = validate_published(processed, crime, raw)
    compared = compare(processed)
    result = keep(processed, findings, compared, dt.datetime.now(dt.UTC))
    return Validation(findings, compared, result, _accepted(processed))


def _accepted(processed: Path) -> int:
    """How many published findings people let stand; none where they cannot be loaded, which is an error already."""
    with suppress(DatasetError):
        return sum(one.accepted_why is not None for one in load_findings(processed))
    return 0


def validate_published(processed: Path, crime: RecordedCrime | None = None, raw: Path = RAW) -> list[Finding]:
    """What is wrong with the published data: each way in which they are not what the returns give, and open errors.

    Every return is understood again from what was read of it and everything that follows is worked out anew, so that
    no change escapes, whatever was made to agree with it. Raises DatasetError where nothing is published.
    """
    recover(processed)
    if not (processed / MANIFEST).exists():
        raise DatasetError(f"{processed}: no data set is published there; run foi ingest first")
    try:
        findings = verify(processed)
        if any(one.check == "another_contract" for one in findings):
            return findings
        findings += as_catalogued(processed) + ([] if findings else as_described(processed))
        # What another edition of the program makes otherwise in the same returns is no fault of the data.
        if not any(one.check in ("made_otherwise", "catalogue") for one in findings):
            rows = list(_as_made(processed, raw))
            named = {one.path for one in rows}
            findings = [one for one in findings if one.check != "file_changed" or one.path not in named] + rows
        findings += [one for one in load_findings(processed) if one.is_error]
        return findings + _against_evidence(processed, crime)
    except DatasetError as error:
        return [Finding("error", "cannot_be_loaded", str(error), "run foi ingest --afresh")]


def _as_made(processed: Path, raw: Path) -> Iterator[Finding]:
    """An error for each file that holds other rows than the returns give."""
    catalogue = load_catalogue(processed, raw)
    away = [given.path for given in lost(catalogue, processed)]
    if away:
        what = f"{some(away)} of {raw} are not at hand: nothing was held against what the returns give"
        yield Finding("warning", "not_compared", what, "name their folder with --raw")
        return
    made = made_anew(catalogue, processed)
    held = Held(findings=notices(catalogue))
    for rows in made.values():
        held.add(rows)
    whole = put_together(held, acceptances(catalogue))
    yield from told(DOCUMENTS, None, load_documents(processed), whole.documents)
    yield from told(FINDINGS, None, load_findings(processed), whole.findings)
    yield from told(QUESTIONS, None, load_questions(processed), whole.questions)
    yield from told(HEADLINE, None, to_rows(HEADLINE, load_table(processed, HEADLINE)), whole.headline)
    yield from otherwise(processed, made)


def _against_evidence(processed: Path, crime: RecordedCrime | None) -> list[Finding]:
    """What the rules find that hold the figures against what a person gives."""
    if crime is None:
        return []
    documents, found = load_documents(processed), []
    for campaign in sorted({row.campaign for row in documents}):
        mine = [row for row in documents if row.campaign == campaign]
        figures = in_order(load_observations(processed, campaign))
        found += apply("campaign", Subject(mine, figures, recorded_crime=crime), EXTERNAL)
    return found

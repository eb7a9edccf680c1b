"""The validation flow: the published data set is as it was published and keeps the contract. Made for a schedule."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from pathlib import Path

from prefect import flow, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE

from flows.alarm import tell
from flows.check.evidence.published_figures import published_figures
from flows.check.evidence.recorded_crime import recorded_crime
from flows.ingestion.names import path_of, text_of
from flows.ingestion.working_copy import at_hand
from flows.publish.validation_runs import Comparison, compare, keep
from flows.read.sheets import read_sheets
from flows.validation import InvalidDataError, validate_published
from schemas.frames import record
from schemas.rows import Finding


@flow(
    name="validate",
    description="The published data set is as it was published and keeps the contract",
    on_failure=[tell],
    on_crashed=[tell],
)
def validate(
    processed: str = "processed", prc: str | None = None, against: str | None = None
) -> tuple[list[Finding], Comparison]:
    """What else there is to be looked at, where the data have no error, and what is other than at the last such run.

    `prc`: open data of recorded crime, `against`: figures published before. The dated result is written to
    `processed/validation` in any case. Fails with InvalidDataError where the published data have an error, with
    DatasetError where there are none, with EvidenceError or UnreadableError for files that cannot be used.
    """
    with at_hand(processed) as folder:
        findings = look(text_of(folder), prc, against)
        compared = compare(folder)
        result = keep(folder, findings, compared, dt.datetime.now(dt.UTC)).relative_to(folder)
    create_table_artifact([record(finding) for finding in findings], key="faults", description="Faults of the data set")
    create_table_artifact(
        [asdict(change) for change in compared.figures], key="changes", description="\n\n".join(compared.lines())
    )
    if any(finding.severity == "error" for finding in findings):
        raise InvalidDataError(findings, compared, path_of(processed) / result)
    return findings, compared


@task(name="look", cache_policy=NO_CACHE)
def look(processed: str, prc: str | None, against: str | None) -> list[Finding]:
    """Every fault of the published data."""
    crime = recorded_crime(read_sheets(Path(prc)), Path(prc).name) if prc else None
    earlier = published_figures(read_sheets(Path(against)), Path(against).name) if against else ()
    return validate_published(path_of(processed), crime, earlier)

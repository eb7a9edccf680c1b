"""The validation flow: the published data set is as it was published and keeps the contract. Made for a schedule."""

from __future__ import annotations

from pathlib import Path

from prefect import flow, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE

from flows.validation import InvalidDataError, validate_published
from schemas.frames import record
from schemas.rows import Finding


@flow(name="validate", description="The published data set is as it was published and keeps the contract")
def validate(processed: str = "processed") -> None:
    """Fails with InvalidDataError where the published data have a fault, with DatasetError where there are none."""
    findings = look(processed)
    create_table_artifact([record(finding) for finding in findings], key="faults", description="Faults of the data set")
    if findings:
        raise InvalidDataError(findings)


@task(name="look", cache_policy=NO_CACHE)
def look(processed: str) -> list[Finding]:
    """Every fault of the published data."""
    return validate_published(Path(processed))

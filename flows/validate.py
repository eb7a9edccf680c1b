"""The validation flow, for a schedule and a server: it wraps the function that `foi validate` calls directly."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from prefect import flow
from prefect.artifacts import create_table_artifact

from flows.alarm import tell
from flows.ingestion.names import path_of
from flows.validation import InvalidDataError, Validation, validate_and_keep
from schemas.frames import record


@flow(
    name="validate",
    description="The published data set is as it was published and keeps the contract",
    on_failure=[tell],
    on_crashed=[tell],
)
def validate(processed: str = "processed", prc: str | None = None, raw: str = "raw") -> Validation:
    """As `validate_and_keep`; fails with InvalidDataError where the published data have an error."""
    found = validate_and_keep(path_of(processed), Path(prc) if prc else None, path_of(raw))
    findings, changes = found.findings, found.compared
    create_table_artifact([record(finding) for finding in findings], key="faults", description="Faults of the data set")
    create_table_artifact(
        [asdict(change) for change in changes.figures], key="changes", description="\n\n".join(changes.lines())
    )
    if found.errors:
        raise InvalidDataError(found)
    return found

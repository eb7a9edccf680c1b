"""No figure is taken from published files that something else than an ingest has changed."""

from __future__ import annotations

from pathlib import Path

from flows.check.figure import some
from flows.publish.checksums import verify, without_rows
from flows.publish.dataset import recover
from flows.publish.folders import DatasetError


def require_published(processed: Path) -> None:
    """Raises DatasetError where the published files are not as they were published, and names what is other.

    A commit that was cut short is completed first.
    """
    recover(processed)
    faults = verify(processed) or without_rows(processed)
    if faults:
        from flows.ingestion.as_made import altered_rows  # noqa: PLC0415  loads readers and rules

        rows = altered_rows(processed, [fault.path for fault in faults if fault.path])
        told = some(rows or [fault.message for fault in faults], 3)
        raise DatasetError(f"{processed}: {told}; {faults[0].remedy}")

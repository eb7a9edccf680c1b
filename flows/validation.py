"""The published data set looked at again: is it as it was published, and does it keep the contract?"""

from __future__ import annotations

from pathlib import Path

from flows.check.dataset import Published, validate
from flows.publish.checksums import verify
from flows.publish.dataset import (
    load_cells,
    load_documents,
    load_findings,
    load_observations,
    load_quarantine,
    recover,
)
from flows.publish.folders import DatasetError
from flows.publish.manifest import MANIFEST
from schemas.rows import Finding


class InvalidDataError(Exception):
    """The published data are not what they are to be; `findings` say in what."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(f"{len(findings)} errors: " + "; ".join(finding.message for finding in findings[:3]))
        self.findings = findings


def validate_published(processed: Path) -> list[Finding]:
    """An error for each fault of the published data; empty where there is none.

    Raises DatasetError where nothing is published.
    """
    recover(processed)
    if not (processed / MANIFEST).exists():
        raise DatasetError(f"{processed}: no data set is published there; run foi ingest first")
    changed = verify(processed)
    if changed:
        # Whatever else is found in rows that something has altered goes with them.
        return changed
    published = Published(
        load_documents(processed), load_observations(processed), load_cells(processed),
        load_quarantine(processed), load_findings(processed),
    )  # fmt: skip
    return validate(published)

"""Published data that can be written to, with the manifest made to agree, so that neither of them tells."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flows.publish import parquet, state
from flows.publish.dataset import json_lines, load_cells, load_documents, load_findings, load_observations, load_table
from flows.publish.folders import Partition, file_of, lines_of
from flows.publish.manifest import MANIFEST, checksum
from schemas.frames import to_rows
from schemas.models import CELLS, DOCUMENTS, FINDINGS, HEADLINE, OBSERVATIONS
from schemas.rows import Observation


class Data:
    """A copy of published data that can be written to as if it were the program's own."""

    def __init__(self, folder: Path, partition: Partition) -> None:
        self.folder, self.partition = folder, partition
        self.rows = load_observations(folder, *partition)
        self.cells = load_cells(folder, *partition)
        self.documents = load_documents(folder)
        self.findings = load_findings(folder)
        self.headline = to_rows(HEADLINE, load_table(folder, HEADLINE))

    def save(self) -> None:
        """Write all back, and let the manifest agree."""
        for kind, rows, of in (
            (OBSERVATIONS, self.rows, self.partition), (CELLS, self.cells, self.partition),
            (DOCUMENTS, self.documents, None), (FINDINGS, self.findings, None), (HEADLINE, self.headline, None),
        ):  # fmt: skip
            file = file_of(kind, of)
            if not rows and not (self.folder / file).exists():
                continue
            parquet.write(kind, rows, self.folder / file)
        self.agree()

    def agree(self) -> None:
        """Let the manifest name the files as they are."""
        manifest = state.load(self.folder / MANIFEST) or {}
        manifest["files"] = {
            name: checksum(self.folder / name) for name in manifest["files"] if (self.folder / name).exists()
        }
        state.save(manifest, self.folder / MANIFEST)

    def write_lines(self) -> None:
        """Write the findings as lines, which `save` does not."""
        found = parquet.ordered(FINDINGS, self.findings)
        (self.folder / lines_of(FINDINGS)).write_text(json_lines(found), encoding="utf-8")

    def change(self, which: Callable[[Observation], bool], once: bool = True, **given: Any) -> None:
        """Change those of the rows of which something holds, or the first of them that no later return replaces."""
        places = [at for at, row in enumerate(self.rows) if which(row)]
        standing = [at for at in places if self.rows[at].superseded_by is None]
        for at in (standing or places)[:1] if once else places:
            self.rows[at] = dataclasses.replace(self.rows[at], **given)


def count(number: int, **given: Any) -> dict[str, Any]:
    return {"count": number, "value": float(number), "count_low": number, "count_high": number, **given}


def by_sex(row: Observation) -> bool:
    return row.sex == "female" and row.age_band == "all" and row.offence_code is None


def by_age(row: Observation) -> bool:
    return row.age_band == "5-10" and row.sex == "all"


def crossed(row: Observation) -> bool:
    return row.age_band == "5-10" and row.sex == "female"


def headline(row: Observation) -> bool:
    return row.age_band == row.sex == row.online == row.offence_group == "all" and not row.is_total


def year(first: int) -> dict[str, Any]:
    start, end = dt.date(first, 4, 1), dt.date(first + 1, 3, 31)
    return {"period_start": start, "period_end": end, "period_label": f"{first}/{(first + 1) % 100}"}

"""Whether the files that describe the published data say what is there."""

from __future__ import annotations

from pathlib import Path

from flows.publish.checksums import REMEDY
from flows.publish.datapackage import describe
from flows.publish.dataset import json_lines, load_findings, load_questions
from flows.publish.folders import lines_of
from flows.publish.manifest import load_manifest
from schemas.models import FINDINGS, QUESTIONS
from schemas.rows import Finding


def as_described(processed: Path) -> list[Finding]:
    """An error where the data package is not that of the files and of today's code lists, and where the two forms of

    findings or questions differ. Raises DatasetError for what cannot be read.
    """
    what = "does not describe the data set: a file, a column or a code list has changed"
    expected = {file: (text, what) for file, text in describe(sorted(load_manifest(processed).files)).items()}
    for kind, rows in ((FINDINGS, load_findings(processed)), (QUESTIONS, load_questions(processed))):
        expected[lines_of(kind)] = (json_lines(rows), f"does not hold the {kind.name} of {kind.name}.parquet")
    return [
        Finding("error", "not_as_described", f"processed file {file} {what}", REMEDY, path=file)
        for file, (text, what) in expected.items()
        if not (processed / file).exists() or (processed / file).read_bytes() != text.encode()
    ]

"""The oddities of the tests as a set like any other: each tiny document with the rows that it must give."""

from __future__ import annotations

import csv
import hashlib
import shutil
from pathlib import Path

from flows.read.returns import Return

TESTS = Path(__file__).resolve().parents[2]
ODDITIES = TESTS / "oddities"


def folder_of(home: Path) -> Path:
    """A folder with their `documents.csv`, `truth.csv` and scorer; the documents stay where they are."""
    expected = {name: _rows(ODDITIES / name / "expected.csv") for name in _files()}
    digest = hashlib.sha256(repr(expected).encode()).hexdigest()[:12]
    folder = home / f"oddities-{digest}"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(TESTS / "specimens" / "score.py", folder / "score.py")
    documents = [
        {"path": name, "layout_family": file.suffix[1:], "format": file.suffix[1:], "expected_outcome": ""}
        | {"sha256": _sha256(file), "attachment_sha256": ""}
        for name, file in _files().items()
    ]
    truth = [
        {
            "path": name,
            "force_id": "kent",
            "superseded_by": "",
            "unit": "cell",
            "raw_value": row["count"],
            "measure": "",
        }
        | row
        | {"lenient": "is_total" if row["is_total"] == "*" else ""}
        for name, rows in expected.items()
        for row in rows
    ]
    _write(folder / "documents.csv", documents)
    _write(folder / "truth.csv", truth)
    return folder


def returns() -> list[Return]:
    """Each document as the tests take it: of one campaign and respondent, and of no folder that says more."""
    return [Return(_sha256(file), file, (file.name,), "2016-17", "kent") for file in _files().values()]


def _files() -> dict[str, Path]:
    return {file.parent.name: file for file in sorted(ODDITIES.glob("*/document.*"))}


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _write(file: Path, rows: list[dict[str, str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(rows[0]), lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)

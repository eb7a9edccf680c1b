"""The cases of `tests/cases` as a set like any other: each typed document with the rows that it must give."""

from __future__ import annotations

import csv
import hashlib
import pickle
import re
import shutil
from pathlib import Path

from flows.read.edition import version
from flows.tidy.result import Context
from tests.benchmarks.understanding.readings import Reading
from tests.cases.case import HERE, Case, cases
from tests.cases.figures import Figure, days

SCORER = HERE.parent / "specimens" / "score.py"
_BOUNDS = re.compile(r"(\d+)-(\d*)")


def folder_of(home: Path) -> Path:
    """A folder with their `documents.csv`, `truth.csv`, scorer and Documents."""
    files = sorted(f for f in HERE.rglob("*") if f.is_file() and f.suffix != ".pyc")
    digest = hashlib.sha256(version().encode() + b"".join(f.read_bytes() for f in files)).hexdigest()[:12]
    folder = home / f"cases-{digest}"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(SCORER, folder / "score.py")
    found = cases()
    for case in found:
        (folder / f"{case.name}.document").write_bytes(pickle.dumps(case.document))
    _write(folder / "documents.csv", [_listed(case) for case in found])
    _write(folder / "truth.csv", [_truth(case, figure) for case in found for figure in case.want])
    return folder


def reading(folder: Path, name: str) -> Reading:
    """A case as the tests take it: of one campaign and respondent, and of no folder that says more."""
    mark = hashlib.sha256(name.encode()).hexdigest()
    return Reading(Context(mark, "document", "2016-17", "kent"), folder / f"{name}.document")


def _listed(case: Case) -> dict[str, str]:
    layout = {"path": case.name, "layout_family": case.table, "format": case.document.format, "expected_outcome": ""}
    return layout | {"sha256": hashlib.sha256(case.name.encode()).hexdigest(), "attachment_sha256": ""}


def _truth(case: Case, figure: Figure) -> dict[str, object]:
    start, end = days(figure.period)
    low, _, high = figure.age.partition("-")
    status, count_low, count_high = figure.value, "", ""
    if figure.value.isdecimal():
        status, count_low, count_high = "exact", figure.value, figure.value
    elif bounds := _BOUNDS.fullmatch(figure.value):
        status, (count_low, count_high) = "suppressed", bounds.groups()
    return {
        "path": case.name, "force_id": "kent", "superseded_by": "", "unit": "cell", "raw_value": figure.value,
        "measure": "", "period_start": start or "", "period_end": end or "",
        "age_low": low.rstrip("+") if low[0].isdecimal() else "", "age_high": high, "age_band": figure.age,
        "sex": figure.sex, "online": figure.online, "offence_code": figure.code or "", "offence_group": figure.group,
        "is_total": str(bool(figure.total)).lower(), "lenient": "is_total" if figure.total is None else "",
        "status": status, "count": count_low if status == "exact" else "", "count_low": count_low,
        "count_high": count_high,
    }  # fmt: skip


def _write(file: Path, rows: list[dict[str, object]] | list[dict[str, str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)

"""What each validation run found, dated, and what is other than at the last run without an error: row by row."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa

from flows.check.figure import amount, figure_name, place_name
from flows.publish import parquet, state
from flows.publish.folders import STATE, DatasetError, Partition, files_of
from flows.publish.manifest import checksum
from schemas.frames import record, to_rows
from schemas.models import OBSERVATIONS
from schemas.rows import Finding, Observation

RESULTS = "validation"
"""The folder of the results, below the processed folder."""
LAST = f"{STATE}/validated"
SURENESS = ("confidence", "proved", "read_by")
"""Columns that say how sure a figure is, and by whose reading: a change of these alone is none of the figure."""
AMOUNT = ("count", "value", "count_low", "count_high", "status", "unit")
"""Columns that are told as one."""


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that is new, gone or other than it was; `before` and `now`: its amount, and all else that differs."""

    change: Literal["new", "gone", "changed"]
    campaign: str
    respondent: str
    figure: str
    place: str
    observation_id: str
    before: str = ""
    now: str = ""


@dataclass(slots=True)
class Comparison:
    """`since`: when the last run without an error was, None where this is the first."""

    since: str | None = None
    figures: list[Change] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The comparison in words, in a few lines."""
        if self.since is None:
            return ["nothing to compare with: no run before found the data without an error"]
        counts = {kind: sum(one.change == kind for one in self.figures) for kind in ("new", "gone", "changed")}
        return [f"since {self.since}: " + ", ".join(f"{n:,} figures {kind}" for kind, n in counts.items())]


def compare(processed: Path) -> Comparison:
    """The published figures, as their files hold them now, beside those of the last run without an error.

    Raises DatasetError where what is kept of that run is damaged.
    """
    last = state.load(processed / LAST / "run.json")
    if last is None:
        return Comparison()
    there = dict(files_of(processed, OBSERVATIONS))
    before = dict(files_of(processed / LAST, OBSERVATIONS))
    found, folders = Comparison(last["at"]), (processed / LAST, processed)
    for file in sorted(there.keys() | before.keys()):
        if file in there and file in before and checksum(processed / file) == last["files"].get(file):
            continue
        with suppress(DatasetError):  # of a file that cannot be read there is an error already
            found.figures += _changes(*(_table(folder / file, (there | before)[file]) for folder in folders))
    return found


def keep(processed: Path, findings: Sequence[Finding], compared: Comparison, at: dt.datetime) -> Path:
    """Write the dated result of a run; one without an error is what the next is compared with. The file is returned.

    Raises DatasetError where it cannot be written.
    """
    stamp = at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    errors = sum(finding.severity == "error" for finding in findings)
    content = {
        "at": stamp,
        "errors": errors,
        "findings": [record(finding) for finding in findings],
        "compared": asdict(compared),
    }
    file = processed / RESULTS / f"{stamp.replace(':', '')}.json"
    try:
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        if not errors:
            _remember(processed, stamp)
    except OSError as error:
        raise DatasetError(f"{file}: {error.strerror or error}; see to it that it can be written") from error
    return file


def _remember(processed: Path, stamp: str) -> None:
    """Copy the files of figures that are others than at the last run."""
    kept = processed / LAST / "run.json"
    before = (state.load(kept) or {"files": {}})["files"]
    files = {file: checksum(processed / file) for file, _ in files_of(processed, OBSERVATIONS)}
    for file in before.keys() - files:
        (processed / LAST / file).unlink(missing_ok=True)
    for file in (file for file, mark in files.items() if before.get(file) != mark):
        copy = processed / LAST / file
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(processed / file, copy.with_suffix(".part"))
        os.replace(copy.with_suffix(".part"), copy)
    state.save({"at": stamp, "files": files}, kept)


def _table(file: Path, partition: Partition) -> pa.Table:
    return parquet.read(OBSERVATIONS, file, partition) if file.exists() else OBSERVATIONS.schema.empty_table()


def _changes(before: pa.Table, now: pa.Table) -> Iterator[Change]:
    """The rows of one respondent that are other than they were, matched by `observation_id`."""
    old, new = ({row.observation_id: row for row in to_rows(OBSERVATIONS, table)} for table in (before, now))
    for name in sorted(old.keys() - new.keys()):
        yield _change("gone", old[name], before=amount(old[name]))
    for name in sorted(new.keys() - old.keys()):
        yield _change("new", new[name], now=amount(new[name]))
    for name in sorted(old.keys() & new.keys()):
        told = _differing(old[name], new[name])
        if any(told):
            yield _change("changed", new[name], *told)


def _differing(was: Observation, row: Observation) -> tuple[str, str]:
    """What differs between two rows of one cell, in words."""
    before, now = record(was), record(row)
    told: tuple[list[str], list[str]] = ([], [])
    if any(before[name] != now[name] for name in AMOUNT):
        told[0].append(amount(was))
        told[1].append(amount(row))
    for name in (name for name in before if name not in {*AMOUNT, *SURENESS} and before[name] != now[name]):
        told[0].append(f"{name} {_word(before[name])}")
        told[1].append(f"{name} {_word(now[name])}")
    return ", ".join(told[0]), ", ".join(told[1])


def _word(value: Any) -> str:
    return "nothing" if value in (None, [], {}) else str(value)


def _change(kind: Literal["new", "gone", "changed"], row: Observation, before: str = "", now: str = "") -> Change:
    return Change(
        kind, row.campaign, row.respondent, figure_name(row), place_name(row.place), row.observation_id, before, now
    )

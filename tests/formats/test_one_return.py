"""One return gives the same observations whatever file type carries it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from flows.read.containers import Opened, read_returns
from flows.read.grid import Limits
from flows.read.processes.workers import Job
from flows.tidy.result import Context
from flows.tidy.tidy import tidy
from schemas.rows import Observation
from tests.formats.carriers import LETTERS, MAILS, OLD_LETTERS, SCANS, SHEETS, Carriers

# What an observation says, aside from where it stands and how it was read.
SAYS = (
    *("period_start", "period_end", "period_label", "period_type", "measure", "offence_code", "offence_group"),
    *("age_low", "age_high", "age_band", "age_is_cumulative", "sex", "online", "is_total", "unit"),
    *("count", "value", "count_low", "count_high", "status", "exemption", "superseded_by"),
)
PRINTED = [
    *("0-4 2015/16 12 exact", "0-4 2016/17 15 exact", "5-9 2015/16 141 exact", "5-9 2016/17 163 exact"),
    *("10-15 2015/16 1420 exact", "10-15 2016/17 1696 exact", "16-17 2015/16 None suppressed"),
    *("16-17 2016/17 204 exact", "unknown 2015/16 None suppressed", "unknown 2016/17 12 exact"),
    *("all 2015/16 1580 exact", "all 2016/17 2090 exact"),
]
CARRIERS = SHEETS | LETTERS | MAILS | SCANS


def said(observation: Observation) -> tuple[object, ...]:
    return tuple(getattr(observation, name) for name in SAYS)


def observations(opened: list[Opened]) -> list[Observation]:
    """Those of a return and of all that it holds."""
    assert not any(one.document.failure for one in opened)
    return [
        observation
        for one in opened
        for observation in tidy(one.document, Context(one.sha256, one.path, "2016-17", "kent")).observations
    ]


def carried(folder: Path, carriers: Carriers) -> dict[str, list[Observation]]:
    """The observations that each carrier gives, read in one pool."""
    names = {}
    for number, (name, make) in enumerate(carriers.items()):
        path = folder / str(number) / Path(name).name
        path.parent.mkdir()
        path.write_bytes(make())
        names[path] = name
    found = read_returns([Job(path) for path in names], Limits(), workers=2)
    return {names[job.path]: observations(opened) for job, opened in found}


@pytest.fixture(scope="session")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Observation]]:
    return carried(tmp_path_factory.mktemp("carried"), CARRIERS)


def sayings(observations: list[Observation]) -> list[tuple[object, ...]]:
    return sorted(map(said, observations), key=repr)


@pytest.mark.parametrize("name", CARRIERS)
def test_every_carrier_says_what_is_printed(found: dict[str, list[Observation]], name: str) -> None:
    said_shortly = (f"{o.age_band} {o.period_label} {o.count} {o.status}" for o in found[name])
    assert sorted(said_shortly) == sorted(PRINTED)


@pytest.mark.parametrize("name", CARRIERS)
def test_every_carrier_says_the_same(found: dict[str, list[Observation]], name: str) -> None:
    assert sayings(found[name]) == sayings(found["page.html"])


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", OLD_LETTERS)
def test_letters_read_by_libreoffice_say_the_same(
    tmp_path: Path, found: dict[str, list[Observation]], name: str
) -> None:
    assert sayings(carried(tmp_path, {name: OLD_LETTERS[name]})[name]) == sayings(found["page.html"])


def test_rich_text_says_the_same_without_libreoffice(
    tmp_path: Path, found: dict[str, list[Observation]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    name = "letter.rtf"
    assert sayings(carried(tmp_path, {name: OLD_LETTERS[name]})[name]) == sayings(found["page.html"])

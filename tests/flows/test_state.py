"""The program's own notes in processed/.state, damaged or foreign: named, and made anew with nothing lost."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.publish.dataset import load_documents
from flows.publish.folders import Partition
from flows.validation import validate_published
from tests.benchmarks.planted_data import Data
from tests.flows.conftest import TABLE
from tests.flows.test_commands import foi
from tests.flows.test_kills import published
from tests.ingests import ingest_here, without_pools

NOTES = ("journal.json", "manifest.json", "catalogue.json", "before.json", "validated/run.json")
CONTENTS = {
    "empty": b"",
    "cut": b'{"moves": [',
    "foreign": json.dumps({"moves": ["../../raw"], "deletes": ["documents.parquet"], "partitions": 3}).encode(),
    "a list": b"[]",
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns and a data set with all notes: two ingests, a return that was added by path, a validation."""
    home = tmp_path_factory.mktemp("whole")
    for force, last in (("kent", 31), ("essex", 44)):
        write(home / "raw/2016-17" / force, last)
    ingest_here(home / "raw", home / "processed")
    added = write(home / "letters/2016-17/surrey", 52)
    ingest_here(home / "raw", home / "processed", paths=[added], campaign="2016-17", respondent="surrey")
    assert foi("validate", "--processed", home / "processed", "--raw", home / "raw").exit_code == 0
    missing = [note for note in NOTES if not (home / "processed/.state" / note).exists()]
    assert missing == ["journal.json"]
    shutil.rmtree(home / "processed/validation")
    shutil.rmtree(home / "letters")
    return home


def write(folder: Path, last: int) -> Path:
    folder.mkdir(parents=True)
    (folder / "reply.csv").write_text(TABLE.format(last=last, total=19 + last), encoding="utf-8")
    return folder / "reply.csv"


@pytest.fixture
def standing(whole: Path, tmp_path: Path) -> Path:
    """A copy of it, with the returns beside it in `raw`."""
    shutil.copytree(whole, tmp_path, dirs_exist_ok=True)
    return tmp_path / "processed"


@pytest.fixture
def raw(standing: Path) -> Path:
    return standing.parent / "raw"


def damage(note: Path, content: bytes | None) -> None:
    note.unlink(missing_ok=True)
    if content is None:
        (note / "within").mkdir(parents=True)
    else:
        note.write_bytes(content)


@pytest.mark.parametrize("content", [*CONTENTS.values(), None], ids=[*CONTENTS, "a folder"])
@pytest.mark.parametrize("note", NOTES)
def test_a_damaged_note_is_named_and_made_anew(
    standing: Path, raw: Path, note: str, content: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    before = published(standing)
    damage(standing / ".state" / note, content)
    readers = ["figures"], ["report", "--raw", raw]
    ended = [foi(*command, "--processed", standing) for command in readers]
    assert {(one.exit_code, note in one.stderr) for one in ended} <= {(0, False), (3, True)}
    assert foi("validate", "--raw", raw, "--processed", standing).exit_code in (0, 1, 3)
    capsys.readouterr()
    ingest_here(raw, standing)
    assert f"{standing / '.state' / note}: " in capsys.readouterr().err
    assert {row.respondent for row in load_documents(standing)} == {"essex", "kent", "surrey"}
    assert {name: text for name, text in published(standing).items() if name in before} == before
    assert validate_published(standing, raw=raw) == []


@pytest.mark.parametrize("options", [[], ["--campaign", "2016-17", "--respondent", "kent"]], ids=["all", "a part"])
def test_a_catalogue_that_is_gone_loses_no_return(standing: Path, raw: Path, options: list[str]) -> None:
    (standing / ".state/catalogue.json").unlink()
    with without_pools():
        assert foi("ingest", "--raw", raw, "--processed", standing, *options).exit_code == 0
    assert {row.respondent for row in load_documents(standing)} == {"essex", "kent", "surrey"}


def test_what_does_not_belong_there_is_put_away(standing: Path, raw: Path) -> None:
    for folder in ("readings", "received"):
        (standing / ".state" / folder / "stranger").mkdir()
        (standing / ".state" / folder / "stray.txt").write_text("not of this program")
    for reading in (standing / ".state/readings").glob("*"):
        if reading.is_file():
            reading.write_bytes(b"damaged")
    ingest_here(raw, standing, afresh=True)
    assert not list((standing / ".state").rglob("stra*"))
    assert validate_published(standing, raw=raw) == []


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:40])


def remove_file(file: Path) -> None:
    file.unlink()


def lay_beside(file: Path) -> None:
    shutil.copyfile(file, file.with_name("more.parquet"))


PUBLISHED = (
    "observations/campaign=2016-17/respondent=kent/part-0.parquet",
    "cells/campaign=2016-17/respondent=kent/part-0.parquet",
    "documents.parquet",
    "findings.parquet",
    "questions.parquet",
    "headline.parquet",
    "findings.jsonl",
    "datapackage.json",
)


@pytest.mark.parametrize("fault", [cut, remove_file, lay_beside])
@pytest.mark.parametrize("file", PUBLISHED)
def test_what_the_message_says_mends_it(standing: Path, raw: Path, file: str, fault: Callable[[Path], None]) -> None:
    before = published(standing)
    fault(standing / file)
    found = [one for one in validate_published(standing, raw=raw) if one.severity == "error"]
    assert found, "the fault is not seen"
    for remedy in dict.fromkeys((one.remedy, one.path) for one in found):
        if remedy[0] == "delete it":
            (standing / str(remedy[1])).unlink()
    if any("foi ingest" in one.remedy for one in found):
        ingest_here(raw, standing, afresh=any("foi ingest --afresh" in one.remedy for one in found))
    assert validate_published(standing, raw=raw) == []
    assert {name: text for name, text in published(standing).items() if name in before} == before


@pytest.mark.parametrize("afresh", [False, True], ids=["foi ingest", "foi ingest --afresh"])
def test_rows_that_were_changed_with_every_checksum_are_mended(standing: Path, raw: Path, afresh: bool) -> None:
    """Nothing but reading again can tell, which is what the message says."""
    data = Data(standing, Partition("2016-17", "kent"))
    data.change(lambda row: row.count == 12, count=21, value=21.0, count_low=21, count_high=21, raw_value="21")
    data.save()
    (found,) = [one for one in validate_published(standing, raw=raw) if one.path and one.path.startswith("obs")]
    assert "foi ingest --afresh" in found.remedy
    ingest_here(raw, standing, afresh=afresh)
    mended = not [one for one in validate_published(standing, raw=raw) if one.severity == "error"]
    assert mended == afresh

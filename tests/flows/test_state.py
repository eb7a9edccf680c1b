"""The program's own notes in processed/.state, damaged or foreign: named, and made anew with nothing lost."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from flows.publish.dataset import load_documents
from flows.validation import validate_published
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

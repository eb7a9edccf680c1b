"""Returns read in processes of their own, with all that they hold."""

from __future__ import annotations

import hashlib
import io
import os
import time
import zipfile
from pathlib import Path

import pytest

from flows.read.containers import read_returns
from flows.read.edition import version
from flows.read.grid import Document, Limits
from flows.read.processes.workers import Job, ReaderPool, read_files

LIMITS = Limits(seconds=20, memory_bytes=3 * 2**30)


class Shelf(dict[str, Document]):
    """A shelf in memory that counts what is put on it."""

    def put(self, key: str, document: Document) -> None:
        self[key] = document


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)
    return buffer.getvalue()


@pytest.fixture
def returned(tmp_path: Path) -> Path:
    path = tmp_path / "reply.zip"
    path.write_bytes(zipped(a_csv=b"Age,Count\n0-4,7\n", b_csv=b"Age,Count\n0-4,7\n", c_txt=b"Dear Sir\n"))
    return path


def test_each_file_has_its_place_hash_and_container(returned: Path) -> None:
    [(_, opened)] = read_returns([Job(returned, display="kent/reply.zip")], LIMITS, workers=1)
    assert [file.paths for file in opened] == [
        ["kent/reply.zip"],
        ["kent/reply.zip/a.csv", "kent/reply.zip/b.csv"],
        ["kent/reply.zip/c.txt"],
    ]
    assert [file.container for file in opened] == [None, opened[0].sha256, opened[0].sha256]
    assert all(hashlib.sha256(file.content).hexdigest() == file.sha256 for file in opened)


def test_what_is_on_the_shelf_is_not_read_again(returned: Path) -> None:
    shelf = Shelf()
    [(_, first)] = read_returns([Job(returned)], LIMITS, workers=1, shelf=shelf)
    assert len(shelf) == 3
    marked = {key: Document("kept", attachments=document.attachments) for key, document in shelf.items()}
    [(_, second)] = read_returns([Job(returned)], LIMITS, workers=1, shelf=Shelf(marked))
    assert [file.document.format for file in second] == ["kept"] * 3
    assert [file.sha256 for file in second] == [file.sha256 for file in first]


def test_a_reading_that_failed_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    shelf = Shelf()
    [(_, [file])] = read_returns([Job(tmp_path / "empty.csv")], LIMITS, workers=1, shelf=shelf)
    assert file.document.failure
    assert not shelf


def test_a_file_that_hangs_stops_no_other(tmp_path: Path) -> None:
    deep = "<table><tr><td>" * 60_000
    (tmp_path / "hang.html").write_text(f"<html>{deep}", encoding="utf-8")
    for number in range(4):
        (tmp_path / f"{number}.csv").write_bytes(b"a,b\n%d,2\n" % number)
    jobs = [Job(path) for path in sorted(tmp_path.iterdir(), reverse=True)]
    found = {job.path.name: document for job, document in read_files(jobs, Limits(seconds=2), workers=2)}
    assert len(found) == 5
    assert not any(document.failure for name, document in found.items() if name.endswith(".csv"))
    assert found["hang.html"].failure or found["hang.html"].partial


def test_a_file_that_cannot_be_opened_is_a_failure_in_words(tmp_path: Path) -> None:
    [(_, document)] = read_files([Job(tmp_path / "gone.csv")], LIMITS, workers=1)
    assert "could not be opened" in document.failure


def test_a_file_larger_than_allowed_is_named_and_not_opened(tmp_path: Path) -> None:
    with (tmp_path / "reply.pdf").open("wb") as file:
        file.truncate(3 * 2**20)
    [(_, [file_read])] = read_returns([Job(tmp_path / "reply.pdf")], Limits(archive_bytes=2**20), workers=1)
    assert "3 MB, more than the 1 MB allowed" in file_read.document.failure
    assert file_read.sha256 == hashlib.sha256(bytes(3 * 2**20)).hexdigest()
    assert file_read.content == b""


def test_relative_paths_are_those_of_the_caller(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.csv").write_bytes(b"a,b\n1,2\n")
    monkeypatch.chdir(tmp_path)
    [(_, document)] = read_files([Job(Path("x.csv"))], LIMITS, workers=1)
    assert document.format == "csv"


def test_nothing_is_left_behind(returned: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    list(read_returns([Job(returned)], LIMITS, workers=1))
    assert os.listdir(scratch) == []


def test_the_edition_is_the_same_on_every_call() -> None:
    assert version() == version()
    assert len(version()) == 16


def test_a_reader_that_is_killed_is_a_failure_in_words(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(b"a,b\n1,2\n")
    with ReaderPool(LIMITS, workers=1) as pool:
        killed = pool._pool.schedule(exec, args=("import os; os.kill(os.getpid(), 9)", {}))
        assert "signal 9: Killed" in pool.outcome(killed).failure
        assert pool.outcome(pool.submit(Job(tmp_path / "x.csv"))).format == "csv"


def test_time_by_the_clock_and_of_the_processor_are_told_apart(tmp_path: Path) -> None:
    with ReaderPool(Limits(seconds=0.2), workers=1) as pool:
        waiting = pool._pool.schedule(time.sleep, args=(60,), timeout=pool.limits.clock_seconds)
        assert "1 seconds by the clock" in pool.outcome(waiting).failure
    with ReaderPool(Limits(seconds=0.2, patience=100), workers=1) as pool:
        (tmp_path / "x.html").write_text("<table><tr>" + "<td>5<td rowspan=3>6<tr>" * 40_000, encoding="utf-8")
        assert "0.2 seconds of the processor's time" in pool.outcome(pool.submit(Job(tmp_path / "x.html"))).failure

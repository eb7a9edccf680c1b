"""The scratch folders of reader pools, and of those that were killed."""

from __future__ import annotations

import multiprocessing
import os
import signal
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from flows.read.processes.scratch import scratch_folder


@pytest.fixture(autouse=True)
def tmp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def make_and_wait(told: Connection) -> None:
    with scratch_folder() as folder:
        (folder / "member.csv").write_bytes(b"x")
        told.send(folder)
        told.recv()


def test_a_folder_is_gone_at_the_end_of_its_block(tmp: Path) -> None:
    with scratch_folder() as folder:
        (folder / "kept").write_text("x")
        assert folder.parent == tmp
    assert list(tmp.iterdir()) == []


def test_what_a_killed_process_left_is_deleted_and_what_a_living_one_uses_is_not(tmp: Path) -> None:
    here, there = multiprocessing.Pipe()
    other = multiprocessing.get_context("fork").Process(target=make_and_wait, args=(there,))
    other.start()
    theirs = here.recv()
    with scratch_folder():
        assert (theirs / "member.csv").exists()
    os.kill(other.pid or 0, signal.SIGKILL)
    other.join()
    assert (theirs / "member.csv").exists()
    with scratch_folder() as folder:
        assert list(tmp.iterdir()) == [folder]


def test_files_and_links_of_such_a_name_are_let_be(tmp: Path) -> None:
    (tmp / "elsewhere").mkdir()
    (tmp / "elsewhere" / "kept").write_text("x")
    (tmp / "foi-scratch-link").symlink_to(tmp / "elsewhere")
    (tmp / "foi-scratch-file").write_text("x")
    with scratch_folder():
        pass
    assert sorted(path.name for path in tmp.iterdir()) == ["elsewhere", "foi-scratch-file", "foi-scratch-link"]
    assert (tmp / "elsewhere" / "kept").exists()

"""Entries beside a return: whole or not at all, also where the writing is cut short."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from flows.review.entries import Beside, Entry, EntryError, FileChangedError

ONE, OTHER = "- {question: a, option: b, why: c}\n", "- {question: d, option: e, why: f}\n"
WRITER = """
import sys
from pathlib import Path
from flows.review.entries import Beside, Entry
beside = Beside(Path(sys.argv[1]), Path(sys.argv[2]))
print("begun", flush=True)
while True:
    for length in (1, 20000):
        beside.write("answers.yml", "- {question: a, option: b, why: c}\\n" * length)
"""


@pytest.fixture
def beside(tmp_path: Path) -> Beside:
    folder = tmp_path / "2016-17" / "kent"
    folder.mkdir(parents=True)
    return Beside(tmp_path, folder)


def test_a_kill_in_the_middle_of_writing_leaves_a_whole_file(beside: Beside) -> None:
    for _ in range(3):
        command = [sys.executable, "-c", WRITER, str(beside.raw), str(beside.folder)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": os.getcwd()})
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.15)
        process.kill()
        process.wait()
        process.stdout.close()
        text = beside.text("answers.yml")
        assert text in (ONE, ONE * 20000)
    beside.write("answers.yml", OTHER)
    assert yaml.safe_load(beside.text("answers.yml"))[0]["question"] == "d"
    assert sorted(file.name for file in beside.folder.iterdir()) == ["answers.yml"]


def test_an_entry_goes_behind_a_last_line_without_an_end(beside: Beside) -> None:
    (beside.folder / "answers.yml").write_text(ONE.rstrip())
    assert beside.added(Entry("answers.yml", OTHER)) == ONE + OTHER


def test_of_two_alike_entries_the_last_is_taken_out(beside: Beside) -> None:
    (beside.folder / "answers.yml").write_text(ONE + OTHER + ONE)
    assert beside.without(Entry("answers.yml", ONE)) == ONE + OTHER


def test_the_end_of_another_entry_is_not_taken_for_it(beside: Beside) -> None:
    (beside.folder / "answers.yml").write_text("# " + ONE)
    with pytest.raises(FileChangedError):
        beside.without(Entry("answers.yml", ONE))


@pytest.mark.parametrize("name", ["reply.pdf", "../answers.yml", "source.yml", "table.csv.part", ""])
def test_no_other_file_is_written(beside: Beside, name: str) -> None:
    with pytest.raises(EntryError):
        beside.write(name, "x")


@pytest.mark.parametrize("folder", [".", "..", "2016-17/nobody", "2016-17/../.."])
def test_no_other_folder_is_written(beside: Beside, folder: str) -> None:
    with pytest.raises(EntryError):
        Beside(beside.raw, beside.raw / folder)

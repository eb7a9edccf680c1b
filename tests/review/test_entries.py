"""Entries beside a return: whole or not at all, also where the writing is cut short."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from flows.ingestion.written_together import NOTE, one_at_a_time, write_together
from flows.review.entries import Beside, Entry, EntryError, FileChangedError

ONE, OTHER = "- {question: a, option: b, why: c}\n", "- {question: d, option: e, why: f}\n"
WRITER = """
import sys
from pathlib import Path
from flows.ingestion.written_together import write_together
while True:
    for length in (1, 20000):
        text = "- {question: a, option: b, why: c}\\n" * length
        write_together(Path(sys.argv[1]), {Path(sys.argv[2]) / "answers.yml": text})
        print("written", flush=True)
"""
"""Writes over and over, and says each time that it has: on a busy machine the first time may take a while."""
KILLED = """
import os, sys
from pathlib import Path
from flows.ingestion import written_together
move, left = os.replace, int(sys.argv[3])
def replace(draft, file):
    global left
    if not left:
        os.kill(os.getpid(), 9)
    left -= 1
    move(draft, file)
os.replace = replace
home = Path(sys.argv[1])
with written_together.one_at_a_time(home):
    written_together.write_together(home, {Path(sys.argv[2]) / name: "new" for name in ("one", "two", "three")})
"""
"""Kills itself before it moves a file into its place, after as many as it is told."""


@pytest.fixture
def beside(tmp_path: Path) -> Beside:
    folder = tmp_path / "2016-17" / "kent"
    folder.mkdir(parents=True)
    return Beside(tmp_path, folder)


def test_a_kill_in_the_middle_of_writing_leaves_a_whole_file(beside: Beside) -> None:
    for _ in range(3):
        process = run(WRITER, beside.raw, beside.folder)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.15)
        process.kill()
        process.wait()
        process.stdout.close()
        text = beside.text("answers.yml")
        assert text in (ONE, ONE * 20000)
    write_together(beside.raw, {beside.folder / "answers.yml": OTHER})
    assert yaml.safe_load(beside.text("answers.yml"))[0]["question"] == "d"
    assert sorted(file.name for file in beside.folder.iterdir()) == ["answers.yml"]


def run(script: str, *arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": os.getcwd()})


def held(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text() for file in folder.iterdir() if not file.name.startswith(".")}


@pytest.mark.parametrize("moves", [0, 1, 2, 3])
def test_a_kill_between_the_files_of_one_act_leaves_all_or_none_to_who_comes_next(beside: Beside, moves: int) -> None:
    """Without any move there is no note yet of what was said; with one there is, and every further one is a file."""
    before = {"one": "old", "two": "old"}
    for name, text in before.items():
        (beside.folder / name).write_text(text)
    assert run(KILLED, beside.raw, beside.folder, moves).wait() == -9
    with one_at_a_time(beside.raw):
        assert held(beside.folder) == (dict.fromkeys(("one", "two", "three"), "new") if moves else before)
    assert not (beside.raw / NOTE).exists()


def test_an_act_that_was_cut_short_is_taken_back_where_somebody_has_changed_a_file_since(
    beside: Beside, capsys: pytest.CaptureFixture[str]
) -> None:
    (beside.folder / "one").write_text("old")
    assert run(KILLED, beside.raw, beside.folder, 2).wait() == -9
    (beside.folder / "two").write_text("by hand")
    with one_at_a_time(beside.raw):
        assert held(beside.folder) == {"one": "old", "two": "by hand"}
    assert "two: changed while an act of foi review was cut short" in capsys.readouterr().err


def test_where_the_system_refuses_one_file_the_others_are_as_they_were(beside: Beside) -> None:
    (beside.folder / "one").write_text("old")
    (beside.folder / ".two.part").mkdir()
    with pytest.raises(OSError, match="two"):
        write_together(beside.raw, {beside.folder / name: "new" for name in ("one", "two")})
    assert held(beside.folder) == {"one": "old"}


def test_an_entry_goes_behind_a_last_line_without_an_end(beside: Beside) -> None:
    (beside.folder / "answers.yml").write_text(ONE.rstrip())
    assert beside.texts([Entry("answers.yml", OTHER)]) == {"answers.yml": ONE + OTHER}


def test_of_two_alike_entries_the_last_is_taken_out(beside: Beside) -> None:
    (beside.folder / "answers.yml").write_text(ONE + OTHER + ONE)
    assert beside.texts_without([Entry("answers.yml", ONE)]) == {"answers.yml": ONE + OTHER}


def test_the_end_of_another_entry_is_not_taken_for_it(beside: Beside) -> None:
    (beside.folder / "answers.yml").write_text("# " + ONE)
    with pytest.raises(FileChangedError):
        beside.texts_without([Entry("answers.yml", ONE)])


@pytest.mark.parametrize("name", ["reply.pdf", "../answers.yml", "source.yml", "table.csv.part", ""])
def test_no_other_file_is_written(beside: Beside, name: str) -> None:
    with pytest.raises(EntryError):
        beside.file(name, "x")


@pytest.mark.parametrize("folder", [".", "..", "2016-17/nobody", "2016-17/../.."])
def test_no_other_folder_is_written(beside: Beside, folder: str) -> None:
    with pytest.raises(EntryError):
        Beside(beside.raw, beside.raw / folder)

"""Wrong use meets words: what is meant, the nearest that there is, and nothing is written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from flows.cli import main

ROOT = Path(__file__).resolve().parents[2]


def foi(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def all_of(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.mark.parametrize(
    ("named", "meant"),
    [("2017/18", "2017-18"), ("2017-2018", "2017-18"), ("17-18", "2017-18"), ("2018", "2017-18 or 2018-19"),
     ("2017-19", "2017-18"), ("next year", "2017-18"), ("../2017-18", "2017-18"), ("2017-18/kent", "2017-18")],
)  # fmt: skip
def test_a_campaign_is_named_as_a_folder(named: str, meant: str, tmp_path: Path) -> None:
    result = foi("new", named, "--raw", tmp_path)
    assert (result.exit_code, all_of(tmp_path)) == (2, [])
    assert f"{named}: no name of a campaign" in result.stderr
    assert f"write it as {meant}" in result.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--respondent", "cumbrai"], ["--respondent cumbrai", "nearest: cumbria"]),
        (["--respondent", "../nobody"], ["--respondent ../nobody", "a folder of its name, which you make"]),
        (["--respondent", ""], ["no force's name or slug"]),
        (["--respondent", "kent", "--received", "04/09/2018"], ["2018-09-04 for 4 September 2018", "2018-04-09"]),
        (["--respondent", "kent", "--received", "4 September 2018"], ["2018-09-04 for 4 September 2018"]),
        (["--respondent", "kent", "--received", "yesterday"], ["--received yesterday", "2018-09-04"]),
        (["--respondent", "kent", "--campaign", "2017-18"], ["which holds 2016-17", "foi new 2017-18"]),
        (["--respondent", "kent", "--campaign", "last"], ["no name of a campaign", "write it as 2017-18"]),
        (["--respondent", "kent", "--campaign", "2017/18"], ["no name of a campaign", "write it as 2017-18"]),
    ],
)
def test_a_return_goes_where_one_is_sure_that_it_belongs(
    raw: Path, write_return: Callable[..., Path], tmp_path: Path, options: list[str], said: list[str]
) -> None:
    file, before = write_return(tmp_path / "letters", "new.csv"), all_of(raw)
    result = foi("add", file, "--raw", raw, *options)
    assert (result.exit_code, all_of(raw)) == (2, before)
    assert [words for words in said if words not in result.stderr] == []


def test_another_body_has_the_folder_that_a_person_made(
    raw: Path, write_return: Callable[..., Path], tmp_path: Path
) -> None:
    (raw / "2016-17/ministry").mkdir()
    file = write_return(tmp_path / "letters", "new.csv")
    assert foi("add", file, "--raw", raw, "--respondent", "ministry").exit_code == 0
    assert (raw / "2016-17/ministry/new.csv").exists()


@pytest.mark.parametrize(
    "command",
    [["figures"], ["trace", "Kent 2016/17"], ["disclose"], ["unmatched"], ["export"], ["export", "--publishable"]],
    ids=" ".join,
)
def test_a_campaign_that_is_not_there_is_told_with_those_that_are(
    ingest: Callable[..., None], processed: Path, tmp_path: Path, command: list[str]
) -> None:
    ingest()
    to = ["--to", str(tmp_path / "export")] if command[0] == "export" else []
    result = foi(*command, *to, "--processed", processed, "--campaign", "2016/17")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--campaign 2016/17: no campaign of" in result.stderr
    assert "which holds 2016-17" in result.stderr
    assert not (tmp_path / "export").exists()


def test_an_ingest_of_a_campaign_that_is_not_there_reads_nothing(
    raw: Path, processed: Path, write_return: Callable[..., Path], tmp_path: Path
) -> None:
    missing = foi("ingest", "--raw", raw, "--processed", processed, "--campaign", "2017-18")
    assert (missing.exit_code, processed.exists()) == (2, False)
    assert "which holds 2016-17" in missing.stderr
    letter = write_return(tmp_path / "letters")
    unlike = foi("ingest", letter, "--raw", raw, "--processed", processed, "--campaign", "2017/18")
    assert (unlike.exit_code, processed.exists()) == (2, False)
    assert "write it as 2017-18" in unlike.stderr


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("Kent 2016/17 sexual grooming", '40  "40"  Sexual grooming'),  # printed, under the class 88A
        ("Kent 2016/17 19C", '385  "385"  Rape'),  # printed of the group alone
    ],
)
def test_a_figure_that_is_not_printed_is_told_with_the_nearest_that_is(
    asked: str, nearest: str, kent_of_the_specimens: Path
) -> None:
    result = foi("trace", asked, "--processed", kent_of_the_specimens)
    assert result.exit_code == 0
    told = [line.strip() for line in result.stdout.splitlines()]
    assert "not said" in told[0]
    assert told[told.index("Nearest to it is printed:") + 1].startswith(nearest)


@pytest.fixture(scope="module")
def kent_of_the_specimens(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("specimens")
    given = Path(__file__).resolve().parents[2] / "raw"
    assert foi("ingest", given / "2016-17/kent", "--raw", given, "--processed", folder).exit_code == 0
    return folder


def test_a_person_who_stops_an_ingest_is_told_how_things_stand(
    raw: Path, processed: Path, write_return: Callable[..., Path]
) -> None:
    """A pipe that nobody empties holds up what writes into it, so that the ingest cannot end before it is stopped."""
    for last in range(100, 130):
        write_return(raw / f"2016-17/force-{last}" / ("x" * 200), last=last)
    command = [sys.executable, "-m", "flows.cli", "ingest", "--raw", str(raw), "--processed", str(processed)]
    with subprocess.Popen(
        command, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True, pipesize=4096,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  a shell's `&` has it ignored
    ) as process:  # fmt: skip
        assert process.stderr
        assert process.stderr.readline().startswith("reading 1 of 32")
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the workers too
        said = process.stderr.read()
    assert process.returncode == 130
    assert said.splitlines()[-1].startswith("Stopped: the data set stands as it was")
    assert "Traceback" not in said
    assert not (processed / "documents.parquet").exists()
    assert foi("ingest", "--raw", raw, "--processed", processed).exit_code in (0, 1)

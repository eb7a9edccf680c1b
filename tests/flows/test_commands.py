"""The commands as a person meets them: what they end with, what they print, what they never do."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from flows.cli import main

ROOT = Path(__file__).resolve().parents[2]


def foi(*arguments: object) -> Result:
    """A command that needs no Prefect, run in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def run_foi(*arguments: object) -> subprocess.CompletedProcess[str]:
    """A command as from a shell, with Prefect's engine and its server."""
    command = [sys.executable, "-c", "from flows.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)


def test_ingest_and_validate_end_with_what_they_found(raw: Path, processed: Path) -> None:
    """One walk through the real flows: clean, a fault planted, a mistake in a source.yml."""
    folders = ("--raw", raw, "--processed", processed)
    first = run_foi("ingest", *folders)
    assert first.returncode == 0, first.stderr
    assert "2 answered" in first.stdout
    figures = processed / "observations/campaign=2016-17/respondent=kent/part-0.parquet"
    figures.write_bytes(figures.read_bytes()[:-1] + b"?")
    faulty = run_foi("validate", "--processed", processed)
    assert faulty.returncode == 1, faulty.stderr
    assert "is not as it was published" in faulty.stdout
    (raw / "2016-17/kent/source.yml").write_text("reply.csv: {colour: red}")
    errors = run_foi("ingest", *folders)
    assert errors.returncode == 1, errors.stderr
    assert "source.yml line 1" in errors.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["ingest", "--colour", "red"],
        ["ingest", "no-such-file.pdf"],
        ["show"],
        ["show", "no-such-file.pdf"],
        ["tables", __file__],
        ["dance"],
    ],
)
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    assert foi(*arguments).exit_code == 2


def test_figures_of_no_data_set_are_nothing_to_do(processed: Path) -> None:
    result = foi("figures", "--processed", processed)
    assert (result.exit_code, result.stdout) == (3, "")


def test_figures_name_what_they_rest_on(ingest: Callable[..., None], processed: Path, tmp_path: Path) -> None:
    ingest()
    csv = tmp_path / "figures.csv"
    result = foi("figures", "--processed", processed, "--campaign", "2016-17", "--csv", csv)
    assert result.exit_code == 0
    assert "2016-17/kent/reply.csv" in result.stdout
    assert csv.read_text().startswith("force,quantity,year,value")
    assert foi("figures", "--processed", processed, "--campaign", "1999-00").exit_code == 3


def test_tables_are_written_with_their_spans(write_return: Callable[..., Path], tmp_path: Path) -> None:
    file = write_return(tmp_path)
    assert foi("tables", file, "--json", tmp_path / "out").exit_code == 0
    content = json.loads((tmp_path / "out/reply.json").read_text())
    (table,) = content["tables"]
    assert table["page"] == 1
    assert {"r0": 1, "c0": 1, "r1": 1, "c1": 1, "text": "2016/17"} in table["cells"]


def test_two_files_of_one_name_are_not_written_over_each_other(
    write_return: Callable[..., Path], tmp_path: Path
) -> None:
    files = [write_return(tmp_path / name) for name in ("one", "two")]
    assert foi("tables", *files, "--json", tmp_path / "out").exit_code == 2


def test_a_file_that_cannot_be_read_is_nothing_done(tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 and then nothing")
    assert foi("tables", broken, "--json", tmp_path / "out").exit_code == 3
    assert foi("show", broken).exit_code == 3


def test_show_tells_what_a_header_was_taken_to_say(write_return: Callable[..., Path], tmp_path: Path) -> None:
    result = foi("show", write_return(tmp_path / "2016-17/kent"))
    assert result.exit_code == 0
    assert "column labels" in result.stdout
    assert "kent 2016/17" in result.stdout


def test_a_return_commands_no_terminal_and_writes_no_markup(tmp_path: Path) -> None:
    file = tmp_path / "reply.csv"
    file.write_text("Age,2016/17\n[bold red]0-4[/],\x1b[2J7\n5-10,\x9b31m8\nTotal,15\n", encoding="utf-8")
    shown = foi("show", file).stdout
    assert "\x1b" not in shown
    assert "\x9b" not in shown
    assert "[bold red]" in shown

"""The commands as a person meets them: what they end with, what they print, what they never do."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import Result
from typer.testing import CliRunner

from flows.cli import main
from flows.commands.respondent import asked_respondent
from tests.ingests import without_pools

ROOT = Path(__file__).resolve().parents[2]


def foi(*arguments: object) -> Result:
    """A command run in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def run_foi(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command as from a shell."""
    command = [sys.executable, "-c", "from flows.cli import main; main()", *map(str, arguments)]
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, timeout=300, check=False
    )


def test_ingest_and_validate_end_with_what_they_found(raw: Path, processed: Path) -> None:
    """One walk: clean, a fault planted, a mistake in a source.yml."""
    folders = ("--raw", raw, "--processed", processed)
    first = run_foi("ingest", *folders)
    assert first.returncode == 0, first.stderr
    assert "2 answered" in first.stdout
    assert "reading 2 of 2" in first.stderr
    alter_a_figure(processed)
    faulty = foi("validate", *folders)
    assert faulty.exit_code == 1, faulty.stderr
    assert re.search(r'kent 2016/17 offences: 999,999, printed as "50" at cell B6', faulty.stdout)
    assert faulty.stdout.count("run foi ingest") == 1
    (raw / "2016-17/kent/source.yml").write_text("reply.csv: {colour: red}")
    with without_pools():
        errors = foi("ingest", *folders)
    assert errors.exit_code == 1, errors.stderr
    assert "source.yml line 1" in errors.stdout
    assert foi("validate", *folders).exit_code == 1
    (raw / "2016-17/kent/source.yml").unlink()
    with without_pools():
        assert foi("ingest", *folders).exit_code == 0
    assert foi("validate", *folders).exit_code == 0
    nowhere = run_foi("ingest", "--raw", raw, "--processed", raw / "2016-17/kent/reply.csv/in-a-file")
    assert (nowhere.returncode, nowhere.stdout) == (3, "")
    assert "cannot be written" in nowhere.stderr
    assert "Traceback" not in nowhere.stderr


def test_a_command_loads_what_it_needs_alone(raw: Path, processed: Path) -> None:
    """No workflow server for a letter; and where nothing is new, no reader and no rule."""
    script = "import sys; from flows.cli import main; main(standalone_mode=False); print(*sys.modules)"
    folders = ["--raw", str(raw), "--processed", str(processed)]
    loaded = []
    for command in (["ingest", *folders], ["ingest", *folders], ["validate", *folders[2:]]):
        done = subprocess.run(
            [sys.executable, "-c", script, *command], cwd=ROOT, capture_output=True, text=True, check=True
        )
        loaded.append({*done.stdout.splitlines()[-1].split()})
    assert not any("prefect" in modules for modules in loaded)
    assert "flows.check.rules" in loaded[0]
    assert not loaded[1] & {"flows.check.rules", "flows.read.containers", "flows.tidy.tidy", "pandera"}


def test_a_server_that_is_named_and_does_not_answer_is_told(raw: Path, processed: Path) -> None:
    named = "http://127.0.0.1:9/api"
    for command in (["ingest", "--raw", raw], ["validate"]):
        result = run_foi(*command, "--processed", processed, PREFECT_API_URL=named)
        assert (result.returncode, result.stdout) == (3, "")
        assert f"PREFECT_API_URL is {named}, where no server answers" in result.stderr
    assert not processed.exists()


def alter_a_figure(processed: Path) -> None:
    """Kent's total of 2016/17, as another program would change it."""
    file = processed / "observations/campaign=2016-17/respondent=kent/part-0.parquet"
    table = pq.ParquetFile(file).read()
    altered = [999_999 if count == 50 else count for count in table["count"].to_pylist()]
    for name in ("count", "count_low", "count_high", "value"):
        at = table.column_names.index(name)
        table = table.set_column(at, table.schema.field(name), pa.array(altered, table.schema.field(name).type))
    pq.write_table(table, file)


@pytest.mark.parametrize(
    "arguments",
    [
        ["ingest", "--colour", "red"],
        ["ingest", "no-such-file.pdf"],
        ["show"],
        ["show", "no-such-file.pdf"],
        ["tables", __file__],
        ["dance"],
        ["ingest", __file__, "--respondent", "kentt"],
        ["ingest", "--respondent", "kentt"],
    ],
)
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    assert foi(*arguments).exit_code == 2


def test_figures_of_no_data_set_are_nothing_to_do(processed: Path) -> None:
    result = foi("figures", "--processed", processed)
    assert (result.exit_code, result.stdout) == (3, "")


def test_figures_name_what_they_rest_on(ingest: Callable[..., None], processed: Path) -> None:
    ingest()
    result = foi("figures", "--processed", processed, "--campaign", "2016-17")
    assert result.exit_code == 0
    assert "2016-17/kent/reply.csv" in result.stdout


def test_figures_as_csv_stand_alone(ingest: Callable[..., None], processed: Path) -> None:
    ingest()
    result = foi("figures", "--processed", processed, "--format", "csv")
    assert result.exit_code == 0
    lines = list(csv.DictReader(io.StringIO(result.stdout)))
    assert {line["force"] for line in lines} == {"essex", "kent", "all forces"}
    assert all(line["value"] != "0" for line in lines)


@pytest.mark.parametrize("command", ["figures", "unmatched"])
def test_nothing_is_printed_from_an_edited_file(ingest: Callable[..., None], processed: Path, command: str) -> None:
    ingest()
    alter_a_figure(processed)
    result = foi(command, "--processed", processed)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "999,999" in result.stderr
    assert "run foi ingest" in result.stderr


@pytest.mark.parametrize("name", ["recipe.yml", "source.yml", "table.csv", "corrections.yml"])
@pytest.mark.parametrize("command", ["show", "recipe"])
def test_what_is_written_beside_returns_is_no_return(raw: Path, command: str, name: str) -> None:
    (raw / "2016-17/kent" / name).write_text("reply.csv: {}\n")
    result = foi(command, raw / "2016-17/kent" / name, "--raw", raw)
    assert result.exit_code == 2
    assert "no return" in result.stderr


def test_an_unknown_slug_is_named_with_the_nearest(write_return: Callable[..., Path], tmp_path: Path) -> None:
    result = foi("ingest", write_return(tmp_path), "--respondent", "kentt")
    assert result.exit_code == 2
    assert "kentt: no force's name or slug (nearest: kent)" in result.stderr


def test_a_person_at_a_terminal_is_asked_who_answered(
    write_return: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = ["kentt", "kent"]
    monkeypatch.setattr("flows.commands.respondent.sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("flows.commands.respondent.typer.prompt", lambda *_, **__: answers.pop(0))
    paths = [write_return(tmp_path / "letters")]
    assert asked_respondent(paths, tmp_path / "raw", "2016-17") == "kent"
    assert answers == []
    said = [write_return(tmp_path / "letters/2016-17/kent")]
    assert asked_respondent(said, tmp_path / "raw", None) is None


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

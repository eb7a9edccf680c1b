"""`foi show`: how a table was read, what else it could be, and what is asked."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from flows.cli import main

TWO_YEARS = "Offences in 2015/16 and in 2016/17,\nVictim age,Girls\n0-4,7\n5-10,12\n"


def shown(file: Path, *options: str) -> str:
    result = CliRunner().invoke(main, ["show", str(file), *options])
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


def test_doubts_alone_tell_the_runner_up_and_the_line_that_answers(tmp_path: Path) -> None:
    file = tmp_path / "reply.csv"
    file.write_text(TWO_YEARS, encoding="utf-8")
    said = shown(file, "--doubts")
    assert 'period: 2015/16, from title, A1: "Offences in 2015/16 and in 2016/17"' in said
    assert "runner-up, chance" in said
    assert "period: period 2016/17, and not period 2015/16" in said
    assert "nothing decides between the two" in said
    assert 'option: "2016/17"' in said
    assert "outcome: answered" in said
    assert "│" not in said
    assert "│" in shown(file)


def test_what_a_runner_up_lacks_is_said(tmp_path: Path) -> None:
    file = tmp_path / "reply.csv"
    file.write_text(",2015/16,2016/17\nQ1,30,40\nQ2,31,42\nQ3,32,33\nQ4,41,55\n", encoding="utf-8")
    said = shown(file, "--doubts")
    assert "it would win with" in said
    assert "more for it: without " in said


def test_a_figure_is_one_line_and_why_it_is_sure_is_told_once_for_all_that_share_it(tmp_path: Path) -> None:
    file = tmp_path / "reply.csv"
    file.write_text("Offences,2015/16,2016/17\n0-4,7,5\n5-10,12,14\nTotal,19,19\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["show", str(file)], env={"COLUMNS": "180"})
    lines = [line.rstrip() for line in result.stdout.splitlines()]
    figures = [line for line in lines if "offences" in line and "│" in line]
    reasons = [line.split() for line in lines if line.startswith("why ")]
    assert len(figures) == 6
    assert sum(int(line[2]) for line in reasons) == 6
    assert len(reasons) == len({" ".join(line[4:]) for line in reasons}) == 1

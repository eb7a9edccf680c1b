"""A newcomer's commands: a campaign begun, returns added, a figure traced, published and taken to a spreadsheet."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from click.testing import Result
from typer.testing import CliRunner

from flows.cli import main
from flows.commands.respondent import known_respondent
from flows.read.sources import parse_sources


def foi(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_a_return_is_added_to_the_newest_campaign_under_its_forces_name(tmp_path: Path) -> None:
    raw, file = tmp_path / "raw", tmp_path / 'FOI "12".csv'
    file.write_text("Age,2017/18\n0-4,7\n")
    assert foi("new", "2016-17", "--raw", raw).exit_code == 0
    assert foi("new", "2017-18", "--raw", raw).exit_code == 0
    added = foi("add", file, "--respondent", "Kent Police", "--raw", raw, "--received", "2018-09-04")
    assert added.exit_code == 0, added.output
    folder = raw / "2017-18/kent"
    assert (folder / file.name).read_bytes() == file.read_bytes()
    source = parse_sources((folder / "source.yml").read_text(), {file.name})[file.name]
    assert str(source.received) == "2018-09-04"


def test_what_is_told_of_a_second_return_stands_beside_what_was_told_of_the_first(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    folder = raw / "2017-18/kent"
    folder.mkdir(parents=True)
    (folder / "source.yml").write_text("old.csv:\n  received: 2018-09-01")
    (tmp_path / "new.csv").write_text("Age,2017/18\n0-4,7\n")
    added = foi("add", tmp_path / "new.csv", "--respondent", "kent", "--raw", raw, "--supersedes", "old.csv")
    assert added.exit_code == 0, added.output
    sources = parse_sources((folder / "source.yml").read_text(), {"old.csv", "new.csv"})
    assert sources["new.csv"].supersedes == ("old.csv",)
    assert str(sources["old.csv"].received) == "2018-09-01"


def test_nothing_is_written_over(tmp_path: Path) -> None:
    file = tmp_path / "reply.csv"
    file.write_text("new")
    there = tmp_path / "raw/2017-18/kent/reply.csv"
    there.parent.mkdir(parents=True)
    there.write_text("old")
    assert foi("add", file, "--respondent", "kent", "--raw", tmp_path / "raw").exit_code == 2
    assert there.read_text() == "old"


def test_a_figure_is_traced_to_its_cells(ingest: Callable[..., None], processed: Path) -> None:
    ingest()
    result = foi("trace", "Kent 2016/17 aged 10 and under", "--processed", processed)
    assert result.exit_code == 0, result.output
    assert "kent 2016/17 offences, aged 0-10: 19" in result.stdout
    assert "2016-17/kent/reply.csv cell B3" in result.stdout
    assert "2016-17/kent/reply.csv cell B4" in result.stdout
    assert "cell B5" not in result.stdout


@pytest.mark.parametrize(
    ("words", "code", "remedy"),
    [
        ("Kent", 2, "a financial year"),
        ("2016/17 aged 10 and under", 2, "a force"),
        ("Kent 2016/17 of unicorns", 2, "not understood"),
        ("Kent 2016", 2, "such as 2016/17"),
        ("surrey 2016/17", 3, "name another force"),
    ],
)
def test_a_figure_that_cannot_be_traced_says_why(
    ingest: Callable[..., None], processed: Path, words: str, code: int, remedy: str
) -> None:
    ingest()
    result = foi("trace", words, "--processed", processed)
    assert result.exit_code == code
    assert remedy in result.stderr


def test_sentences_name_what_they_rest_on_and_leave_out(
    ingest: Callable[..., None], processed: Path, raw: Path
) -> None:
    only_now = "Number of offences recorded,\nVictim age,2016/17\n0-4,3\n5-17,5\nTotal,8\n"
    (raw / "2016-17/surrey").mkdir()
    (raw / "2016-17/surrey/reply.csv").write_text(only_now)
    ingest()
    content = json.loads(foi("figures", "--processed", processed, "--format", "json").stdout)
    said = {(one["quantity"], one["kind"]): one for one in content["statements"]}
    assert said["total", "count"]["value"] == 50 + 63 + 8
    assert said["total", "change"]["parts"] == [113, 98]
    assert list(said["total", "change"]["left_out"]) == ["surrey"]
    share = said["ten_and_under", "share"]
    assert (share["parts"], share["forces"], share["value"]) == ([38, 113], ["essex", "kent"], 33.6)
    one_force = json.loads(foi("figures", "--processed", processed, "--format", "json", "--force", "kent").stdout)
    assert {row["force"] for row in one_force["figures"]} == {"kent"}
    markdown = foi("figures", "--processed", processed, "--format", "markdown").stdout
    assert "121 sexual offences against children were recorded in 2016/17 by 3 forces" in markdown
    assert "33.6% of sexual offences against children in 2016/17 were against children aged ten and under" in markdown
    assert foi("figures", "--processed", processed, "--force", "nowhere").exit_code == 2
    assert foi("figures", "--processed", processed, "--force", "Dorset").exit_code == 3


@pytest.mark.parametrize("name", ["kent", "KENT", "Kent Police"])
def test_a_force_is_named_by_name_or_slug_in_any_case(
    ingest: Callable[..., None], processed: Path, raw: Path, tmp_path: Path, name: str
) -> None:
    ingest()
    shown = foi("figures", "--processed", processed, "--force", name)
    assert "2016-17/kent/reply.csv" in shown.stdout
    assert "essex" not in shown.stdout
    assert "all forces" not in shown.stdout
    assert "kent 2016/17 offences: 50" in foi("trace", f"{name} 2016/17", "--processed", processed).stdout
    assert known_respondent(name, raw, []) == "kent"
    (tmp_path / "new.csv").write_text("Number of offences recorded,\nVictim age,2016/17\n0-4,7\n")
    assert "kent 2016/17" in foi("show", tmp_path / "new.csv", "--respondent", name, "--raw", raw).stdout
    foi("add", tmp_path / "new.csv", "--respondent", name, "--raw", raw)
    assert (raw / "2016-17/kent/new.csv").exists()


def test_every_cell_of_a_sum_is_linked_and_the_total_comes_first(ingest: Callable[..., None], processed: Path) -> None:
    ingest()
    page = foi("figures", "--processed", processed, "--format", "markdown", "--force", "kent").stdout
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line[:6] == "| Kent"]
    assert [row[1:3] for row in rows][:3] == [["total", "2016/17"], ["total", "2015/16"], ["online", "2016/17"]]
    of = {(row[1], row[2]): row[-1] for row in rows}
    assert len(re.findall(r"#f\d+", of["ten and under", "2016/17"])) == 2
    assert of["total", "2016/17"].startswith("[cell](report/2016-17/kent")


def test_a_page_of_one_force_names_no_return_of_another_and_small_counts_are_named(
    ingest: Callable[..., None], processed: Path, raw: Path, write_return: Callable[..., Path]
) -> None:
    write_return(raw / "2016-17/essex", "later.csv", last=45)
    (raw / "2016-17/essex/source.yml").write_text("later.csv: {supersedes: reply.csv}\n")
    small = "Number of offences recorded,\nVictim age,2016/17\n0-4,3\n5-17,50\nTotal,53\n"
    (raw / "2016-17/surrey").mkdir()
    (raw / "2016-17/surrey/reply.csv").write_text(small)
    ingest()
    pages = {
        force: foi("figures", "--processed", processed, "--format", "markdown", "--force", force).stdout
        for force in ("essex", "kent", "surrey")
    }
    assert "a later return replaces them: 2016-17/essex/reply.csv." in pages["essex"]
    assert "essex" not in pages["kent"]
    assert "Counts under 5 are not withheld here: Surrey four and under 2016/17." in pages["surrey"]
    assert "Counts under 5" not in pages["kent"]


def test_the_headline_is_safe_to_sum(ingest: Callable[..., None], processed: Path) -> None:
    ingest()
    rows = pd.read_parquet(processed / "headline.parquet")
    of_year = rows[(rows["quantity"] == "total") & (rows["year"] == "2016/17")]
    assert of_year["count"].sum() == 113
    assert not rows.duplicated(["campaign", "force_id", "quantity", "year"]).any()


def test_a_spreadsheet_has_a_column_a_year_and_ages_that_are_no_dates(
    ingest: Callable[..., None], processed: Path, tmp_path: Path
) -> None:
    ingest()
    file = tmp_path / "figures.xlsx"
    assert foi("export", "--wide", file, "--processed", processed).exit_code == 0
    table = pd.read_excel(file, dtype=object, engine="openpyxl")
    row = table[(table["respondent"] == "kent") & (table["age_band"] == "5-10")].iloc[0]
    assert (row["2016/17"], row["2015/16"]) == (12, 14)
    assert foi("export", "--wide", tmp_path / "figures.csv", "--processed", processed).exit_code == 2
    named = foi("export", "--publishable", "figures.csv", "--processed", processed)
    assert named.exit_code == 2
    assert "name their folder with --to" in named.stderr


def test_of_several_campaigns_one_is_named_where_the_answer_is_one_file(
    ingest: Callable[..., None], processed: Path, raw: Path
) -> None:
    (raw / "2017-18/kent").mkdir(parents=True)
    (raw / "2017-18/kent/reply.csv").write_text("Number of offences recorded,\nVictim age,2017/18\n0-4,3\nTotal,3\n")
    ingest()
    both = foi("figures", "--processed", processed, "--format", "json")
    assert (both.exit_code, both.stdout) == (2, "")
    assert "the campaigns 2016-17, 2017-18; name the one to write with --campaign" in both.stderr
    essex = foi("figures", "--processed", processed, "--format", "json", "--force", "Essex")
    assert json.loads(essex.stdout)["campaign"] == "2016-17"
    assert "2017-18: no figures of essex" in essex.stderr
    one = foi("figures", "--processed", processed, "--format", "json", "--campaign", "2017-18")
    assert json.loads(one.stdout)["campaign"] == "2017-18"

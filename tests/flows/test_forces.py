"""A return stands under the right force, once: from folder to `foi figures`."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.check.rules.shared_figures import figures_of_two_forces
from flows.publish.dataset import load_figures, load_findings, load_observations
from flows.publish.figures import CampaignFigures, campaign_figures

Ingest = Callable[..., None]
WriteReturn = Callable[..., Path]


def figures(processed: Path) -> CampaignFigures:
    return campaign_figures("2016-17", load_figures(processed, "2016-17"), 2016)


def total(processed: Path, force: str) -> tuple[int | None, bool]:
    found = figures(processed).figures[force, "total", 2016]
    return found.value, found.in_doubt


def errors(processed: Path) -> list[str]:
    return [f.check for f in load_findings(processed) if f.severity == "error"]


def copy(file: Path, *to: Path) -> None:
    for one in to:
        one.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, one)


def test_a_folder_with_a_typo_is_an_error_and_its_figures_are_listed(
    ingest: Ingest, raw: Path, processed: Path
) -> None:
    (raw / "2016-17/kent").rename(raw / "2016-17/kentt")
    ingest()
    assert errors(processed) == ["respondent_unknown"]
    assert list(figures(processed).of_no_force.values()) == [8]


def test_one_file_with_two_forces_counts_for_neither_until_a_person_says(
    ingest: Ingest, raw: Path, processed: Path
) -> None:
    copy(raw / "2016-17/kent/reply.csv", raw / "2016-17/essex/reply.csv")
    ingest()
    assert errors(processed) == ["force_contradicted"]
    assert total(processed, "essex") == (None, True)
    assert figures(processed).total("total").this_year is None
    for force in ("essex", "kent"):
        (raw / f"2016-17/{force}/source.yml").write_text("reply.csv: {force: kent}")
    ingest()
    assert (errors(processed), total(processed, "kent")) == ([], (50, False))
    assert figures(processed).total("total").this_year == 50


@pytest.mark.parametrize("folder", ["kentt", "a-typo"])
def test_one_file_with_a_force_and_in_a_folder_of_no_force_counts_for_neither_and_both_are_named(
    ingest: Ingest, raw: Path, processed: Path, folder: str
) -> None:
    copy(raw / "2016-17/kent/reply.csv", raw / f"2016-17/{folder}/reply.csv")
    ingest()
    assert errors(processed) == ["force_contradicted", "respondent_unknown"]
    assert any(f"{folder} is no force's slug" in f.message for f in load_findings(processed))
    assert figures(processed).total("total").this_year == total(processed, "essex")[0] == 63


def test_it_is_the_same_whichever_came_first(ingest: Ingest, raw: Path, processed: Path, tmp_path: Path) -> None:
    kent = raw / "2016-17/kent/reply.csv"
    (raw / "2016-17/essex/reply.csv").unlink()
    ingest()
    copy(kent, raw / "2016-17/essex/reply.csv")
    ingest(respondent="essex")
    assert errors(processed) == ["force_contradicted"]
    for name in ("one", "two"):
        copy(kent, tmp_path / name / f"{name}.csv")
    added = str(tmp_path / "added")
    ingest(processed=added, paths=[tmp_path / "one/one.csv"], campaign="2016-17", respondent="surrey")
    ingest(processed=added, paths=[tmp_path / "two/two.csv"], campaign="2016-17", respondent="dorset")
    assert errors(Path(added)) == ["force_contradicted"]


def test_one_table_saved_twice_is_counted_for_neither_until_a_person_says(
    ingest: Ingest, raw: Path, processed: Path
) -> None:
    text = (raw / "2016-17/kent/reply.csv").read_text()
    (raw / "2016-17/essex/reply.csv").write_text(f"{text}\nSaved again\n")
    ingest()
    assert set(errors(processed)) == {figures_of_two_forces.__name__}
    assert [total(processed, force) for force in ("essex", "kent")] == [(None, True)] * 2
    assert figures(processed).total("total").this_year is None
    (raw / "2016-17/kent/source.yml").write_text("reply.csv: {force: kent}")
    ingest()
    assert [total(processed, force) for force in ("essex", "kent")] == [(None, True), (50, False)]
    (raw / "2016-17/essex/source.yml").write_text("reply.csv: {force: essex}")
    ingest()
    assert [total(processed, force) for force in ("essex", "kent")] == [(50, False)] * 2
    assert errors(processed) == []


def test_one_workbook_attached_to_two_forces_mails_is_of_neither(ingest: Ingest, raw: Path, processed: Path) -> None:
    for force in ("kent", "essex"):
        (raw / f"2016-17/{force}/reply.csv").rename(raw / f"{force}.csv")
    table = (raw / "kent.csv").read_text()
    for force in ("kent", "essex"):
        (raw / f"{force}.csv").unlink()
        mail = (
            f"From: FOI <foi@{force}.police.uk>\nSubject: {force}\nMIME-Version: 1.0\n"
            'Content-Type: multipart/mixed; boundary="b"\n\n'
            "--b\nContent-Type: text/plain\n\nOur reply is attached.\n"
            f'--b\nContent-Type: text/csv; name="a.csv"\nContent-Disposition: attachment; filename="a.csv"\n\n{table}\n'
            "--b--\n"
        )
        (raw / f"2016-17/{force}/reply.eml").write_text(mail)
    ingest()
    assert errors(processed) == ["force_contradicted"]
    assert {row.force_id for row in load_observations(processed)} == {None}


def test_equal_small_tables_are_no_suspicion(ingest: Ingest, raw: Path, processed: Path) -> None:
    small = "Number of offences recorded,\nVictim age,2016/17\n0-4,1\n5-10,2\n11-17,{}\nTotal,{}\n"
    for force in ("kent", "essex"):
        (raw / f"2016-17/{force}/reply.csv").write_text(small.format(3, 6) + f"\n{force}\n")
    ingest()
    assert errors(processed) == []
    assert [total(processed, force)[0] for force in ("essex", "kent")] == [6, 6]


def test_a_path_without_a_respondent_is_told(
    write_return: WriteReturn, ingest: Ingest, processed: Path, tmp_path: Path
) -> None:
    file = write_return(tmp_path / "letters")
    file.write_text(f"KENT POLICE,,\n{file.read_text()}")
    ingest(paths=[file], campaign="2016-17")
    said = [f.message for f in load_findings(processed) if f.check == "respondent_not_said"]
    assert len(said) == 1
    assert "stand under kent" in said[0]
    assert {row.force_id for row in load_observations(processed)} == {"kent"}

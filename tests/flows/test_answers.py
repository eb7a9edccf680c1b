"""Answers beside returns, and the questions that are published: what is followed, what is stale, what is a mistake."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.publish.checksums import verify
from flows.publish.dataset import load_findings, load_observations, load_questions
from schemas.doubt import in_doubt
from schemas.rows import OpenQuestion
from tests.flows.test_commands import foi
from tests.ingests import without_pools

Ingest = Callable[..., None]
UNSURE = "Offences in 2015/16 and in 2016/17,,\nVictim age,Girls,Boys\n0-4,7,5\n5-10,12,{last}\nTotal,19,{total}\n"


@pytest.fixture
def kent(raw: Path) -> Path:
    """The folder of a return whose year is open."""
    folder = raw / "2016-17/kent"
    write(folder, 14)
    return folder


def write(folder: Path, last: int) -> None:
    (folder / "reply.csv").write_text(UNSURE.format(last=last, total=5 + last), encoding="utf-8")


def asked(processed: Path) -> OpenQuestion:
    (found,) = [one for one in load_questions(processed) if one.asks == "period"]
    return found


def test_questions_are_published_in_both_forms_with_the_figures_that_hang_on_them(
    ingest: Ingest, kent: Path, processed: Path
) -> None:
    ingest()
    found = asked(processed)
    rows = load_observations(processed, "2016-17", "kent")
    assert found.figures == sum(found.question_id in row.questions for row in rows) == 6
    assert (found.path, found.campaign, found.respondent) == ("2016-17/kent/reply.csv", "2016-17", "kent")
    lines = [json.loads(line) for line in (processed / "questions.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["question_id"] for line in lines] == [found.question_id]
    assert [option["key"] for option in lines[0]["options"]] == [option.key for option in found.options]
    assert verify(processed) == []
    assert all(in_doubt(row) == bool(row.questions) for row in rows)


def test_the_line_of_an_option_pasted_beside_the_return_is_followed(
    ingest: Ingest, kent: Path, processed: Path
) -> None:
    ingest()
    other = next(one for one in asked(processed).options if one.key != asked(processed).chosen)
    (kent / "answers.yml").write_text(f"{other.answer}\n", encoding="utf-8")
    ingest()
    rows = load_observations(processed, "2016-17", "kent")
    assert {(row.period_label, tuple(row.flags), tuple(row.questions)) for row in rows} == {(other.key, (), ())}
    assert (asked(processed).status, asked(processed).chosen) == ("answered", other.key)


def test_an_answer_does_not_survive_a_change_of_its_document(ingest: Ingest, kent: Path, processed: Path) -> None:
    ingest()
    before = asked(processed)
    other = next(one for one in before.options if one.key != before.chosen)
    (kent / "answers.yml").write_text(f"{other.answer}\n", encoding="utf-8")
    write(kent, 15)
    ingest()
    after = asked(processed)
    assert (after.status, after.figures, after.chosen) == ("stale", 6, before.chosen)
    (stale,) = [f for f in load_findings(processed) if f.check == "answer_stale"]
    assert f'2016-17/kent/answers.yml line 1 "{before.question_id}"' in stale.message
    assert after.question_id in stale.message


def test_an_answer_to_what_is_asked_no_longer_is_stale(ingest: Ingest, kent: Path, processed: Path) -> None:
    ingest()
    found = asked(processed)
    (kent / "answers.yml").write_text(f"{found.options[0].answer}\n", encoding="utf-8")
    (kent / "recipe.yml").write_text("period: 2016/17\n", encoding="utf-8")
    ingest()
    (stale,) = [f for f in load_findings(processed) if f.check == "answer_stale"]
    assert (stale.severity, stale.path) == ("warning", "2016-17/kent/reply.csv")
    assert "no such question open" in stale.message


@pytest.mark.parametrize("name", ["12345678-0123456789abcdef", "which year"])
def test_an_unknown_question_is_an_error_with_file_line_and_remedy(
    ingest: Ingest, kent: Path, processed: Path, name: str
) -> None:
    (kent / "answers.yml").write_text(f"\n- {{question: {name}, option: 2015/16, why: so}}\n", encoding="utf-8")
    ingest()
    (unknown,) = [f for f in load_findings(processed) if f.check == "answer_unknown"]
    assert unknown.severity == "error"
    assert f'2016-17/kent/answers.yml line 2 "{name}"' in unknown.message
    assert "questions.jsonl" in unknown.remedy


def test_a_force_that_is_contradicted_is_asked_and_can_be_answered(ingest: Ingest, raw: Path, processed: Path) -> None:
    file = raw / "2016-17/kent/reply.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("offences recorded", "offences recorded by Essex Police"))
    twin = raw / "2016-17/surrey"
    twin.mkdir()
    (twin / "reply.csv").write_bytes(file.read_bytes())
    ingest()
    (found,) = [one for one in load_questions(processed) if one.asks == "force"]
    assert found.figures == len(load_observations(processed, "2016-17", "kent"))
    assert {"kent", "surrey"} <= {option.key for option in found.options}
    assert found.chosen is None
    answer = next(option.answer for option in found.options if option.key == "surrey")
    (raw / "2016-17/kent/answers.yml").write_text(f"{answer}\n", encoding="utf-8")
    ingest()
    rows = load_observations(processed, "2016-17", "kent")
    assert {(row.force_id, tuple(row.flags)) for row in rows} == {("surrey", ("force_said",))}
    assert [one.status for one in load_questions(processed) if one.asks == "force"] == ["answered"]


def test_a_data_set_of_an_older_contract_is_made_anew_and_that_is_said(raw: Path, processed: Path) -> None:
    folders = ("--raw", raw, "--processed", processed)
    with without_pools():
        assert "made anew" not in foi("ingest", *folders).stdout
    manifest = processed / ".state/manifest.json"
    old = manifest.read_text(encoding="utf-8").replace('"contract_version": "2.2.0"', '"contract_version": "1.0"')
    manifest.write_text(old, encoding="utf-8")
    (processed / "questions.parquet").unlink()
    assert [fault.check for fault in verify(processed)] == ["another_contract"]
    with without_pools():
        said = " ".join(foi("ingest", *folders).stdout.split())
    assert "keeps data contract 1.0: all of it is made anew under 2.2.0" in said
    assert verify(processed) == []
    assert load_questions(processed) == []

"""What is said for a respondent is said once: a later return of the same words takes one key, of others it is asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from flows.publish.dataset import load_findings, load_observations, load_questions, load_table
from flows.review.queue import queue
from flows.tidy.people.likeness import of_question
from flows.tidy.people.remembered import parse_remembered, recall
from schemas import code_tables
from schemas.models import HEADLINE
from schemas.rows import OpenQuestion, Option
from tests.review.conftest import TABLE, Opened

NEXT = TABLE.replace("2015/16", "THEN").replace("2016/17", "2017/18").replace("THEN", "2016/17")


@pytest.fixture
def two_years(tmp_path: Path, read_once: Path, serve: Callable[..., Opened]) -> Opened:
    """Kent's returns of two years, in the same form, each with a total that is wrong in print."""
    made = Opened(tmp_path)
    made.put("kent/reply.csv", TABLE.format(total=51))
    (made.raw / "2017-18" / "kent").mkdir(parents=True)
    (made.raw / "2017-18" / "kent" / "reply 2.csv").write_text(NEXT.format(total=52), encoding="utf-8")
    made.read()
    return serve(made)


def asked(opened: Opened, campaign: str) -> str:
    (name,) = [one.question_id for one in load_questions(opened.processed) if one.campaign == campaign]
    return f"question/{name}"


def memory(opened: Opened) -> Any:
    file = opened.raw / "respondents" / "kent.yml"
    return yaml.safe_load(file.read_text(encoding="utf-8")) if file.exists() else []


def states(opened: Opened) -> dict[tuple[str, str], str]:
    rows = load_table(opened.processed, HEADLINE).to_pylist()
    return {(one["campaign"], one["year"]): one["state"] for one in rows if one["quantity"] == "total"}


def test_what_is_said_for_a_respondent_is_confirmed_with_one_key_and_taken_back_whole(two_years: Opened) -> None:
    page = asked(two_years, "2016-17")
    answer = two_years.post(page, option="as_read", scope="respondent", by="ann", marks=two_years.marks(page))
    assert answer.status_code == 303
    (item,) = memory(two_years)
    assert (item["campaign"], item["option"], item["by"]) == ("2016-17", "as_read", "ann")
    before = states(two_years)
    assert (before["2016-17", "2016/17"], before["2017-18", "2017/18"]) == ("said", "in doubt")
    names = [one.name for one in queue(two_years.review.data)]
    (again,) = [name for name in names if name.startswith("as-before/")]
    assert asked(two_years, "2017-18") not in names
    shown = two_years.get(again).text
    assert "As in 2016-17?" in shown
    assert two_years.post(again, by="bob", marks=two_years.marks(again), then=again).status_code == 303
    assert states(two_years)["2017-18", "2017/18"] == "said"
    there = yaml.safe_load((two_years.raw / "2017-18/kent/answers.yml").read_text(encoding="utf-8"))
    assert [(one["by"], one["why"].partition(":")[0]) for one in there] == [("bob", "as in 2016-17, ann")]
    assert not any(one.name.startswith("as-before/") for one in queue(two_years.review.data))
    two_years.read()
    assert not [one for one in load_findings(two_years.processed) if one.check == "not_in_a_respondents_folder"]
    two_years.post("undo", number="2")
    two_years.post("undo", number="1")
    assert (memory(two_years), states(two_years)["2016-17", "2016/17"]) == ([], "in doubt")


def test_changed_words_ask_again(two_years: Opened) -> None:
    file = two_years.raw / "2017-18" / "kent" / "reply 2.csv"
    file.write_text(NEXT.replace("Victim age", "Suspect age").format(total=52), encoding="utf-8")
    two_years.read()
    page = asked(two_years, "2016-17")
    two_years.post(page, option="as_read", scope="respondent", by="ann", marks=two_years.marks(page))
    names = [one.name for one in queue(two_years.review.data)]
    assert not any(name.startswith("as-before/") for name in names)
    assert asked(two_years, "2017-18") in names


def test_a_label_is_said_for_a_respondent_or_for_all_returns(
    two_years: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aliases = tmp_path / "codes" / "aliases"
    aliases.mkdir(parents=True)
    for name in ("ages", "sexes", "offence_groups", "offences", "measures", "totals"):
        (aliases / f"{name}.csv").write_text("kind,pattern,code\n", encoding="utf-8")
    monkeypatch.setattr(code_tables, "__file__", str(tmp_path / "code_tables.py"))
    (document,) = [one.document_id for one in load_questions(two_years.processed) if one.campaign == "2016-17"]
    page = f"label/{document}?label=11-17"
    form = {"label": "11-17", "dimension": "age", "meaning": "12-17", "why": "they said so", "by": "ann"}
    assert (
        two_years.post(f"label/{document}", **form, scope="respondent", marks=two_years.marks(page)).status_code == 303
    )
    (item,) = memory(two_years)
    assert yaml.safe_load(item["recipe"]) == {"labels": {"11-17": {"age": "12-17"}}}
    two_years.post("undo", number="1")
    form = form | {"scope": "everywhere"}
    assert two_years.post(f"label/{document}", **form, marks=two_years.marks(page)).status_code == 303
    assert (aliases / "ages.csv").read_text(encoding="utf-8") == "kind,pattern,code\nexact,11-17,12-17\n"
    assert '"11-17": {age: "12-17"}' in two_years.beside("kent", "recipe.yml")
    two_years.post("undo", number="3")
    assert (aliases / "ages.csv").read_text(encoding="utf-8") == "kind,pattern,code\n"
    form = form | {"dimension": "period", "meaning": "2016/17"}
    refused = two_years.post(f"label/{document}", **form, marks=two_years.marks(page))
    assert (refused.status_code, "cannot be said for all returns" in refused.text) == (422, True)


ABREAST = """Number of offences recorded,,,,,
Victim age,{this},{last},,Online,
0-4,21,18,0-4,2,1
5-10,60,55,5-10,5,4
11-17,180,160,11-17,44,30
"""


def test_what_a_column_counts_is_said_of_its_figures_and_confirmed_for_the_next_year(
    tmp_path: Path, serve: Callable[..., Opened]
) -> None:
    made = Opened(tmp_path)
    made.put("kent/reply.csv", ABREAST.format(this="2016/17", last="2015/16"))
    (made.raw / "2017-18" / "kent").mkdir(parents=True)
    later = made.raw / "2017-18" / "kent" / "reply.csv"
    later.write_text(ABREAST.format(this="2017/18", last="2016/17").replace("44,30", "51,44"), encoding="utf-8")
    made.read()
    serve(made)
    for printed, said in (("44", {"period": "2016/17"}), ("30", {"period": "2015/16", "online": "yes"})):
        rows = load_observations(made.processed, "2016-17")
        page = f"figure/{next(row.observation_id for row in rows if row.raw_value == printed)}"
        form = {"scope": "column", "remember": "respondent", "why": "as beside it", "by": "ann", **said}
        answer = made.post(page, marks=made.marks(page), **form)
        assert answer.status_code == 303, answer.text
    assert [one["words"] for one in memory(made)] == [
        "What column 5 of table 1 counts",
        "What column 6 of table 1 counts",
    ]
    (again,) = [one.name for one in queue(made.review.data) if one.name.startswith("as-before/")]
    assert made.post(again, by="bob", marks=made.marks(again), then=again).status_code == 303
    rows = load_observations(made.processed, "2017-18")
    told = {(row.raw_value, row.period_label, row.online) for row in rows if not row.questions}
    assert {("51", "2017/18", "yes"), ("44", "2016/17", "yes")} <= told


def test_what_a_label_in_print_says_otherwise_is_not_remembered_of_its_column(two_years: Opened) -> None:
    (row,) = [one for one in load_observations(two_years.processed, "2016-17") if one.raw_value == "31"]
    page = f"figure/{row.observation_id}"
    form = {"scope": "column", "remember": "respondent", "period": "2016", "why": "they said so", "by": "ann"}
    answer = two_years.post(page, marks=two_years.marks(page), **form)
    assert (answer.status_code, "say what the label means" in answer.text) == (422, True)
    assert (two_years.beside("kent", "recipe.yml"), memory(two_years)) == ("", [])


def test_what_was_asked_for_is_shown_and_offered_first(two_years: Opened) -> None:
    request = two_years.raw / "2016-17" / "request.yml"
    request.write_text("measure: victims\nwording: How many children were victims?\n", encoding="utf-8")
    page = asked(two_years, "2016-17")
    assert "How many children were victims?" in two_years.get(page).text
    (document,) = [one.document_id for one in load_questions(two_years.processed) if one.campaign == "2016-17"]
    shown = two_years.get(f"counted/{document}").text
    assert 'value="victims" data-key="1"' in shown


def test_two_questions_in_the_same_words_are_both_confirmed() -> None:
    """Two sentences that differ by their figures alone have one mark: what is said of one is said of the other."""
    options = [Option("as_read", "as it is read")]
    asked = [OpenQuestion(name, "2017-18", "kent", "d", "p", "layout", "Whose?", options=options) for name in "ab"]
    said = f'- {{campaign: 2016-17, like: "{of_question(asked[0], [], [])}", option: as_read, why: it says so}}'
    found = recall(parse_remembered(said), "2017-18", asked, [], [])
    assert [one.question for one in found] == asked
    assert len({one.subject for one in found}) == 2

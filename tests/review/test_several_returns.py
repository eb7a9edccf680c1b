"""One answer settles the same question of several returns: all of them are written, or none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from flows.publish.dataset import load_questions
from flows.review.queue import queue
from tests.review.conftest import TABLE, Opened

FORCES = {"kent": "Kent Police", "essex": "Essex Police", "sussex": "Sussex Police"}


@pytest.fixture
def three(tmp_path: Path, serve: Callable[..., Opened]) -> Opened:
    """One form, filled in by three forces with their names and figures; none of them adds up."""
    made = Opened(tmp_path)
    for number, (respondent, name) in enumerate(FORCES.items()):
        table = TABLE.format(total=51 + number).replace("Number of offences", f"{name}: number of offences")
        made.put(f"{respondent}/reply.csv", table)
    made.read()
    return serve(made)


def asked(opened: Opened) -> list[str]:
    opened.get("")
    return [one.name for one in queue(opened.review.data) if one.kind == "question"]


def form(opened: Opened, page: str, **more: str) -> dict[str, str]:
    """What the page sends: the marks of its own return, and of each other that it settles."""
    opened.get("")
    data = opened.review.data
    others = data.settled_with(data.questions[page.partition("/")[2]])
    also = {f"also-{one.question_id}": opened.marks(f"question/{one.question_id}") for one in others}
    return {"option": "as_read", "by": "ann", "all": "yes", "marks": opened.marks(page)} | also | more


def written(opened: Opened) -> dict[str, int]:
    return {name: len(opened.entries(name, "answers.yml")) for name in FORCES}


def test_one_answer_settles_the_same_question_of_all_and_is_taken_back_as_one(three: Opened) -> None:
    (page,) = asked(three)
    shown = three.get(page).text
    assert all(f"2016-17/{name}/reply.csv" in shown for name in FORCES)
    printed = {"kent": "51", "essex": "52", "sussex": "53"}
    (own,) = [one.respondent for one in load_questions(three.processed) if one.question_id == page[9:]]
    assert all(f"</a> {much} <small>" in shown for name, much in printed.items() if name != own)
    assert all(f">{part}<" in shown for part in ("0-4", "5-10", "11-17"))  # a total is asked about with its parts
    told = three.get(f"{page}/effects").json()["as_read"]
    assert any("All forces, all offences" in words and "156 by 3 forces" in words for words in told)
    assert three.post(page, **form(three, page)).status_code == 303
    assert written(three) == {"kent": 1, "essex": 1, "sussex": 1}
    assert [three.total(name) for name in FORCES] == [("said", 51), ("said", 52), ("said", 53)]
    assert "answers.yml of 3 returns" in three.get("?did=1").text
    assert asked(three) == []
    three.post("undo", number="1")
    assert written(three) == {"kent": 0, "essex": 0, "sussex": 0}
    assert asked(three) == [page]


def test_an_answer_of_one_return_alone_leaves_the_others_asked(three: Opened) -> None:
    (page,) = asked(three)
    three.post(page, **{name: said for name, said in form(three, page).items() if name != "all"})
    assert sum(written(three).values()) == 1
    (left,) = asked(three)
    assert left != page


def test_where_one_file_has_changed_meanwhile_nothing_is_written(three: Opened) -> None:
    (page,) = asked(three)
    said = form(three, page)
    for name in FORCES:
        theirs = three.put(f"{name}/answers.yml", "# somebody is writing here\n")
        answer = three.post(page, **said)
        assert (answer.status_code, "has changed since" in answer.text) == (409, True)
        assert written(three) == dict.fromkeys(FORCES, 0)
        theirs.unlink()


def test_where_one_file_has_changed_after_nothing_is_taken_back(three: Opened) -> None:
    (page,) = asked(three)
    three.post(page, **form(three, page))
    three.put("essex/answers.yml", "# all of it taken out by hand\n")
    assert three.post("undo", number="1").status_code == 409
    assert written(three) == {"kent": 1, "essex": 0, "sussex": 1}


def test_a_return_that_is_asked_it_no_more_is_told_and_nothing_is_written(three: Opened) -> None:
    (page,) = asked(three)
    said = form(three, page)
    (other,) = [one for one in load_questions(three.processed) if one.respondent == "sussex"]
    alone = f"question/{other.question_id}"
    three.post(alone, option="left_out", by="bob", marks=three.marks(alone))
    answer = three.post(page, **said)
    assert (answer.status_code, "not all of these returns" in answer.text.casefold()) == (409, True)
    assert written(three) == {"kent": 0, "essex": 0, "sussex": 1}


def test_an_answer_is_remembered_once_for_each_respondent(three: Opened) -> None:
    (page,) = asked(three)
    three.post(page, **form(three, page, scope="respondent"))
    kept = [(three.raw / "respondents" / f"{name}.yml").read_text(encoding="utf-8") for name in FORCES]
    assert [text.count("option: ") for text in kept] == [1, 1, 1]
    three.post("undo", number="1")
    assert list((three.raw / "respondents").iterdir()) == []


@pytest.mark.parametrize(
    "other",
    [("Victim age", "Age of offender"), ("5-10,12", "5-11,12"), ("2015/16", "2014/15"), ("recorded", "told")],
)
def test_other_words_or_years_are_asked_apart(three: Opened, other: tuple[str, str]) -> None:
    file = three.raw / "2016-17" / "essex" / "reply.csv"
    file.write_text(file.read_text().replace(*other))
    three.read()
    three.get("")
    groups = [{one.respondent for one in group} for group in three.review.data.alike]
    assert {"kent", "sussex"} in groups
    assert [group for group in groups if "essex" in group] == [{"essex"}]

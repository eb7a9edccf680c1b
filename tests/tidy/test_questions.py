"""What a document leaves open: each figure in doubt hangs on a question, which says what would settle it."""

from __future__ import annotations

import pytest

from flows.read.grid import Document, Text
from flows.tidy.asking import ask
from flows.tidy.people.answers import Answers, parse_answers
from flows.tidy.result import Context, Tidied
from flows.tidy.tidy import tidy
from schemas.doubt import in_doubt
from schemas.rows import OpenQuestion
from tests.tidy.laid import understood

TWO_YEARS = (
    ("Offences in 2015/16 and in 2016/17", "<", "<"),
    ("Age", "Girls", "Boys"),
    ("0-4", "3", "5"),
    ("5-9", "12", "1"),
    ("Total", "15", "6"),
)
UNKNOWN = (("Number of offences recorded", "<"), ("Sex", "2016/17"), ("Female", "7"), ("Xyzzy", "3"), ("Qwert", "4"))
WRONG_TOTAL = (("Offences by age", "<"), ("Age", "2016/17"), ("0-4", "12"), ("5-9", "31"), ("Total", "45"))


def question(tidied: Tidied, asks: str) -> OpenQuestion:
    (found,) = [one for one in tidied.questions if one.asks == asks]
    return found


@pytest.mark.parametrize("rows", [TWO_YEARS, UNKNOWN, WRONG_TOTAL])
def test_a_row_is_in_doubt_exactly_where_it_hangs_on_a_question(rows: tuple[tuple[str, ...], ...]) -> None:
    tidied = understood(*rows)
    known = {one.question_id for one in tidied.questions}
    assert known
    for row in tidied.observations:
        assert in_doubt(row) == bool(row.questions)
        assert set(row.questions) <= known


def test_two_periods_in_one_title_are_one_question_with_their_words() -> None:
    found = question(understood(*TWO_YEARS), "period")
    assert sorted(option.key for option in found.options) == ["2015/16", "2016/17"]
    assert [option.figures for option in found.options] == [0, 6]
    assert found.options[0].because == ['title, row 1 column 1: "Offences in 2015/16 and in 2016/17"']
    assert sum(option.probability or 0 for option in found.options) == pytest.approx(1, abs=0.1)
    assert (found.figures, found.status, found.chosen) == (6, "open", found.options[0].key)
    assert (found.table, found.first_cell, found.last_cell) == (1, "row 3 column 2", "row 5 column 3")


def test_rows_of_one_cause_are_one_question_and_each_unknown_label_is_its_own() -> None:
    tidied = understood(*UNKNOWN)
    assert [(one.figures, one.asks) for one in tidied.questions] == [(1, "sex"), (1, "sex")]
    assert {one.first_cell for one in tidied.questions} == {"row 4 column 2", "row 5 column 2"}


def test_a_total_that_does_not_come_out_is_asked_as_that() -> None:
    found = question(understood(*WRONG_TOTAL), "total")
    assert (found.first_cell, found.figures) == ("row 5 column 2", 1)
    assert found.options[0].key == "as_read"


def test_questions_have_the_same_names_on_every_run() -> None:
    first, second = (understood(*TWO_YEARS).questions for _ in range(2))
    assert first == second


def test_the_answer_of_an_option_is_followed_and_the_doubt_goes() -> None:
    found = question(understood(*TWO_YEARS), "period")
    other = next(option for option in found.options if option.key != found.chosen)
    tidied = understood(*TWO_YEARS, answers=other.answer)
    assert {o.period_label for o in tidied.observations} == {other.key}
    assert {tuple(o.flags) for o in tidied.observations} == {()}
    assert min(o.confidence for o in tidied.observations) > 0.9
    answered = question(tidied, "period")
    assert (answered.question_id, answered.status, answered.chosen) == (found.question_id, "answered", other.key)
    assert answered.figures == 6


def test_a_value_that_is_no_option_is_followed() -> None:
    found = question(understood(*TWO_YEARS), "period")
    tidied = understood(*TWO_YEARS, answers=f"- {{question: {found.question_id}, value: 2014/15, why: misprint}}")
    assert {(o.period_label, tuple(o.flags)) for o in tidied.observations} == {("2014/15", ())}


def test_a_total_that_a_person_has_looked_at_is_in_doubt_no_longer() -> None:
    found = question(understood(*WRONG_TOTAL), "total")
    tidied = understood(*WRONG_TOTAL, answers=found.options[0].answer)
    assert {o.count: tuple(o.flags) for o in tidied.observations} == {12: (), 31: (), 45: ("total_said",)}
    assert not any(o.questions for o in tidied.observations)
    assert question(tidied, "total").status == "answered"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("option: 2031/32", '"2031/32" is no option of it; they are '),
        ("value: last year", '"last year" is not a period'),
    ],
)
def test_an_option_or_value_that_is_none_is_an_error_with_its_line(said: str, why: str) -> None:
    found = question(understood(*TWO_YEARS), "period")
    tidied = understood(*TWO_YEARS, answers=f"# mine\n- {{question: {found.question_id}, {said}, why: so}}")
    (error,) = tidied.answers.findings
    assert (error.severity, error.check) == ("error", "answer_unknown")
    assert f'answers.yml line 2 "{found.question_id}": {why}' in error.message
    assert question(tidied, "period").status == "open"


def test_a_mistake_in_the_file_names_its_line() -> None:
    tidied = understood(*TWO_YEARS, answers="- {question: x, why: so}\n")
    (error,) = [f for f in tidied.findings if f.check == "advice_invalid"]
    assert "answers.yml line 1" in error.message
    assert "either the option" in error.message


def test_every_question_has_ways_that_give_other_figures() -> None:
    for rows in (TWO_YEARS, UNKNOWN, WRONG_TOTAL):
        for one in understood(*rows).questions:
            assert len(one.options) > 1, one.text
            assert sum(option.figures == 0 for option in one.options) == 1, one.text


def test_figures_that_are_none_are_left_out_and_their_cells_are_ignored_for_the_reason() -> None:
    found = question(understood(*WRONG_TOTAL), "total")
    line = next(one.answer for one in found.options if one.key == "left_out")
    tidied = understood(*WRONG_TOTAL, answers=line)
    assert [row.raw_value for row in tidied.observations] == ["12", "31"]
    (cell,) = [one for one in tidied.cells if one.text == "45"]
    assert (cell.fate, cell.observation_ids) == ("ignored", [])
    assert "answers.yml line 1" in str(cell.reason)
    assert question(tidied, "total").status == "answered"


def test_a_period_that_nothing_says_is_offered_by_the_campaign() -> None:
    dateless = (("Number of offences recorded", "<"), ("Age", "Number"), ("0-4", "3"), ("5-9", "12"))
    found = question(understood(*dateless), "period")
    assert [one.key for one in found.options] == ["as_read", "2016/17", "2015/16", "left_out"]
    tidied = understood(*dateless, answers=found.options[2].answer)
    assert {(row.period_label, tuple(row.flags)) for row in tidied.observations} == {("2015/16", ())}


def test_a_label_like_a_known_one_is_offered_as_that() -> None:
    misspelt = (("Number of offences recorded", "<"), ("Sex", "2016/17"), ("Female", "7"), ("Mmale", "3"))
    found = question(understood(*misspelt), "sex")
    tidied = understood(*misspelt, answers=next(one.answer for one in found.options if one.key == "male"))
    assert [(row.sex, row.other, row.flags) for row in tidied.observations] == [("female", {}, []), ("male", {}, [])]


def test_a_figure_of_a_sentence_can_be_of_all_where_another_sentence_is_of_the_flagged() -> None:
    words = Text("In 2016/17 we recorded 40 sexual offences against children with the online flag.")
    tidied = tidy(Document("html", (words,)), Context("d" * 64, "2016-17/kent/letter.html", "2016-17", "kent"))
    (row,) = tidied.observations
    assert row.online == "yes"
    row.flags.append("reading_ambiguous")
    ask(tidied)
    found = question(tidied, "layout")
    keys = [option.key for option in found.options]
    assert keys == ["as_read", "online: all", "period: 2015/16", "left_out"]
    option = found.options[1]
    tidied.answers = Answers(given=parse_answers(option.answer))
    ask(tidied)
    assert (row.online, row.period_label, row.questions) == ("all", "2016/17", [])


ABREAST = (
    ("Number of offences recorded", "<", "<", "", "", ""),
    ("Age", "2016/17", "2015/16", "", "Online", "<"),
    ("0-4", "21", "18", "0-4", "2", "1"),
    ("5-9", "60", "55", "5-9", "5", "4"),
)


def test_columns_without_years_are_offered_those_beside_them_in_turn_and_no_year_twice() -> None:
    found = question(understood(*ABREAST), "period")
    assert [option.key for option in found.options] == ["as_read", "2016/17; 2015/16", "left_out"]
    tidied = understood(*ABREAST, answers=found.options[1].answer)
    told = {(row.raw_value, row.period_label, row.online) for row in tidied.observations}
    assert {("2", "2016/17", "yes"), ("1", "2015/16", "yes"), ("21", "2016/17", "all")} <= told
    assert not [one for one in tidied.questions if one.status == "open"]
    assert not tidied.findings


def test_a_label_over_the_first_of_such_columns_is_offered_for_all_where_it_alone_tells_them_apart() -> None:
    first, header, *others = ABREAST
    rows = (first, (*header[:-1], ""), *others)
    found = question(understood(*rows), "period")
    assert [option.key for option in found.options] == ["as_read", "period: 2016/17; 2015/16, online: yes", "left_out"]
    tidied = understood(*rows, answers=found.options[1].answer)
    told = {(row.raw_value, row.period_label, row.online) for row in tidied.observations}
    assert {("2", "2016/17", "yes"), ("1", "2015/16", "yes"), ("21", "2016/17", "all")} <= told


def test_more_values_than_columns_are_an_error_and_the_question_stays() -> None:
    found = question(understood(*ABREAST), "period")
    line = f'- {{question: {found.question_id}, value: "2016/17; 2015/16; 2014/15", why: it is so}}'
    tidied = understood(*ABREAST, answers=line)
    assert question(tidied, "period").status == "open"
    assert [one.message for one in tidied.answers.findings if "3 values for 2 columns" in one.message]

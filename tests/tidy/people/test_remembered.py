"""What was said of one return speaks for a later one of the same words and shape, and for no other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.read.grid import Cell, Document, Grid, Text
from flows.tidy.people.likeness import of_label, of_question
from flows.tidy.people.remembered import answer_line, parse_remembered, recall
from flows.tidy.people.yaml_lines import AdviceError
from flows.tidy.result import Context, Tidied
from flows.tidy.tidy import tidy

CONTEXT = Context("d" * 64, "2016-17/kent/reply.csv", "2016-17", "kent")
LATER = replace(CONTEXT, document_id="e" * 64, campaign="2017-18")


def table(year: int, total: int, label: str = "Total", first: int = 7) -> Document:
    """A table whose total of this year is added up wrongly by the force."""
    years = f"{year}/{year % 100 + 1}", f"{year - 1}/{year % 100}"
    rows = [["Victim age", *years], ["0-4", str(first), "5"], ["5-10", "12", "14"], [label, str(total), "19"]]
    cells = tuple(Cell(r, c, text) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1))
    grid = Grid(4, 3, cells, "csv", caption="Number of offences recorded")
    return Document("csv", (Text("Number of offences recorded"), grid))


def remembered(tidied: Tidied, option: str = "as_read") -> str:
    (question,) = tidied.questions
    like = of_question(question, tidied.observations, tidied.cells)
    return f'- {{campaign: 2016-17, like: "{like}", option: {option}, why: they said so, by: ann}}\n'


def recalled(tidied: Tidied, memory: str) -> list[str]:
    items = parse_remembered(memory)
    return [one.said for one in recall(items, "2017-18", tidied.questions, tidied.observations, tidied.cells)]


def test_the_same_form_a_year_later_offers_what_was_said_and_follows_it_when_it_is_confirmed() -> None:
    memory = remembered(tidy(table(2016, 20), CONTEXT))
    later = tidy(table(2017, 23, first=9), replace(LATER, remembered=memory))
    (question,) = later.questions
    assert question.status == "open"
    assert {row.questions[0] for row in later.observations if row.questions} == {question.question_id}
    (option,) = [one for one in question.options if one.key == "as_read"]
    assert option.because[0] == "as in 2016-17, ann: they said so"
    (one,) = recall(parse_remembered(memory), "2017-18", later.questions, later.observations, later.cells)
    confirmed = tidy(table(2017, 23, first=9), replace(LATER, answers=answer_line(one, "ann", "2018-09-04")))
    assert [one.status for one in confirmed.questions] == ["answered"]


@pytest.mark.parametrize("label", ["All", "Sum of the above"])
def test_other_words_ask_again(label: str) -> None:
    memory = remembered(tidy(table(2016, 20), CONTEXT))
    later = tidy(table(2017, 23, label), LATER)
    assert later.questions
    assert recalled(later, memory) == []


def test_the_years_in_what_was_said_move_with_the_campaign() -> None:
    memory = f'- {{campaign: 2016-17, like: "{of_label("Yr A", "2016-17")}", why: w, recipe: "{{}}"}}\n'
    rule = 'labels: {"Yr A": {period: 2015/16}}'
    memory = memory.replace('"{}"', f"'{rule}'")
    rows = [["Victim age", "Yr A"], ["0-4", "7"], ["5-10", "12"]]
    cells = tuple(Cell(r, c, text) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1))
    later = tidy(Document("csv", (Grid(3, 2, cells, "csv", caption="Offences"),)), LATER)
    assert recalled(later, memory) == [rule.replace("2015/16", "2016/17")]
    read = tidy(Document("csv", (Grid(3, 2, cells, "csv", caption="Offences"),)), replace(LATER, recipe=rule))
    assert {row.period_label for row in read.observations} == {"2015/16"}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("- {campaign: 2016-17, like: 0123456789abcdef, why: w}", "give one of option, value, recipe"),
        ('- {campaign: 2016-17, like: 0123456789abcdef, why: w, recipe: "labls: {}"}', 'did you mean "labels"'),
    ],
)
def test_a_mistake_is_told_with_its_line_and_stops_nothing(text: str, wrong: str) -> None:
    with pytest.raises(AdviceError, match=wrong):
        parse_remembered(text)
    found = tidy(table(2016, 20), replace(CONTEXT, remembered=text, remembered_path="respondents/kent.yml"))
    (finding,) = [one for one in found.findings if one.check == "advice_invalid"]
    assert finding.message.startswith("respondents/kent.yml line 1")
    assert len(found.observations) == 6


def test_the_request_of_a_campaign_says_which_periods_are_likely() -> None:
    cells = tuple(Cell(r, c, t) for r, row in enumerate([["Age", "n"], ["0-4", "7"]], 1) for c, t in enumerate(row, 1))
    document = Document("csv", (Text("Offences in the last period"), Grid(2, 2, cells, "csv")))
    asked = tidy(document, replace(CONTEXT, request="years: [2014/15, 2013/14]"))
    offered = {option.key for one in asked.questions if one.asks == "period" for option in one.options}
    assert {"2014/15", "2013/14"} <= offered

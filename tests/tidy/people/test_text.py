"""What people say of sentences, and tables copied out by hand."""

from __future__ import annotations

import pytest

from flows.check.quarantine import sift
from flows.tidy.people.advice import unmatched
from tests.tidy.people.conftest import BY_SEX, Understand, errors, text

RAPES = text("In 2016/17 there were 166 offences of rape recorded against children.")
ODD = text("Our Pentana return shows ten dozen in scope for the last financial year.")
HEADER = "file,page,period,age,sex,online,offence,measure,count,status,raw_row_label,other:district\n"


def test_a_sentence_is_ignored_with_the_reason_in_the_ledger(understand: Understand) -> None:
    tidied = understand(RAPES, recipe="prose: [{quote: there were 166 offences, ignore: the table has it}]")
    assert tidied.observations == []
    assert [(c.fate, c.reason) for c in tidied.cells] == [("ignored", "the table has it")]
    assert (errors(tidied), unmatched([tidied])) == ([], [])


def test_one_sentence_of_a_paragraph_is_ignored(understand: Understand) -> None:
    letter = text("In 2016/17 there were 166 offences of rape. In 2015/16 there were 20 offences of grooming.")
    tidied = understand(letter, recipe="prose: [{quote: In 2016/17 there were 166 offences of rape., ignore: twice}]")
    assert [o.count for o in tidied.observations] == [20]
    assert [c.fate for c in tidied.cells] == ["observation"]


def test_a_figure_is_taken_from_a_sentence(understand: Understand) -> None:
    recipe = (
        "prose: [{quote: ten dozen in scope, value: 120, period: 2016/17, measure: offences, other: {system: Pentana}}]"
    )
    tidied = understand(ODD, recipe=recipe)
    (found,) = tidied.observations
    assert (found.count, found.period_label, found.measure, found.method) == (120, "2016/17", "offences", "recipe")
    assert (found.caption, found.other, found.flags) == ("ten dozen in scope", {"system": "Pentana"}, [])
    assert [c.observation_ids for c in tidied.cells] == [[found.observation_id]]
    assert tidied.row.outcome == "answered"


def test_a_figure_that_a_person_gives_takes_the_place_of_what_was_read(understand: Understand) -> None:
    recipe = "prose: [{quote: there were 166 offences, value: 1066, period: 2016/17, offence: rape}]"
    assert [(o.count, o.method) for o in understand(RAPES, recipe=recipe).observations] == [(1066, "recipe")]


def test_a_constant_fills_what_a_sentence_leaves_open(understand: Understand) -> None:
    (found,) = understand(RAPES, recipe="online: yes\nperiod: 2010/11\n").observations
    assert (found.online, found.period_label) == ("yes", "2016/17")


def test_a_constant_settles_the_doubt_of_its_dimension(understand: Understand) -> None:
    asked = text("You asked how many offences you recorded in the financial years 2015/16 and 2016/17.")
    letter = (asked, text("166 offences of rape were recorded against children in the last year."))
    (unsaid,) = understand(*letter).observations
    (said,) = understand(*letter, recipe="period: 2016/17\n").observations
    assert (unsaid.period_label, unsaid.flags) == (None, ["period_guessed", "period_unknown"])
    assert (said.period_label, said.flags) == ("2016/17", [])


def test_a_transcribed_table_stands_with_its_pages(understand: Understand) -> None:
    lines = (
        "reply.xlsx,3,2016/17,0-4,female,all,19C,offences,12,,0 to 4,Thanet\n"
        "reply.xlsx,4,2016/17,5-10,female,all,rape,offences,,suppressed,5 to 10,\n"
    )
    tidied = understand(BY_SEX, table=HEADER + lines)
    first, second = [o for o in tidied.observations if o.method == "recipe"]
    assert (first.count, first.place.page, first.place.table, first.place.row) == (12, 3, 2, 2)
    assert (first.offence_code, first.offence_group, first.age_band) == ("19C", "rape", "0-4")
    assert (first.other, first.raw_row_label, first.raw_value) == ({"district": "Thanet"}, "0 to 4", "12")
    assert (second.status, second.count, second.place.page) == ("suppressed", None, 4)
    ledger = [c for c in tidied.cells if c.place.table == 2]
    assert [c.reason for c in ledger] == [f"transcribed in 2016-17/kent/table.csv line {n}" for n in (2, 3)]
    assert "0 to 4" in ledger[0].text
    assert sift(tidied.observations, tidied.cells).refused == []
    assert unmatched([tidied]) == []


def test_a_transcription_of_another_file_is_not_taken(understand: Understand) -> None:
    tidied = understand(BY_SEX, table=HEADER + "scan.pdf,1,2016/17,0-4,all,all,,offences,12,,,\n")
    assert [o for o in tidied.observations if o.method == "recipe"] == []
    assert [f.message for f in unmatched([tidied])] == [
        '2016-17/kent/table.csv line 2 "scan.pdf": no file of this name stands beside it'
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("file,cuont\n", 'line 1 "cuont": not a column of table.csv'),
        ("page,count\n1,2\n", 'line 1: "file"'),
        (HEADER + "reply.xlsx,3,2016/17,0-4\n", "line 2: 4 cells under 12 columns"),
        (HEADER + "reply.xlsx,three,,,,,,,1,,,\n", 'line 2 "three": page is a whole number'),
        (HEADER + "reply.xlsx,3,2016/17,4 and under,,,,,1,,,\n", 'line 2 "4 and under": not an age band'),
        (HEADER + "reply.xlsx,3,2016/17,,,,,,,,,\n", "a value or a status is wanted"),
    ],
)
def test_a_mistake_in_a_transcription_is_named_with_its_line(understand: Understand, content: str, said: str) -> None:
    tidied = understand(BY_SEX, table=content)
    (found,) = errors(tidied)
    assert (found.check, len(tidied.observations)) == ("advice_invalid", 4)
    assert said in found.message

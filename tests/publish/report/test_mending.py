"""The lines that a finding offers: they are what the files beside a return take, and they mend."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

import pytest

from flows.publish.report.evidence import AliasLine, Evidence
from flows.publish.report.mending import mends
from flows.publish.report.return_page import return_html
from flows.tidy.people.corrections import parse_corrections
from flows.tidy.people.recipe import parse_recipe
from schemas.rows import DocumentRow, Finding, LedgerCell, Observation, Place

NAME = 'reply "final": 2.pdf'
ROW = DocumentRow("2016-17", "kent", "ab12" * 16, f"2016-17/kent/{NAME}", format="pdf")
CELL = Place(page=1, table=2, row=3, column=4)


def evidence(cells: Sequence[LedgerCell] = (), rows: Sequence[Observation] = (), **more: object) -> Evidence:
    return Evidence(ROW, ROW.path, rows, cells, **more)  # type: ignore[arg-type]


def ledger(place: Place, text: str) -> LedgerCell:
    return LedgerCell("2016-17", "kent", ROW.document_id, place, text, "observation", None, ["one"])


def figure(printed: str, place: Place) -> Observation:
    row = Observation("2016-17", "kent", ROW.document_id, "one", "s", "kent", period_label="2015/16", place=place)
    row.raw_value, row.count = printed, 46
    return row


def test_a_correction_names_the_cell_and_what_is_printed_in_it() -> None:
    shown = evidence([ledger(CELL, "1,681\n(12)")], [figure("1,681", CELL)])
    (mend,) = mends(Finding("warning", "total_disagrees", "m", "r", place=CELL), shown)
    (correction,) = parse_corrections(mend.lines)
    assert mend.file == "raw/2016-17/kent/corrections.yml"
    assert (correction.file, correction.table, correction.row, correction.column) == (NAME, 2, 3, 4)
    assert correction.printed == "1,681 (12)"
    assert correction.amount is not None
    assert correction.amount.value == 46


def test_a_correction_of_a_sentence_quotes_it() -> None:
    words = 'In 2016/17 forty-six were "cyber":\nall of them'
    shown = evidence([ledger(Place(), words)], [figure("forty-six", Place())])
    (mend,) = mends(Finding("warning", "change_between_years", "m", "r", raw_value="forty-six"), shown)
    (correction,) = parse_corrections(mend.lines)
    assert correction.sentence == 'In 2016/17 forty-six were "cyber": all of them'
    assert correction.printed == "forty-six"


@pytest.mark.parametrize(
    ("check", "raw_value", "message"),
    [
        ("period_unknown", None, "no label gives the period"),
        ("label_unknown", 'Femail: "x"', "nothing knows the label"),
        ("prose_not_understood", "3", "a number was left out (\"In which 3: were 'cancelled'.\")"),
    ],
)
def test_what_goes_into_a_recipe_is_a_recipe(check: str, raw_value: str | None, message: str) -> None:
    aliases = {'Femail: "x"': AliasLine("schemas/codes/aliases/sexes.csv", "exact,Femail,female", "sex", "female")}
    shown = evidence(rows=[figure("3", CELL)], aliases=aliases)
    found = mends(Finding("warning", check, message, "r", raw_value=raw_value), shown)
    recipe = found[-1]
    assert recipe.file == "raw/2016-17/kent/recipe.yml"
    assert NAME in parse_recipe(recipe.lines).files
    if check == "label_unknown":
        assert (found[0].file, found[0].lines) == ("schemas/codes/aliases/sexes.csv", "exact,Femail,female\n")


def test_a_command_is_safe_to_paste() -> None:
    (mend,) = mends(Finding("warning", "table_not_understood", "m", "r", place=CELL), evidence())
    assert shlex.split(mend.lines) == ["foi", "recipe", f"raw/{ROW.path}"]


def test_a_finding_that_no_line_can_mend_offers_none() -> None:
    assert mends(Finding("info", "header_repeated", "m", "r"), evidence()) == []


def test_an_open_question_is_shown_with_the_line_of_each_answer() -> None:
    option = {"key": "a", "says": "it is 2015/16", "because": ["the title"], "answer": "- option: a\n"}
    question = {"text": "Which year?", "figures": 3, "status": "open", "options": [option]}
    html = return_html(evidence(questions=[question]), {}, alone=True)
    assert "Which year?" in html
    assert "- option: a" in html


def test_figures_of_which_nothing_says_what_they_count_are_named_with_the_line_that_says_it() -> None:
    unnamed, named = figure("3", CELL), figure("3", Place(page=1, table=3, row=1, column=1))
    named.measure = "offences"
    html = return_html(evidence(rows=[unnamed, named]), {}, alone=True)
    told = html.partition('id="uncounted"')[2].partition("</section>")[0]
    assert "Table 2, page 1" in told
    assert "Table 3" not in told
    assert "measure: offences" in told
    assert 'id="uncounted"' not in return_html(evidence(rows=[named]), {}, alone=True)


def test_the_file_that_an_answer_goes_to_is_named() -> None:
    question = {"text": "Which year?", "figures": 1, "status": "open", "options": []}
    html = return_html(evidence(questions=[question]), {}, alone=True)
    assert "raw/2016-17/kent/answers.yml" in html
    assert "1 figure hangs on it" in html

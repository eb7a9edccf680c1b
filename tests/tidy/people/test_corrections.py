"""Corrections: made where the document is as it was, refused loudly where it is not."""

from __future__ import annotations

import pytest

from flows.tidy.people.advice import unmatched
from tests.tidy.people.conftest import BY_AGE, BY_SEX, Understand, at, errors, grid, text

SAYS = "file: reply.xlsx, reason: misprint"


def test_a_corrected_figure_keeps_what_was_printed_and_says_so(understand: Understand) -> None:
    said = f"- {{{SAYS}, table: 1, row: 3, column: 2, printed: '166', value: '1,066', by: A. Person, date: 2017-10-01}}"
    tidied = understand(BY_SEX, corrections=said)
    found, before = at(tidied, 3, 2), at(understand(BY_SEX), 3, 2)
    assert (found.count, found.raw_value, found.method, found.flags) == (1066, "166", "recipe", [])
    assert (found.observation_id, found.period_label, found.sex) == (
        before.observation_id, before.period_label, before.sex,
    )  # fmt: skip
    (note,) = [f for f in tidied.findings if f.check == "corrected"]
    assert (note.severity, note.place.cell, note.raw_value) == ("info", "B3", "166")
    assert "misprint (A. Person, 2017-10-01)" in note.message


def test_a_corrected_part_makes_its_total_come_out(understand: Understand) -> None:
    table = grid(("Year", "Female", "Male", "Total"), ("2015/16", "166", "20", "1086"), ("2016/17", "201", "31", "232"))
    assert "total_disagrees" in at(understand(table), 2, 4).flags
    said = f"- {{{SAYS}, sheet: Data, cell: B2, printed: '166', value: '1066'}}"
    assert at(understand(table, corrections=said), 2, 4).flags == []


def test_words_that_were_no_figure_become_one(understand: Understand) -> None:
    table = grid(("Year", "Female", "Male"), ("2015/16", "l66", "20"), ("2016/17", "201", "31"))
    tidied = understand(table, corrections=f"- {{{SAYS}, table: 1, row: 2, column: 2, printed: l66, value: 166}}")
    found = at(tidied, 2, 2)
    assert (found.count, found.raw_value, errors(tidied)) == (166, "l66", [])


def test_a_figure_is_withheld_or_of_another_dimension(understand: Understand) -> None:
    said = (
        f"- {{{SAYS}, table: 1, row: 3, column: 2, printed: '166', status: refused, exemption: s.40(2)}}\n"
        f"- {{{SAYS}, table: 1, row: 4, column: 2, printed: '201', sex: unknown, other: {{note: moved}}}}\n"
    )
    tidied = understand(BY_SEX, corrections=said)
    first, second = at(tidied, 3, 2), at(tidied, 4, 2)
    assert (first.status, first.exemption, first.count) == ("refused", "s.40(2)", None)
    assert (second.count, second.sex, second.other, second.method) == (201, "unknown", {"note": "moved"}, "workbook")


def test_a_blank_is_filled(understand: Understand) -> None:
    table = grid(("Year", "Female", "Male"), ("2015/16", "", "20"), ("2016/17", "201", "31"))
    tidied = understand(table, corrections=f"- {{{SAYS}, table: 1, row: 2, column: 2, printed: '', value: 7}}")
    assert (at(tidied, 2, 2).count, at(tidied, 2, 2).method, errors(tidied)) == (7, "recipe", [])


def test_the_second_figure_of_a_cell(understand: Understand) -> None:
    table = grid(("Year", "Female", "Male"), ("2015/16", "166 (12)", "20 (3)"), ("2016/17", "201 (9)", "31 (4)"))
    said = f"- {{{SAYS}, table: 1, row: 2, column: 2, figure: 2, printed: 166 (12), value: 21}}"
    rows = understand(table, corrections=said).observations
    assert [o.count for o in rows if (o.place.row, o.place.column) == (2, 2)] == [166, 21]


def test_a_figure_on_a_line_of_a_cell(understand: Understand) -> None:
    cells = [[f"Rape: {n}\nSexual grooming: {n + 3}", f"Rape: {n + 1}\nSexual grooming: 9"] for n in (12, 20)]
    table = grid(("Sex", "2015/16", "2016/17"), ("Female", *cells[0]), ("Male", *cells[1]), ("Unknown", "", "4"))
    said = (
        f"- {{{SAYS}, sheet: Data, cell: B3, figure: 2, printed: '23', value: 32}}\n"
        f"- {{{SAYS}, table: 1, row: 3, column: 3, printed: '21', value: 12}}\n"
        f"- {{{SAYS}, table: 1, row: 4, column: 2, printed: '', value: 7}}\n"
    )
    tidied = understand(table, corrections=said)
    printed = [[o.count for o in tidied.observations if o.place.cell == cell] for cell in ("B2", "C2", "B3", "C3")]
    assert (printed, at(tidied, 4, 2).count, errors(tidied)) == ([[12, 15], [13, 9], [20, 32], [12, 9]], 7, [])


@pytest.mark.parametrize(
    ("guard", "why"),
    [
        ("printed: '167'", 'printed is "167" and the document has "166"'),
        (f"printed: '166', expect: {'b' * 64}", "sha256 is"),
        ("printed: '166', expect: {column_label: Male}", 'column_label is "Male" and the document has "Female"'),
        ("printed: '166', expect: {row_label: 2014/15}", 'row_label is "2014/15" and the document has "2015/16"'),
        ("printed: '166', expect: '16'", 'text is "16"'),
    ],
)
def test_a_correction_of_a_document_that_has_changed_is_refused(understand: Understand, guard: str, why: str) -> None:
    tidied = understand(BY_SEX, corrections=f"- {{{SAYS}, table: 1, row: 3, column: 2, value: 5, {guard}}}")
    (found,) = errors(tidied)
    assert found.check == "correction_not_applied"
    assert found.message.startswith("2016-17/kent/corrections.yml line 1 ")
    assert why in found.message
    assert tidied.observations == understand(BY_SEX).observations


def test_guards_that_hold_let_it_pass(understand: Understand) -> None:
    guard = f"{{text: '166', row_label: 2015/16, column_label: Female, sha256: {'a' * 64}}}"
    said = f"- {{{SAYS}, table: 1, row: 3, column: 2, printed: '166', value: 5, expect: {guard}}}"
    tidied = understand(BY_SEX, corrections=said)
    assert (at(tidied, 3, 2).count, errors(tidied)) == (5, [])


@pytest.mark.parametrize(
    "place", ["table: 7, row: 3, column: 2", "table: 1, row: 30, column: 2", "sheet: Data, cell: Z9"]
)
def test_a_place_that_is_not_there(understand: Understand, place: str) -> None:
    tidied = understand(BY_SEX, corrections=f"- {{{SAYS}, {place}, printed: '166', value: 5}}")
    assert [f.check for f in errors(tidied)] == ["correction_not_applied"]


def test_a_label_is_no_figure_to_correct(understand: Understand) -> None:
    tidied = understand(BY_SEX, corrections=f"- {{{SAYS}, table: 1, row: 2, column: 2, printed: Female, sex: male}}")
    assert "no figure was read at this place" in errors(tidied)[0].message
    assert tidied.observations == understand(BY_SEX).observations


def test_a_sentence_is_corrected(understand: Understand) -> None:
    letter = text("In 2016/17 there were 166 offences of rape recorded against children.")
    (before,) = understand(letter).observations
    assert before.count == 166
    said = f"- {{{SAYS}, sentence: there were 166 offences, printed: '166', value: 1066, online: yes}}"
    (after,) = understand(letter, corrections=said).observations
    assert (after.count, after.online, after.raw_value, after.method) == (1066, "yes", before.raw_value, "recipe")
    assert (after.observation_id, after.period_label) == (before.observation_id, "2016/17")


def test_a_sentence_that_is_gone(understand: Understand) -> None:
    said = f"- {{{SAYS}, sentence: there were 167 offences, printed: '167', value: 1066}}"
    tidied = understand(text("In 2016/17 there were 166 offences of rape."), corrections=said)
    assert "no text of the document has this sentence" in errors(tidied)[0].message


def test_a_file_that_is_not_there(understand: Understand) -> None:
    said = "- {file: other.xlsx, reason: why, table: 1, row: 3, column: 2, printed: '166', value: 5}"
    (found,) = unmatched([understand(BY_SEX, corrections=said)])
    assert found.message == '2016-17/kent/corrections.yml line 1 "other.xlsx": no file of this name stands beside it'


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("- {file: reply.xlsx, printed: '1'}", 'line 1 "reason": every correction needs a reason'),
        (f"- {{{SAYS}, printed: '1', value: 2}}", "no place"),
        (f"- {{{SAYS}, table: 1, row: 1, column: 1, printed: '1'}}", "nothing is corrected"),
        (f"- {{{SAYS}, table: 1, row: 1, column: 1, printed: '1', vlaue: 2}}", 'did you mean "value"?'),
        (f"- {{{SAYS}, table: 1, row: 1, column: 1, printed: '1', value: many}}", "not a figure"),
        (f"- {{{SAYS}, table: 1, row: 1, column: 1, printed: '1,681', value: 1681}}", "corrects nothing"),
        (f"- {{{SAYS}, table: 1, row: 1, column: 1, printed: '1', value: 2, date: yesterday}}", "not a date"),
    ],
)
def test_a_mistake_is_named_with_its_line(understand: Understand, said: str, why: str) -> None:
    (found,) = errors(understand(BY_SEX, corrections=said))
    assert found.check == "advice_invalid"
    assert found.message.startswith("2016-17/kent/corrections.yml line 1 ")
    assert why in found.message


def test_recipe_and_correction_work_together(understand: Understand) -> None:
    said = f"- {{{SAYS}, table: 1, row: 4, column: 2, printed: '30', value: 33, expect: {{row_label: Teens}}}}"
    tidied = understand(BY_AGE, recipe="labels: {Teens: {age: 11-17}}", corrections=said)
    assert (at(tidied, 4, 2).count, at(tidied, 4, 2).age_band, errors(tidied)) == (33, "11-17", [])

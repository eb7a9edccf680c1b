"""What a recipe says that was missing: labels, the period's words, what goes on elsewhere, what a blank means."""

from __future__ import annotations

import pytest

from flows.tidy.people.advice import unmatched
from tests.tidy.people.conftest import BY_AGE, BY_SEX, Understand, errors, grid, text

BARE = grid(("Rape", "166", "20"), ("Grooming", "201", "31"))
DATED = grid(("Run date: 30/08/2017", ""), ("Shown from 01/04/2015 to 31/03/2016", ""), ("Age", "Number"), ("0-4", "3"),
             ("5-10", "6"))  # fmt: skip


def test_columns_without_a_header_are_of_what_is_said_and_nothing_is_said_to_be_printed(understand: Understand) -> None:
    recipe = "tables:\n- table: 1\n  period: 2016/17\n  column_values: {B: {sex: female}, C: {sex: male}}\n"
    tidied = understand(BARE, recipe=recipe)
    assert [(o.count, o.sex, o.offence_group, o.period_label) for o in tidied.observations] == [
        (166, "female", "rape", "2016/17"), (20, "male", "rape", "2016/17"),
        (201, "female", "grooming", "2016/17"), (31, "male", "grooming", "2016/17"),
    ]  # fmt: skip
    assert {(o.raw_column_label, o.raw_row_label) for o in tidied.observations} == {(None, "Rape"), (None, "Grooming")}
    assert {tuple(o.flags) for o in tidied.observations} == {()}
    assert (errors(tidied), unmatched([tidied])) == ([], [])


def test_rows_without_labels_are_of_what_is_said(understand: Understand) -> None:
    bare = grid(("2015/16", "2016/17"), ("3", "4"), ("5", "6"))
    recipe = "tables:\n- {table: 1, row_values: {2: {age: 0-4, sex: male}, 3: {age: 5-10, sex: male}}}\n"
    tidied = understand(bare, recipe=recipe)
    assert [(o.count, o.age_band, o.sex, o.period_label) for o in tidied.observations] == [
        (3, "0-4", "male", "2015/16"), (4, "0-4", "male", "2016/17"),
        (5, "5-10", "male", "2015/16"), (6, "5-10", "male", "2016/17"),
    ]  # fmt: skip
    assert (errors(tidied), unmatched([tidied])) == ([], [])


def test_the_values_of_columns_hold_within_the_bounds_of_their_rule(understand: Understand) -> None:
    first, second = (("Rape", "16", "20"), ("Grooming", "21", "31")), (("Rape", "1", "2"), ("Images", "3", "4"))
    stacked = grid(*first, ("", "", ""), *second)
    recipe = (
        "tables:\n- {table: 1, rows: 1-2, period: 2015/16, column_values: {B: {sex: female}, C: {sex: male}}}\n"
        "- {table: 1, rows: 4-5, period: 2016/17, column_values: {B: {sex: male}, C: {sex: female}}}\n"
    )
    rows = understand(stacked, recipe=recipe).observations
    assert [(o.count, o.sex, o.period_label) for o in rows if o.offence_group == "rape"] == [
        (16, "female", "2015/16"), (20, "male", "2015/16"), (1, "male", "2016/17"), (2, "female", "2016/17"),
    ]  # fmt: skip


@pytest.mark.parametrize("where", ["", "tables: [{table: 1, period_from: Shown from}]"])
def test_the_period_is_that_behind_the_words_that_are_said(understand: Understand, where: str) -> None:
    tidied = understand(DATED, recipe=where or "period_from: Shown from\n")
    assert {(o.period_label, tuple(o.flags)) for o in tidied.observations} == {("2015/16", ())}
    assert (errors(tidied), unmatched([tidied])) == ([], [])


def test_the_words_of_the_period_may_stand_anywhere_in_the_document(understand: Understand) -> None:
    table = grid(("Age", "Number"), ("0-4", "3"), ("5-10", "6"))
    letter = text("We ran this on 30/08/2017. The reporting window was 01/04/2014 to 31/03/2015.")
    tidied = understand(letter, table, recipe="period_from: reporting window was\n")
    assert {o.period_label for o in tidied.observations} == {"2014/15"}


def test_words_behind_which_no_period_stands_are_an_error(understand: Understand) -> None:
    tidied = understand(BY_AGE, recipe="sex: male\nperiod_from: Age of victim\n")
    assert [f.message.split(":")[0] for f in unmatched([tidied])] == ['2016-17/kent/recipe.yml line 2 "period_from"']


def test_a_table_that_continues_another_has_its_header_and_its_totals(understand: Understand) -> None:
    first = grid(("Age", "2015/16", "2016/17"), ("0-4", "30", "40"), ("5-10", "50", "60"), sheet="A")
    second = grid(("11-15", "7", "8"), ("Total", "87", "108"), sheet="B")
    tidied = understand(first, second, recipe="tables: [{table: 2, continues: 1}]")
    rows = [o for o in tidied.observations if o.place.table == 2]
    assert [(o.place.row, o.count, o.age_band, o.period_label, o.is_total) for o in rows] == [
        (1, 7, "11-15", "2015/16", False), (1, 8, "11-15", "2016/17", False),
        (2, 87, "all", "2015/16", True), (2, 108, "all", "2016/17", True),
    ]  # fmt: skip
    assert {tuple(o.flags) for o in tidied.observations} == {()}
    assert {c.text for c in tidied.cells if c.place.table == 2} == {"11-15", "7", "8", "Total", "87", "108"}
    assert (errors(tidied), unmatched([tidied])) == ([], [])


def test_a_correction_finds_its_place_in_a_table_that_continues_another(understand: Understand) -> None:
    first = grid(("Age", "2015/16"), ("0-4", "30"), ("5-10", "50"), sheet="A")
    second = grid(("11-15", "7"), ("16-17", "8"), sheet="B")
    said = "- {file: reply.xlsx, table: 2, row: 1, column: 2, printed: '7', value: 9, reason: misprint}\n"
    tidied = understand(first, second, recipe="tables: [{table: 2, continues: 1}]", corrections=said)
    assert [o.count for o in tidied.observations] == [30, 50, 9, 8]
    assert errors(tidied) == []


def test_a_table_cannot_continue_one_that_comes_later(understand: Understand) -> None:
    (found,) = errors(understand(BY_SEX, BY_AGE, recipe="tables: [{table: 1, continues: 2}]"))
    assert found.message == '2016-17/kent/recipe.yml line 1 "continues": table 1 cannot continue table 2'


@pytest.mark.parametrize("where", ["blank: {online: no}", "tables: [{table: 1, blank: {online: no}}]"])
def test_a_blank_label_means_what_is_said(understand: Understand, where: str) -> None:
    rows = [(f"{1001 + n}", "Y" if n % 4 == 0 else "", "Rape", "2016/17") for n in range(8)]
    listed = grid(("Crime number", "Cyber flag", "Offence", "Year"), *rows)
    tidied = understand(listed, recipe=where)
    assert {o.online: o.count for o in tidied.observations} == {"yes": 2, "no": 6}
    assert {tuple(o.flags) for o in tidied.observations} == {()}
    assert (errors(tidied), unmatched([tidied])) == ([], [])


@pytest.mark.parametrize(
    "line",
    [
        "blank: {online: no}",
        "labels: {Offences recorded: {period: 2012/13}}",
        "tables: [{table: 1, column_values: {E: {sex: male}}}]",
        "tables: [{table: 1, sections: age}]",
        "tables: [{table: 1, header_rows: {2: age}}]",
        "tables: [{table: 1, stub_columns: {A: sex}}]",
        "tables: [{table: 1, count_hidden: yes}]",
        "tables: [{table: 1, blank: {sex: unknown}}]",
        "tables: [{table: 1, period_from: nowhere}]",
        "tables: [{table: 1, ignore: nothing there, rows: 9-12}]",
        "prose: [{quote: thank you for your letter, ignore: no figure}]",
    ],
)
def test_a_line_that_changes_nothing_is_an_error_with_its_number(understand: Understand, line: str) -> None:
    letter = text("Thank you for your letter.")
    tidied = understand(letter, BY_SEX, recipe=f"# mine\n{line}\n")
    found = [*errors(tidied), *unmatched([tidied])]
    assert found, line
    assert {f.check for f in found} == {"recipe_unmatched"}
    assert all(" line 2 " in f.message for f in found)

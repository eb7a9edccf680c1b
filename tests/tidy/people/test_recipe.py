"""What a recipe says of tables: what it changes, and what it refuses."""

from __future__ import annotations

import pytest

from flows.check.quarantine import sift
from flows.tidy.people.advice import unmatched
from tests.tidy.people.conftest import BY_AGE, BY_SEX, Understand, at, errors, grid, text


def test_nothing_said_changes_nothing(understand: Understand) -> None:
    assert understand(BY_SEX, recipe="").observations == understand(BY_SEX).observations


def test_a_label_means_what_is_said_of_it_and_stays_as_printed(understand: Understand) -> None:
    before = at(understand(BY_AGE), 4, 2)
    assert "label_unknown" in before.flags
    tidied = understand(BY_AGE, recipe='labels:\n  "Teens": {age: 11-17}\n')
    after = at(tidied, 4, 2)
    assert (after.age_band, after.raw_row_label, after.other, after.flags) == ("11-17", "Teens", {}, [])
    assert after.observation_id == before.observation_id
    assert unmatched([tidied]) == []


def test_a_label_can_say_two_things(understand: Understand) -> None:
    table = grid(("Group", "2015/16", "2016/17"), ("Gp 1", "3", "4"), ("Gp 2", "5", "6"))
    recipe = "labels:\n  Gp 1: {sex: female, age: 0-4}\n  Gp 2: {sex: male, age: 0-4}\n"
    rows = understand(table, recipe=recipe).observations
    assert [(o.sex, o.age_band, o.period_label, o.count) for o in rows] == [
        ("female", "0-4", "2015/16", 3), ("female", "0-4", "2016/17", 4),
        ("male", "0-4", "2015/16", 5), ("male", "0-4", "2016/17", 6),
    ]  # fmt: skip


def test_a_mark_means_what_is_said_of_it(understand: Understand) -> None:
    recipe = 'marks:\n  "*": {status: suppressed, count_low: 1, count_high: 4, exemption: s.40(2)}\n'
    found = at(understand(BY_AGE, recipe=recipe), 3, 3)
    assert (found.status, found.count_low, found.count_high, found.exemption) == ("suppressed", 1, 4, "s.40(2)")


def test_words_in_place_of_a_figure_are_a_mark_too(understand: Understand) -> None:
    table = grid(("Age", "2015/16", "2016/17"), ("0-4", "3", "4"), ("5-10", "as before", "6"))
    found = at(understand(table, recipe="marks: {as before: missing}"), 3, 2)
    assert (found.status, found.raw_value) == ("missing", "as before")


def test_a_blank_is_zero_where_a_person_says_so(understand: Understand) -> None:
    table = grid(("Age", "2015/16", "2016/17"), ("0-4", "3", "4"), ("5-10", "", "6"))
    assert at(understand(table), 3, 2).status == "missing"
    found = at(understand(table, recipe="marks: {blank: zero}"), 3, 2)
    assert (found.count, found.flags) == (0, ["blank_as_zero"])


def test_a_constant_says_what_no_label_says(understand: Understand) -> None:
    table = grid(("Age", "Number"), ("0-4", "3"), ("5-10", "6"))
    (first, *_), recipe = understand(table).observations, "files:\n  reply.xlsx: {period: 2016/17, online: yes}\n"
    assert "period_unknown" in first.flags
    tidied = understand(table, recipe=recipe)
    assert {(o.period_label, o.online, "period_unknown" in o.flags) for o in tidied.observations} == {
        ("2016/17", "yes", False)
    }


def test_what_a_label_says_stands_before_a_constant(understand: Understand) -> None:
    tidied = understand(BY_SEX, recipe="files:\n  reply.xlsx: {period: 2012/13}\n")
    assert {o.period_label for o in tidied.observations} == {"2015/16", "2016/17"}
    assert [f.check for f in errors(tidied)] == ["recipe_unmatched"]


def test_the_table_comes_before_the_file_and_the_file_before_the_folder(understand: Understand) -> None:
    table = grid(("Age", "Number"), ("0-4", "3"), ("5-10", "6"))
    recipe = "sex: male\nfiles:\n  reply.xlsx:\n    sex: female\n    tables: [{table: 2, sex: other}]\n"
    rows = understand(table, table, recipe=recipe).observations
    assert [(o.place.table, o.sex) for o in rows] == [(1, "female"), (1, "female"), (2, "other"), (2, "other")]


def test_a_table_is_ignored_with_the_reason_in_the_ledger(understand: Understand) -> None:
    tidied = understand(BY_SEX, BY_AGE, recipe="tables: [{table: 1, ignore: the same as table 2}]")
    assert {o.place.table for o in tidied.observations} == {2}
    assert {(c.fate, c.reason) for c in tidied.cells if c.place.table == 1} == {("ignored", "the same as table 2")}


def test_a_part_of_a_table_is_ignored(understand: Understand) -> None:
    tidied = understand(BY_SEX, recipe="tables: [{sheet: Data, columns: C, ignore: not asked for}]")
    assert {o.sex for o in tidied.observations} == {"female"}
    assert {c.text for c in tidied.cells if c.fate == "ignored"} == {"Male", "20", "31"}


def test_a_whole_file_is_ignored(understand: Understand) -> None:
    tidied = understand(BY_SEX, text("There were 12 rapes in 2016/17."), recipe="ignore: sent in error\n")
    assert (tidied.observations, {c.reason for c in tidied.cells}) == ([], {"sent in error"})


def test_a_level_is_of_the_dimension_that_is_said(understand: Understand) -> None:
    table = grid(("", "2015/16", "2016/17"), ("11-12", "3", "4"), ("12-13", "5", "6"), ("13-14", "7", "8"))
    rule = "tables:\n- {table: 1, header_rows: {1: period}, stub_columns: {A: age}}\n"
    rows = understand(table, recipe=rule).observations
    assert [o.age_band for o in rows] == ["11-12", "11-12", "12-13", "12-13", "13-14", "13-14"]
    assert not any("reading_ambiguous" in o.flags for o in rows)


def test_a_level_of_a_dimension_of_its_own_keeps_its_labels(understand: Understand) -> None:
    table = grid(("Kent district", "2015/16", "2016/17"), ("Male", "3", "4"), ("Thanet", "5", "6"))
    rows = understand(table, recipe="tables: [{table: 1, stub_columns: {1: other}}]").observations
    assert [(o.other, o.sex) for o in rows[:2]] == [({"Kent district": "Male"}, "all")] * 2


def test_a_header_row_is_one_where_a_person_says_so(understand: Understand) -> None:
    table = grid(("Age", "11", "12"), ("0-4", "3", "4"), ("5-10", "5", "6"))
    rows = understand(
        table, recipe="tables: [{table: 1, period: 2016/17, header_rows: 1, stub_columns: 1}]"
    ).observations
    assert [(o.count, o.raw_column_label) for o in rows] == [(3, "11"), (4, "12"), (5, "11"), (6, "12")]


def test_bounds_make_a_table_of_their_own(understand: Understand) -> None:
    table = grid(("Age", "2015/16"), ("0-4", "3"), ("5-10", "5"), ("Age", "2016/17"), ("0-4", "4"), ("5-10", "6"))
    recipe = "tables:\n- {table: 1, rows: 4-6, header_rows: 4, stub_columns: 1}\n"
    rows = understand(table, recipe=recipe).observations
    assert [(o.period_label, o.age_band, o.count) for o in rows] == [
        ("2015/16", "0-4", 3), ("2015/16", "5-10", 5), ("2016/17", "0-4", 4), ("2016/17", "5-10", 6),
    ]  # fmt: skip


def test_headers_that_leave_no_figures_are_an_error(understand: Understand) -> None:
    (found,) = errors(understand(BY_SEX, recipe="tables: [{table: 1, header_rows: 2-4}]"))
    assert "leaves no figures beside its headers" in found.message


def test_headers_that_the_table_does_not_have_are_an_error(understand: Understand) -> None:
    tidied = understand(BY_SEX, recipe="tables: [{table: 1, header_rows: 9}]")
    assert [f.check for f in unmatched([tidied])] == ["recipe_unmatched"]
    assert tidied.observations == understand(BY_SEX).observations


def test_hidden_cells_count_where_a_person_says_so(understand: Understand) -> None:
    hidden = grid(("Year", "Female", "Male"), ("2015/16", "166", "20"), ("2016/17", "201", "31"), hidden=True)
    assert understand(hidden).observations == []
    assert len(understand(hidden, recipe="count_hidden: yes").observations) == 4


def test_an_expected_total_holds(understand: Understand) -> None:
    tidied = understand(BY_SEX, recipe="expect:\n- {total: 186, period: 2015/16}\n- {total: 418}\n")
    assert (errors(tidied), unmatched([tidied])) == ([], [])


def test_labels_marks_and_constants_hold_in_lists_of_records(understand: Understand) -> None:
    rows = [(f"{1001 + n}", "Fm" if n % 2 else "Male", "Rape") for n in range(8)]
    listed = grid(("Crime number", "Gender", "Offence"), *rows)
    tidied = understand(listed, recipe="period: 2016/17\nlabels: {Fm: {sex: female}}\n")
    assert [(o.sex, o.count, o.period_label, o.method) for o in tidied.observations] == [
        ("male", 4, "2016/17", "records"), ("female", 4, "2016/17", "records"),
    ]  # fmt: skip
    assert (errors(tidied), unmatched([tidied])) == ([], [])


@pytest.mark.parametrize("place", ["expect: [{total: 187, sex: female}]", "tables: [{table: 1, expect: [{total: 5}]}]"])
def test_an_expected_total_that_does_not_come_out_is_an_error(understand: Understand, place: str) -> None:
    (found,) = errors(understand(BY_SEX, recipe=place))
    assert found.check == "expected_total"
    assert "2016-17/kent/recipe.yml line 1" in found.message
    assert "the figures come to" in found.message


def test_a_withheld_figure_leaves_room_in_an_expected_total(understand: Understand) -> None:
    marks = 'labels: {Teens: {age: 11-17}}\nmarks: {"*": {status: suppressed, count_low: 1, count_high: 4}}\n'
    assert errors(understand(BY_AGE, recipe=f"{marks}expect: [{{total: 46, period: 2016/17}}]")) == []
    assert errors(understand(BY_AGE, recipe=f"{marks}expect: [{{total: 47, period: 2016/17}}]"))


@pytest.mark.parametrize(
    "rule",
    ["labels: {Tens: {age: 0-4}}", 'marks: {"#": missing}', "tables: [{table: 9, sex: male}]", "sex: male",
     "count_hidden: yes", "brackets: {online: yes}", "prose: [{quote: nobody said so, ignore: no figure}]"],
)  # fmt: skip
def test_a_rule_that_matches_nothing_is_an_error(understand: Understand, rule: str) -> None:
    (found,) = errors(understand(BY_SEX, recipe=f"files:\n  reply.xlsx:\n    {rule}\n"))
    assert found.check == "recipe_unmatched"
    assert found.message.startswith("2016-17/kent/recipe.yml line 3 ")
    shared = understand(BY_SEX, recipe=rule)
    assert (errors(shared), [f.check for f in unmatched([shared])]) == ([], ["recipe_unmatched"])
    assert unmatched([shared, shared, understand(BY_SEX)]) != []


def test_a_rule_for_all_files_needs_to_match_one_of_them(understand: Understand) -> None:
    recipe = "labels: {Teens: {age: 11-17}}"
    assert unmatched([understand(BY_SEX, recipe=recipe), understand(BY_AGE, recipe=recipe)]) == []


def test_a_file_that_is_not_there_is_named(understand: Understand) -> None:
    (found,) = unmatched([understand(BY_SEX, recipe="files:\n  repyl.xlsx: {sex: male}\n")])
    assert found.message == '2016-17/kent/recipe.yml line 2 "repyl.xlsx": no file of this name stands beside it'


@pytest.mark.parametrize(
    ("recipe", "said"),
    [
        ("sex: male\nperod: 2016/17\n", 'line 2 "perod": not a key of a recipe; did you mean "period"?'),
        ("tables:\n- {table: 1, hedaer_rows: 1}\n", 'line 2 "hedaer_rows": not a key of a table; did you mean'),
        ("sex: femal\n", 'line 1 "femal": not a sex of the data set; did you mean "female"?'),
        ("sex: male\nsex: female\n", 'line 2 "sex": stands here twice, first on line 1'),
        ("tables:\n- {ignore: why}\n", "line 2"),
        ("tables: {table: 1}\n", "a list is wanted here"),
        ("labels: {5: {age: 5-5}}\n", "reads as a figure"),
        ("labels: {Teens: {}}\n", "nothing is said of this label"),
        ("period: 2016/18\n", "not a period; write 2016/17"),
        ("age: 4-0\n", "not an age band"),
        ("marks: {x: gone}\n", "not a meaning of a mark"),
        ("prose: [{quote: a}]\n", "give either its value or the reason"),
        ("expect: [{total: many}]\n", "a whole number from 0"),
        ("sex: [male\n", "line 2: not YAML"),
        ("- sex\n", "line 1: a recipe is wanted here"),
        ("labels:\n  A: &a {age: 0-4}\n  B: *a\n", 'line 3 "B": points to what stands elsewhere'),
        ("tables:\n- table: 1\n  header_rows:\n    1: gender\n", 'line 4 "gender": not a dimension'),
    ],
)
def test_a_mistake_is_named_with_its_line_and_nothing_of_the_file_is_used(
    understand: Understand, recipe: str, said: str
) -> None:
    tidied = understand(BY_SEX, recipe=recipe)
    (found,) = errors(tidied)
    assert (found.check, found.path) == ("advice_invalid", "2016-17/kent/reply.xlsx")
    assert found.message.startswith("2016-17/kent/recipe.yml line ")
    assert said in found.message
    assert tidied.observations == understand(BY_SEX).observations


def test_what_is_said_meets_the_schema(understand: Understand) -> None:
    recipe = 'force: kent\nmeasure: offences\nmarks: {"*": suppressed}\nlabels: {Teens: {age: 11-17}}\n'
    tidied = understand(BY_AGE, recipe=recipe)
    assert sift(tidied.observations, tidied.cells).refused == []

"""Each rule on figures that break it and on figures that keep it."""

import dataclasses

import pytest

from flows.check.registry import RULES, Subject
from flows.check.rules import check_campaign, check_respondent
from flows.check.supersede import supersede
from schemas.rows import LedgerCell, Place
from tests.check.made import KENT, found, many, rows, subject
from tests.check.rule_case import ESSEX, Case
from tests.check.rule_cases import CASES

OF_THE_SCOPE_ALONE = {"forces_without_return"}


def about(case: Case, given: list[dict], cells: tuple) -> Subject:
    return dataclasses.replace(subject(rows(*given), case.documents, cells), **case.given)


def test_every_rule_has_a_case():
    assert set(RULES) == set(CASES) | OF_THE_SCOPE_ALONE


@pytest.mark.parametrize("name", CASES)
def test_a_rule_tells_of_what_breaks_it(name):
    case = CASES[name]
    said = found(name, about(case, case.breaks, case.cells))
    assert [severity for severity, message in said if case.words in message] == [case.severity], said


@pytest.mark.parametrize("name", CASES)
def test_a_rule_is_silent_on_what_keeps_it(name):
    case = CASES[name]
    assert found(name, about(case, case.keeps, ())) == []


@pytest.mark.parametrize("name", RULES)
def test_a_rule_explains_itself(name):
    rule = RULES[name]
    assert rule.explanation.endswith(".")
    assert rule.remedy
    assert rule.number[:1] == "V"


def test_a_table_of_two_forces_is_told_of_both_and_its_figures_not_again():
    own = many(*range(10, 18))
    other = [{**row, "force_id": "essex", "document": "b", "respondent": "essex"} for row in own[::-1]]
    case = Case("error", "", [*own, *other], [], (KENT, ESSEX))
    said = [message for _, message in found("figures_of_two_forces", about(case, case.breaks, ()))]
    assert len(said) == 2
    assert "8 figures stand under kent, and the same under essex in 2016-17/essex/b.pdf" in said[0]
    few = [*many(10, 11, 12, sex="male"), *many(10, 11, 13, sex="male", force_id="essex", document="b")]
    assert found("figures_of_two_forces", about(case, few, ())) == []


def test_all_numbers_of_the_list_have_a_rule():
    """But V12: that growth is over the forces with both years alone is how the figures are made."""
    assert {rule.number for rule in RULES.values()} >= {f"V{number:02}" for number in range(1, 25)} - {"V12"}


def test_there_is_no_error_in_the_specimens(specimens):
    done = supersede(specimens.documents, specimens.observations, specimens.claims)
    findings = check_campaign(done.documents, done.observations)
    for respondent in sorted({row.respondent for row in done.documents}):
        documents = [row for row in done.documents if row.respondent == respondent]
        ids = {row.document_id for row in documents}
        hidden = [
            LedgerCell("2016-17", respondent, o.document_id, Place(sheet=o.place.sheet, table=o.place.table), "9",
                       "ignored", "hidden row")
            for o in done.observations if o.document_id in ids and respondent == "hertfordshire"
        ]  # fmt: skip
        mine = [row for row in done.observations if row.document_id in ids]
        findings += check_respondent(documents, mine, hidden)
    assert [finding for finding in findings if finding.severity == "error"] == []
    said = {(finding.check, finding.respondent) for finding in findings}
    assert ("sexes_add_up", "northamptonshire") in said
    assert ("total_of_parts", "hertfordshire") in said
    assert all(finding.remedy and finding.message for finding in findings)
    named = [finding for finding in findings if finding.check == "age_fits_offence"]
    assert all(finding.path in finding.message for finding in named)
    assert len([finding for finding in findings if finding.severity != "info"]) <= len(done.documents)

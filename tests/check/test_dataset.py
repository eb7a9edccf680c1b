import dataclasses
from functools import partial

import pytest

from flows.check.acceptance import accept
from flows.check.dataset import Part, Published, validate
from flows.check.ledger import count_fates
from flows.check.rules import check_campaign, check_campaigns, check_respondent, compared, standing
from flows.check.supersede import supersede
from schemas.frames import to_rows, to_table
from schemas.models import CELLS, FINDINGS, OBSERVATIONS
from schemas.rows import DocumentRow, Finding, LedgerCell, Observation, OpenQuestion
from tests.check.made import KENT, many
from tests.check.made import rows as made_rows


@dataclasses.dataclass
class Rows:
    """A data set as plain rows, as an ingest would have published them."""

    documents: list[DocumentRow]
    observations: list[Observation]
    cells: list[LedgerCell]
    findings: list[Finding]

    def published(self) -> Published:
        senders = frozenset((row.campaign, row.respondent) for row in self.documents)
        part = Part(senders, to_table(OBSERVATIONS, self.observations), to_table(CELLS, self.cells))
        return Published(self.documents, self.findings, [], [lambda: part])


def ingested(specimens, *respondents: str) -> Rows:
    mine = specimens.of(*respondents)
    done = supersede(mine.documents, mine.observations, mine.claims)
    documents = [count_fates(row, mine.cells) for row in done.documents]
    findings = [*done.findings]
    for respondent in respondents:
        own = [row for row in documents if row.respondent == respondent]
        ids = {row.document_id for row in own}
        rows, cells = ([row for row in some if row.document_id in ids] for some in (done.observations, mine.cells))
        findings += check_respondent(own, rows, cells)
    findings += check_campaign(documents, done.observations)
    findings += check_campaigns(documents, compared(standing(done.observations)))
    return Rows(
        documents, done.observations, mine.cells, to_rows(FINDINGS, to_table(FINDINGS, accept(findings, [], [])))
    )


@pytest.fixture
def rows(specimens) -> Rows:
    return ingested(specimens, "kent")


@pytest.fixture
def replaced(specimens) -> Rows:
    return ingested(specimens, "derbyshire", "thames-valley")


def test_what_was_published_keeps_the_contract(rows, replaced):
    assert validate(rows.published()) == []
    assert validate(replaced.published()) == []


@pytest.mark.parametrize(
    ("table", "change", "check", "words"),
    [
        ("observations", {"sex": "F"}, "contract", "observations: 1 rows break the contract (sex 'F'"),
        ("observations", {"count": 5}, "contract", "count_low and count_high disagree"),
        ("observations", {"observation_id": "x"}, "ledger", "name a figure which does not exist"),
        ("observations", {"raw_value": "77"}, "ledger", "figures that print what no cell does"),
        ("observations", {"superseded_by": "e" * 64}, "reference", "figures superseded by documents that are not"),
        ("observations", {"document_id": "e" * 64}, "reference", "observations of documents that are not there"),
        ("observations", {"respondent": "essex"}, "reference", "or not their respondent's"),
        ("observations", {"flags": ["total_disagrees"]}, "finding_missing", "bear total_disagrees"),
        ("documents", {"outcome": "perhaps"}, "contract", "outcome 'perhaps'"),
        ("documents", {"cells_header": 7}, "ledger_counts", "7 header cells in documents, 0 in the ledger"),
        ("documents", {"container_id": "e" * 64}, "reference", "attachments of documents that are not there"),
        ("cells", {"fate": "lost"}, "contract", "fate 'lost'"),
        ("cells", {"observation_ids": []}, "ledger", "that name none"),
        ("findings", {"severity": "grave"}, "contract", "severity 'grave'"),
        ("findings", {"message": "all is well"}, "finding_missing", "change_between_years"),
    ],
)
def test_a_planted_fault_is_found(rows, table, change, check, words):
    changed = list(getattr(rows, table))
    changed[0] = dataclasses.replace(changed[0], **change)
    findings = validate(dataclasses.replace(rows, **{table: changed}).published())
    assert {finding.severity for finding in findings} == {"error"}
    assert any(finding.check == check and words in finding.message for finding in findings)


COUNT_143 = {"count": 143, "value": 143.0, "count_low": 143, "count_high": 143}


def changed(rows: Rows, which, **change) -> Rows:
    """The data with some observations changed, as if nobody were to notice."""
    observations = [dataclasses.replace(row, **change) if which(row) else row for row in rows.observations]
    assert observations != rows.observations
    return dataclasses.replace(rows, observations=observations)


def test_a_removed_finding_is_missed(rows):
    kept = [finding for finding in rows.findings if finding.check != "change_between_years"]
    (finding,) = validate(dataclasses.replace(rows, findings=kept).published())
    assert (finding.check, finding.respondent) == ("finding_missing", "kent")


def test_a_finding_that_no_rule_bears_out_is_doubted(rows):
    more = [*rows.findings, dataclasses.replace(rows.findings[0], check="online_within_all", message="invented")]
    (finding,) = validate(dataclasses.replace(rows, findings=more).published())
    assert (finding.check, finding.severity) == ("finding_unfounded", "error")


@pytest.mark.parametrize(("severity", "checks"), [("warning", []), ("info", ["finding_unfounded"])])
def test_a_finding_about_the_reading_is_as_grave_as_its_check(rows, severity, checks):
    unused = Finding(severity, "numbers_unused", "3 numbers were not used", "look at them", finding_id="0" * 16)
    said = validate(dataclasses.replace(rows, findings=[*rows.findings, unused]).published())
    assert [one.check for one in said] == checks


def test_a_table_under_two_forces_is_noticed_across_parts():
    """Though none of its figures, each split by two dimensions, is compared between returns one by one."""
    kent = dataclasses.replace(KENT, document_id="a" * 64)
    essex = dataclasses.replace(KENT, respondent="essex", document_id="b" * 64, path="2016-17/essex/b.pdf")
    table = many(10, 11, 12, sex="male", document=kent.document_id)
    same = many(10, 11, 12, sex="male", force_id="essex", respondent="essex", document=essex.document_id)
    parts = [
        (frozenset({("2016-17", name)}), to_table(OBSERVATIONS, given))
        for name, given in (("kent", made_rows(*table)), ("essex", made_rows(*same[::-1])))
    ]
    said = validate(Published([kent, essex], [], [], [partial(Part, *one) for one in parts]))
    twins = {(one.path, one.severity) for one in said if one.check == "figures_of_two_forces"}
    assert twins == {(KENT.path, "error"), (essex.path, "error")}
    parts[1] = (parts[1][0], to_table(OBSERVATIONS, made_rows(*same[:2], {**same[2], "count": 13})))
    said = validate(Published([kent, essex], [], [], [partial(Part, *one) for one in parts]))
    assert "figures_of_two_forces" not in {one.check for one in said}


def test_questions_are_held_against_the_figures_that_hang_on_them(rows):
    kent = rows.documents[0]
    name = f"{kent.document_id[:8]}-{'0' * 16}"
    doubtful = {"flags": ["label_guessed"], "questions": [name]}
    asked = changed(rows, lambda row: row.age_band == "0-4", **doubtful).published()
    of = (kent.campaign, kent.respondent, kent.document_id, kent.path)
    figures = sum(row.age_band == "0-4" for row in rows.observations)
    for count, expected in ((figures, set()), (figures + 1, {"questions_unbalanced"})):
        question = OpenQuestion(name, *of, "age", "Which ages?", figures=count)
        assert {one.check for one in validate(dataclasses.replace(asked, questions=[question]))} == expected
    assert "questions_unbalanced" in {one.check for one in validate(asked)}


def test_cleared_superseding_is_noticed(replaced):
    said = validate(changed(replaced, lambda row: row.superseded_by, superseded_by=None).published())
    assert {"superseding", "figure_in_two_documents"} <= {finding.check for finding in said}


@pytest.mark.parametrize(
    ("which", "change", "check"),
    [
        (lambda row: row.is_total and row.raw_row_label == "Total", {"is_total": False}, "total_as_labelled"),
        (lambda row: row.sex == "female" and row.age_band == "0-4", {"sex": "male"}, "label_says_otherwise"),
        (lambda row: row.place.table == 2, {"force_id": "essex"}, "figures_of_another_force"),
        (lambda row: row.count == 134, COUNT_143, "count_as_printed"),
        (lambda row: row.age_band == "0-4", {"age_high": 5, "age_band": "0-5"}, "age_bands_tile"),
    ],
)  # fmt: skip
def test_what_no_hash_tells_the_rules_tell(rows, which, change, check):
    said = validate(changed(rows, which, **change).published())
    assert any(finding.check == check or f": {check}: " in finding.message for finding in said), said


def test_a_narrowed_interval_is_noticed(replaced):
    said = validate(changed(replaced, lambda row: row.raw_value == "<5", count_low=2, count_high=3).published())
    assert "interval_as_printed" in {finding.check for finding in said}

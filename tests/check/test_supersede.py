import dataclasses
import datetime as dt

import pytest

from flows.check.supersede import supersede
from schemas.rows import Claim, DocumentRow, Observation

FY = (dt.date(2015, 4, 1), dt.date(2016, 3, 31))
BEFORE = (dt.date(2014, 4, 1), dt.date(2015, 3, 31))


def document(name: str, dated: str | None = None, **given) -> DocumentRow:
    day = dt.date.fromisoformat(dated) if dated else None
    return DocumentRow("2016-17", "kent", name * 64, f"2016-17/kent/{name}.pdf", dated=day, **given)


def row(name: str, count: int, period=FY, number: int = 1, **given) -> Observation:
    return Observation(
        "2016-17", "kent", name * 64, f"{name}{number}", "s", "kent", *period, period_label=str(period[0].year),
        measure="offences", count=count, value=float(count), count_low=count, count_high=count, **given,
    )  # fmt: skip


def later(result) -> dict[str, str | None]:
    return {o.observation_id: o.superseded_by and o.superseded_by[0] for o in result.observations}


def test_specimens_are_superseded_as_their_truth_says(specimens):
    result = supersede(specimens.documents, specimens.observations, specimens.claims)
    replaced = [o for o in result.observations if o.superseded_by]
    assert {o.respondent for o in replaced} == {"derbyshire", "lincolnshire"}
    assert [(o.period_label, o.count) for o in replaced if o.respondent == "derbyshire"] == [("2015/16", 166)]
    assert len([o for o in replaced if o.respondent == "lincolnshire"]) == 154
    wholly = {row.path for row in result.documents if row.superseded_by}
    assert wholly == {"2016-17/lincolnshire/FOI 2291-17.pdf"}
    messages = {finding.respondent: finding.message for finding in result.findings}
    assert "derbyshire 2015/16 offences: 166 -> 983" in messages["derbyshire"]
    assert "1 still stand" in messages["derbyshire"]
    assert {finding.severity for finding in result.findings} == {"warning"}


def test_without_a_claim_nothing_is_replaced():
    documents = [document("a", "2017-01-01"), document("b", "2017-02-01")]
    result = supersede(documents, [row("a", 1), row("b", 2)], [])
    assert later(result) == {"a1": None, "b1": None}
    assert result.findings == []


def test_what_the_later_return_does_not_repeat_still_stands():
    documents = [document("a", "2017-01-01"), document("b", "2017-02-01")]
    rows = [row("a", 1), row("a", 5, BEFORE, 2), row("b", 2)]
    result = supersede(documents, rows, [Claim("b" * 64, None, "revised")])
    assert later(result) == {"a1": "b", "a2": None, "b1": None}
    assert result.documents[0].superseded_by is None


def test_a_whole_claim_replaces_what_is_not_repeated_too():
    documents = [document("a", "2017-01-01"), document("b", "2017-02-01")]
    rows = [row("a", 1), row("a", 5, BEFORE, 2), row("b", 2)]
    result = supersede(documents, rows, [Claim("b" * 64, None, "disregard the earlier answer", whole=True)])
    assert later(result) == {"a1": "b", "a2": "b", "b1": None}
    assert result.documents[0].superseded_by == "b" * 64
    assert "5 -> not repeated" in result.findings[0].message


def test_what_a_letter_and_source_yml_both_say_is_told_once():
    documents = [document("a", "2017-01-01"), document("b", "2017-02-01")]
    claims = [Claim("b" * 64, None, "revised"), Claim("b" * 64, "a.pdf", "source.yml: supersedes a.pdf", declared=True)]
    (finding,) = supersede(documents, [row("a", 1), row("b", 2)], claims).findings
    assert 'because it says "revised" and "source.yml: supersedes a.pdf"' in finding.message


def test_a_claim_can_be_limited_to_periods():
    documents = [document("a", "2017-01-01"), document("b", "2017-02-01")]
    rows = [row("a", 1), row("a", 5, BEFORE, 2), row("b", 2), row("b", 6, BEFORE, 2)]
    result = supersede(documents, rows, [Claim("b" * 64, None, "revised", periods=[FY])])
    assert later(result) == {"a1": "b", "a2": None, "b1": None, "b2": None}


def test_another_dimension_is_another_figure():
    documents = [document("a", "2017-01-01"), document("b", "2017-02-01")]
    rows = [row("a", 1, sex="female"), row("b", 2)]
    result = supersede(documents, rows, [Claim("b" * 64, None, "revised")])
    assert later(result) == {"a1": None, "b1": None}
    assert "repeats none of its figures" in result.findings[0].message


def test_a_correction_that_does_not_say_what_it_counts_is_of_what_was_counted():
    documents = [document("a", "2017-01-01"), document("b", "2017-02-01")]
    unsaid = dataclasses.replace(row("b", 2), measure=None)
    result = supersede(documents, [row("a", 1), unsaid], [Claim("b" * 64, None, "the correct figures are")])
    assert later(result) == {"a1": "b", "b1": None}


def test_a_correction_says_what_was_counted_where_the_earlier_does_not():
    documents = [document("a", "2017-01-01"), document("b", "2017-02-01")]
    unsaid = dataclasses.replace(row("a", 1), measure=None)
    claim = [Claim("b" * 64, None, "the figures should be replaced")]
    assert later(supersede(documents, [unsaid, row("b", 2)], claim)) == {"a1": "b", "b1": None}
    victims = dataclasses.replace(row("b", 3, number=2), measure="victims")
    assert later(supersede(documents, [unsaid, row("b", 2), victims], claim))["a1"] is None


def test_under_eighteen_is_the_whole():
    documents = [document("a", "2017-01-01"), document("b", "2017-02-01")]
    rows = [row("a", 1, age_band="0-17", age_low=0, age_high=17), row("b", 2)]
    assert later(supersede(documents, rows, [Claim("b" * 64, None, "revised")]))["a1"] == "b"


def test_the_newest_of_three_stands():
    documents = [document("a", "2017-01-01"), document("b", "2017-02-01"), document("c", "2017-03-01")]
    rows = [row("a", 1), row("b", 2), row("c", 3)]
    claims = [Claim("c" * 64, None, "revised"), Claim("b" * 64, None, "revised")]
    assert later(supersede(documents, rows, claims)) == {"a1": "c", "b1": "c", "c1": None}


def test_an_earlier_return_does_not_replace_a_later_one():
    documents = [document("a", "2017-03-01"), document("b", "2017-02-01")]
    result = supersede(documents, [row("a", 1), row("b", 2)], [Claim("b" * 64, None, "revised")])
    assert later(result) == {"a1": None, "b1": None}


def test_two_undated_claims_on_each_other_decide_nothing():
    rows = [row("a", 1), row("b", 2)]
    claims = [Claim("a" * 64, None, "revised"), Claim("b" * 64, None, "revised")]
    result = supersede([document("a"), document("b")], rows, claims)
    assert later(result) == {"a1": None, "b1": None}
    assert {finding.check for finding in result.findings} == {"supersede_claim"}


@pytest.mark.parametrize("target", ["2016-17/kent/a.pdf", "a.pdf", "A.PDF", "FOI ref 12/17", "012-17"])
def test_a_target_is_named_by_path_file_or_reference(target):
    documents = [document("a", reference="FOI 12/17"), document("b"), document("c", reference="12/17")]
    rows = [row("a", 1), row("b", 2), row("c", 3)]
    result = supersede(documents, rows, [Claim("c" * 64, target, "replaces", declared=True)])
    found = target != "012-17"
    assert later(result) == {"a1": "c" if found else None, "b1": None, "c1": None}
    assert [finding.check for finding in result.findings] == ["superseded" if found else "supersede_claim"]


def test_a_reference_may_stand_in_the_name_of_the_file():
    first = dataclasses.replace(document("a"), path="2016-17/kent/006411-17 Response.docx")
    result = supersede([first, document("b")], [row("a", 1), row("b", 2)], [Claim("b" * 64, "006411/17", "wrong")])
    assert later(result) == {"a1": "b", "b1": None}


@pytest.mark.parametrize("target", ["FOI 2017- 118", "118/17", "FOI-2017-00118"])
def test_a_reference_is_the_same_however_it_is_padded_or_parted(target):
    first = dataclasses.replace(document("a"), path="2016-17/kent/FOI 2017-118 answer.docx")
    result = supersede([first, document("b")], [row("a", 1), row("b", 2)], [Claim("b" * 64, target, "withdrawn")])
    assert later(result) == {"a1": "b", "b1": None}


def test_an_attachment_speaks_for_its_mail():
    mail, table = document("b", "2017-02-01"), document("c", container_id="b" * 64)
    rows = [row("a", 1), row("c", 2)]
    result = supersede([document("a", "2017-01-01"), mail, table], rows, [Claim("b" * 64, None, "corrected table")])
    assert later(result) == {"a1": "c", "c1": None}


def test_a_stale_mark_is_forgotten():
    stale = dataclasses.replace(row("a", 1), superseded_by="f" * 64)
    result = supersede([document("a", superseded_by="f" * 64)], [stale], [])
    assert result.observations[0].superseded_by is None
    assert result.documents[0].superseded_by is None


def test_the_rows_given_are_left_as_they_are():
    rows = [row("a", 1), row("b", 2)]
    supersede([document("a", "2017-01-01"), document("b", "2017-02-01")], rows, [Claim("b" * 64, None, "revised")])
    assert rows[0].superseded_by is None


def test_an_earlier_return_that_is_said_to_replace_a_later_one_is_told():
    documents = [document("a", "2017-09-01"), document("b", "2017-09-12")]
    claim = Claim("a" * 64, "b.pdf", "source.yml: supersedes b.pdf", declared=True)
    result = supersede(documents, [row("a", 345), row("b", 354)], [claim])
    assert later(result) == {"a1": None, "b1": "a"}
    (told,) = [finding for finding in result.findings if finding.check == "supersede_claim"]
    assert (told.severity, "2017-09-12" in told.message, "2017-09-01" in told.message) == ("warning", True, True)
    back = Claim("b" * 64, "a.pdf", "source.yml: supersedes a.pdf", declared=True)
    found = supersede(documents, [row("a", 345), row("b", 354)], [back]).findings
    assert [finding.check for finding in found] == ["superseded"]


def test_two_returns_that_replace_each_other_are_told():
    documents = [document("a"), document("b")]
    claims = [Claim(one * 64, f"{other}.pdf", f"source.yml: supersedes {other}.pdf") for one, other in ("ab", "ba")]
    findings = supersede(documents, [row("a", 1), row("b", 2)], claims).findings
    told = [finding.path for finding in findings if "in turn" in finding.message]
    assert told == ["2016-17/kent/a.pdf", "2016-17/kent/b.pdf"]

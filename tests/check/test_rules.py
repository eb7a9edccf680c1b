import datetime as dt

import pytest

from flows.check.registry import RULES, Subject
from flows.check.rules import check_campaign, check_respondent
from flows.check.supersede import supersede
from schemas.rows import DocumentRow, LedgerCell, Observation, Place

FY = {
    2014: (dt.date(2014, 4, 1), dt.date(2015, 3, 31)),
    2015: (dt.date(2015, 4, 1), dt.date(2016, 3, 31)),
    2016: (dt.date(2016, 4, 1), dt.date(2017, 3, 31)),
}
KENT = DocumentRow("2016-17", "kent", "a", "2016-17/kent/a.pdf")


def rows(*given: dict) -> list[Observation]:
    return [row(number, **one) for number, one in enumerate(given)]


def row(number: int, count: int | None = None, band: str = "all", year: int = 2016, **given) -> Observation:
    low, _, high = band.partition("-")
    ages = {"age_low": int(low), "age_high": int(high)} if high else {}
    amount = (
        {"count": count, "value": float(count), "count_low": count, "count_high": count} if count is not None else {}
    )
    place = Place(table=given.pop("table", 1), row=given.pop("at", number + 1), column=given.pop("column", 2))
    fields = {
        "force_id": "kent", "measure": "offences", "age_band": band, "period_type": "financial_year",
        "period_start": FY[year][0], "period_end": FY[year][1], "period_label": f"{year}", "place": place,
        **ages, **amount, **given,
    }  # fmt: skip
    return Observation("2016-17", "kent", fields.pop("document", "a"), str(number), fields.pop("series", "s"), **fields)


def withheld(**given) -> dict:
    return {"status": "suppressed", "count_low": 1, "count_high": 4, **given}


def found(name: str, observations: list[Observation], documents=(KENT,), cells=()) -> list[tuple[str, str]]:
    """Severity and message of what one rule finds."""
    rule = RULES[name]
    breaches = rule.look(Subject(documents, observations, cells))
    return [(breach.severity or rule.severity, breach.message) for breach in breaches]


def test_the_only_error_in_the_specimens_is_a_total_with_hidden_rows(specimens):
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
    about = {(finding.check, finding.respondent) for finding in findings}
    assert ("total_of_parts", "northamptonshire") in about
    assert ("total_of_parts", "hertfordshire") in about
    assert all(finding.remedy and finding.message for finding in findings)
    named = [finding for finding in findings if finding.check == "age_fits_offence"]
    assert all(finding.path in finding.message for finding in named)


def test_without_a_claim_the_two_returns_of_derbyshire_are_an_error(specimens):
    mine = specimens.of("derbyshire")
    (finding,) = [f for f in check_campaign(mine.documents, mine.observations) if f.check == "figure_in_two_documents"]
    assert finding.severity == "error"
    assert "166" in finding.message
    assert "983" in finding.message


TABLE = [{"count": 3, "sex": "female"}, {"count": 4, "sex": "male"}, {"count": 1, "sex": "unknown"}]


def test_a_total_that_comes_out_is_right():
    assert found("total_of_parts", rows(*TABLE, {"count": 8, "is_total": True, "series": "t"})) == []


def test_a_total_that_does_not_is_an_error():
    ((severity, message),) = found("total_of_parts", rows(*TABLE, {"count": 9, "is_total": True, "series": "t"}))
    assert severity == "error"
    assert "9, parts 8" in message


def test_what_was_found_out_while_reading_is_not_reported_again():
    total = {"count": 9, "is_total": True, "series": "t", "flags": ["total_disagrees"]}
    assert found("total_of_parts", rows(*TABLE, total)) == []
    twice = rows(*({"count": n, "table": n, "flags": ["figures_disagree"]} for n in (1, 2)))
    assert found("figure_twice_in_document", twice) == []


@pytest.mark.parametrize(
    "change",
    [{"flags": ["label_guessed"]}, {"table": 2}, {"is_total": False, "column": 7}],
    ids=["doubtful", "in another table", "not a total"],
)
def test_it_is_a_warning_where_something_may_explain_it(change):
    total = {"count": 9, "is_total": True, "series": "t", **change}
    assert [severity for severity, _ in found("total_of_parts", rows(*TABLE, total))] == ["warning"]


def test_it_is_a_warning_where_cells_of_the_table_were_left_out():
    cells = [LedgerCell("2016-17", "kent", "a", Place(table=1, row=9, column=2), "1", "ignored", "hidden row")]
    total = {"count": 9, "is_total": True, "series": "t"}
    ((severity, message),) = found("total_of_parts", rows(*TABLE, total), cells=cells)
    assert (severity, "1 cells of the table were left out" in message) == ("warning", True)


@pytest.mark.parametrize(("total", "breaches"), [(3, 1), (4, 0), (7, 0), (8, 1)])
def test_withheld_parts_are_intervals(total, breaches):
    parts = [withheld(sex="female"), {"count": 3, "sex": "male"}, {"count": 0, "sex": "unknown"}]
    assert len(found("total_of_parts", rows(*parts, {"count": total, "is_total": True, "series": "t"}))) == breaches


def test_a_sum_that_leaves_withheld_parts_out_is_told_apart():
    parts = [withheld(sex="female"), {"count": 3, "sex": "male"}, {"count": 0, "sex": "unknown"}]
    ((severity, message),) = found("total_of_parts", rows(*parts, {"count": 3, "is_total": True, "series": "t"}))
    assert severity == "warning"
    assert "leaves the withheld figures out" in message


def test_a_list_of_some_offences_is_not_held_against_the_total():
    some = [{"count": 3, "offence_code": "19C", "offence_group": "rape", "column": 5},
            {"count": 4, "offence_code": "88A", "offence_group": "grooming", "column": 5}]  # fmt: skip
    assert found("total_of_parts", rows(*some, {"count": 100, "is_total": True, "series": "t"})) == []


def test_one_cause_is_one_finding():
    table = []
    for at, band in enumerate(["0-4", "5-10", "11-15", "16-17"]):
        table += [
            {"count": 1, "sex": s, "band": band, "at": at, "column": c} for c, s in enumerate(("female", "male"), 2)
        ]
        table.append({"count": 9, "band": band, "at": at, "column": 4, "is_total": True, "series": "t"})
    assert len(found("total_of_parts", rows(*table))) == 1


@pytest.mark.parametrize(
    ("bands", "words"),
    [
        (["0-5", "5-10"], ["0-5 and 5-10 overlap"]),
        (["0-4", "6-10"], ["nothing between 0-4 and 6-10"]),
        (["0-4", "5-10"], []),
    ],
)
def test_bands_tile(bands, words):
    messages = [message for _, message in found("age_bands_tile", rows(*({"count": 1, "band": b} for b in bands)))]
    assert messages == [f"age bands: {word}" for word in words]


def test_a_cumulative_band_does_not_overlap():
    assert (
        found(
            "age_bands_tile", rows({"count": 1, "band": "0-4"}, {"count": 2, "band": "0-10", "age_is_cumulative": True})
        )
        == []
    )


@pytest.mark.parametrize(("inner", "outer", "breaches"), [(5, 4, 1), (4, 4, 0)])
def test_bands_nest(inner, outer, breaches):
    assert (
        len(found("age_bands_nest", rows({"count": inner, "band": "0-4"}, {"count": outer, "band": "0-10"})))
        == breaches
    )
    assert len(found("age_bands_nest", rows({"count": inner, "band": "0-4"}, {"count": outer}))) == breaches


def test_a_victim_is_not_older_than_the_offence_is_defined_for():
    old = {"count": 2, "band": "13-15", "offence_code": "19E", "offence_group": "rape"}
    young = {"count": 2, "band": "12-12", "offence_code": "19E", "offence_group": "rape"}
    none = {**old, "count": 0}
    ((severity, message),) = found("age_fits_offence", rows(old, young, none))
    assert (severity, message.startswith("2 victims")) == ("warning", True)


@pytest.mark.parametrize(("unknown", "severities"), [(10, []), (15, ["warning"]), (50, ["error"]), (100, [])])
def test_many_unknown_ages(unknown, severities):
    table = rows({"count": 100 - unknown, "band": "0-17"}, {"count": unknown, "band": "unknown"})
    assert [severity for severity, _ in found("age_unknown", table)] == severities


@pytest.mark.parametrize(("flagged", "breaches"), [(5, 0), (6, 1)])
def test_online_is_a_part(flagged, breaches):
    assert len(found("online_within_all", rows({"count": 5}, {"count": flagged, "online": "yes"}))) == breaches


def test_fewer_victims_than_offences_is_worth_a_look():
    assert found("victims_at_least_offences", rows({"count": 5}, {"count": 6, "measure": "victims"})) == []
    assert len(found("victims_at_least_offences", rows({"count": 5}, {"count": 4, "measure": "victims"}))) == 1


@pytest.mark.parametrize(
    ("before", "now", "breaches"), [(100, 150, 0), (100, 151, 1), (100, 49, 1), (20, 39, 0), (20, 41, 1)]
)
def test_large_changes_between_years(before, now, breaches):
    assert len(found("change_between_years", rows({"count": before, "year": 2015}, {"count": now}))) == breaches


def test_a_year_that_was_asked_for_is_missed():
    assert found("year_absent", rows({"count": 1}, {"count": 1, "year": 2015})) == []
    assert [m for _, m in found("year_absent", rows({"count": 1}))] == ["kent gives no offences for 2015/16"]
    assert found("year_absent", []) == []


def test_one_figure_with_two_values_in_one_document():
    assert found("figure_twice_in_document", rows({"count": 1}, {"count": 1, "table": 2})) == []
    ((_, message),) = found("figure_twice_in_document", rows({"count": 1}, {"count": 2, "table": 2}))
    assert "1, and 2 at table 2 row 2 column 2" in message


def test_a_figure_twice_in_a_series():
    assert len(found("figure_twice_in_series", rows({"count": 1}, {"count": 1}))) == 1
    assert found("figure_twice_in_series", rows({"count": 1}, {"count": 1, "series": "t"})) == []


def test_the_same_figure_in_two_documents_is_worth_knowing():
    other = DocumentRow("2016-17", "kent", "b", "2016-17/kent/b.pdf")
    same = rows({"count": 1}, {"count": 1, "document": "b"})
    assert [severity for severity, _ in found("figure_in_two_documents", same, (KENT, other))] == ["info"]
    differing = rows({"count": 1}, {"count": 2, "document": "b"})
    assert [severity for severity, _ in found("figure_in_two_documents", differing, (KENT, other))] == ["error"]
    doubtful = rows({"count": 1}, {"count": 2, "document": "b", "flags": ["reading_ambiguous"]})
    assert [severity for severity, _ in found("figure_in_two_documents", doubtful, (KENT, other))] == ["warning"]


def test_figures_of_another_force():
    assert found("figures_of_another_force", rows({"count": 1})) == []
    assert len(found("figures_of_another_force", rows({"count": 1, "force_id": "essex"}))) == 1
    assert found("figures_of_another_force", rows({"count": 1}, {"count": 1, "force_id": "essex"})) == []


def test_forces_without_a_return():
    ((severity, message),) = found("forces_without_return", rows({"count": 1}))
    assert severity == "warning"
    assert message.startswith("44 of 45 forces have no return in 2016-17: ")
    assert "kent" not in message


@pytest.mark.parametrize(("printed", "breaches"), [("25%", 0), ("25.0", 0), ("26%", 1), ("up", 0)])
def test_percentages_are_shares(printed, breaches):
    share = {"unit": "percent", "value": 25.0, "raw_value": printed, "sex": "male"}
    table = rows({"count": 12}, {"count": 3, "sex": "male"}, share)
    assert len(found("percentage_of_counts", table)) == breaches


def test_superseded_figures_are_left_out():
    old = rows({"count": 5, "superseded_by": "b"}, {"count": 6, "online": "yes"})
    assert [finding.check for finding in check_respondent([KENT], old, [])] == ["year_absent"]

"""The rules at their edges: what explains a difference, what is told apart, how much is too much."""

import datetime as dt

import pytest

from flows.check.rules import check_campaigns, check_respondent
from schemas.rows import DocumentRow, LedgerCell, Place
from tests.check.made import BOYS, BY_SEX, KENT, TOTAL, found, many, row, rows, withheld

KENT_TOO = DocumentRow("2016-17", "kent", "b", "2016-17/kent/b.pdf")
EARLIER = DocumentRow("2015-16", "kent", "b", "2015-16/kent/b.pdf")


def test_without_a_claim_the_two_returns_of_derbyshire_are_an_error(specimens):
    mine = specimens.of("derbyshire")
    findings = check_respondent(mine.documents, mine.observations, [])
    finding, noted = [finding for finding in findings if finding.check == "figure_in_two_documents"]
    assert (finding.severity, noted.severity) == ("error", "info")
    assert "166" in finding.message
    assert "983" in finding.message


@pytest.mark.parametrize("flag", ["total_disagrees", "total_said"])
def test_what_was_found_out_while_reading_is_not_reported_again(flag):
    total = {"count": 9, **TOTAL, "flags": [flag]}
    assert found("sexes_add_up", rows(*BY_SEX, total)) == []


def test_a_figure_that_was_found_twice_while_reading_is_not_reported_again():
    twice = rows(*({"count": n, "table": n, "flags": ["figures_disagree"]} for n in (1, 2)))
    assert found("figure_twice_in_document", twice) == []


@pytest.mark.parametrize(
    "change",
    [{"flags": ["label_guessed"]}, {"table": 2}, {"is_total": False, "column": 7}],
    ids=["doubtful", "in another table", "not a total"],
)
def test_a_total_that_differs_is_an_error_however_it_stands(change):
    """Whichever is wrong, neither can be said until somebody has looked."""
    assert [severity for severity, _ in found("sexes_add_up", rows(*BY_SEX, {"count": 9, **TOTAL, **change}))] == [
        "error"
    ]


@pytest.mark.parametrize(("left", "severity"), [("1", "warning"), ("0", "error")])
def test_it_is_a_warning_where_what_was_left_out_of_the_table_explains_it(left, severity):
    cells = [LedgerCell("2016-17", "kent", "a", Place(table=1, row=9, column=2), left, "ignored", "hidden row")]
    assert [one for one, _ in found("sexes_add_up", rows(*BY_SEX, {"count": 9, **TOTAL}), (KENT,), cells)] == [severity]


@pytest.mark.parametrize(("total", "breaches"), [(3, 1), (4, 0), (7, 0), (8, 1)])
def test_withheld_parts_are_intervals(total, breaches):
    parts = [withheld(sex="female"), {"count": 3, "sex": "male"}, {"count": 0, "sex": "unknown"}]
    assert len(found("sexes_add_up", rows(*parts, {"count": total, **TOTAL}))) == breaches


def test_a_sum_that_leaves_withheld_parts_out_is_told_apart():
    parts = [withheld(sex="female"), {"count": 3, "sex": "male"}, {"count": 0, "sex": "unknown"}]
    ((severity, message),) = found("sexes_add_up", rows(*parts, {"count": 3, **TOTAL}))
    assert severity == "warning"
    assert "leaves the withheld figures out" in message


def test_a_list_of_some_offences_is_not_held_against_the_total():
    assert found("total_of_parts", rows(*many(3, 4, column=5), {"count": 100, **TOTAL})) == []


def test_one_cause_is_one_finding():
    table = []
    for at, band in enumerate(["0-4", "5-10", "11-15", "16-17"]):
        sexes = enumerate(("female", "male"), 2)
        table += [{"count": 1, "sex": sex, "band": band, "at": at, "column": column} for column, sex in sexes]
        table.append({"count": 9, "band": band, "at": at, "column": 4, **TOTAL})
    assert len(found("sexes_add_up", rows(*table))) == 1


def test_a_gap_between_bands():
    gap = rows({"count": 1, "band": "0-4"}, {"count": 1, "band": "6-10"})
    assert [message for _, message in found("age_bands_tile", gap)] == ["age bands: nothing between 0-4 and 6-10"]


def test_a_cumulative_band_does_not_overlap():
    bands = rows({"count": 1, "band": "0-4"}, {"count": 2, "band": "0-10", "age_is_cumulative": True})
    assert found("age_bands_tile", bands) == []


def test_a_cumulative_band_leads_up_to_the_next_one():
    """Under one, two and under, three: nothing is left out; three and over without it, two ages are."""
    upto = {"count": 28, "band": "0-2", "age_is_cumulative": True}
    ages = [{"count": 7, "band": "0-0"}, {"count": 22, "band": "3-3"}, {"count": 343, "band": "4-10"}]
    assert found("age_bands_tile", rows(*ages, upto)) == []
    for other in ({**upto, "band": "0-1"}, {**upto, "series": "t"}):
        said = [message for _, message in found("age_bands_tile", rows(*ages, other))]
        assert said == ["age bands: nothing between 0-0 and 3-3"]


def test_a_band_is_no_more_than_all():
    assert len(found("age_bands_nest", rows({"count": 5, "band": "0-4"}, {"count": 4}))) == 1
    assert found("age_bands_nest", rows({"count": 4, "band": "0-4"}, {"count": 4})) == []


def test_a_band_deep_in_another_is_found():
    bands = rows(*({"count": n, "band": band} for n, band in ((9, "0-10"), (1, "1-12"), (10, "2-3"))))
    assert len(found("age_bands_nest", bands)) == 1


def test_few_of_the_other_sex_are_a_slip():
    few = rows({**BOYS, "count": 99}, {**BOYS, "count": 1, "sex": "female"})
    assert [severity for severity, _ in found("sex_fits_offence", few)] == ["warning"]


@pytest.mark.parametrize(("victims", "severity"), [(90, "warning"), (40, "error")])
def test_a_force_may_count_each_person_once(victims, severity):
    both = rows({"count": 100}, {"count": victims, "measure": "victims"})
    assert [one for one, _ in found("victims_at_least_offences", both)] == [severity]


def test_fewer_victims_here_and_more_there_are_mixed():
    both = rows(
        {"count": 100, "sex": "male"}, {"count": 90, "sex": "male", "measure": "victims"},
        {"count": 100, "sex": "female"}, {"count": 110, "sex": "female", "measure": "victims"},
    )  # fmt: skip
    assert [severity for severity, _ in found("victims_at_least_offences", both)] == ["error"]


@pytest.mark.parametrize(("unknown", "severities"), [(10, []), (15, ["warning"]), (50, ["error"]), (100, [])])
def test_many_unknown_ages(unknown, severities):
    table = rows({"count": 100 - unknown, "band": "0-4"}, {"count": unknown, "band": "unknown"})
    assert [severity for severity, _ in found("age_unknown", table)] == severities


@pytest.mark.parametrize(
    ("before", "now", "breaches"),
    [(100, 200, 0), (100, 400, 1), (1347, 1681, 0), (1347, 168, 1), (100, 49, 0), (100, 30, 1), (3, 9, 0), (2, 0, 0)],
)
def test_large_changes_between_years(before, now, breaches):
    both = rows({"count": before, "year_from": 2015}, {"count": now})
    assert len(found("change_between_years", both)) == breaches


def test_the_online_flag_was_coming_into_use():
    grown = rows({"count": 100, "online": "yes", "year_from": 2015}, {"count": 190, "online": "yes"})
    assert found("change_between_years", grown) == []


def test_the_same_figure_in_two_documents_is_worth_knowing():
    same = rows({"count": 1}, {"count": 1, "document": "b"})
    assert [severity for severity, _ in found("figure_in_two_documents", same, (KENT, KENT_TOO))] == ["info"]
    doubtful = rows({"count": 1}, {"count": 2, "document": "b", "flags": ["reading_ambiguous"]})
    assert [severity for severity, _ in found("figure_in_two_documents", doubtful, (KENT, KENT_TOO))] == [
        "warning",
        "info",
    ]


def test_forces_without_a_return():
    ((severity, message),) = found("forces_without_return", rows({"count": 1}))
    assert severity == "info"
    assert message.startswith("44 of 45 forces have no return in 2016-17: ")
    assert "kent" not in message
    pilot = [DocumentRow("pilot", "kent", "a", "pilot/kent/a.pdf")]
    assert found("forces_without_return", rows({"count": 1, "campaign": "pilot"}), pilot) == []


def test_changes_are_no_shares():
    change = {"unit": "percent", "sex": "male", "column": 3}
    table = rows({"count": 12}, {"count": 3, "sex": "male"}, {**change, "value": 26.0, "raw_value": "26%"},
                 {**change, "value": -4.0, "raw_value": "-4%", "sex": "female"})  # fmt: skip
    assert found("percentage_of_counts", table) == []


def test_a_grand_total_called_other_in_every_column():
    table = [
        {"count": count, "offence_group": group, "at": at, "column": column, "year_from": year}
        for column, year in ((2, 2015), (3, 2016))
        for at, (count, group) in enumerate(((1, "rape"), (2, "images"), (3, "grooming"), (6, "other")))
    ]
    ((_, message),) = found("total_read_as_part", rows(*table))
    assert message.startswith("2 figures are the sum of all others of their line")


def test_a_flipped_total_mark_is_odd_in_its_row():
    marks = [
        {"count": 4, "band": band, "year_from": year, "at": at, "column": column, "is_total": at == 5,
         "raw_row_label": band, "raw_column_label": str(year)}
        for at, band in enumerate(("0-4", "5-10", "11-15", "16-17", "all"), 1)
        for column, year in ((2, 2015), (3, 2016))
    ]  # fmt: skip
    assert found("same_label_same_meaning", rows(*marks)) == []
    ((_, message),) = found("same_label_same_meaning", rows(*marks[:-1], {**marks[-1], "is_total": False}))
    assert "is_total of kent" in message


@pytest.mark.parametrize(
    ("codes", "labels", "words"),
    [
        ({"year_from": 2015}, {"raw_column_label": "2016/17"}, "its label says 2016/17"),
        ({"band": "5-10"}, {"raw_row_label": "Aged 0 to 4"}, "its label says 0-4"),
        ({"sex": "male"}, {"caption": "Female victims"}, "its label says female"),
    ],
)
def test_labels_of_another_year_age_or_sex(codes, labels, words):
    ((severity, message),) = found("label_says_otherwise", rows({"count": 1, **codes, **labels}))
    assert (severity, words in message) == ("error", True)


@pytest.mark.parametrize(
    ("codes", "labels"),
    [
        ({}, {"raw_column_label": "2015/16 to 2016/17"}),
        ({"band": "16-17"}, {"raw_row_label": "16-17"}),
        ({"sex": "male"}, {"raw_row_label": "Rape of a female by a male"}),
        ({"sex": "female"}, {"raw_column_label": "Female No", "caption": "SEXUAL ASSAULT ON A MALE (17A)"}),
        ({}, {"caption": "Sexual Offences Act 2003"}),
        ({"year_from": 2014}, {"caption": "How many in 2016/17?", "raw_row_label": "Year ending March 2015"}),
    ],
)
def test_labels_that_do_not_contradict(codes, labels):
    assert found("label_says_otherwise", rows({"count": 1, **codes, **labels})) == []


@pytest.mark.parametrize("unsaid", [{"measure": None}, {"period_start": None, "period_end": None}])
def test_numbers_of_which_nothing_is_said_need_not_be_one_figure(unsaid):
    """Without days, or without what is counted, two numbers are alike in what is not known of them."""
    two = [{"count": 1, **unsaid}, {"count": 2, "table": 2, **unsaid}]
    assert found("figure_twice_in_document", rows(*two)) == []
    assert found("figure_twice_in_series", rows(*two)) == []
    other = DocumentRow("2016-17", "kent", "b", "2016-17/kent/b.pdf")
    assert found("figure_in_two_documents", rows(two[0], {**two[1], "document": "b"}), [KENT, other]) == []


def test_what_is_counted_in_the_words_of_the_return_is_told_apart():
    one, other = ({"count": n, "measure": None, "measure_label": said} for n, said in ((1, "dogs"), (2, "handlers")))
    assert found("figure_twice_in_document", rows(one, other)) == []
    assert found("figure_twice_in_document", rows(one, {**other, "measure_label": "dogs"})) != []


def test_money_among_numbers_of_nothing_named_is_no_count():
    table = [{"count": 3}, {"count": 4}, {"unit": "other", "value": 47.5, "raw_value": "47.5"}]
    assert found("whole_number", rows(*table)) != []
    assert found("whole_number", rows(*({**one, "measure": None} for one in table))) == []


def test_a_region_that_is_called_like_a_force_is_none():
    region = rows({"count": 1, "other": {"Region": "West Midlands"}, "raw_row_label": "West Midlands"})
    assert found("label_names_another_force", region) == []


def test_superseded_figures_are_left_out():
    old = rows({"count": 5, "superseded_by": "b"}, {"count": 6, "online": "yes"})
    assert [finding.check for finding in check_respondent([KENT], old, [])] == ["year_absent"]


def test_rules_between_campaigns_run_over_each_pair():
    new, old = row(0, 200, year_from=2015), row(1, 100, year_from=2015, document="b", campaign="2015-16")
    (finding,) = check_campaigns([KENT, EARLIER], [new, old])
    assert (finding.check, finding.campaign, finding.respondent) == ("figure_in_earlier_campaign", "2016-17", None)
    assert check_campaigns([KENT], [new]) == []


@pytest.mark.parametrize("first", [1, 1960, 1969, 1970])
def test_years_long_past_are_years_like_others(first):
    mine = rows({"count": 100, "year_from": first}, {"count": 900, "year_from": first + 1})
    assert [severity for severity, _ in found("change_between_years", mine)] == ["error"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("b/reply.pdf", dt.date(2017, 9, 1)), ("a/reply.pdf", dt.date(2017, 9, 12))),
        (("FOI 17-0442.pdf", None), ("FOI 17-0442 v2.pdf", None)),
    ],
    ids=["by date", "by name where nothing is dated"],
)
def test_that_two_returns_differ_is_told_with_the_later_and_noted_with_the_earlier(one, other):
    returns = [
        DocumentRow("2016-17", "kent", name, path, dated=day)
        for name, (path, day) in zip("ab", (one, other), strict=True)
    ]
    findings = check_respondent(returns, rows({"count": 1}, {"count": 2, "document": "b"}), [])
    assert {(f.severity, f.path) for f in findings if f.check == "figure_in_two_documents"} == {
        ("error", other[0]),
        ("info", one[0]),
    }


def test_a_row_of_both_forces_is_of_none_of_them():
    both = rows({"count": 3, "raw_row_label": "Kent"}, {"count": 13, "raw_row_label": "Both forces"})
    ((severity, message),) = found("total_over_forces", both)
    assert severity == "error"
    assert 'kent 2016/17 offences: 13, labelled "Both forces"' in message

"""Rules about where figures stand: in running text, in other files, under other titles, in blocks of months."""

import datetime as dt

import pytest

from flows.check.registry import RULES
from flows.check.rules import check_respondent
from schemas.rows import LedgerCell, Place
from tests.check.made import KENT, found, rows, subject


@pytest.mark.parametrize(
    ("given", "severities"),
    [
        ({"method": "prose"}, ["error"]),
        ({"method": "prose", "flags": ["reading_ambiguous"]}, []),
        ({"flags": ["reading_ambiguous"]}, ["error"]),
    ],
    ids=["a number of a sentence", "one in doubt", "a figure of a table in doubt"],
)
def test_a_number_of_running_text_in_doubt_is_held_against_nothing(given, severities):
    online = {"count": 120, "online": "yes", "column": 3, **given}
    told = check_respondent([KENT], rows({"count": 100}, {"count": 90, "year_from": 2015}, online), ())
    assert [one.severity for one in told if one.check == "online_within_all"] == severities


def test_a_year_is_not_absent_where_its_figure_is_in_doubt():
    last = {"count": 9, "year_from": 2015, "method": "prose"}
    doubtful = {**last, "flags": ["reading_ambiguous"]}
    absent = [
        [one.message for one in check_respondent([KENT], rows({"count": 9}, *more), ()) if one.check == "year_absent"]
        for more in ([last], [doubtful], [])
    ]
    assert absent[:2] == [[], []]
    assert "gives no offences for 2015/16" in absent[2][0]


def test_a_band_that_another_file_corrects_leaves_no_gap():
    bands = [{"count": 1, "band": "0-10"}, {"count": 1, "band": "16-17"}]
    assert [severity for severity, _ in found("age_bands_tile", rows(*bands))] == ["warning"]
    assert found("age_bands_tile", rows(*bands, {"count": 3, "band": "11-15", "document": "b", "series": "t"})) == []


def test_a_title_of_one_sheet_is_held_against_its_figures_alone():
    note = LedgerCell("2016-17", "kent", "a", Place(sheet="Age", table=2, row=1, column=1), "By age, 2013/14", "note")
    figures = rows({"count": 1}, {"count": 2})
    figures[1].place.sheet = "Age"
    (breach,) = RULES["years_of_texts"].look(subject(figures, (KENT,), (note,)))
    assert breach.names == ["1"]


def test_an_old_letter_written_over_is_seen_though_it_names_its_force():
    of_essex = {"force_id": "essex", "caption": "Essex Police recorded", "table": 2}
    told = found("figures_of_another_force", rows({"count": 1190}, {"count": 1190, **of_essex}))
    assert [severity for severity, _ in told] == ["error"]
    assert found("figures_of_another_force", rows({"count": 1190}, {"count": 871, **of_essex})) == []


def test_months_and_years_of_blocks_one_below_the_other_have_totals_of_their_own():
    months = [
        {"count": 2, "period_type": "range", "period_start": day, "period_end": day, "at": 3 * block + at,
         "column": column, "raw_column_label": str(day), "raw_row_label": f"{block} {at}"}
        for block, year in ((0, 2015), (1, 2016)) for at in (1, 2) for column, day in enumerate(
            (dt.date(year, 4, 1), dt.date(year, 5, 1), dt.date(year, 6, 1)), 2)
    ]  # fmt: skip
    totals = [
        {"count": 6, "is_total": True, "year_from": 2015 + block, "at": 3 * block + at, "column": 5,
         "raw_column_label": "Total", "raw_row_label": f"{block} {at}"}
        for block in (0, 1) for at in (1, 2)
    ]  # fmt: skip
    assert found("same_label_same_meaning", rows(*months, *totals)) == []

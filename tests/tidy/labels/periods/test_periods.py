"""Periods as returns write them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.tidy.dimensions import headings
from flows.tidy.labels.meanings import Period
from flows.tidy.labels.periods import periods

FINANCIAL_YEAR_2016 = [
    "2016/17",
    "2016-17",
    "2016–17",
    "2016-2017",
    "2016/2017",
    "2016 / 17",
    "FY16/17",
    "FY 2016-17",
    "Financial year 2016/17",
    "Apr-16 to Mar-17",
    "April 2016 - March 2017",
    "1st April 2016 to 31st March 2017",
    "1 April 2016 – 31 March 2017",
    "between 1st April 2016 and 31st March 2017",
    "April 1st 2016 until (and including) March 31st, 2017",
    "01/04/2016-31/03/2017",
    "01.04.16 to 31.03.17",
    "year ending March 2017",
    "YE Mar-17",
    "Year to 31 March 2017",
    "12 months ending 31 March 2017",
    "2016/17 (Apr-Mar)",
    "2016/17 (1 April 2016 - 31 March 2017)",
    "2016/17\n(full year)",
    "y/e 31.3.17",
    "12 mths to 31/03/17",
    "Apr-16/Mar-17",
    "Fin Yr 16/17",
    "Financial year beginning 1 April 2016",
    "financial year that began in April 2016",
    "FY commencing 01/04/2016",
    "twelve months starting 1st April 2016",
    "12 months from April 2016",
    "financial year 1 April 2016",
    "Financial year starting in 2016",
    "the year which ended on 31 March 2017",
    "Rolling 12 months to March 2017",
]


@pytest.mark.parametrize("label", FINANCIAL_YEAR_2016)
def test_a_financial_year_in_every_form_is_sure(label: str) -> None:
    reading = periods.parse(label)
    assert reading is not None
    assert (reading.value, reading.alternatives, reading.certainty) == (Period.financial_year(2016), (), 1.0)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Calendar year 2016", "2016"),
        ("1 January 2016 to 31 December 2016", "2016"),
        ("year to September 2017", "2016-10-01/2017-09-30"),
        ("January to March 2017 (part year)", "2017-01-01/2017-03-31"),
        ("3 April 2017 to 31 July 2017 (part year)", "2017-04-03/2017-07-31"),
        ("Oct 2018 - Apr 2 2019", "2018-10-01/2019-04-02"),
        ("01 April 2018 – 24/09/18", "2018-04-01/2018-09-24"),
        ("April 2014 - ( up to Aug 2014 )", "2014-04-01/2014-08-31"),
        ("August 2022", "2022-08-01/2022-08-31"),
        ("2017 (from 3 Apr)", "2017-04-03/2017-12-31"),
        ("2017/18 to 31 December", "2017-04-01/2017-12-31"),
        ("Q1 2016/17", "2016-04-01/2016-06-30"),
        ("2016/17 Q1-Q3", "2016-04-01/2016-12-31"),
        ("Q2 to Q4 2016/17", "2016-07-01/2017-03-31"),
        ("Academic year 2016/17", "2016-09-01/2017-08-31"),
        ("2016/17 Q4", "2017-01-01/2017-03-31"),
        ("Apr-Jun 2016/17", "2016-04-01/2016-06-30"),
        ("2015/16 to 2016/17", "2015-04-01/2017-03-31"),
        ("1999/00", "1999/00"),
        ("Six months from 1 October 2016", "2016-10-01/2017-03-31"),
    ],
)
def test_other_periods_that_have_one_reading(label: str, expected: str) -> None:
    reading = periods.parse(label)
    assert reading is not None
    assert (reading.value.label, reading.certainty) == (expected, 1.0)


@pytest.mark.parametrize(
    ("label", "expected", "other"),
    [
        ("2016", "2016", "2016/17"),
        ("FY2016", "2016/17", "2015/16"),
        ("2014/15/16", "2014-04-01/2016-03-31", "2014-01-01/2016-12-31"),
        ("2016/18", "2016-04-01/2018-03-31", "2016/17"),
        ("01/07/2021", "2021-07-01/2021-07-31", "2021-07-01/2021-07-01"),
        ("April 2011 - April 2012", "2011/12", "2011-04-01/2012-04-30"),
        ("2013 to 2014", "2013/14", "2013-01-01/2014-12-31"),
        ("2016/17 (1 April 2015 to 31 March 2016)", "2015/16", "2016/17"),
    ],
)
def test_what_can_be_read_twice_shows_both(label: str, expected: str, other: str) -> None:
    reading = periods.parse(label)
    assert reading is not None
    assert reading.value.label == expected
    assert other in [a.label for a in reading.alternatives]
    assert reading.certainty < 1


@pytest.mark.parametrize("label", ["16-17", "16/17", "Apr-15", "20045"])
def test_what_may_be_no_period_is_unsure(label: str) -> None:
    reading = periods.parse(label)
    assert reading is not None
    assert reading.certainty <= 0.6


def test_dates_that_contradict_their_label_are_flagged() -> None:
    reading = periods.parse("five years (April 2013 to March 2017)")
    assert reading is not None
    assert "period_contradicts_label" in reading.flags


def test_an_open_period_needs_the_date_of_the_answer() -> None:
    unknown, known = periods.parse("2022 to date"), periods.parse("2022 to date", dated=dt.date(2022, 12, 19))
    assert unknown is not None
    assert unknown.flags == ("period_open",)
    assert known is not None
    assert known.value.label == "2022-01-01/2022-12-19"


def test_a_footnote_mark_is_taken_off_and_said() -> None:
    reading = periods.parse("2002-03(1)")
    assert reading is not None
    assert (reading.value.label, reading.flags) == ("2002/03", ("footnote_removed",))


@pytest.mark.parametrize(
    "label",
    [
        "Year",
        "Total",
        "11-15",
        "2015/16 and 2016/17",
        "19/07",
        "Before 2010",
        "1,681",
        "Sexual Offences Act 2003",
        "437/2017",
    ],
)
def test_what_is_not_one_period_is_none(label: str) -> None:
    assert periods.parse(label) is None


def test_years_of_acts_and_reference_numbers_are_not_found() -> None:
    text = "FOI 437/2017: under the Freedom of Information Act 2000 and the Sexual Offences Act 2003, in 2015/16"
    assert [f.reading.value.label for f in periods.find(text)] == ["2015/16"]


@pytest.mark.parametrize("label", ["Year", "Financial year", "Year recorded", "Month", "Period"])
def test_headings(label: str) -> None:
    assert "period" in headings(label)


@given(
    st.integers(1990, 2060),
    st.sampled_from(["{a}/{b:02d}", "{a}-{b:02d}", "FY{a}/{b:02d}", "{a}/{c}", "1 April {a} to 31 March {c}"]),
)
def test_any_financial_year_reads_back(year: int, form: str) -> None:
    reading = periods.parse(form.format(a=year, b=(year + 1) % 100, c=year + 1))
    assert reading is not None
    assert reading.value == Period.financial_year(year)


@given(
    st.dates(dt.date(1990, 1, 1), dt.date(2060, 1, 1)),
    st.integers(0, 800),
    st.sampled_from(["%d/%m/%Y", "%d %B %Y", "%d-%b-%Y", "%Y-%m-%d"]),
)
def test_any_two_dates_read_back(first: dt.date, days: int, form: str) -> None:
    last = first + dt.timedelta(days + 1)
    reading = periods.parse(f"{first.strftime(form)} to {last.strftime(form)}")
    assert reading is not None
    candidates = [(p.start, p.end) for p in (reading.value, *reading.alternatives)]
    assert (first, last) in candidates
    assert candidates[0] == (first, last) or reading.certainty < 1


def test_a_length_before_two_dates_does_not_end_at_the_first() -> None:
    (found,) = periods.find("Change in 12 months Sep-14 to Sep-15")
    assert found.reading.value.label == "2014-09-01/2015-08-31"


def test_a_year_to_its_own_day_ends_on_it_where_it_is_no_usual_year() -> None:
    labels = [periods.parse(t) for t in ("1 July 2021 to 1 July 2022", "1 April 2016 to 1 April 2017")]
    assert [(r.value.label, r.certainty < 1) for r in labels if r] == [
        ("2021-07-01/2022-07-01", True),
        ("2016/17", True),
    ]

"""Age bands as returns write them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.tidy.dimensions import headings
from flows.tidy.labels.ages import ages
from flows.tidy.labels.meanings import Age


@pytest.mark.parametrize(
    ("label", "band"),
    [
        ("0-4", "0-4"),
        ("11 – 15", "11-15"),
        ("11–15 yrs", "11-15"),
        ("aged 11 - 15", "11-15"),
        ("1 to 4", "1-4"),
        ("four to eight", "4-8"),
        ("between four and 10 years old", "4-10"),
        ("10 to under 13", "10-12"),
        ("0-<1", "0-0"),
        ("16 and 17", "16-17"),
        ("13 or 14", "13-14"),
        ("Under 1", "0-0"),
        ("<1", "0-0"),
        ("< 13", "0-12"),
        ("Under-16s", "0-15"),
        ("U18s", "0-17"),
        ("-18", "0-17"),
        ("under the age of 14", "0-13"),
        ("younger than 11", "0-10"),
        ("4 & under", "0-4"),
        ("10 years and under", "0-10"),
        ("aged ten and under", "0-10"),
        ("One or younger", "0-1"),
        ("no older than one", "0-1"),
        ("<=10", "0-10"),
        ("16+", "16+"),
        ("+75", "75+"),
        ("16 and over", "16+"),
        ("16 and over (to 17)", "16-17"),
        ("aged less than twelve months", "0-0"),
        ("16+ (under 18)", "16-17"),
        ("16 plus", "16+"),
        ("Over 15", "16+"),
        ("65 and Over", "65+"),
        ("15 years old", "15-15"),
        ("One year old", "1-1"),
        ("Age 7", "7-7"),
        ("Unknown Age", "unknown"),
        ("Age NK", "unknown"),
        ("No age recorded", "unknown"),
        ("All ages", "all"),
        ("Victims under 13", "0-12"),
        ("pre-school (0-4)", "0-4"),
        ("Primary age (5-10)", "5-10"),
        ("Teenagers 13-17", "13-17"),
        ("Over 10 and under 16", "11-15"),
        ("16 up to 18th birthday", "16-17"),
        ("Aged 16 but not yet 18", "16-17"),
        ("11/12/13/14/15", "11-15"),
        ("Nought to four", "0-4"),
        ("5-to-10", "5-10"),
        ("Babies (0-1)", "0-1"),
        ("Group 2 (5-10)", "5-10"),
        ("5, 6 or 7", "5-7"),
        ("14, 15", "14-15"),
        (">=5 <10", "5-9"),
    ],
)
def test_bands_that_have_one_reading(label: str, band: str) -> None:
    reading = ages.parse(label)
    assert reading is not None
    assert (reading.value.band, reading.alternatives, reading.certainty) == (band, (), 1.0)


@pytest.mark.parametrize(
    ("label", "band"),
    [
        ("7", "7-7"),
        ("16-17", "16-17"),
        ("16/17", "16-17"),
        ("17/18", "17-18"),
        ("Unknown", "unknown"),
        ("Not recorded", "unknown"),
        ("adult", "18+"),
    ],
)
def test_what_may_be_something_else_is_unsure(label: str, band: str) -> None:
    reading = ages.parse(label)
    assert reading is not None
    assert reading.value.band == band
    assert reading.certainty < 1


@pytest.mark.parametrize(
    ("label", "band"),
    [
        ("05-Oct", "5-10"),
        ("10-Nov", "10-11"),
        ("01-Apr", "1-4"),
        ("Dec-15", "12-15"),
        ("2018-10-05 00:00:00", "5-10"),
        ("43378", "5-10"),
    ],
)
def test_bands_that_a_spreadsheet_made_dates_of(label: str, band: str) -> None:
    reading = ages.parse(label)
    assert reading is not None
    assert (reading.value.band, reading.flags) == (band, ("excel_date_restored",))


def test_a_date_of_the_first_can_be_two_bands() -> None:
    reading = ages.parse("42309")
    assert reading is not None
    assert [a.band for a in (reading.value, *reading.alternatives)] == ["11-15", "1-11"]


def test_date_cells_are_read_by_how_they_are_shown() -> None:
    for number_format in ("d-mmm", r"d\-mmm", "dd-mmm", "[$-809]d-mmm"):
        reading = ages.restore_date(dt.date(2017, 12, 11), number_format)
        assert reading is not None
        assert reading.value == Age(11, 12)
    shown_as_month = ages.restore_date(dt.date(2015, 12, 1), "mmm-yy")
    assert shown_as_month is not None
    assert shown_as_month.value == Age(12, 15)
    assert ages.restore_date(dt.date(2017, 10, 5), "dd/mm/yyyy") is None


def test_up_to_may_leave_out_its_bound() -> None:
    reading = ages.parse("Up to 5")
    assert reading is not None
    assert [a.band for a in (reading.value, *reading.alternatives)] == ["0-5", "0-4"]


def test_a_lost_dash_is_guessed_and_said() -> None:
    reading = ages.parse("1617yrs")
    assert reading is not None
    assert (reading.value.band, reading.flags) == ("16-17", ("label_guessed",))


@pytest.mark.parametrize(
    "label",
    [
        "Under 10 mins",
        "1-2hrs",
        "30-60mins",
        "Over 4 hrs",
        "3 Month total",
        "5-0",
        "19-Jul",
        "2016/17",
        "1,681",
        "12%",
        "£5",
        "ADULT or CHILD",
        "Rape",
    ],
)
def test_durations_years_and_the_rest_are_no_ages(label: str) -> None:
    assert ages.parse(label) is None


def test_ages_in_a_sentence_but_not_its_other_numbers() -> None:
    text = (
        "In 2016/17, 332 offences were against children aged 10 and under, 4 of them under one; section 40(2), 18 hours"
    )
    assert [f.reading.value.band for f in ages.find(text)] == ["0-10", "0-0"]


@pytest.mark.parametrize("label", ["Age of victim", "Victim age", "Age", "Age band", "Victim Age Group"])
def test_headings(label: str) -> None:
    assert "age" in headings(label)
    assert ages.parse(label) is None


@given(
    st.integers(0, 60),
    st.integers(1, 30),
    st.sampled_from(
        ["{a}-{b}", "{a} to {b}", "{a} – {b} yrs", "Aged {a} - {b}", "{a} to {b} years old", "Between {a} and {b}"]
    ),
)
def test_any_band_reads_back(low: int, width: int, form: str) -> None:
    reading = ages.parse(form.format(a=low, b=low + width))
    assert reading is not None
    assert reading.value == Age(low, low + width)


@given(st.integers(1, 99), st.sampled_from(["Under {n}", "<{n}", "under {n}s", "below {n}"]))
def test_any_upper_bound_reads_back(n: int, form: str) -> None:
    reading = ages.parse(form.format(n=n))
    assert reading is not None
    assert reading.value == Age(0, n - 1)


@given(st.integers(0, 99), st.sampled_from(["{n}+", "{n} and over", "{n} or older", "{n} plus", "{n} years and above"]))
def test_an_open_band_stays_open(n: int, form: str) -> None:
    reading = ages.parse(form.format(n=n))
    assert reading is not None
    assert reading.value == Age(n, None)


@pytest.mark.parametrize(
    ("text", "bands"),
    [
        ("in the past 5 to 10 years", []),
        ("over the last 3-4 years", []),
        ("the two years to March", []),
        ("children in the 5-9 years age group", ["5-9"]),
        ("victims in the under 5 years old group", ["0-4"]),
        ("12 girls, aged 3, 4 and 5", ["3-5"]),
        ("the figures are 9, 24, 40 and 12", []),
        ("who had not attained the age of eighteen", ["0-17"]),
        ("Two - 5", []),
    ],
)
def test_stretches_of_time_and_lists_are_no_ages(text: str, bands: list[str]) -> None:
    assert [f.reading.value.band for f in ages.find(text)] == bands

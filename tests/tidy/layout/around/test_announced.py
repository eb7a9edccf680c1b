from __future__ import annotations

from flows.tidy.layout.around.announced import heads, labels, only_offence, only_period
from tests.tidy.laid import grid


def test_a_second_period_a_list_of_years_or_an_open_one_leaves_none() -> None:
    year = "Offences recorded from 1 April 2018 to 31 March 2019"
    assert only_period([year]) is not None
    for other in ("In 2017 we changed our system", "since 2015", "in 2020/21, 21/22 and 22/23, aged 16 or under"):
        assert only_period([year, other]) is None


def test_days_are_no_periods_and_ages_no_years() -> None:
    found = only_period(["for 2018/19", "received on 25 September 2019", "11 and under, 12-15 and 16-17"])
    assert found is not None
    assert found[0].label == "2018/19"


def test_a_bare_year_is_not_sure_enough() -> None:
    assert only_period(["Sexual offences, 2018"]) is None


def test_a_table_that_names_another_year_keeps_a_letter_from_dating_all() -> None:
    head = [("", "", "", "", ""), ("Offence", "2015-2016", "", "", "2016-2017"), ("Rape", "1", "2", "3", "4")]
    (line,) = labels(grid(*head))
    assert line == "2015-2016 ; 2016-2017 ; 1 ; 2 ; 3 ; 4"
    assert only_period(["Offences in 2016/17"], [line]) is None
    assert only_period(["Offences in 2016/17"], ["Aged 10-15"]) is not None


def test_a_year_that_only_a_table_names_dates_no_other() -> None:
    assert only_period(["Dear Sir"], ["2015/16"]) is None


def test_a_number_of_a_table_is_no_caption() -> None:
    assert heads("Table 1. Offences recorded in 2021/22, by age") == ""


def test_words_that_a_page_is_filed_under_name_no_offence() -> None:
    keywords = "Sexual, Offences, Communication, Child, Gender, Victim, Age"
    found = only_offence(["Sexual communication with a child", keywords])
    assert found is not None
    assert found[0].code == "71/17"

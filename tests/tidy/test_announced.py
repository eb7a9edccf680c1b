from __future__ import annotations

from flows.tidy.announced import labels, only_period
from tests.tidy.laid import grid


def test_a_table_that_names_another_year_keeps_a_letter_from_dating_all() -> None:
    head = [("", "", "", "", ""), ("Offence", "2015-2016", "", "", "2016-2017"), ("Rape", "1", "2", "3", "4")]
    (line,) = labels(grid(*head))
    assert line == "2015-2016 ; 2016-2017 ; 1 ; 2"
    assert only_period(["Offences in 2016/17"], [line]) is None
    assert only_period(["Offences in 2016/17"], ["Aged 10-15"]) is not None


def test_a_year_that_only_a_table_names_dates_no_other() -> None:
    assert only_period(["Dear Sir"], ["2015/16"]) is None

from __future__ import annotations

from flows.tidy.layout.around.cover import Cover
from tests.tidy.laid import grid

TABLE = [["Offence", "Female", "Male"], ["Rape", "120", "31"]]


def said(*cover: list[str]) -> tuple[str, ...]:
    return Cover.of([grid(*cover, sheet="Cover"), grid(*TABLE, sheet="Table 1")]).says("Table 1")


def test_the_one_period_of_a_cover_is_that_of_every_sheet() -> None:
    cover = [["Use of force, April 2018 - March 2019"], ["Published: 19 December 2019"], ["© Crown copyright 2019"]]
    assert said(*cover) == ("April 2018 - March 2019",)


def test_a_cover_that_names_two_periods_says_none() -> None:
    assert said(["Offences, 2016/17"], ["compared with 2015/16"]) == ()


def test_what_a_cover_repeats_of_the_request_is_not_what_was_given() -> None:
    assert said(["Please provide the offences recorded in 2016/17"]) == ()


def test_a_list_of_contents_says_the_period_of_the_sheet_that_it_names() -> None:
    contents = [["Table", "Title", "Last updated"], ["1", "Offences, year ending March 2017", "20/07/2017"]]
    assert said(["Offences, 2015/16"], [], *contents) == ("year ending March 2017",)


def test_a_sheet_with_figures_is_no_cover() -> None:
    assert said(["Offences in 2016/17", "300"]) == ()

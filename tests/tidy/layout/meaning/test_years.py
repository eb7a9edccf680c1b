"""Numbers and words that only the year beside them makes a period."""

from __future__ import annotations

from tests.tidy.laid import read


def test_a_number_under_quarter_is_no_age_but_a_part_of_the_year_beside_it() -> None:
    found = read(
        ["Financial Year", "Financial Quarter", "Offence", "Number of Offences"],
        ["2017/18", "1", "Rape", "231"],
        ["2017/18", "2", "Rape", "285"],
    ).drafts
    assert [d.values["period"].label for d in found] == ["2017-04-01/2017-06-30", "2017-07-01/2017-09-30"]
    assert not any("age" in d.values or d.other for d in found)


def test_the_number_of_a_week_is_kept_and_in_doubt() -> None:
    found = read(["Year", "Week", "Offences"], ["2017/18", "1", "23"], ["2017/18", "2", "28"]).drafts
    assert [d.other for d in found] == [{"Week": "1"}, {"Week": "2"}]
    assert all("age" not in d.values for d in found)


def test_the_number_of_something_else_is_no_age() -> None:
    found = read(["District", "Rape", "Sexual assault"], ["1", "23", "31"], ["2", "28", "16"], ["3", "9", "4"]).drafts
    assert {d.other["District"] for d in found} == {"1", "2", "3"}
    assert not any("age" in d.values for d in found)

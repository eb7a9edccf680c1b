from __future__ import annotations

from flows.tidy.draft import Draft
from schemas.rows import Finding
from tests.tidy.laid import Read, read

HEAD = ("Offence", "Female", "Male", "Total")


def disagreeing(found: Read) -> list[Finding]:
    return [f for f in found.findings if f.check == "total_disagrees"]


def at(found: Read, row: int, column: int) -> Draft:
    return next(d for d in found.drafts if (d.row, d.column) == (row, column))


def test_blanks_are_zero_where_the_total_says_so_and_nowhere_else() -> None:
    found = read(HEAD, ("Rape", "12", "", "12"), ("Grooming", "7", "", "9"), ("Exposure", "5", "6", "11"))
    assert at(found, 2, 3).proved_zero
    assert not at(found, 3, 3).proved_zero


def test_a_dash_that_one_total_proves_is_zero_in_the_whole_table() -> None:
    found = read(HEAD, ("Rape", "12", "-", "12"), ("Grooming", "7", "-", "-"))
    assert at(found, 2, 3).proved_zero
    assert at(found, 3, 3).proved_zero


def test_a_dash_that_nothing_proves_is_in_doubt() -> None:
    found = read(("Offence", "Female", "Male"), ("Rape", "12", "-"), ("Grooming", "7", "8"))
    assert "value_ambiguous" in at(found, 2, 3).doubts


def test_a_withheld_part_may_make_up_the_difference_and_is_not_worked_back() -> None:
    found = read(HEAD, ("Rape", "12", "<5", "14"), ("Grooming", "7", "<5", "30"))
    assert [f.place.row for f in disagreeing(found)] == [3]
    assert (at(found, 2, 3).low, at(found, 2, 3).high) == (1, 4)


def test_a_total_that_does_not_come_out_is_told() -> None:
    found = read(HEAD, ("Rape", "12", "3", "16"), ("Grooming", "7", "8", "15"))
    (wrong,) = disagreeing(found)
    assert (wrong.place.row, wrong.raw_value) == (2, "16")
    assert "15" in wrong.message
    assert "total_disagrees" in at(found, 2, 4).doubts


def test_a_total_of_a_group_adds_up_its_codes() -> None:
    found = read(("Group", "Offence", "2016/17"), ("Rape", "19C Rape of a female aged 16 and over", "12"),
                 ("", "19D Rape of a female child under 16", "30"), ("Rape Total", "", "42"))  # fmt: skip
    assert at(found, 4, 3).is_total


def test_the_force_is_the_sum_of_its_districts() -> None:
    rows = [("Leeds", "148", "226"), ("Bradford", "112", "171"), ("Kirklees", "79", "104")]
    found = read(("District", "2015/16", "2016/17"), *rows, ("Force", "339", "501"))
    assert at(found, 5, 2).is_total
    assert at(found, 5, 3).is_total
    assert not at(found, 5, 2).doubts


def test_cumulative_bands_are_no_parts() -> None:
    found = read(("Age", "2016/17"), ("4 and under", "5"), ("10 and under", "15"), ("11 to 17", "30"), ("Total", "45"))
    assert disagreeing(found) == []
    assert at(found, 3, 2).is_cumulative


def test_a_list_of_many_places_is_proved_place_by_place() -> None:
    places = [f"Place {n}" for n in range(1, 400)]
    years = ["2014/15", "2015/16", "2016/17"]
    rows = [(p, year, str(n)) for n, p in enumerate(places) for year in years]
    sums = [(p, "Total", str(3 * n)) for n, p in enumerate(places)]
    found = read(("Place", "Year", "Incidents"), *rows, *sums)
    assert not disagreeing(found)
    assert len(found.drafts) == len(rows) + len(sums)

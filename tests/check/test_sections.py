"""What figures add up to; see also the figures of a campaign, which rest on the same sums."""

import itertools

import pytest

from flows.check.figure import key
from flows.check.sections import Sections
from schemas.rows import Observation


def row(count: int | None, band: str = "all", sex: str = "all", **given) -> Observation:
    low, _, high = band.partition("-")
    ages = {"age_low": int(low), "age_high": int(high)} if high else {}
    amount = {"count": count, "count_low": count, "count_high": count} if count is not None else {"status": "missing"}
    fields = {"measure": "offences", "age_band": band, "sex": sex, **ages, **amount, **given}
    return Observation("c", "r", "d", f"{band}{sex}{count}", fields.pop("series", "s"), **fields)


def sums(rows: list[Observation], wanted: Observation) -> set[tuple[int, int | None, bool]]:
    return {(*total.interval, total.open) for total in Sections(rows).finer(key(wanted), "d")}


ALL = row(0)
AGES = [row(1, "0-4"), row(2, "5-10"), row(3, "11-17")]


def test_ages_without_a_line_for_the_unknown_leave_the_sum_open():
    assert sums(AGES, ALL) == {(6, 6, True)}
    assert sums([*AGES, row(4, "unknown")], ALL) == {(10, 10, False)}


def test_a_printed_whole_that_comes_out_closes_it():
    assert sums([*AGES, row(6)], ALL) == {(6, 6, False)}
    assert sums([*AGES, row(7)], ALL) == {(6, 6, True)}


def test_a_crosstab_adds_up_both_ways():
    crossed = itertools.product(("0-10", "11-17"), ("female", "male", "unknown"))
    cells = [row(number, band, sex) for number, (band, sex) in enumerate(crossed)]
    assert sums(cells, row(0, "0-10")) == {(3, 3, False)}
    assert sums(cells, row(0, sex="male")) == {(5, 5, True)}


def test_a_missing_part_is_not_bounded():
    assert sums([row(1, "0-4"), row(None, "5-10")], row(0, "0-10")) == {(1, None, False)}


def test_totals_and_cumulative_bands_are_no_parts():
    rows = [*AGES, row(4, "unknown"), row(3, "0-10", age_is_cumulative=True), row(5, "5-17", is_total=True)]
    assert sums(rows, ALL) == {(10, 10, False)}


def test_two_series_are_summed_apart_and_together():
    female = [row(1, "0-10", "female", series="f"), row(2, "11-17", "female", series="f")]
    male = [row(3, "0-10", "male", series="m"), row(4, "11-17", "male", series="m")]
    unknown = [row(0, "0-10", "unknown", series="u"), row(0, "11-17", "unknown", series="u")]
    assert sums(female + male + unknown, row(0, "0-10")) == {(4, 4, False)}


@pytest.mark.parametrize(
    "offences", [[("19C", "rape"), (None, "rape")], [("19C", "rape"), ("19/8", "rape")]], ids=["group", "class"]
)
def test_an_offence_beside_what_contains_it_is_not_added(offences):
    rows = [row(1, offence_code=code, offence_group=group) for code, group in offences]
    assert sums(rows, ALL) == set()


def test_a_figure_with_two_values_is_not_added():
    assert sums([*AGES, row(9, "0-4")], ALL) == set()


def test_other_documents_measures_and_years_are_apart():
    assert sums([*AGES, row(9, "unknown", measure="victims")], ALL) == {(6, 6, True)}

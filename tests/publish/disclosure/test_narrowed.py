"""What can be worked out of withheld figures: by hand, and against trying every possibility."""

import itertools
import random

import pytest

from flows.check.figure import key
from flows.publish.disclosure.narrowed import narrowed
from schemas.intervals import Interval
from schemas.rows import Observation
from tests.check.made import TOTAL, row, rows, withheld


def found(observations: list[Observation]) -> dict[str, Interval]:
    """observation_id -> what can be worked out."""
    return {one.row.observation_id: one.known for one in narrowed(observations)}


def total(count: int, **given) -> dict:
    return {"count": count, "is_total": True, "series": "t", **given}


def test_a_total_gives_its_only_withheld_part_away():
    table = rows({"count": 7, "sex": "female"}, withheld(sex="male"), {"count": 1, "sex": "unknown"}, total(10))
    (one,) = narrowed(table)
    assert (one.row.observation_id, one.known) == ("1", Interval(2, 2))
    assert {row.observation_id for row in one.evidence} == {"0", "2", "3"}


def test_two_withheld_parts_share_what_is_left():
    """Jersey, 78 = 61 + x + 13 + y: neither can be 4."""
    girls = [{"count": n, "sex": "female", "band": b} for n, b in ((7, "0-4"), (33, "5-11"), (21, "12-16"))]
    boys = [{"count": 6, "sex": "male", "band": "5-11"}, {"count": 7, "sex": "male", "band": "12-17"}]
    table = rows(*girls, withheld(sex="female", band="17-17"), *boys, withheld(sex="male", band="0-4"), total(78))
    assert set(found(table).values()) == {Interval(1, 3)}
    assert len(found(table)) == 2


def test_six_over_three_gives_nothing_away():
    hidden = [withheld("*", sex=sex, band=band) for sex, band in (("male", "0-4"), ("male", "5-17"), ("female", "0-4"))]
    table = rows({"count": 46, "sex": "female", "band": "5-17"}, *hidden, total(52))
    assert found(table) == {}


def test_a_sum_that_leaves_the_withheld_out_says_nothing_of_them():
    assert (
        found(rows({"count": 7, "sex": "female"}, withheld(sex="male"), {"count": 0, "sex": "unknown"}, total(7))) == {}
    )


def test_another_table_gives_it_away():
    by_age = [{"count": 20, "band": "0-10", "table": 1}, {"count": 30, "band": "11-17", "table": 1}]
    by_sex = [{"count": 48, "sex": "female", "table": 2}, withheld(sex="male", table=2)]
    assert found(rows(*by_age, *by_sex, {"count": 50, "table": 3})) == {"3": Interval(2, 2)}


def test_two_tables_that_have_only_unprinted_margins_in_common():
    by_sex = [
        {"count": 5, "band": "0-10", "sex": "female"}, withheld(band="0-10", sex="male"),
        {"count": 6, "band": "11-17", "sex": "female"}, {"count": 7, "band": "11-17", "sex": "male"},
    ]  # fmt: skip
    by_flag = [
        {"count": n, "band": band, "online": flag, "table": 2}
        for n, band, flag in ((6, "0-10", "no"), (2, "0-10", "yes"), (9, "11-17", "no"), (4, "11-17", "yes"))
    ]
    assert found(rows(*by_sex, *by_flag)) == {"1": Interval(3, 3)}


def test_another_return_gives_it_away():
    this = rows(withheld(band="0-4"))
    earlier = row(9, 3, band="0-4", document="b", superseded_by="a")
    (one,) = narrowed([*this, earlier])
    assert (one.known, one.evidence[0].document_id) == (Interval(3, 3), "b")


def test_totals_of_another_return_count_too():
    this = [{"count": 7, "sex": "female"}, withheld(sex="male")]
    assert found(rows(*this, {"count": 9, "document": "b"})) == {"1": Interval(2, 2)}


def test_returns_that_contradict_each_other_are_taken_one_by_one():
    this = [{"count": 7, "sex": "female"}, withheld(sex="male"), {"count": 9}]
    assert found(rows(*this, {"count": 50, "document": "b"})) == {"1": Interval(2, 2)}


def test_what_a_return_withholds_is_withheld_though_a_misread_figure_stands_for_it_too():
    printed = [
        {"count": 9, **TOTAL},
        {"count": 6, "sex": "female"},
        withheld(sex="male"),
        {"count": 870, "sex": "male"},
    ]
    assert found(rows(*printed)) == {"2": Interval(3, 3)}


@pytest.mark.parametrize("title", ["Kent Police and Essex Police", ""])
def test_a_joint_unit_that_prints_one_force_and_both_gives_it_away_where_the_other_prints_its_own(title):
    of_both = {"count": 13, "raw_row_label": "Both forces", "other": {"Force": "Both forces"}, "caption": title}
    of_essex = {"count": 9, "force_id": "essex", "respondent": "essex", "document": "b"}
    told = found(rows(withheld(raw_row_label="Kent"), of_both, of_essex))
    assert told == ({"0": Interval(4, 4)} if title else {})


def test_cumulative_and_overlapping_bands():
    bands = [withheld(band="0-4"), {"count": 12, "band": "0-10"}, {"count": 9, "band": "5-10"}]
    assert found(rows(*bands)) == {"0": Interval(3, 3)}
    nested = [withheld(band="0-10"), {"count": 2, "band": "0-4"}]
    assert found(rows(*nested)) == {"0": Interval(2, 4)}


def test_bands_that_meet_only_here_and_there():
    one = [
        {"count": n, "band": band, "sex": sex}
        for n, band, sex in ((4, "0-2", "female"), (9, "3-10", "female"), (4, "0-2", "male"), (5, "3-10", "male"))
    ]
    other = [withheld(band="0-4", online="yes", table=2)] + [
        {"count": n, "band": band, "online": flag, "table": 2}
        for n, band, flag in ((8, "5-10", "yes"), (6, "0-4", "no"), (5, "5-10", "no"))
    ]
    assert found(rows(*one, *other)) == {"4": Interval(3, 3)}


def test_offences_are_a_whole_only_where_the_print_shows_it():
    some = [{"count": 3, "offence_code": "19C", "offence_group": "rape"},
            withheld(offence_code="88A", offence_group="grooming")]  # fmt: skip
    assert found(rows(*some, {"count": 60, "table": 2})) == {}
    assert found(rows(*some, total(5))) == {"1": Interval(2, 2)}


def test_years_come_to_a_span():
    both = {"period_start": row(0).period_start.replace(year=2015), "period_type": "range"}
    table = rows({"count": 20, "year_from": 2015}, withheld(), {"count": 23, **both})
    assert found(table) == {"1": Interval(3, 3)}


def test_a_percentage_gives_it_away():
    share = {"unit": "percent", "series": "p"}
    table = rows(
        {"count": 60}, {"count": 57, "sex": "female"}, withheld(sex="male"),
        {**share, "sex": "female", "value": 95.0, "raw_value": "95%"},
        {**share, "sex": "male", "value": 5.0, "raw_value": "5%"},
    )  # fmt: skip
    assert found(table)["2"] == Interval(3, 3)


def test_percentages_of_a_whole_that_nobody_prints_give_it_away():
    share = {"unit": "percent", "series": "p"}
    table = rows(
        {"count": 180, "sex": "female"}, {"count": 48, "sex": "male"}, withheld(sex="unknown"),
        {**share, "sex": "female", "value": 77.9, "raw_value": "77.9%"},
        {**share, "sex": "male", "value": 20.8, "raw_value": "20.8%"},
        {**share, "sex": "unknown", "value": 1.3, "raw_value": "1.3%"},
    )  # fmt: skip
    assert found(table) == {"2": Interval(3, 3)}


def test_a_refused_figure_is_given_away_where_few_numbers_remain():
    refused = {"status": "refused", "sex": "male", "raw_value": "Exempt"}
    assert found(rows({"count": 7, "sex": "female"}, refused, {"count": 107})) == {"1": Interval(100, 100)}
    apart = rows({"count": 7, "sex": "female", "band": "0-4"}, {**refused, "band": "0-4"}, {**refused, "band": "5-17"},
                 {"count": 9, "sex": "female", "band": "5-17"}, total(107))  # fmt: skip
    assert found(apart) == {}


@pytest.mark.parametrize("seed", range(12))
def test_bounds_are_those_of_trying_everything(seed):
    """Small tables by age and sex with some margins, and some cells withheld as 1 to 4."""
    chance = random.Random(seed)
    ages, sexes = ("0-4", "5-10", "11-17"), ("female", "male")
    cells = {(age, sex): chance.randint(1, 9) for age in ages for sex in sexes}
    sums = {(age, "all"): sum(cells[age, sex] for sex in sexes) for age in ages}
    sums |= {("all", sex): sum(cells[age, sex] for age in ages) for sex in sexes}
    sums |= {("all", "all"): sum(cells.values())}
    printed = cells | {place: n for place, n in sums.items() if chance.random() < 0.7}
    table = [
        withheld(band=age, sex=sex) if n < 5 and (age, sex) in cells else
        {"count": n, "band": age, "sex": sex, "is_total": (age, sex) in sums, "series": str((age, sex) in sums)}
        for (age, sex), n in printed.items()
    ]  # fmt: skip
    observations = rows(*table)
    hidden = [one for one in observations if one.status == "suppressed"]
    possible = [
        values for values in itertools.product(range(1, 5), repeat=len(hidden))
        if _adds_up(cells | {(one.age_band, one.sex): n for one, n in zip(hidden, values, strict=True)}, printed, sums)
    ]  # fmt: skip
    expected = {}
    for at, one in enumerate(hidden):
        ends = Interval(min(v[at] for v in possible), max(v[at] for v in possible))
        if ends != Interval(1, 4):
            expected[one.observation_id] = ends
    assert found(observations) == expected
    assert {key(one.row) for one in narrowed(observations)} <= {key(one) for one in hidden}


def _adds_up(cells: dict, printed: dict, sums: dict) -> bool:
    def whole(age: str, sex: str) -> int:
        return sum(n for (a, s), n in cells.items() if age in ("all", a) and sex in ("all", s))

    return all(whole(*place) == printed[place] for place in sums.keys() & printed.keys())

"""What is exported to be published: nothing withheld can be worked out, and no more is withheld than that takes."""

import dataclasses
import datetime as dt
import itertools
import random

import pytest

from flows.publish.disclosure.narrowed import narrowed
from flows.publish.disclosure.publishable import publishable
from schemas.intervals import Interval
from schemas.rows import Observation
from tests.check.made import row, rows, withheld


def total(count: int, **given) -> dict:
    return {"count": count, "is_total": True, "series": "t", **given}


def of(force: str, *given: dict) -> list[dict]:
    return [{"force_id": force, "respondent": force, "document": force, **one} for one in given]


def campaign() -> list[Observation]:
    """Fourteen withheld figures of seven forces, of which eight can be worked out, in seven ways."""
    kent = of(
        "kent", {"count": 30, "sex": "female"}, withheld(sex="male"), {"count": 9, "sex": "unknown"}, total(42),
        withheld("*", offence_code="88A", offence_group="grooming"),
        {"count": 20, "offence_code": "19C", "offence_group": "rape"},
    )  # fmt: skip
    jersey = of(
        "essex", {"count": 61, "sex": "female", "band": "0-16"}, withheld(sex="female", band="17-17"),
        {"count": 13, "sex": "male", "band": "5-17"}, withheld(sex="male", band="0-4"), total(78),
    )  # fmt: skip
    surrey = of("surrey", withheld(band="0-4"), {"count": 15, "band": "0-10"}, {"count": 13, "band": "5-10"},
                withheld(band="11-15"), withheld(band="16-17"), total(20))  # fmt: skip
    sussex = of("sussex", {"count": 50}, {"count": 48, "online": "no"}, withheld(online="yes"),
                withheld(band="0-4", sex="male"))  # fmt: skip
    dorset = of("dorset", withheld(band="0-4"), withheld(band="5-10"), withheld(band="11-17"), total(6))
    devon = of("devon-and-cornwall", {"count": 60, "series": "t"}, {"count": 57, "sex": "female"}, withheld(sex="male"),
               {"unit": "percent", "series": "p", "sex": "female", "value": 95.0, "raw_value": "95%"},
               {"unit": "percent", "series": "p", "sex": "male", "value": 5.0, "raw_value": "5%"})  # fmt: skip
    years = {"period_start": dt.date(2015, 4, 1), "period_type": "range"}
    durham = of("durham", {"count": 20, "year_from": 2015}, withheld(), {"count": 23, **years})
    observations = rows(*kent, *jersey, *surrey, *sussex, *dorset, *devon, *durham)
    earlier = row(99, 2, band="0-4", sex="male", force_id="sussex", respondent="sussex", document="x")
    return [*observations, earlier]


def test_all_that_can_be_worked_out_of_a_campaign_is_found():
    found = narrowed(campaign())
    assert {(one.row.force_id, one.row.sex, one.row.age_band, one.row.online): tuple(one.known) for one in found} == {
        ("kent", "male", "all", "all"): (3, 3),
        ("essex", "female", "17-17", "all"): (1, 3),
        ("essex", "male", "0-4", "all"): (1, 3),
        ("surrey", "all", "0-4", "all"): (2, 2),
        ("sussex", "all", "all", "yes"): (2, 2),
        ("sussex", "male", "0-4", "all"): (2, 2),
        ("devon-and-cornwall", "male", "all", "all"): (3, 3),
        ("durham", "all", "all", "all"): (3, 3),
    }


def test_none_of_it_is_left_in_the_export():
    done = publishable(campaign(), 1)
    assert {(one.row.force_id, one.known) for one in narrowed(done.rows)} == {("essex", Interval(1, 3))}
    assert not any(one.given_away for one in narrowed(done.rows))
    kept = {row.observation_id: row for row in done.rows}
    for before in campaign():
        after = kept.get(before.observation_id)
        if before.unit != "count":
            assert after is None
            continue
        if before.status == "suppressed":
            assert (after.count_low, after.count_high) == (before.count_low, before.count_high)
        assert after.status in ("suppressed", before.status)
    gone = [one for one in done.log if one.done == "withheld"]
    assert {one.row.observation_id for one in gone} == {
        row.observation_id
        for row in campaign()
        if row.unit == "count" and row.status == "exact" and kept[row.observation_id].status != "exact"
    }
    assert all(one.why.startswith("protects ") for one in gone)


def test_small_counts_are_withheld_and_protected():
    done = publishable(
        rows({"count": 7, "sex": "female"}, {"count": 3, "sex": "male"}, {"count": 0, "sex": "unknown"}, total(10)), 5
    )
    small = next(row for row in done.rows if row.sex == "male")
    assert (small.status, small.count, small.value, small.raw_value) == ("suppressed", None, None, None)
    assert (small.count_low, small.count_high) == (1, 4)
    assert sum(row.status == "suppressed" for row in done.rows) == 2
    assert [row.count for row in done.rows if row.sex == "unknown"] == [0]
    assert narrowed(done.rows) == []


def test_what_can_give_a_count_away_and_is_none_is_left_out():
    shares = {"unit": "percent", "value": 5.0, "raw_value": "5%", "sex": "male"}
    done = publishable([*rows({"count": 60}, withheld(sex="male"), shares), row(9, 5, superseded_by="b")], 1)
    assert [row.observation_id for row in done.rows] == ["0", "1"]
    assert [(one.row.observation_id, one.done) for one in done.log] == [("2", "left out"), ("9", "left out")]


def test_a_total_that_leaves_the_withheld_out_is_left_out():
    done = publishable(
        rows({"count": 7, "sex": "female"}, withheld(sex="male"), {"count": 0, "sex": "unknown"}, total(7)), 1
    )
    assert [one.why for one in done.log] == ["a total without the withheld"]


def test_what_leaves_two_numbers_open_is_withheld_enough():
    """A withheld total of at most 4 bounds its two parts to 1 to 3: none of them is known, and none more must go."""
    hidden = withheld(is_total=True, series="t")
    done = publishable(rows(withheld(sex="female"), withheld(sex="male"), hidden), 1)
    assert {one.known for one in narrowed(done.rows)} == {Interval(1, 3), Interval(2, 4)}
    assert done.log == []


def test_an_interval_that_no_choice_can_keep_is_left_out():
    """A withheld total of at most 2 is 2, and its two parts are 1 each: no printed figure is left to withhold."""
    hidden = withheld("<3", high=2, is_total=True, series="t")
    done = publishable(rows(withheld(sex="female"), withheld(sex="male"), hidden), 1)
    assert not any(one.given_away for one in narrowed(done.rows))
    assert {one.done for one in done.log} == {"interval left out"}


def test_what_is_not_small_needs_no_protection():
    """`At least five` of nine, where those of one sex are withheld: nothing small can be worked out."""
    at_least = withheld("at least five", 5, None, sex="female")
    done = publishable(rows(at_least, withheld(sex="male"), {"count": 0, "sex": "unknown"}, total(9)), 1)
    assert done.log == []


@pytest.mark.parametrize("seed", range(8))
def test_no_fewer_would_do(seed):
    """Tables by age and sex with all margins: every smaller choice of printed figures leaves something narrow."""
    chance = random.Random(seed)
    ages, sexes = ("0-4", "5-10", "11-17"), ("female", "male")
    cells = {(age, sex): chance.randint(1, 30) for age in ages for sex in sexes}
    cells[chance.choice(ages), chance.choice(sexes)] = chance.randint(1, 4)
    sums = {(age, "all"): sum(cells[age, sex] for sex in sexes) for age in ages}
    sums |= {("all", sex): sum(cells[age, sex] for age in ages) for sex in sexes}
    sums |= {("all", "all"): sum(cells.values())}
    table = rows(*(
        withheld(band=age, sex=sex) if n < 5 and (age, sex) in cells else
        {"count": n, "band": age, "sex": sex, "is_total": (age, sex) in sums, "series": str((age, sex) in sums)}
        for (age, sex), n in (cells | sums).items()
    ))  # fmt: skip
    gone = sum(one.done == "withheld" for one in publishable(table, 1).log)
    printed = [row.observation_id for row in table if row.status == "exact"]
    for fewer in (choice for n in range(gone) for choice in itertools.combinations(printed, n)):
        assert _gives_away(table, set(fewer)), fewer


def _gives_away(table: list[Observation], gone: set[str]) -> bool:
    """Whether a withheld figure could be worked out were these withheld too."""
    unknown = {"status": "suppressed", "count": None, "value": None, "count_low": 0, "count_high": None}
    tried = [dataclasses.replace(row, **unknown) if row.observation_id in gone else row for row in table]
    return any(one.given_away and one.row.observation_id not in gone for one in narrowed(tried))

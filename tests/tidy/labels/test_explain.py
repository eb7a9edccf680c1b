"""Labels that speak of several dimensions at once."""

from __future__ import annotations

from typing import Any

import pytest

from flows.tidy.labels.explain import explain
from flows.tidy.labels.meanings import Age, Offence, Period


def plain(value: Any) -> str:
    match value:
        case Period():
            return value.label
        case Age():
            return value.band
        case Offence():
            return value.code or value.group
        case _:
            return str(value)


@pytest.mark.parametrize(
    ("label", "meanings", "total"),
    [
        ("Female 0-4", {"sex": "female", "age": "0-4"}, False),
        ("2016/17 Female", {"period": "2016/17", "sex": "female"}, False),
        ("2015/16 Male 16-17", {"period": "2015/16", "sex": "male", "age": "16-17"}, False),
        ("Male 16-17", {"sex": "male", "age": "16-17"}, False),
        ("19C - Rape of a female aged 16 and over", {"offence": "19C"}, False),
        ("21 - Sexual activity involving a child under 13", {"offence": "21"}, False),
        (
            "Sexual activity with a child under 13 - Female child - no penetration - Offender under 18",
            {"offence": "21/22"},
            False,
        ),
        ("Rape - Female", {"offence": "rape", "sex": "female"}, False),
        ("Total %", {"unit": "percent"}, True),
        ("Total cost", {"unit": "money"}, True),
        ("% of total", {"unit": "percent"}, False),
        ("Number of offences per 1,000 population", {"unit": "rate", "measure": "offences"}, False),
        ("Total -18", {"age": "0-17"}, True),
        ("Total(under 18)", {"age": "0-17"}, True),
        ("Female total", {"sex": "female"}, True),
        ("Grand Total 2016/17", {"period": "2016/17"}, True),
        ("Online flag - Yes", {"online": "yes"}, False),
        ("of which online 2016/17", {"online": "yes", "period": "2016/17"}, False),
        ("Male victims under 13", {"sex": "male", "age": "0-12"}, False),
        ("Number of offences 2016/17", {"measure": "offences", "period": "2016/17"}, False),
        ("Offences against under 18s", {"measure": "offences", "age": "0-17"}, False),
        ("Recorded sexual offences, victim under 18", {"measure": "offences", "offence": "all", "age": "0-17"}, False),
        ("Number of female victims", {"measure": "victims", "sex": "female"}, False),
        ("'Internet Involved' special interest marker", {"online": "yes"}, False),
        ("2016/17 %", {"period": "2016/17", "unit": "percent"}, False),
        ("Kent 2016/17", {"force": "kent", "period": "2016/17"}, False),
        ("Offences by gender and age, 2016/17", {"measure": "offences", "period": "2016/17"}, False),
    ],
)
def test_labels_of_several_dimensions(label: str, meanings: dict[str, str], total: bool) -> None:
    explained = explain(label)
    assert {d: plain(r.value) for d, r in explained.meanings.items()} == meanings
    assert explained.total is total
    assert explained.complete


@pytest.mark.parametrize(
    ("label", "leftover"),
    [
        ("Burglary", "Burglary"),
        ("Under 10 mins", "Under 10 mins"),
        ("Female victims of burglary by lorry", "burglary by lorry"),
        ("Offender has died", "Offender has died"),
        ("Violence Against The Person", "Violence Against The Person"),
        ("New Hampshire", "New Hampshire"),
        ("Chinese or Other Ethnic Group", "Chinese or Other Ethnic Group"),
        ("Online Bank Accounts", "Online Bank Accounts"),
    ],
)
def test_words_that_nothing_knows_stay(label: str, leftover: str) -> None:
    explained = explain(label)
    assert explained.leftover == leftover
    assert not explained.complete
    assert "measure" not in explained.meanings


@pytest.mark.parametrize(
    ("label", "dimension", "value"),
    [
        ("Female1", "sex", "female"),
        ("Rape1", "offence", "rape"),
        ("Scotland 1,3", "force", "police-scotland"),
        ("2002-03(1)", "period", "2002/03"),
    ],
)
def test_footnote_numbers_are_taken_off_and_said(label: str, dimension: str, value: str) -> None:
    reading = explain(label).meanings[dimension]
    assert (plain(reading.value), reading.flags) == (value, ("footnote_removed",))


def test_the_age_of_suspects_is_not_the_victims() -> None:
    explained = explain("Suspects aged under 18")
    assert set(explained.meanings) == {"measure"}
    assert "under 18" in explained.leftover


def test_shared_words_are_undecided() -> None:
    explained = explain("Unknown")
    assert set(explained.undecided) >= {"age", "sex", "online"}
    assert explained.meanings == {}
    assert not explained.complete


def test_two_values_of_one_dimension_clash() -> None:
    assert explain("Rape and sexual assault").clashes == {"offence"}
    assert explain("2015/16 and 2016/17").clashes == {"period"}


def test_a_title_beside_a_code_that_is_not_its_own_says_nothing_of_the_victim() -> None:
    read = explain("019/07 - Rape of a female aged 16 and over")
    assert set(read.meanings) == {"offence"}
    assert "offence_code_contradicts_name" in read.meanings["offence"].flags

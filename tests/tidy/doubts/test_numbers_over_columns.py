"""Numbers over columns are labels of ages or years, or their figures are in doubt."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.tidy.laid import read

BODY = (("Ashford", "5", "6", "7"), ("Dover", "3", "4", "5"))


def doubts(*rows: Sequence[str]) -> list[set[str]]:
    return [draft.doubts - {"label_unknown"} for draft in read(*rows).drafts]


@pytest.mark.parametrize("numbers", [("1", "8", "14"), ("19C", "20A", "88"), ("12", "40", "7"), ("1", "2", "3")])
def test_numbers_that_nothing_knows_are_in_doubt(numbers: tuple[str, ...]) -> None:
    assert all(doubts(("Outcome", *numbers), *BODY))


@pytest.mark.parametrize(
    "header",
    [("Area", "2015", "2016", "2017"), ("Age of victim", "1", "2", "3"), ("Area", "Under 1", "1", "2"),
     ("Area", "202201", "202202", "202203")],
)  # fmt: skip
def test_ages_and_years_are_in_none(header: tuple[str, ...]) -> None:
    assert not any(doubts(header, *BODY))


def test_many_numbers_in_turn_are_ages() -> None:
    ages = [str(n) for n in range(1, 18)]
    assert not any(doubts(("Area", *ages), ("Ashford", *("4" for _ in ages)), ("Dover", *("9" for _ in ages))))

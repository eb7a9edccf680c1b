"""A figure of all ages that counts adults too is told, and no other."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from flows.check.rules import check_respondent
from schemas.rows import DocumentRow, Observation, Place

BANDS = {"0-10": (0, 10), "11-17": (11, 17), "18-25": (18, 25), "26+": (26, None), "all": (None, None)}


def figure(number: int, band: str, count: int, **given: object) -> Observation:
    low, high = BANDS[band]
    place = Place(table=given.pop("table", 1), row=number + 1, column=2)  # type: ignore[arg-type]
    return Observation(
        "2016-17", "kent", "a", str(number), "s", "kent", dt.date(2016, 4, 1), dt.date(2017, 3, 31), "2016/17",
        measure="offences", age_low=low, age_high=high, age_band=band, count=count, value=float(count),
        count_low=count, count_high=count, place=place, **given,  # type: ignore[arg-type]
    )  # fmt: skip


def told(*rows: Observation) -> list[str]:
    documents = [DocumentRow("2016-17", "kent", "a", "2016-17/kent/a.pdf")]
    return [f.message for f in check_respondent(documents, rows, ()) if f.check == "total_with_adults"]


def table(total: int, adults: int) -> list[Observation]:
    counts = {"0-10": 100, "11-17": 120, "18-25": adults, "26+": adults}
    return [figure(n, band, count) for n, (band, count) in enumerate(counts.items())] + [figure(9, "all", total)]


def test_a_total_over_bands_of_adults_is_told_with_its_figure() -> None:
    (message,) = told(*table(434, 107))
    assert "1 figures of all ages count adults too and are left out: kent 2016/17 offences: 434" in message


@pytest.mark.parametrize(
    "rows",
    [
        table(220, 0),
        [figure(0, "0-10", 100), figure(1, "11-17", 120), figure(2, "all", 220)],
        # Adults in another table, or of other offences, are none in this total.
        [figure(0, "all", 220), figure(1, "18-25", 107, table=2)],
        [figure(0, "all", 220, sex="female"), figure(1, "18-25", 107, sex="male")],
    ],
)
def test_a_total_of_children_is_not(rows: list[Observation]) -> None:
    assert told(*rows) == []


def test_the_same_total_called_that_of_all_children_elsewhere_counts_adults_too() -> None:
    children = replace(figure(20, "11-17", 434, table=2), age_low=0, age_high=17, age_band="0-17")
    (message,) = told(*table(434, 107), children)
    assert "2 figures of all ages count adults too" in message

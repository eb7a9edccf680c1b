"""What the levels of a table and its caption settle for each other, and labels that stay in doubt."""

from __future__ import annotations

import pytest
from flows.tidy.layout.figures.attach import attach

from flows.tidy.layout.around.surroundings import Surroundings
from tests.tidy.laid import reading


@pytest.mark.parametrize(
    ("caption", "labels"),
    [("Table 2. Sex of victim", ("XX", "XY")), ("Crimes by age", ("Little", "Big")), ("", ("Present", "Absent"))],
)
def test_labels_that_may_be_of_the_victim_or_the_flag_are_in_doubt(caption: str, labels: tuple[str, str]) -> None:
    rows = [("Record", "2015/16", "2016/17"), (labels[0], "12", "13"), (labels[1], "40", "51")]
    table = attach(reading(*rows), Surroundings(), 1, caption, {}, {})
    assert all("label_unknown" in d.doubts for d in table.drafts)


def test_labels_beside_those_that_the_caption_names_are_not() -> None:
    rows = [("District", "Girls", "Boys"), ("Northtown", "12", "13"), ("Southtown", "40", "51")]
    table = attach(reading(*rows), Surroundings(), 1, "Crimes by sex and district", {}, {})
    assert not any(d.doubts for d in table.drafts)


@pytest.mark.parametrize("years", [("15/16", "16/17"), ("2015 to 2016", "2016 to 2017")])
def test_years_over_ages_that_follow_on_each_other_are_in_no_doubt(years: tuple[str, str]) -> None:
    rows = [("Age band", *years), ("14 - 15", "12", "13"), ("16 - 17", "4", "5")]
    table = attach(reading(*rows), Surroundings(), 1, "", {}, {})
    assert [d.values["period"].label for d in table.drafts[:2]] == ["2015/16", "2016/17"]
    assert not any(d.doubts or "period_ambiguous" in d.how for d in table.drafts)

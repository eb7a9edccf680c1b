"""What the caption of a table names, and labels that may say it: known, or in doubt."""

from __future__ import annotations

import pytest

from flows.tidy.layout.attach import attach
from flows.tidy.layout.surroundings import Surroundings
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

"""Labels that speak of an offence no list names: their figures are not of all offences, and so are in doubt."""

from __future__ import annotations

import pytest
from flows.tidy.layout.figures.attach import attach

from flows.tidy.layout.around.surroundings import Surroundings
from tests.tidy.laid import reading


@pytest.mark.parametrize("labels", [("Rape of a lodger, charged", "Incest of old"), ("Section 81", "Section 82")])
def test_figures_of_unknown_offences_are_in_doubt(labels: tuple[str, str]) -> None:
    rows = [("Kind", "2015/16", "2016/17"), (labels[0], "12", "13"), (labels[1], "40", "51")]
    table = attach(reading(*rows), Surroundings(), 1, "", {}, {})
    assert all("label_unknown" in d.doubts for d in table.drafts)


def test_figures_of_a_kind_of_their_own_are_not() -> None:
    rows = [("District", "2015/16", "2016/17"), ("Northtown", "12", "13"), ("Southtown", "40", "51")]
    table = attach(reading(*rows), Surroundings(), 1, "", {}, {})
    assert not any(d.doubts for d in table.drafts)


def test_sections_without_an_act_are_a_guess() -> None:
    rows = [("Kind", "2015/16", "2016/17"), ("Section 1", "12", "13"), ("Section 9", "40", "51")]
    table = attach(reading(*rows), Surroundings(), 1, "", {}, {})
    assert all("label_guessed" in d.how for d in table.drafts)

"""Findings that people let stand: marked, and open again when a figure that they name changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.check.acceptance import Acceptance, accept, digest, finding_id
from schemas.rows import Finding, Observation, Place

PLACE = Place(page=1, table=2, row=3, column=4)
FOUND = Finding(
    "error", "total_disagrees", "a.pdf: 12, parts 14", "look", "2016-17", "kent", "a" * 64, "a.pdf", PLACE, "12"
)
ROW = Observation("2016-17", "kent", "a" * 64, "one", "s", "kent", count=12, value=12.0, place=PLACE)
ELSEWHERE = replace(ROW, observation_id="two", count=99, place=replace(PLACE, row=9))


def said(finding: str = finding_id(FOUND), seen: str | None = digest([FOUND], [ROW])) -> Acceptance:
    return Acceptance(
        finding, "the force confirmed it", "A. Person", "2017-10-01", seen, "answers.yml line 1", "2016-17", "kent"
    )


def test_a_finding_is_accepted_with_who_and_why() -> None:
    (found,) = accept([FOUND], [said()], [ROW, ELSEWHERE])
    assert (found.accepted_by, found.accepted_why, found.is_error) == ("A. Person", "the force confirmed it", False)
    assert accept([FOUND], [], [ROW])[0].is_error


@pytest.mark.parametrize(
    ("finding", "row"),
    [(FOUND, replace(ROW, count=13)), (FOUND, replace(ROW, sex="male")), (replace(FOUND, message="12, parts 15"), ROW)],
)
def test_it_is_open_again_when_a_figure_that_it_names_changes(finding: Finding, row: Observation) -> None:
    found, told = accept([finding], [said()], [row])
    assert found.is_error
    assert (told.check, told.place) == ("acceptance_outdated", PLACE)
    assert "the force confirmed it (A. Person, 2017-10-01)" in told.message
    assert digest([finding], [row]) in told.remedy


def test_a_figure_that_it_does_not_name_may_change_and_so_may_its_words() -> None:
    reworded = replace(FOUND, message="a.pdf: printed 12, its parts come to 14")
    (found,) = accept([reworded], [said()], [ROW, replace(ELSEWHERE, count=1)])
    assert not found.is_error


def test_without_a_digest_it_is_accepted_and_the_digest_to_add_is_said() -> None:
    found, told = accept([FOUND], [said(seen=None)], [ROW])
    assert not found.is_error
    assert (told.severity, told.check) == ("info", "acceptance_open_ended")
    assert told.remedy == f"add seen: {digest([FOUND], [ROW])}"


def test_an_acceptance_of_what_is_not_found_is_stale() -> None:
    found, told = accept([FOUND], [said("0" * 16)], [ROW])
    assert (found.is_error, told.check) == (True, "acceptance_stale")


def test_what_was_accepted_once_is_open_when_nobody_accepts_it_any_more() -> None:
    assert accept(accept([FOUND], [said()], [ROW]), [], [ROW])[0].is_error

"""Witnesses -> the force of a return, or a contradiction."""

from __future__ import annotations

import pytest

from flows.tidy.force.verdict import Witness, judge

KENT = Witness("folder", "kent")
MENTION = {"firm": False}


@pytest.mark.parametrize(
    ("heard", "force"),
    [
        ([KENT], "kent"),
        ([KENT, Witness("letterhead", "kent")], "kent"),
        # A mention is no letterhead.
        ([KENT, Witness("text", "essex", **MENTION), Witness("letterhead", "cheshire", **MENTION)], "kent"),
        # A joint unit sends for another force, which its letter names somewhere.
        ([KENT, Witness("letterhead", "essex"), Witness("text", "kent", **MENTION)], "kent"),
        ([KENT, Witness("mail address", "essex"), Witness("letterhead", "kent")], "kent"),
        ([KENT, Witness("text", "essex"), Witness("table", "kent", **MENTION)], "kent"),
        # What a person says is never contradicted.
        ([KENT, Witness("letterhead", "essex"), Witness("source.yml", "surrey")], "surrey"),
        ([Witness("folder", "kent"), Witness("folder", "essex"), Witness("source.yml", "essex")], "essex"),
        # Where no folder says it, the return itself does: its figures first.
        ([Witness("letterhead", "essex")], "essex"),
        ([Witness("letterhead", "essex"), Witness("figures", "kent")], "kent"),
        ([Witness("letterhead", "essex", **MENTION)], None),
    ],
)
def test_the_force_of_a_return(heard: list[Witness], force: str | None) -> None:
    verdict = judge(heard)
    assert (verdict.force, verdict.against) == (force, ())


@pytest.mark.parametrize(
    "heard",
    [
        [KENT, Witness("letterhead", "essex")],
        [KENT, Witness("mail address", "essex")],
        [KENT, Witness("signature", "essex")],
        # The sender's name is Kent's, but no figure is.
        [KENT, Witness("letterhead", "kent"), Witness("figures", "essex")],
        [KENT, Witness("letterhead", "kent"), Witness("text", "essex")],
        [KENT, Witness("folder", "essex"), Witness("letterhead", "kent")],
        [Witness("letterhead", "kent"), Witness("mail address", "essex")],
        [Witness("letterhead", "kent"), Witness("table", "essex", **MENTION)],
    ],
)
def test_a_contradiction_is_decided_for_neither(heard: list[Witness]) -> None:
    verdict = judge(heard)
    assert verdict.force is None
    assert verdict.against


def test_figures_that_each_name_their_force_are_no_contradiction() -> None:
    verdict = judge([Witness("figures", "kent"), Witness("figures", "essex")])
    assert (verdict.force, verdict.against) == (None, ())

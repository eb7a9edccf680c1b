"""The figures in doubt are those that hang on open questions."""

from __future__ import annotations

import pytest

from flows.check.open_questions import hang_together
from schemas.rows import Observation, OpenQuestion
from tests.check.made import confidence

ID = "a" * 64


def row(**said: list[str]) -> Observation:
    return Observation("2016-17", "kent", ID, "o", "s", "kent", confidence=confidence(said.get("flags", ())), **said)


def question(figures: int) -> OpenQuestion:
    return OpenQuestion("q", "2016-17", "kent", ID, "p", "period", "Which?", figures=figures)


def test_a_doubt_with_its_question_is_in_order() -> None:
    sound = [row(flags=["period_guessed"], questions=["q"]), row(flags=["footnote_removed"])]
    assert hang_together([question(1)], sound) == []


@pytest.mark.parametrize(
    ("rows", "figures"),
    [
        ([row(flags=["period_guessed"])], 0),
        ([row(questions=["q"])], 1),
        ([row(flags=["period_guessed"], questions=["r"])], 0),
        ([row(flags=["period_guessed"], questions=["q"])], 2),
    ],
)
def test_what_does_not_hang_together_is_an_error(rows: list[Observation], figures: int) -> None:
    assert {f.check for f in hang_together([question(figures)], rows)} == {"questions_unbalanced"}

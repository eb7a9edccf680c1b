from __future__ import annotations

from flows.tidy.words import Words
from tests.tidy.laid import read

ROWS = [("Age", "Female", "Male"), ("0-4", "120 (14)", "12 (3)"), ("5-10", "88 (9)", "10 (2)")]
NOTE = "Figures in brackets are those with the cyber flag."


def test_small_figures_in_brackets_are_figures_where_others_are() -> None:
    found = read(*ROWS, words=Words(notes=(NOTE,)))
    pairs = [(d.value.value if d.value else None, d.values.get("online")) for d in found.drafts if d.row == 2]
    assert pairs == [(120, None), (14, "yes"), (12, None), (3, "yes")]


def test_without_a_note_the_second_figure_is_in_doubt() -> None:
    found = read(*ROWS)
    assert all("value_ambiguous" in d.doubts for d in found.drafts if d.nth > 1)


def test_the_note_does_not_speak_of_the_figures_outside() -> None:
    found = read(*ROWS, words=Words(above=(f"Offences in 2016/17. {NOTE}",)))
    assert {d.values.get("online") for d in found.drafts if d.nth == 1} == {None}


def test_a_number_in_brackets_behind_a_few_figures_is_a_footnote() -> None:
    found = read(("Age", "Female", "Male"), ("0-4", "120 (1)", "12"), ("5-10", "88", "10"), ("11-15", "7", "8"))
    assert [d.value.value for d in found.drafts if d.value] == [120, 12, 88, 10, 7, 8]

"""Holding the recogniser's output to an alphabet."""

from __future__ import annotations

import numpy as np

from flows.read.scan.alphabets import FIGURES, LATIN, spelled
from flows.read.scan.engine import characters


def line(*steps: dict[str, float]) -> np.ndarray:
    """Probabilities of a line, one dict a step; what is left goes to the blank."""
    made = np.zeros((len(steps), len(characters())), np.float32)
    for row, step in zip(made, steps, strict=True):
        for character, share in step.items():
            row[characters().index(character)] = share
        row[0] = 1 - sum(step.values())
    return made


def test_a_star_glyph_is_a_star() -> None:
    made = spelled(line({"5": 0.99}, {}, {"★": 0.9, "*": 0.05}), FIGURES)
    assert made.text == "5*"
    assert made.score > 0.9


def test_a_speck_over_a_letter_is_no_accent() -> None:
    assert spelled(line({"F": 0.9}, {"é": 0.6, "e": 0.3}), LATIN).text == "Fe"


def test_letters_give_way_to_digits_in_a_figure_and_the_score_shows_it() -> None:
    read = line({"1": 0.99}, {}, {"S": 0.7, "5": 0.25})
    assert spelled(read, LATIN).text == "1S"
    figure = spelled(read, FIGURES)
    assert figure.text == "15"
    assert figure.score == np.float32(0.25)


def test_the_letter_o_in_a_figure_is_a_zero() -> None:
    figure = spelled(line({"1": 0.99}, {}, {"O": 0.5, "0": 0.45}), FIGURES)
    assert figure.text == "10"
    assert figure.score > 0.9


def test_a_character_that_lasts_is_one_and_a_blank_parts_two() -> None:
    assert spelled(line({"2": 0.9}, {"2": 0.9}, {}, {"2": 0.9}), FIGURES).text == "22"
    assert spelled(line({}, {}), FIGURES).text == ""

"""A long run of marks is read in one go: looking for a footnote at its end never goes back over it again and again."""

from __future__ import annotations

import multiprocessing

from flows.tidy.labels.wording import without_footnote


def test_a_rule_of_stars_is_looked_at_once() -> None:
    # Forty stars took longer than the age of the universe when each of them could be grouped in two ways.
    process = multiprocessing.get_context("fork").Process(target=without_footnote, args=("a " + "*" * 40 + " x",))
    process.start()
    process.join(timeout=20)
    stuck = process.is_alive()
    process.kill()
    assert not stuck

"""Every case of the tables in this folder, one test each: `pytest tests/cases -k pivot`.

`python -m tests.cases pivot` shows what was read in a case beside what it wants.
"""

from __future__ import annotations

from typing import Any

import pytest

from flows.read.grid import Grid, Text
from tests.cases.case import Case, cases
from tests.cases.drawing import drawn
from tests.cases.figures import observed
from tests.cases.notation import NotationError, document


def _params() -> list[Any]:
    """The cases; those that are not read rightly yet are expected to fail, and a test fails when they do not."""
    return [
        pytest.param(c, id=c.name, marks=pytest.mark.xfail(reason=c.open, strict=True) if c.open else ())
        for c in cases()
    ]


@pytest.mark.parametrize("case", _params())
def test_case(case: Case) -> None:
    read, want = case.compared()
    missing, further = map(str, (want - read).elements()), map(str, (read - want).elements())
    assert read == want, "\n".join([case.why, "wanted and not read:", *missing, "read and not wanted:", *further])


@pytest.mark.slow
@pytest.mark.xfail(reason="right figures are still in doubt too often: the chances are not calibrated", strict=True)
def test_few_of_their_figures_are_in_doubt() -> None:
    """Flagging everything is no answer."""
    figures = [observed(o) for case in cases() for o in case.observations]
    assert sum(bool(f.doubt) for f in figures) <= 0.05 * len(figures)


def test_notation_says_what_a_grid_and_a_text_can_be() -> None:
    text = r"""
# A heading that goes
  on
- [1.] an item
-- one further in
\- no item
@footnote 1 \| 2
@sheet Girls
| Offence | 2016 | <          |
| ^       | Yes  | No         |
|---------|------|------------|
| ~ Rape  | 1    | 2 {hidden} |
|         | \<   | **3**      |
"""
    heading, item, inner, words, note, grid = document(text).blocks
    assert isinstance(heading, Text)
    assert isinstance(item, Text)
    assert isinstance(inner, Text)
    assert isinstance(words, Text)
    assert isinstance(note, Text)
    assert isinstance(grid, Grid)
    assert (heading.text, heading.role) == ("A heading that goes on", "heading")
    assert (item.label, item.text, item.indent, inner.indent) == ("1.", "an item", 1, 2)
    assert (words.text, words.role, note.text, note.role) == ("- no item", "body", "1 | 2", "footnote")
    at = grid.by_position()
    assert (grid.sheet, grid.rows, grid.columns) == ("Girls", 4, 3)
    assert at[1, 1] is at[2, 1]
    assert at[1, 2] is at[1, 3]
    assert (4, 1) not in at
    assert at[1, 1].bold
    assert not at[3, 1].bold
    assert (at[3, 1].text, at[3, 1].indent, at[3, 2].number, at[3, 3].hidden) == ("Rape", 1, 1, True)
    assert (at[4, 2].text, at[4, 3].text, at[4, 3].bold) == ("<", "3", True)


@pytest.mark.parametrize(
    ("text", "why"),
    [("| a | b |\n| 1 |", "1 cells"), ("| a | b |\n| ^ | c |\n| ^ | < |", "no rectangle"), ("| < |", "no cell"),
     ("@aside x", "no role"), ("| 1 {hiden} |", "no fact")],
)  # fmt: skip
def test_a_slip_in_the_notation_is_told(text: str, why: str) -> None:
    with pytest.raises(NotationError, match=why):
        document(text)


@pytest.mark.parametrize("case", [pytest.param(c, id=c.file) for c in cases() if c.file and c.text])
def test_a_file_is_read_as_its_case_says(case: Case) -> None:
    assert document(drawn(case.of_file()), case.mail).blocks == case.document.blocks


def test_what_is_drawn_is_read_again_as_it_was() -> None:
    for case in cases():
        if case.text:
            assert document(drawn(case.document), case.mail).blocks == case.document.blocks, case.name

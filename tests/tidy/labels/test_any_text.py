"""What holds of every label parser for any text at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.tidy.labels import exemptions, words
from flows.tidy.labels.explain import PARSERS, explain
from flows.tidy.labels.marks import explain_marks
from flows.tidy.labels.numbers import read_cell

WORDS = """2016/17 2016 16-17 16 17 0-4 <5 under 18 -18 + and or over Female M boys unknown total sum all online flag
yes no not rape 19C 071/17 sexual assault of a child offences victims count % per 1,000 £ Apr-16 to March 1st 31/03/2017
Kent ( ) [ ] - – / : . , * ** ¹ twenty one hundred years aged Q1 FY s.40(2) 20045 99999 00 İ"""
PIECES = st.sampled_from(WORDS.split())
TEXTS = st.one_of(
    st.text(max_size=40), st.lists(PIECES, max_size=8).map(" ".join), st.lists(PIECES, max_size=5).map("".join)
)


@given(TEXTS)
def test_no_text_makes_a_parser_fail_and_places_lie_in_the_text(text: str) -> None:
    for parser in PARSERS.values():
        reading = parser.parse(text)
        assert reading is None or 0 < reading.certainty <= 1
        end = 0
        for found in parser.find(text):
            assert end <= found.start < found.end <= len(text)
            end = found.end


@given(TEXTS)
def test_cells_notes_and_whole_labels_take_any_text(text: str) -> None:
    marks = explain_marks([text])
    cell = read_cell(text, marks)
    if cell is not None and cell.status == "exact" and cell.unit == "count":
        assert cell.value == cell.low == cell.high
        assert isinstance(cell.value, int)
        assert cell.value >= 0
    if cell is not None and cell.status != "exact":
        assert cell.value is None
        assert cell.low is None or cell.high is None or cell.low <= cell.high
    explained = explain(text)
    assert not (explained.complete and explained.leftover)
    words.find(text)
    exemptions.parse(text)


@pytest.mark.parametrize("dimension", PARSERS)
@given(text=TEXTS)
def test_a_label_with_a_strange_word_is_not_accepted(dimension: str, text: str) -> None:
    assert PARSERS[dimension].parse(f"{text} quokka") is None


@given(TEXTS)
def test_a_strange_word_is_left_over(text: str) -> None:
    assert "quokka" in explain(f"{text} quokka").leftover

"""A reading comes back as it was put away."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.read.grid import Attachment, Box, Cell, Document, Grid, Notice, Text
from flows.read.store import dump, load

words = st.text(max_size=20)
numbers = st.one_of(st.none(), st.integers(), st.floats(allow_nan=False))
cells = st.builds(
    Cell,
    st.integers(1, 9),
    st.integers(1, 9),
    words,
    number=numbers,
    date=st.one_of(st.none(), st.dates()),
    box=st.one_of(st.none(), st.builds(Box, *[st.floats(0, 900)] * 4)),
    comment=st.one_of(st.none(), words),
    confidence=st.floats(0, 1),
    doubts=st.lists(words, max_size=2).map(tuple),
)
grids = st.builds(
    Grid, st.integers(0, 9), st.integers(0, 9), st.lists(cells, max_size=4).map(tuple), st.just("workbook")
)
texts = st.builds(Text, words, label=words, doubts=st.lists(words, max_size=2).map(tuple))
documents = st.builds(
    Document,
    words,
    st.lists(st.one_of(grids, texts), max_size=4).map(tuple),
    properties=st.dictionaries(words, words, max_size=2),
    notices=st.lists(st.builds(Notice, words, words), max_size=2).map(tuple),
    attachments=st.lists(st.builds(Attachment, words, st.binary(max_size=50)), max_size=2).map(tuple),
    sheets=st.lists(words, max_size=2).map(tuple),
)


@given(documents)
def test_it_comes_back_the_same(document: Document) -> None:
    back = load(dump(document))
    assert back == document
    assert dump(back) == dump(document)


def test_whole_numbers_and_dates_keep_their_kind() -> None:
    cell = Cell(1, 1, number=7, date=dt.date(2017, 11, 10))
    other = Cell(1, 2, number=7.0)
    [grid] = load(dump(Document("x", (Grid(1, 2, (cell, other), "csv"),)))).blocks
    assert isinstance(grid, Grid)
    assert [type(cell.number) for cell in grid.cells] == [int, float]


@pytest.mark.parametrize("data", [b"", b"no reading", dump(Document("x"))[:-5]])
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="read anew"):
        load(data)

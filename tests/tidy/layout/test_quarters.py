from __future__ import annotations

import pytest

from tests.tidy.laid import read


@pytest.mark.parametrize(
    ("header", "in_doubt"),
    [
        pytest.param(
            ["Year", "Q1", "Q2", "Q3"], True, marks=pytest.mark.xfail(reason="three quarters are asked of nobody yet")
        ),
        (["Year", "Q1", "Q2", "Q3", "Q4"], False),
        (["Year", "Q1 Apr-Jun", "Q2 Jul-Sep"], False),
    ],
)
def test_three_numbers_of_quarters_may_be_those_of_questions(header: list[str], in_doubt: bool) -> None:
    figures = [str(90 + n) for n in range(len(header) - 1)]
    table = read(header, ["2014/15", *figures], ["2015/16", *figures], ["2016/17", *figures])
    assert {"reading_ambiguous" in d.doubts for d in table.drafts} == {in_doubt}

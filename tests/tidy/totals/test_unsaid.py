from __future__ import annotations

from tests.tidy.laid import read

YEARS = ("Offence", "2015/16", "2016/17")
ROWS = (("Rape", "31", "44"), ("Sexual assault", "80", "91"), ("Grooming", "8", "12"))


def doubted(*rows: tuple[str, ...]) -> list[str | None]:
    return [d.raw for d in read(*rows).drafts if "total_unsaid" in d.doubts]


def test_other_that_is_as_many_as_all_beside_it_may_be_a_total() -> None:
    assert doubted(YEARS, *ROWS, ("Other", "119", "147")) == ["119", "147"]
    sexes = (("2016/17", "Female", "Male", "Other"), ("0-4", "3", "4", "7"), ("5-9", "8", "1", "9"))
    assert doubted(*sexes, ("10-15", "6", "12", "18")) == ["7", "9", "18"]


def test_other_that_comes_out_in_some_lines_alone_or_beside_a_total_is_left_over() -> None:
    assert doubted(YEARS, *ROWS, ("Other", "119", "146")) == []
    assert doubted(YEARS, ("Rape", "1", "0"), ("Grooming", "1", "2"), ("Other", "2", "2")) == []
    assert doubted(YEARS, ("Rape", "1", "0"), ("Other", "1", "0"), ("Total", "2", "0")) == []

from __future__ import annotations

from flows.tidy.layout.levels.enumerated import without_list_marks

from flows.tidy.layout.matrix import Matrix
from tests.tidy.laid import matrix


def labels(m: Matrix) -> list[str]:
    return [s.text for row in m.rows if (s := m.at(row, 1))]


def test_marks_that_count_on_are_taken_off() -> None:
    rows = [("Age", "Number"), ("A. 0-4", "1"), ("B. 5-8", "2"), ("C. 9-12", "3"), ("Total", "6")]
    assert labels(without_list_marks(matrix(*rows))) == ["Age", "0-4", "5-8", "9-12", "Total"]


def test_letters_that_do_not_count_on_stay() -> None:
    rows = [("Victim", "Number"), ("F. 5-8", "1"), ("F. 9-12", "2"), ("M. 5-8", "3"), ("M. 9-12", "3")]
    assert labels(without_list_marks(matrix(*rows)))[1:] == ["F. 5-8", "F. 9-12", "M. 5-8", "M. 9-12"]

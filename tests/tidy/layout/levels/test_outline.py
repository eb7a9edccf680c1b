from __future__ import annotations

from flows.read.grid import Cell
from flows.tidy.layout.levels.outline import parents
from flows.tidy.layout.matrix import Slot


def column(*texts: str, indents: tuple[int, ...] = ()) -> list[Slot]:
    found = []
    for row, text in enumerate(texts, start=1):
        indent = indents[row - 1] if indents else 0
        found.append(Slot(row, 1, Cell(row, 1, text, indent=indent), text, None))
    return found


def under(*texts: str, indents: tuple[int, ...] = ()) -> dict[int, str]:
    found = parents(column(*texts, indents=indents))
    return {index + 1: " > ".join(head.text for head in heads) for index, heads in found.items()}


def test_labels_of_another_kind_that_come_again() -> None:
    assert under("Rape", "Female", "Male", "Grooming", "Female", "Male") == {
        2: "Rape", 3: "Rape", 5: "Grooming", 6: "Grooming",
    }  # fmt: skip


def test_labels_that_say_of_which() -> None:
    assert under("Offences 2015/16", "of which online", "Offences 2016/17", "of which online") == {
        2: "Offences 2015/16", 4: "Offences 2016/17",
    }  # fmt: skip
    assert under("Offences", "How many of these were online?") == {2: "Offences"}


def test_indents() -> None:
    assert under("North", "Cars", "Vans", "South", "Cars", "Vans", indents=(0, 2, 2, 0, 2, 2)) == {
        2: "North", 3: "North", 5: "South", 6: "South",
    }  # fmt: skip


def test_indents_of_three_depths() -> None:
    texts = ("2015/16", "Female", "0-9", "10-17", "Male", "0-9", "10-17", "Grand Total")
    assert under(*texts, indents=(0, 1, 2, 2, 1, 2, 2, 0)) == {
        2: "2015/16", 3: "2015/16 > Female", 4: "2015/16 > Female", 5: "2015/16", 6: "2015/16 > Male",
        7: "2015/16 > Male",
    }  # fmt: skip


def test_a_plain_list_has_no_outline() -> None:
    assert under("0-4", "5-10", "11-15", "Unknown", "Total") == {}

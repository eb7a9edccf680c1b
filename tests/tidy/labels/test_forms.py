"""The forms kept as data: every line of every file is one that the reader takes."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from flows.tidy.labels.forms import each, form, kinds, pattern, word_class
from schemas.code_tables import CODES, CodeTableError

FILES = sorted((CODES / "forms").glob("*.csv"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_line_is_a_form(file: Path) -> None:
    with file.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert [row for row in rows if None in row] == [], "a form with a comma in it stands in quotes"
    assert len(each(file.stem, *kinds(file.stem))) == len(rows)


def test_a_kind_of_several_forms_is_any_of_them() -> None:
    assert [s for s in ("fewer than 3", "<3", "3 or fewer", "3") if form("figures", "bound").fullmatch(s)] == [
        "fewer than 3",
        "<3",
        "3 or fewer",
    ]


def test_a_kind_that_no_file_has_is_refused_with_its_name() -> None:
    with pytest.raises(CodeTableError, match=r"codes/forms/ages\.csv: no form of the kind 'aegs'"):
        pattern("ages", "aegs")


def test_a_class_of_words_that_is_not_there_is_named() -> None:
    with pytest.raises(CodeTableError, match="no such words"):
        word_class("no such words")

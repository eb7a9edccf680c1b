"""A person reads on a workbook: what is filled in is taken in, and held to the paper, as a model's answer is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from schemas.doubt import in_doubt
from tests.second.conftest import TABLE, Folder


def filled(folder: Folder, page: str, rows: dict[tuple[str, ...], dict[str, Any]], name: str = "Ann") -> Path:
    """The sheet of the one return with some rows filled in, each named by the first columns of it."""
    assert folder.foi("--sheet").exit_code == 0
    (file,) = folder.kent.glob("*.second.xlsx")
    book = load_workbook(file)
    book["Read me"]["B3"] = name
    sheet = book[page]
    names = [cell.value for cell in sheet[1]]
    left = dict(rows)
    for row in sheet.iter_rows(min_row=2):
        for key in [key for key in left if key == tuple(str(cell.value) for cell in row[: len(key)])]:
            for column, value in left.pop(key).items():
                row[names.index(column)].value = value
    assert not left, f"not on the sheet: {sorted(left)}"
    book.save(file)
    return file


def test_a_letter_read_by_a_person(letter: Folder) -> None:
    said = {"figure": "yes", "period": "2016/17", "measure": "offences"}
    rows = {
        ("L2", "640"): said,
        ("L2", "512"): said | {"period": "2015/16"},
        ("L3", "640"): said,
        ("L3", "410"): said | {"sex": "female"},
        ("L3", "190"): said | {"sex": "male"},
        ("L4", "88"): said | {"online": "yes"},
    }
    told = letter.foi("--import", str(filled(letter, "Figures", rows)))
    assert told.exit_code == 0, told.output
    letter.ingest()
    assert all(row.read_by == ["program", "person:Ann"] and not in_doubt(row) for row in letter.figures)


def test_a_table_read_by_a_person_by_its_labels(folder: Folder) -> None:
    folder.put(TABLE, "reply.csv")
    rows = {
        ("T1", "C2"): {"period": "2016/17", "measure": "offences"},
        ("T1", "C3"): {"period": "2015/16", "measure": "offences"},
        ("T1", "R3"): {"age": "0-4"},
        ("T1", "R4"): {"age": "5-10"},
        ("T1", "R5"): {"age": "11-17"},
    }
    assert folder.foi("--import", str(filled(folder, "Labels", rows))).exit_code == 0
    folder.ingest()
    assert len(folder.figures) == 6
    assert all(row.read_by == ["program", "person:Ann"] for row in folder.figures)


def test_a_sheet_holds_no_formula_of_a_document(folder: Folder) -> None:
    folder.put("=1+1 is 2 and @SUM(A1) is 3 in 2016/17\n")
    folder.foi("--sheet")
    (file,) = folder.kent.glob("*.second.xlsx")
    values = [cell.value for sheet in load_workbook(file) for row in sheet.iter_rows() for cell in row]
    assert not [one for one in values if isinstance(one, str) and one[:1] in "=+@"]


def test_a_sheet_that_is_there_is_left_as_it_is(letter: Folder) -> None:
    file = filled(letter, "Figures", {})
    before = file.read_bytes()
    assert "is left as it is" in letter.foi("--sheet").output.replace("\n", " ")
    assert file.read_bytes() == before


@pytest.mark.parametrize(("name", "rows", "why"), [("", {}, "nobody's name"), ("Ann", {"sex": "girl"}, "girl")])
def test_a_sheet_that_cannot_be_used_says_why(letter: Folder, name: str, rows: dict[str, str], why: str) -> None:
    file = filled(letter, "Figures", {("L4", "88"): {"figure": "yes"} | rows}, name)
    told = letter.foi("--import", str(file))
    assert told.exit_code == 2
    assert why in told.output
    assert letter.readings == []


def test_a_sheet_of_an_earlier_document_is_not_taken_in(letter: Folder) -> None:
    file = filled(letter, "Figures", {("L4", "88"): {"figure": "yes"}})
    letter.put("Kent Police recorded 700 offences in 2016/17.\n")
    told = letter.foi("--import", str(file))
    assert told.exit_code == 2
    assert "has changed" in told.output.replace("\n", " ")


def test_sheets_and_readings_are_no_returns(letter: Folder) -> None:
    filled(letter, "Figures", {})
    letter.ingest()
    assert letter.document.path == "2016-17/kent/letter.txt"

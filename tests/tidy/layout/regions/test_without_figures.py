from __future__ import annotations

from flows.tidy.words import Words
from tests.tidy.laid import read

HEAD = ("Sheet", "Title", "Period covered", "Last updated")
ROWS = [("Table 1", "Uses by type", "2011 to 2016", "13/04/2017"), ("Table 2", "Uses by force", "2016", "13/04/2017")]
LAST = ("Table 3", "Uses by force, revised", "2015", "13/04/2017")
SHEETS = Words(siblings=("Table_1", "Table_2", "Table_3"))


def test_a_list_of_the_sheets_holds_no_figures() -> None:
    assert not read(HEAD, *ROWS, LAST, words=SHEETS).drafts
    numbered = [(row[0][-1], *row[1:]) for row in (*ROWS, LAST)]
    assert not read(("Table", *HEAD[1:]), *numbered, words=SHEETS).drafts


def test_figures_beside_the_names_of_sheets_are_figures() -> None:
    rows = [(row[0], row[1], str(n), row[3]) for n, row in enumerate((*ROWS, LAST), start=40)]
    assert len(read(("Sheet", "Title", "Uses", "Last updated"), *rows, words=SHEETS).drafts) == 3


def test_numbers_of_units_beside_their_names_are_no_figures() -> None:
    rows = [[str(n), name, "Y"] for n, name in zip([140, 141, 143, 143, 146, 147, 148, 151], "ABCDEFGH", strict=True)]
    assert read(["Unit No.", "Unit Description", "Active"], *rows).drafts == []
    assert len(read(["Number of officers", "Unit", "Active"], *rows).drafts) > 0

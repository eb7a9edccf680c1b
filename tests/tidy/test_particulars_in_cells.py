"""What a table says in its cells of the return as a whole: its reference, its day, and what it replaces."""

import datetime as dt

from flows.read.grid import Cell, Document, Grid
from flows.tidy.result import Context, Tidied
from flows.tidy.tidy import tidy

TABLE = (("Offence", "2015/16", "2016/17"), ("Rape", "12", "14"), ("Grooming", "3", "5"))


def workbook(*above: str, below: str = "") -> Tidied:
    rows = [*((line,) for line in above), (), *TABLE, (), (below,)]
    cells = [Cell(r, c, text) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1) if text]
    grid = Grid(len(rows), 3, tuple(cells), "workbook", sheet="Table")
    return tidy(Document("xlsx", (grid,)), Context("d", "kent/table.xlsx", "2016-17", "kent"))


def test_a_workbook_that_replaces_another_says_so_in_a_cell() -> None:
    told = workbook("FOIA 2207/17 REVISED 25 September 2017. This table replaces the one sent to you on 4 September.")
    (claim,) = told.claims
    assert (claim.target, claim.whole) == ("2207/17", False)
    assert (told.row.reference, told.row.dated) == ("FOI 2207/17", dt.date(2017, 9, 25))
    assert len(told.observations) == 4


def test_a_note_below_a_table_replaces_another_as_well() -> None:
    told = workbook("FOIA 2207/17 4 September 2017", below="Please use this table in place of the one sent in August.")
    assert len(told.claims) == 1
    assert told.row.dated == dt.date(2017, 9, 4)


def test_a_note_that_figures_may_change_replaces_nothing() -> None:
    told = workbook("Sexual offences against children", below="Figures run on 25/09/2017 may be revised.")
    assert told.claims == []
    assert (told.row.reference, told.row.dated) == (None, None)

import pytest

from flows.check.ledger import balance, count_fates
from schemas.rows import DocumentRow, LedgerCell, Observation, Place

ID = "a" * 64
AT = Place(table=1, row=1, column=1)


def row(name="o", **given) -> Observation:
    return Observation("2016-17", "kent", ID, name, "s", **{"place": AT, "raw_value": "1", **given})


def cell(fate="observation", ids=("o",), place=AT, reason=None) -> LedgerCell:
    return LedgerCell("2016-17", "kent", ID, place, "1", fate, reason, list(ids))


def test_specimens_balance(specimens):
    assert balance(specimens.observations, specimens.cells) == []


@pytest.mark.parametrize(
    ("rows", "cells", "words"),
    [
        ([row()], [], "figures that no cell names"),
        ([], [cell()], "name a figure which does not exist"),
        ([row()], [cell(), cell("header", ())], "more than one fate"),
        ([row()], [cell(), cell("observation", (), Place(table=1, row=2, column=1))], "that name none"),
        ([row()], [cell(), cell("ignored", (), Place(table=1, row=2, column=1))], "without a reason"),
    ],
)
def test_an_imbalance_is_an_error(rows, cells, words):
    findings = balance(rows, cells)
    assert [finding.severity for finding in findings] == ["error"] * len(findings)
    assert any(words in finding.message for finding in findings)


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        ([row(raw_value=None)], []),
        ([row(), row("p")], [cell(ids=("o", "p"))]),
        ([], [cell("unplaced", ())]),
        ([row(place=Place(page=1))], [cell(place=Place(page=1)), cell("note", (), Place(page=1))]),
    ],
    ids=["a blank rests on an empty cell", "two figures in one cell", "a cell left over", "two blocks of one page"],
)
def test_what_balances(rows, cells):
    assert balance(rows, cells) == []


def test_records_rest_on_their_cells():
    assert balance([row(raw_value=None, method="records")], []) != []


def test_counts_come_from_the_ledger():
    document = count_fates(DocumentRow("2016-17", "kent", ID, "f"), [cell(), cell("header", ())])
    assert (document.cells_observation, document.cells_header, document.cells_unplaced) == (1, 1, 0)

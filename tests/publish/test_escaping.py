"""Values of returns in files and on terminals."""

from __future__ import annotations

import csv
import io

import pytest

from flows.publish.escaping import csv_cell, printable

FORMULAS = [
    *("=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", " =1", "\uff1d1+1", "\uff20x"),
    *("a;=1", "a\t=1", "a\n=1", "a; =1"),
]


@pytest.mark.parametrize("text", FORMULAS)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_no_cell_of_an_export_is_a_formula(text: str, separator: str) -> None:
    line = io.StringIO()
    csv.writer(line).writerow(["kent", csv_cell(text), 5])
    cells = [cell for row in csv.reader(line.getvalue().splitlines(), delimiter=separator) for cell in row]
    assert not any(cell.lstrip(" \t\r\n\"'").startswith(("=", "＝", "@", "＠")) and not quoted(cell) for cell in cells)


def quoted(cell: str) -> bool:
    return cell.lstrip(' \t\r\n"').startswith("'")


@pytest.mark.parametrize("text", ["kent", "2016/17", "a; b", "s.40(2)", "0-4", "Q1 = 5"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert csv_cell(text) == text


@pytest.mark.parametrize("sign", ["\x1b", "\x9b", "\x07", "\r", "\u202e", "\u2066", "\u200b", "\x7f", "\u2028"])
def test_no_sign_that_a_terminal_obeys_is_printed(sign: str) -> None:
    assert sign not in printable(f"reply{sign}fdp.eml")
    assert sign not in csv_cell(f"reply{sign}fdp.eml")

"""XLSB, winmail.dat and MSG."""

from __future__ import annotations

import datetime as dt
import struct
from pathlib import Path

from flows.read.containers import read_returns
from flows.read.grid import Limits, Text
from flows.read.kinds import kind_of
from flows.read.processes.workers import Job
from flows.read.reader import read_file
from tests.read.binaries import attached_file, attached_object, brt, compound, message, tnef, xlsb, xlsb_styles

CSV = b"Age,Count\n0-4,7\n"


def test_a_binary_workbook_gives_its_values_to_the_last_row(tmp_path: Path) -> None:
    (tmp_path / "x.xlsb").write_bytes(xlsb([["Age", 7], ["Total", 41.5]]))
    document = read_file(tmp_path / "x.xlsb", Limits())
    [(_, grid)] = document.grids
    assert (grid.sheet, grid.hidden) == ("Data", False)
    assert [(c.address, c.text, c.number) for c in grid.cells] == [
        *(("A1", "Age", None), ("B1", "7", 7), ("A2", "Total", None), ("B2", "41.5", 41.5))
    ]
    assert [notice.check for notice in document.notices] == ["formats_unknown"]


def test_a_hidden_sheet_of_a_binary_workbook_is_marked(tmp_path: Path) -> None:
    (tmp_path / "x.xlsb").write_bytes(xlsb([["Age", 7]], hidden=True))
    assert [grid.hidden for _, grid in read_file(tmp_path / "x.xlsb", Limits()).grids] == [True]


def test_a_binary_workbook_shows_its_cells_as_their_formats_do(tmp_path: Path) -> None:
    styles = xlsb_styles(["#,##0", "d-mmm", "0%", ";;;"], struck=[1])
    rows: list[list[str | float]] = [["Age", 1449], [42684, 0.5], [3, 7]]
    looks = [[0, 1], [2, 3], [4, 0]]
    data = xlsb(rows, styles=styles, looks=looks, hidden_rows=[1], hidden_columns=[1])
    (tmp_path / "x.xlsb").write_bytes(data)
    [(_, grid)] = read_file(tmp_path / "x.xlsb", Limits()).grids
    assert [(c.address, c.text, c.number_format, c.struck, c.hidden) for c in grid.cells] == [
        *(("A1", "Age", None, False, False), ("B1", "1,449", "#,##0", True, True)),
        *(("A2", "10-Nov", "d-mmm", False, True), ("B2", "50%", "0%", False, True)),
        *(("A3", "3", ";;;", False, True), ("B3", "7", None, False, True)),
    ]
    assert grid.cells[2].date == dt.date(2016, 11, 10)


def test_what_the_library_does_not_know_of_a_binary_workbook_is_named(tmp_path: Path) -> None:
    """Cells that follow their neighbour without naming a column, as some programs write them."""
    data = xlsb([["Age", 7]], after_cells=brt(16, struct.pack("<Id", 0, 41)) + brt(12, bytes(4)))
    (tmp_path / "x.xlsb").write_bytes(data)
    document = read_file(tmp_path / "x.xlsb", Limits())
    [lost] = [notice for notice in document.notices if notice.severity == "error"]
    assert (lost.check, "C1" in lost.message, document.partial) == ("cells_left_out", True, True)


def test_winmail_dat_gives_its_body_and_its_files(tmp_path: Path) -> None:
    (tmp_path / "winmail.dat").write_bytes(
        tnef(
            (1, 0x9006, 8, struct.pack("<I", 0x10000)),
            (1, 0x800C, 2, b"We recorded 816.\0"),
            (2, 0x9002, 6, bytes(14)),
            (2, 0x8010, 1, b"data.csv\0"),
            (2, 0x800F, 6, CSV),
        )
    )
    document = read_file(tmp_path / "winmail.dat", Limits())
    assert [block.text for block in document.blocks if isinstance(block, Text)] == ["We recorded 816."]
    assert [(file.name, file.content) for file in document.attachments] == [("data.csv", CSV)]


HISTORY = "We recorded 816.\r\n\r\nFrom: B\r\nSent: 1 May\r\nTo: A\r\n\r\nThe 999 of last year"


def test_an_outlook_message_gives_answer_history_and_files(tmp_path: Path) -> None:
    data = compound(message(32, HISTORY, attached_file("data.csv", CSV)))
    assert kind_of(data, "x") == "msg"
    (tmp_path / "x.msg").write_bytes(data)
    document = read_file(tmp_path / "x.msg", Limits())
    assert document.properties["subject"] == "RE: figures"
    texts = [(block.role, block.text) for block in document.blocks if isinstance(block, Text)]
    assert texts[0] == ("body", "We recorded 816.")
    assert texts[-1] == ("quoted", "The 999 of last year")
    assert [(file.name, file.content) for file in document.attachments] == [("data.csv", CSV)]


def test_a_message_attached_to_an_outlook_message_is_opened_with_its_files(tmp_path: Path) -> None:
    inner = message(24, "Females: 529.", attached_file("data.csv", CSV), attached_object({"CONTENTS": b"x"}))
    (tmp_path / "x.msg").write_bytes(compound(message(32, "See below.", attached_object(inner))))
    [(_, opened)] = read_returns([Job(tmp_path / "x.msg")], Limits(), workers=1)
    paths = ["x.msg", "x.msg/RE: figures.eml", "x.msg/RE: figures.eml/data.csv"]
    assert [file.path for file in opened] == paths
    assert [block.text for block in opened[1].document.blocks if isinstance(block, Text)] == ["Females: 529."]
    assert opened[2].content == CSV


def test_an_object_that_is_no_message_is_named_as_left_out(tmp_path: Path) -> None:
    (tmp_path / "x.msg").write_bytes(compound(message(32, "See below.", attached_object({"CONTENTS": b"x"}))))
    document = read_file(tmp_path / "x.msg", Limits())
    assert document.partial
    assert [notice.check for notice in document.notices] == ["attachments_left_out"]

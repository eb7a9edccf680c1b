"""CSV and its kin, in the encodings and dialects that machines write."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.read.grid import Document, Limits, UnreadableError
from flows.read.kinds import kind_of
from flows.read.workbooks import delimited


def read(tmp_path: Path, data: bytes) -> Document:
    (tmp_path / "x.csv").write_bytes(data)
    return delimited.read(tmp_path / "x.csv", Limits())


def texts(document: Document) -> list[tuple[str | None, str]]:
    return [(cell.address, cell.text) for _, grid in document.grids for cell in grid.cells]


EXPECTED = [("A1", "Age"), ("B1", "Fee £"), ("A2", "0–4"), ("B2", "1,7")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("separator", ["\t", ";", "|"])
def test_encodings_and_separators(tmp_path: Path, encoding: str, separator: str) -> None:
    text = f"Age{separator}Fee £\r\n0–4{separator}1,7\r\n"
    assert texts(read(tmp_path, text.encode(encoding))) == EXPECTED


def test_quotes_line_breaks_and_blank_lines_keep_their_rows(tmp_path: Path) -> None:
    data = b'Title only\n\nAge,"Both\nsexes"\n0-4,"1,234"\n'
    assert texts(read(tmp_path, data)) == [
        *(("A1", "Title only"), ("A3", "Age"), ("B3", "Both\nsexes"), ("A4", "0-4"), ("B4", "1,234"))
    ]


def test_a_stated_separator_is_no_row(tmp_path: Path) -> None:
    assert texts(read(tmp_path, b"sep=;\r\nAge;Count\r\n0-4;7\r\n"))[0] == ("A1", "Age")


def test_a_file_of_delimited_text_has_no_sheet(tmp_path: Path) -> None:
    [(_, grid)] = read(tmp_path, b"a,b\n1,2\n").grids
    assert (grid.sheet, grid.method) == (None, "csv")


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"a\tb\n1\t2\n3\t4\n", "export.xls", "csv"),
        (b"Dear Sir,\nNo figures, sorry.\nYours,\n", "reply.txt", "text"),
        (b"one column\n1\n2\n", "x.csv", "csv"),
        ("Größe;Zahl\n1;2\n".encode("utf-16"), "x.dat", "csv"),
    ],
)
def test_what_is_delimited_is_told_by_its_lines(data: bytes, name: str, kind: str) -> None:
    assert kind_of(data, name) == kind


def test_a_quote_that_is_never_closed_is_cut_and_said(tmp_path: Path) -> None:
    document = read(tmp_path, b'Age,Count\n0-4,"7\n' + b"5-10,12\n" * 10_000)
    [(_, grid)] = document.grids
    assert max(len(cell.text) for cell in grid.cells) == 32_767
    assert document.partial
    assert [(notice.check, notice.place) for notice in document.notices] == [("cells_left_out", "line 2")]


@pytest.mark.parametrize(("fields", "wide"), [(16_385, True), (16_384, False)])
def test_a_line_wider_than_any_sheet_is_no_table(tmp_path: Path, fields: int, wide: bool) -> None:
    line = ",".join(["7"] * fields).encode()
    if wide:
        with pytest.raises(UnreadableError, match="line 2 has 16,385 fields"):
            read(tmp_path, b"Age,Count\n%s\n" % line)
    else:
        assert not read(tmp_path, b"Age,Count\n%s,,,\n" % line).partial

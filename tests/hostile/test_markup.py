"""Web pages, letters and delimited text made to do harm."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from flows.read.grid import Document, Text

Outcome = Callable[..., Document]
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def letter(body: str, before: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f'{before}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
        )
    return buffer.getvalue()


def texts(document: Document) -> list[str]:
    return [cell.text for _, grid in document.grids for cell in grid.cells if cell.text]


@pytest.mark.parametrize("span", ["1000000", "4294967297", "-1", "0", "x", "٣", "9" * 5_000])
def test_column_spans_beyond_reason_are_capped(outcome: Outcome, span: str) -> None:
    document = outcome("span.html", f"<table><tr><td colspan={span}>1</td></tr><tr><td>2<td>3</table>".encode())
    assert texts(document) == ["1", "2", "3"]
    assert next(document.grids)[1].columns <= 66


@pytest.mark.parametrize("span", ["1000000", "0", "-5"])
def test_row_spans_beyond_reason_are_capped(outcome: Outcome, span: str) -> None:
    document = outcome("span.html", f"<table><tr><td rowspan={span}>1<td>2</tr><tr><td>3</table>".encode())
    assert texts(document) == ["1", "2", "3"]
    assert next(document.grids)[1].rows == 2


def test_spans_both_ways_in_many_cells_are_not_laid_out(outcome: Outcome) -> None:
    row = "<tr>" + "<td colspan=1000 rowspan=60000>7</td>" * 50 + "</tr>"
    document = outcome("spans.html", f"<table>{row * 400}</table>".encode())
    assert any(notice.check == "cells_left_out" for notice in document.notices)
    assert any(isinstance(block, Text) and block.text == "7" for block in document.blocks)


@pytest.mark.parametrize("tag", ["div", "table", "ul", "b"])
def test_nesting_without_end_ends(outcome: Outcome, tag: str) -> None:
    document = outcome("deep.html", (f"<{tag}>" * 20_000 + "5" + f"</{tag}>" * 20_000).encode())
    assert document.failure or document.partial or any("5" in str(block) for block in document.blocks)


def test_a_hundred_thousand_frames_within_frames_end(hurried: Outcome) -> None:
    document = hurried("deep.html", b"<div>" * 100_000 + b"5" + b"</div>" * 100_000)
    assert document.failure or document.partial or any("5" in str(block) for block in document.blocks)


def test_tables_nested_in_cells_without_end_end(hurried: Outcome) -> None:
    document = hurried("deep.html", ("<table><tr><td>a<td>" * 3_000).encode())
    assert document.failure or document.blocks


def test_a_style_sheet_without_end_costs_nothing(outcome: Outcome) -> None:
    document = outcome("css.html", ("<style>" + "a{" * 100_000 + "</style><p>5</p>").encode())
    assert any(isinstance(block, Text) and block.text == "5" for block in document.blocks)


def test_pages_from_elsewhere_are_not_fetched(outcome: Outcome) -> None:
    page = b'<html><iframe src="file:///etc/passwd"></iframe><img src="http://192.0.2.1/x"><p>5</p></html>'
    assert [block.text for block in outcome("frame.html", page).blocks if isinstance(block, Text)] == ["5"]


def test_scripts_and_escapes_are_text_or_nothing(outcome: Outcome) -> None:
    page = "<table><tr><td><script>alert(1)</script>=cmd|'/C calc'!A0<td>\x1b[31m5</table>"
    assert texts(outcome("inject.html", page.encode())) == ["=cmd|'/C calc'!A0", "\x1b[31m5"]


def test_a_letter_with_entities_is_refused(outcome: Outcome) -> None:
    doctype = '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    assert "entities" in outcome("e.docx", letter("<w:p><w:r><w:t>&e;</w:t></w:r></w:p>", doctype)).failure


def test_a_letter_with_spans_beyond_reason_is_bounded(outcome: Outcome) -> None:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="999999"/></w:tcPr><w:p><w:r><w:t>7</w:t></w:r></w:p></w:tc>'
    document = outcome("span.docx", letter(f"<w:tbl>{('<w:tr>' + cell * 30 + '</w:tr>') * 300}</w:tbl>"))
    assert any(notice.check == "cells_left_out" for notice in document.notices)


def test_a_letter_nested_without_end_ends(outcome: Outcome) -> None:
    deep = "<w:sdt><w:sdtContent>" * 5_000 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 5_000
    assert outcome("deep.docx", letter(deep)).failure


def test_lists_that_count_from_the_end_of_numbers(outcome: Outcome) -> None:
    page = "<html>" + "".join(
        f"<ol {attributes}><li>x</ol>"
        for attributes in ("start=999999999 type=i", "start=-5 reversed type=a", "start=9999999999999")
    )
    labels = [block.label for block in outcome("list.html", page.encode()).blocks if isinstance(block, Text)]
    assert labels == ["999999999.", "-5.", "1."]


def test_zero_bytes_in_delimited_text_are_dropped_and_named(outcome: Outcome) -> None:
    document = outcome("nul.csv", b"Age,Count\n0-4,\x007\n")
    assert texts(document) == ["Age", "Count", "0-4", "7"]
    assert any(notice.check == "characters_lost" for notice in document.notices)


@pytest.mark.parametrize(
    "data",
    [
        b'"never closed,1\n2,3\n' * 1_000,
        b"," * 500_000,
        b"a,b\n" + b"x" * 5_000_000 + b",1\n",
        b"\xff\xfe" + b"\x00\xd8" * 500,
        b"\r" * 100_000 + b"1,2",
        bytes(range(256)) * 50,
    ],
    ids=["open quote", "commas", "long field", "half surrogates", "returns alone", "all bytes"],
)
def test_delimited_text_of_nonsense_breaks_nothing(outcome: Outcome, data: bytes) -> None:
    document = outcome("nonsense.csv", data)
    assert "broke down" not in document.failure
    "".join(texts(document)).encode("utf-8")


def test_one_line_of_fifty_megabytes_ends(hurried: Outcome) -> None:
    document = hurried("line.csv", b"Age,Count," + b"0-4,7," * 8_500_000)
    assert document.failure or document.partial


def test_half_characters_from_a_page_can_be_written(outcome: Outcome) -> None:
    document = outcome("half.html", b"<p>5 &#xD800; &#0; end</p>")
    assert all(isinstance(block, Text) and block.text.encode("utf-8") for block in document.blocks)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.pdf", b"", "empty"),
        ("zeros.xlsx", b"\0" * 4_096, "empty"),
        ("program.pdf", b"\x7fELF" + bytes(range(256)) * 4, "not read here"),
        ("program.xlsx", b"MZ\x90\0" + bytes(range(256)) * 4, "not read here"),
        ("slides.pptx", b"PK\x03\x04" + b"\0" * 30, "damaged"),
        ("noise.docx", bytes((n * 97 + 13) % 256 for n in range(5_000)), "not read here"),
    ],
)
def test_what_is_no_return_says_what_it_is(outcome: Outcome, name: str, data: bytes, says: str) -> None:
    assert says in outcome(name, data).failure


@pytest.mark.parametrize("name", ["page.xls", "page.doc", "page.pdf", "page.csv", "page"])
def test_a_page_under_a_false_name_is_read_as_a_page(outcome: Outcome, name: str) -> None:
    document = outcome(name, b"<html><body><table><tr><td>5<td>6</table></body></html>")
    assert document.format == "html"
    assert texts(document) == ["5", "6"]


def test_a_rich_text_bomb_is_stopped(outcome: Outcome) -> None:
    document = outcome("deep.rtf", b"{\\rtf1 " + b"{" * 200_000 + b"5" + b"}" * 200_000 + b"}")
    assert "broke down" not in document.failure

"""Web pages: what is shown, in its order, with its numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.read.grid import Document, Grid, Limits, Text
from flows.read.web import webpage


def read(tmp_path: Path, body: str) -> Document:
    (tmp_path / "x.html").write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    return webpage.read(tmp_path / "x.html", Limits())


def said(document: Document) -> list[tuple[str, str, str]]:
    return [(block.role, block.label, block.text) for block in document.blocks if isinstance(block, Text)]


def grid(document: Document) -> Grid:
    [(_, found)] = document.grids
    return found


def test_spans_both_ways(tmp_path: Path) -> None:
    found = grid(
        read(
            tmp_path,
            "<table><tr><th rowspan=2>Age<th colspan=2>2016<tr><th>F<th>M<tr><td>0-4<td>1<td>2</table>",
        )
    )
    assert (found.rows, found.columns) == (3, 3)
    assert [(c.row, c.column, c.row_span, c.column_span, c.header) for c in found.cells[:4]] == [
        *((1, 1, 2, 1, True), (1, 2, 1, 2, True), (2, 2, 1, 1, True), (2, 3, 1, 1, True))
    ]


@pytest.mark.parametrize(
    "row",
    [
        "<tr style='display: none'><td>9<td>9",
        "<tr hidden><td>9<td>9",
        "<tr class=gone><td>9<td>9",
        "<tr style='visibility:hidden'><td>9<td>9",
    ],
)
def test_hidden_rows_are_there_and_marked(tmp_path: Path, row: str) -> None:
    style = "@media print { td {display:none} } .gone, .off { display:none }"
    page = f"<style>{style}</style><table><tr><td>1<td>2{row}</table>"
    assert [cell.text for cell in grid(read(tmp_path, page)).cells if cell.hidden] == ["9", "9"]


def test_paragraphs_and_breaks_in_a_cell_are_lines(tmp_path: Path) -> None:
    found = grid(
        read(tmp_path, "<table><tr><td><p>Under</p><p>18</p><td>a<br>b<tr><td>x<td><strong>7</strong></table>")
    )
    assert [cell.text for cell in found.cells] == ["Under\n18", "a\nb", "x", "7"]
    assert [cell.bold for cell in found.cells] == [False, False, False, True]


def test_a_raised_mark_does_not_run_into_the_figure(tmp_path: Path) -> None:
    found = grid(read(tmp_path, "<table><tr><td>5<sup>th</sup><td>1,234<sup>1</sup></table>"))
    assert [cell.text for cell in found.cells] == ["5th", "1,234¹"]


def test_struck_out_figures_are_marked(tmp_path: Path) -> None:
    found = grid(read(tmp_path, "<table><tr><td><del>12</del><td><s>12</s> 34</table>"))
    assert [(cell.text, cell.struck, cell.doubts) for cell in found.cells] == [
        ("12", True, ()),
        ("12 34", False, ("partly_struck",)),
    ]


def test_lists_draw_their_numbers(tmp_path: Path) -> None:
    body = "<ol><li>92<li value=5>8<li><p>a</p><p>b</p></ol><ol type=a start=3><li>x</ol><ul><li>y</ul>"
    assert said(read(tmp_path, body)) == [
        ("list_item", "1.", "92"),
        ("list_item", "5.", "8"),
        ("list_item", "6.", "a"),
        ("list_item", "", "b"),
        ("list_item", "c.", "x"),
        ("list_item", "", "y"),
    ]


def test_furniture_is_kept_apart(tmp_path: Path) -> None:
    body = (
        "<nav>Menu 101</nav><div class='cookie-banner'>2 cookies</div><header>Site</header>"
        "<article><header><h1>Answer</h1></header><p>816 offences</p></article><footer>999</footer>"
    )
    assert [(role, text) for role, _, text in said(read(tmp_path, body))] == [
        ("furniture", "Menu 101"),
        ("furniture", "2 cookies"),
        ("furniture", "Site"),
        ("heading", "Answer"),
        ("body", "816 offences"),
        ("furniture", "999"),
    ]


def test_a_table_inside_a_cell_is_a_table_of_its_own(tmp_path: Path) -> None:
    inner = "<table><tr><td>1<td>2<tr><td>3<td>4</table>"
    document = read(tmp_path, f"<table><tr><td>A much longer label than that<td>{inner}<tr><td>B<td>5</table>")
    assert [[cell.text for cell in found.cells] for _, found in document.grids] == [
        ["A much longer label than that", "", "B", "5"],
        ["1", "2", "3", "4"],
    ]


@pytest.mark.parametrize("frame", ["<table role=presentation>", "<table>"])
def test_a_frame_round_the_page_is_no_table(tmp_path: Path, frame: str) -> None:
    body = f"{frame}<tr><td><h2>Reply</h2><p>816</p><table><tr><td>1<td>2</table></td></tr></table>"
    document = read(tmp_path, body)
    assert [text for _, _, text in said(document)] == ["Reply", "816"]
    assert [cell.text for cell in grid(document).cells] == ["1", "2"]


def test_caption_and_colours(tmp_path: Path) -> None:
    found = grid(
        read(
            tmp_path,
            "<table><caption>Table 1</caption><tr bgcolor='#FFEE00'><td>1<td style='background:#abc'>2</table>",
        )
    )
    assert found.caption == "Table 1"
    assert [cell.fill for cell in found.cells] == ["#ffee00", "#aabbcc"]


def test_blank_lines_part_paragraphs(tmp_path: Path) -> None:
    assert [text for _, _, text in said(read(tmp_path, "<div>a<br>b<br><br>c</div>"))] == ["a\nb", "c"]


def test_preformatted_text_may_hold_a_table(tmp_path: Path) -> None:
    found = grid(read(tmp_path, "<pre>Age    Count\n0-4        7\n5-9       12</pre>"))
    assert (found.method, found.rows, found.columns) == ("html", 3, 2)

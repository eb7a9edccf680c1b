"""Word letters with every tracked change accepted."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.read.grid import Document, Grid, Limits, Text
from flows.read.word import docx as word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/package/2006/relationships"

Letter = Callable[..., Document]


@pytest.fixture
def letter(tmp_path: Path) -> Letter:
    """Read a letter of the body given; keyword arguments are further parts, `numbering="..."` and so on."""

    def read(body: str, **parts: str) -> Document:
        path = tmp_path / "x.docx"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("word/document.xml", root("document", f"<w:body>{body}</w:body>"))
            relations = ""
            for number, (name, content) in enumerate(parts.items()):
                tag = {"header": "hdr", "footer": "ftr"}.get(name, name)
                archive.writestr(f"word/{name}.xml", root(tag, content))
                relations += f'<Relationship Id="r{number}" Type="{R}/{name}" Target="{name}.xml"/>'
            archive.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{P}">{relations}</Relationships>')
        return word.read(path, Limits())

    return read


def root(tag: str, content: str) -> str:
    return f'<w:{tag} xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="m" xmlns:wps="s" xmlns:v="v">{content}</w:{tag}>'


def p(*runs: str, properties: str = "") -> str:
    return (
        f"<w:p><w:pPr>{properties}</w:pPr>{''.join(r(run) if not run.startswith('<') else run for run in runs)}</w:p>"
    )


def r(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tbl(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def said(document: Document) -> list[tuple[str, str, str]]:
    return [(block.role, block.label, block.text) for block in document.blocks if isinstance(block, Text)]


def grid(document: Document) -> Grid:
    [(_, found)] = document.grids
    return found


def test_cells_over_columns_and_rows(letter: Letter) -> None:
    two, start, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    found = grid(
        letter(tbl(tc("Age", start) + tc("2016", two), tc("", on) + tc("F") + tc("M"), tc("0-4") + tc("1") + tc("2")))
    )
    assert (found.rows, found.columns) == (3, 3)
    assert [(c.text, c.row, c.column, c.row_span, c.column_span) for c in found.cells[:4]] == [
        *(("Age", 1, 1, 2, 1), ("2016", 1, 2, 1, 2), ("F", 2, 2, 1, 1), ("M", 2, 3, 1, 1))
    ]


def test_rows_drawn_a_little_apart_share_their_columns(letter: Letter) -> None:
    widths = "".join(f'<w:gridCol w:w="{w}"/>' for w in (34, 2000, 60, 1500, 31))
    header = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + tc("Offence", span(2)) + tc("2016/17", span(2))
    body = tc("Rape", span(2)) + tc("3", span(2))
    table = grid(letter(tbl(header, body).replace("<w:tr>", f"<w:tblGrid>{widths}</w:tblGrid><w:tr>", 1)))
    assert [(c.row, c.column, c.column_span, c.text) for c in table.cells] == [
        (1, 1, 1, "Offence"), (1, 2, 1, "2016/17"), (2, 1, 1, "Rape"), (2, 2, 1, "3"),
    ]  # fmt: skip


def test_a_narrow_column_with_words_stays(letter: Letter) -> None:
    widths = "".join(f'<w:gridCol w:w="{w}"/>' for w in (2000, 60, 1500))
    text = tbl(tc("Rape") + tc("r") + tc("3")).replace("<w:tr>", f"<w:tblGrid>{widths}</w:tblGrid><w:tr>", 1)
    assert [c.column for c in grid(letter(text)).cells] == [1, 2, 3]


def test_tracked_changes_are_accepted(letter: Letter) -> None:
    changed = f"<w:ins>{r('0')}</w:ins><w:del><w:r><w:delText>5</w:delText></w:r></w:del>"
    gone = f"<w:trPr><w:del/></w:trPr>{tc('9')}{tc('9')}"
    document = letter(p("1,31", changed) + tbl(tc("a") + tc("1"), gone, tc("b") + tc("2")))
    assert said(document) == [("body", "", "1,310")]
    assert [cell.text for cell in grid(document).cells] == ["a", "1", "b", "2"]


def test_content_controls_hide_nothing(letter: Letter) -> None:
    def sdt(content: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    document = letter(sdt(p("Total ", sdt(r("41")))) + sdt(tbl(tc("a") + sdt(tc("1")), tc("b") + tc("2"))))
    assert said(document) == [("body", "", "Total 41")]
    assert [cell.text for cell in grid(document).cells] == ["a", "1", "b", "2"]


def test_text_boxes_are_read_once(letter: Letter) -> None:
    box = f"<w:txbxContent>{p('Boxed 7')}</w:txbxContent>"
    drawing = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert said(letter(p("Before", drawing))) == [("body", "", "Before"), ("body", "", "Boxed 7")]


def test_numbers_that_lists_draw_stand_in_the_label(letter: Letter) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1">'
        '<w:lvl w:ilvl="0"><w:start w:val="2"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Q%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1(%2)"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>'
    )

    def item(text: str, level: int) -> str:
        return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>')

    document = letter(item("x", 0) + item("y", 1) + item("z", 1) + item("u", 0) + item("v", 1), numbering=numbering)
    assert [(label, text) for _, label, text in said(document)] == [
        *(("Q2.", "x"), ("2(a)", "y"), ("2(b)", "z"), ("Q3.", "u"), ("3(a)", "v"))
    ]


def test_headers_and_footers_are_kept_apart(letter: Letter) -> None:
    document = letter(p("816"), header=p("Page of 101"), footer=p("Ring 999"))
    assert [(role, text) for role, _, text in said(document)] == [
        *(("page_header", "Page of 101"), ("body", "816"), ("page_footer", "Ring 999"))
    ]


def test_a_footnote_number_is_raised_and_its_text_follows(letter: Letter) -> None:
    notes = f'<w:footnote w:id="4">{p("Not audited")}</w:footnote><w:footnote w:id="0">{p("rule")}</w:footnote>'
    document = letter(p("1,234", '<w:r><w:footnoteReference w:id="4"/></w:r>'), footnotes=notes)
    assert said(document) == [("body", "", "1,234¹"), ("footnote", "¹", "Not audited")]


def test_looks(letter: Letter) -> None:
    shaded = '<w:shd w:fill="DDEBF7"/>'
    row = f"<w:tc><w:tcPr>{shaded}</w:tcPr>{p(r('7', '<w:b/><w:strike/>'))}</w:tc>"
    part = f"<w:tc>{p(r('12', '<w:strike/>'), r(' 34'))}</w:tc>"
    head = "<w:trPr><w:tblHeader/></w:trPr>"
    found = grid(letter(tbl(head + row + part, tc("a") + tc("b"))))
    assert [(c.bold, c.struck, c.fill, c.header, c.doubts) for c in found.cells[:2]] == [
        (True, True, "#ddebf7", True, ()),
        (False, False, None, True, ("partly_struck",)),
    ]


def test_headings_by_style(letter: Letter) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 2"/></w:style>'
    assert said(letter(p("Response", properties='<w:pStyle w:val="H"/>'), styles=styles)) == [
        ("heading", "", "Response")
    ]


def test_a_frame_round_text_is_no_table(letter: Letter) -> None:
    inner = tbl(tc("a") + tc("1"), tc("b") + tc("2"))
    document = letter(tbl(f"<w:tc>{p('Boxed')}{inner}{p('')}</w:tc>"))
    assert said(document) == [("body", "", "Boxed")]
    assert [cell.text for cell in grid(document).cells] == ["a", "1", "b", "2"]


def test_line_breaks_tabs_and_hyphens(letter: Letter) -> None:
    document = letter(p("<w:r><w:t>0</w:t><w:noBreakHyphen/><w:t>4</w:t><w:tab/><w:t>7</w:t><w:br/><w:t>b</w:t></w:r>"))
    assert said(document) == [("body", "", "0-4\t7\nb")]


def test_hidden_text_is_no_part_of_a_figure(letter: Letter) -> None:
    found = grid(letter(tbl(f"<w:tc>{p(r('12'), r('99', '<w:vanish/>'))}</w:tc>" + tc("a"), tc("b") + tc("c"))))
    assert (found.cells[0].text, found.cells[0].doubts) == ("12", ("partly_hidden",))


@pytest.mark.parametrize("look", ['<w:vertAlign w:val="superscript"/>', '<w:position w:val="8"/>'])
def test_a_number_above_the_line_is_the_mark_of_a_footnote(letter: Letter, look: str) -> None:
    raised, lowered = letter(p("2004", r("5", look)) + p("2004", r("5", '<w:position w:val="-4"/>'))).blocks
    assert (raised.text, lowered.text) == ("2004⁵", "20045")

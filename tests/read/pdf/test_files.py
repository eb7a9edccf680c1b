"""Files that are locked, damaged, hostile or hold others."""

import re

import pikepdf
import pytest

from flows.read.grid import Limits, UnreadableError
from flows.read.pdf import read

TABLE = [["Age", "2016/17"], ["Under 13", "4"], ["13 to 17", "9"]]


@pytest.fixture
def reply(page):
    return page().text(50, 40, "Our response follows.").table(50, 80, [120, 80], TABLE)


def test_password(reply, write, rows_of):
    path = write(reply, encryption=pikepdf.Encryption(owner="owner", user="secret", R=6))
    with pytest.raises(UnreadableError, match="locked"):
        read(path, Limits())
    with pytest.raises(UnreadableError, match="locked"):
        read(path, Limits(), ("wrong",))
    [(_, grid)] = read(path, Limits(), ("wrong", "secret")).grids
    assert rows_of(grid) == TABLE


def test_locked_against_change_only_opens(reply, reading, rows_of):
    [(_, grid)] = reading(reply, encryption=pikepdf.Encryption(owner="owner", user="", R=4)).grids
    assert rows_of(grid) == TABLE


def test_truncated_file_is_read_and_marked_partial(reply, write, rows_of):
    path = write(reply)
    content = path.read_bytes()
    path.write_bytes(content[: content.rindex(b"xref")])
    document = read(path, Limits())
    [(_, grid)] = document.grids
    assert rows_of(grid) == TABLE
    assert document.partial
    assert [notice.check for notice in document.notices] == ["pdf_damaged"]


def test_a_file_that_qpdf_refuses_is_read_by_its_pages(reply, write, rows_of):
    path = write(reply, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    # The objects bear numbers beyond any that qpdf keeps.
    content = re.sub(rb"(\d+)( 0 (?:obj|R))", lambda m: b"%d%s" % (100_000 + int(m[1]), m[2]), path.read_bytes())
    path.write_bytes(content[: content.index(b"xref")] + content[content.index(b"trailer") :])
    with pytest.raises(pikepdf.PdfError):
        pikepdf.open(path)
    document = read(path, Limits())
    [(_, grid)] = document.grids
    assert rows_of(grid) == TABLE
    assert document.partial
    assert [notice.check for notice in document.notices] == ["pdf_damaged"]


def test_what_is_no_pdf_is_unreadable(tmp_path):
    path = tmp_path / "reply.pdf"
    path.write_bytes(b"%PDF-1.7\nnothing of the kind")
    with pytest.raises(UnreadableError, match=r"reply\.pdf"):
        read(path, Limits())


def test_embedded_file_is_an_attachment(reply, reading):
    def embed(pdf):
        pdf.attachments["figures.csv"] = pikepdf.AttachedFileSpec(pdf, b"age,count\n", filename="figures.csv")

    [attachment] = reading(reply, change=embed).attachments
    assert (attachment.name, attachment.content) == ("figures.csv", b"age,count\n")


def test_properties(reply, reading):
    def describe(pdf):
        pdf.docinfo["/Title"] = "FOI 1/17"

    assert reading(reply, change=describe).properties["title"] == "FOI 1/17"


def test_form_that_draws_itself_ends(reply, reading, rows_of):
    def loop(pdf):
        form = pdf.make_stream(b"/X Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
        pdf.pages[0].Resources.XObject = pikepdf.Dictionary(X=form)
        pdf.pages[0].contents_add(b"/X Do")

    [(_, grid)] = reading(reply, change=loop).grids
    assert rows_of(grid) == TABLE


def test_filled_in_form_fields_are_read(page, reading, texts):
    def fill(pdf):
        field = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                FT=pikepdf.Name.Tx,
                T=pikepdf.String("answer"),
                V=pikepdf.String("1,681 offences"),
                DA=pikepdf.String("/Helv 10 Tf 0 g"),
                Rect=[50, 700, 300, 720],
                F=4,
            )
        )
        helv = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        pdf.pages[0].Annots = pikepdf.Array([field])
        pdf.Root.AcroForm = pikepdf.Dictionary(
            Fields=[field],
            DR=pikepdf.Dictionary(Font=pikepdf.Dictionary(Helv=helv)),
            DA=pikepdf.String("/Helv 10 Tf 0 g"),
            NeedAppearances=True,
        )

    document = reading(page().text(50, 100, "How many offences were recorded?"), change=fill)
    assert ("body", "", "1,681 offences") in texts(document)


def test_pages_beyond_the_limit_are_named(page, write):
    path = write(*(page().text(50, 50, f"Answer {n}") for n in range(3)))
    document = read(path, Limits(pages=2))
    assert document.partial
    assert document.pages == 3
    assert [notice.place for notice in document.notices] == ["page 3"]
    assert "Answer 2" not in str(document.blocks)

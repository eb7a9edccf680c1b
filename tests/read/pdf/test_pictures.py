"""Pages that are pictures: what happens with OCR, without it, and with the text layer of an earlier OCR."""

import io
import sys
from types import SimpleNamespace

import pikepdf
import pytest
from PIL import Image, ImageDraw

from flows.read.grid import Box, Limits
from flows.read.page import PageContent, Word
from flows.read.pdf import read

SCAN = "flows.read.scan.page"


@pytest.fixture
def scanned(page, write):
    """A page that a picture fills, with text operators under it if wanted."""

    def scanned(under=None, **kwargs):
        picture = Image.new("L", (595, 842), 255)
        ImageDraw.Draw(picture).rectangle((60, 60, 300, 80), fill=0)
        data = io.BytesIO()
        picture.save(data, "JPEG")

        def embed(pdf):
            image = pdf.make_stream(
                data.getvalue(),
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Image,
                Width=595,
                Height=842,
                ColorSpace=pikepdf.Name.DeviceGray,
                BitsPerComponent=8,
                Filter=pikepdf.Name.DCTDecode,
            )
            pdf.pages[0].Resources.XObject = pikepdf.Dictionary(X=image)
            pdf.pages[0].contents_add(b"q 595 0 0 842 0 0 cm /X Do Q", prepend=True)

        return write(under or page(), *kwargs.pop("more", ()), change=embed, **kwargs)

    return scanned


@pytest.fixture
def ocr(monkeypatch):
    """OCR that sees these (text, confidence) on every page it is asked to read; gives the numbers of those pages."""

    def ocr(*seen):
        asked = []

        def look(image, number, dpi):
            asked.append(number)
            assert image.width == pytest.approx(595 * dpi / 72, abs=2)
            words = tuple(
                Word(text, Box(60, 62 + 40 * n, 90, 76 + 40 * n), size=10.0, confidence=sure)
                for n, (text, sure) in enumerate(seen)
            )
            return PageContent(number, 595, 842, words), SimpleNamespace(as_hung=lambda box: box, quarters=0)

        monkeypatch.setitem(sys.modules, SCAN, SimpleNamespace(seen=look))
        return asked

    return ocr


def test_only_the_page_that_is_a_picture_is_read_by_ocr(page, scanned, ocr, texts):
    asked = ocr(("seen", 0.9))
    document = read(scanned(more=[page().text(50, 50, "Printed text of a second page.")]), Limits())
    assert asked == [1]
    assert [text for *_, text in texts(document)] == ["seen", "Printed text of a second page."]
    assert not document.partial


def test_without_ocr_a_document_of_pictures_fails_and_says_why(scanned, monkeypatch):
    monkeypatch.setitem(sys.modules, SCAN, None)
    document = read(scanned(), Limits())
    assert "page 1 is a picture" in document.failure
    assert [notice.check for notice in document.notices] == ["ocr_missing"]


def test_without_ocr_the_other_pages_are_still_read(page, scanned, monkeypatch, texts):
    monkeypatch.setitem(sys.modules, SCAN, None)
    document = read(scanned(more=[page().text(50, 50, "Printed.")]), Limits())
    assert (document.failure, document.partial) == ("", True)
    assert [text for *_, text in texts(document)] == ["Printed."]


def test_no_time_left_for_pictures_is_said(scanned, ocr):
    assert not ocr()
    document = read(scanned(), Limits(seconds=0))
    assert [notice.check for notice in document.notices] == ["ocr_out_of_time"]
    assert document.partial


@pytest.mark.parametrize(("layer", "doubted"), [("174", False), ("171", True)])
def test_figures_that_an_earlier_ocr_read_otherwise_are_doubted(page, scanned, ocr, layer, doubted):
    ocr(("174", 0.99))
    document = read(scanned(page().text(60, 73, layer, extra="3 Tr")), Limits())
    [text] = document.blocks
    assert (text.text, "ocr_unsure" in text.doubts) == ("174", doubted)


def test_font_that_says_nothing_of_its_letters_goes_to_ocr(page, write, ocr, texts):
    def obscure(pdf):
        descriptor = pikepdf.Dictionary(Type=pikepdf.Name.FontDescriptor, FontName=pikepdf.Name.Odd, Flags=4)
        inner = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.CIDFontType2,
            BaseFont=pikepdf.Name.Odd,
            CIDSystemInfo=pikepdf.Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
            FontDescriptor=descriptor,
            DW=500,
        )
        pdf.pages[0].Resources.Font.F1 = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=pikepdf.Name.Odd,
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=[inner],
        )

    asked = ocr(("1,310", 0.9))
    document = read(write(page().draw("BT /F1 10 Tf 50 700 Td <00120013> Tj ET"), change=obscure), Limits())
    assert asked == [1]
    assert [text for *_, text in texts(document)] == ["1,310"]

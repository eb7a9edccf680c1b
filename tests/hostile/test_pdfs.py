"""PDFs made to do harm."""

from __future__ import annotations

import base64
import io
import zlib
from collections.abc import Callable

import pikepdf
import pytest

from flows.read.containers import Opened
from flows.read.grid import Document, Text

Outcome = Callable[..., Document]
Unpacked = Callable[..., list[Opened]]


def pdf(*objects: bytes) -> bytes:
    """A PDF of the objects given, numbered from 1; the first is the catalogue."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>/Font<<>>>>>>"
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>"


@pytest.mark.parametrize(
    "data",
    [
        pdf(CATALOGUE, PAGES, PAGE, stream(b"/F Do"), stream(b"/F Do /F Do", FORM)),
        pdf(CATALOGUE, PAGES, PAGE, stream(zlib.compress(b"0 0 m 9 9 l S\n" * 4_000_000, 9), b"/Filter/FlateDecode")),
        pdf(CATALOGUE, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"),
        pdf(CATALOGUE, b"<</Type/Pages/Kids[3 0 R]/Count 999999999>>", PAGE, stream(b""), stream(b"", FORM)),
        pdf(
            CATALOGUE,
            PAGES,
            PAGE.replace(b"[0 0 595 842]", b"[0 0 1e30 -1e30]"),
            stream(b"0 0 9 9 re S"),
            stream(b"", FORM),
        ),
        pdf(CATALOGUE, PAGES, PAGE, stream(b"q " * 500_000), stream(b"", FORM)),
        pdf(CATALOGUE, PAGES, PAGE, stream(b"[" * 500_000), stream(b"", FORM)),
        pdf(CATALOGUE, PAGES, PAGE, b"4 0 R", stream(b"", FORM)),
        pdf(CATALOGUE, PAGES, PAGE, b"<</Length 4 0 R>>stream\nx\nendstream", stream(b"", FORM)),
        b"%PDF-1.7\n" + b"<<" * 200_000,
        b"%PDF-1.4\ntrailer<</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF",
    ],
    ids=[
        *("form in itself", "deflate bomb", "pages in themselves", "page count", "page size", "states never closed"),
        *(
            "arrays never closed",
            "content is a reference to itself",
            "length is its own stream",
            "dictionaries",
            "chain",
        ),
    ],
)
def test_it_ends_with_an_outcome(hurried: Outcome, data: bytes) -> None:
    document = hurried("hostile.pdf", data)
    assert document.failure or not any(grid.cells for _, grid in document.grids)


def test_a_picture_that_unpacks_to_gigabytes_is_stopped(hurried: Outcome) -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")

    size = (60_000).to_bytes(4, "big")
    head = chunk(b"IHDR", size + size + b"\x08\x02\0\0\0")
    data = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 20_000_000, 9)) + chunk(b"IEND", b"")
    assert hurried("huge.png", data).failure


LAUNCH = b"/OpenAction<</S/Launch/F(/bin/sh)/Win<</F(cmd.exe)/P(/c calc)>>/Next<</S/JavaScript/JS(app.launchURL(1))>>>>"
SPACES = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</G %d 0 R>>>>"
FONT = b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 5 0 R>>>>>>"
TEXT = stream(b"BT /F1 12 Tf 50 700 Td (Total 5) Tj ET")
WORDS = PAGE.replace(b"<</XObject<</F 5 0 R>>/Font<<>>>>", FONT)


def test_actions_are_not_carried_out(outcome: Outcome) -> None:
    catalogue = CATALOGUE.replace(b"/Pages", LAUNCH + b"/Pages", 1)
    annotated = PAGE.replace(b"/Contents", b"/AA<</O<</S/URI/URI(http://192.0.2.1/)>>>>/Contents")
    page = annotated.replace(b"<<>>>>>>", b"<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>")
    document = outcome("launch.pdf", pdf(catalogue, PAGES, page, TEXT, stream(b"", FORM)))
    assert [block.text for block in document.blocks if isinstance(block, Text)] == ["Total 5"]


def test_forms_that_draw_each_other_end(hurried: Outcome) -> None:
    one, other = stream(b"/G Do /G Do", SPACES % 6), stream(b"/G Do /G Do", SPACES % 5)
    document = hurried("ring.pdf", pdf(CATALOGUE, PAGES, PAGE, stream(b"/F Do"), one, other))
    assert document.failure or not any(grid.cells for _, grid in document.grids)


def test_forms_that_double_at_every_level_end(hurried: Outcome) -> None:
    levels = [stream(b"/G Do /G Do", SPACES % (6 + n)) for n in range(40)]
    document = hurried(
        "double.pdf", pdf(CATALOGUE, PAGES, PAGE, stream(b"/F Do"), *levels, stream(b"0 0 9 9 re S", FORM))
    )
    assert document.failure or document.partial or not any(grid.cells for _, grid in document.grids)


@pytest.mark.parametrize(
    "characters",
    [
        b"1 beginbfrange <0000> <FFFFFFFF> <0020> endbfrange",
        b"1 beginbfrange <00> <FF> [" + b"<0035> " * 300_000 + b"] endbfrange",
        b"/Adobe-Identity-UCS usecmap /X usecmap",
        b"begincmap " * 100_000,
    ],
    ids=["range without end", "long list", "another map", "begun without end"],
)
def test_maps_of_characters_beyond_reason_end(hurried: Outcome, characters: bytes) -> None:
    document = hurried("map.pdf", pdf(CATALOGUE, PAGES, WORDS, TEXT, stream(characters)))
    assert "the reader failed" not in document.failure


def test_pages_ten_thousand_levels_down_end(hurried: Outcome) -> None:
    levels = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (n + 3) for n in range(10_000)]
    document = hurried("deep.pdf", pdf(CATALOGUE, *levels, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"))
    assert "broke down" not in document.failure
    assert not document.blocks


def test_files_in_a_pdf_keep_to_their_names(unpacked: Unpacked) -> None:
    made = pikepdf.new()
    made.add_blank_page()
    made.attachments["../../x.csv"] = b"a,b\n1,2\n"
    made.attachments["\u202efdp.csv"] = b"a,b\n3,4\n"
    buffer = io.BytesIO()
    made.save(buffer)
    opened = unpacked("files.pdf", buffer.getvalue())
    assert sorted(file.path for file in opened) == ["files.pdf", "files.pdf/fdp.csv", "files.pdf/x.csv"]


def test_what_a_pdf_embeds_beyond_the_limit_never_leaves_its_reader(outcome: Outcome) -> None:
    """A bomb of 64 MB in 64 KB, where 32 MB are allowed, beside a file that anybody may have."""
    made = pikepdf.new()
    made.add_blank_page()
    for name, content in (("bomb.bin", b""), ("figures.csv", b"a,b\n1,2\n")):
        made.attachments[name] = content
    bomb = made.make_stream(zlib.compress(bytes(64 * 2**20), 9), Filter=pikepdf.Name.FlateDecode)
    made.attachments["bomb.bin"].obj.EF = pikepdf.Dictionary(F=bomb, UF=bomb)
    buffer = io.BytesIO()
    made.save(buffer, compress_streams=False)
    document = outcome("embeds.pdf", buffer.getvalue())
    assert [file.name for file in document.attachments] == ["figures.csv"]
    assert document.partial
    [notice] = [notice for notice in document.notices if notice.check == "attachments_left_out"]
    assert (notice.severity, "bomb.bin" in notice.message) == ("error", True)


def test_a_page_that_no_reader_can_follow_is_read_as_far_as_it_can_be_drawn(outcome: Outcome) -> None:
    text = base64.a85encode(b"BT /F1 12 Tf 50 700 Td (Nothing) Tj ET") + b"\xe9~>"
    data = pdf(CATALOGUE, PAGES, PAGE, stream(text, b"/Filter/ASCII85Decode"), stream(b"", FORM))
    document = outcome("page.pdf", data)
    assert document.partial
    assert [notice.check for notice in document.notices if notice.severity == "error"] == ["pdf_page_damaged"]
    assert "0x" not in str([notice.message for notice in document.notices])

"""Letters that reach out: templates, pictures and text from elsewhere, commands in fields."""

from __future__ import annotations

import io
import shutil
import threading
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from flows.read.grid import Document, Text

Outcome = Callable[..., Document]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/package/2006/relationships"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
with_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def packed(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def letter(body: str, **parts: str) -> bytes:
    """A Word letter; keyword arguments are parts beside it, `settings_rels` being the relations of `settings`."""
    document = f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>'
    names = [name for name in parts if not name.endswith("_rels")]
    relations = "".join(f'<Relationship Id="{name}" Type="{R}/{name}" Target="{name}.xml"/>' for name in names)
    return packed(
        {
            "word/document.xml": document,
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{P}">{relations}</Relationships>',
        }
        | {f"word/{name}.xml": parts[name] for name in names}
        | {f"word/_rels/{name[:-5]}.xml.rels": parts[name] for name in parts if name not in names}
    )


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def said(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Text)]


@pytest.fixture
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    """The address of a web server, and what was asked of it."""
    asked: list[str] = []

    class Noting(BaseHTTPRequestHandler):
        def handle_one_request(self) -> None:
            asked.append(self.rfile.readline(1_000).decode("latin-1"))
            self.close_connection = True

    with HTTPServer(("127.0.0.1", 0), Noting) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


def test_a_template_from_elsewhere_is_not_fetched(outcome: Outcome, elsewhere: tuple[str, list[str]]) -> None:
    address, asked = elsewhere
    settings = f'<w:settings xmlns:w="{W}" xmlns:r="{R}"><w:attachedTemplate r:id="t"/></w:settings>'
    relations = (
        f'<Relationships xmlns="{P}"><Relationship Id="t" Type="{R}/attachedTemplate" '
        f'Target="{address}/x.dotm" TargetMode="External"/></Relationships>'
    )
    document = outcome("x.docx", letter(f"<w:p>{run('5')}</w:p>", settings=settings, settings_rels=relations))
    assert (said(document), asked) == (["5"], [])


def test_commands_in_fields_are_neither_run_nor_read(outcome: Outcome) -> None:
    def field(code: str, shown: str) -> str:
        kinds = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
        return f"<w:p>{kinds[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{kinds[1]}{run(shown)}{kinds[2]}</w:p>"

    body = field('DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"', "7") + field(
        'INCLUDETEXT "/etc/passwd"', "8"
    )
    assert said(outcome("dde.docx", letter(body))) == ["7", "8"]


def test_styles_based_on_each_other_end(outcome: Outcome) -> None:
    def style(name: str, base: str) -> str:
        return f'<w:style w:type="paragraph" w:styleId="{name}"><w:basedOn w:val="{base}"/></w:style>'

    chain = "".join(style(f"s{n}", f"s{n + 1}") for n in range(5_000))
    styles = f'<w:styles xmlns:w="{W}">{style("a", "b")}{style("b", "a")}{chain}</w:styles>'
    body = "".join(f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr>{run("5")}</w:p>' for name in ("a", "s0"))
    assert said(outcome("styles.docx", letter(body, styles=styles))) == ["5", "5"]


def test_a_list_of_absurd_levels_ends(outcome: Outcome) -> None:
    shape = '<w:start w:val="2147483647"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1%9%99"/>'
    level = f'<w:lvl w:ilvl="0">{shape}</w:lvl>'
    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    properties = '<w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    body = "".join(f"<w:p>{properties.format(n)}{run('5')}</w:p>" for n in (0, 99999999, 0))
    assert said(outcome("list.docx", letter(body, numbering=numbering))) == ["5"] * 3


def test_thousands_of_lines_with_tabs_end(outcome: Outcome) -> None:
    body = "<w:p><w:r><w:tab/><w:t>5</w:t><w:tab/></w:r></w:p>" * 20_000
    assert not outcome("tabs.docx", letter(body)).failure


@with_libreoffice
@pytest.mark.parametrize("name", ["picture.odt", "section.odt", "picture.rtf", "template.rtf"])
def test_what_libreoffice_reads_fetches_nothing(
    hurried: Outcome, elsewhere: tuple[str, list[str]], name: str, tmp_path: Path
) -> None:
    address, asked = elsewhere
    source = '<t:section-source x:href="{}" x:type="simple"/>'.format
    here = tmp_path / "secret.txt"
    here.write_text("SECRET 4711")
    picture = f'<d:image x:href="{address}/x.png" x:type="simple"/>'
    data = {
        "picture.odt": odt(f'<t:p>5<d:frame s:width="5cm" s:height="5cm">{picture}</d:frame></t:p>'),
        "section.odt": odt(
            f'<t:section t:name="a">{source(address)}<t:p>5</t:p></t:section>'
            f'<t:section t:name="b">{source(here.as_uri())}</t:section>'
        ),
        "picture.rtf": (
            rf'{{\rtf1 5{{\field{{\*\fldinst INCLUDEPICTURE "{address}/x.png" \\d}}{{\fldrslt}}}}\par}}'.encode()
        ),
        "template.rtf": rf"{{\rtf1{{\*\template {address}/x.dot}}5\par}}".encode(),
    }[name]
    document = hurried(name, data)
    assert said(document) == ["5"]
    assert asked == []


def odt(body: str) -> bytes:
    kind = "application/vnd.oasis.opendocument.text"
    spaces = f'xmlns:o="{ODF}:office:1.0" xmlns:t="{ODF}:text:1.0" xmlns:d="{ODF}:drawing:1.0"'
    more = f'xmlns:s="{ODF}:svg-compatible:1.0" xmlns:x="http://www.w3.org/1999/xlink" o:version="1.2"'
    return packed(
        {
            "mimetype": kind,
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{ODF}:manifest:1.0">'
            f'<m:file-entry m:full-path="/" m:media-type="{kind}"/>'
            '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>',
            "content.xml": f"<o:document-content {spaces} {more}>"
            f"<o:body><o:text>{body}</o:text></o:body></o:document-content>",
        }
    )

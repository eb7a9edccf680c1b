"""A table with merged headers gives the same observations from all the file types that LibreOffice writes it to."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from tests.formats.test_one_return import carried, sayings

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")

PAGE = """<html><body>
<p>You asked how many sexual offences against children under 18 the force recorded in 2015/16 and 2016/17.</p>
<p>Table 1: Recorded sexual offences against children, by age and sex of the victim</p>
<table border="1">
<tr><th rowspan="2">Offence</th><th rowspan="2">Age</th><th colspan="2">2015/16</th><th colspan="2">2016/17</th></tr>
<tr><th>Female</th><th>Male</th><th>Female</th><th>Male</th></tr>
<tr><td rowspan="3">Rape</td><td>0-4</td><td>12</td><td>7</td><td>15</td><td>&lt;5</td></tr>
<tr><td>5-9</td><td>41</td><td>20</td><td>63</td><td>20</td></tr>
<tr><td>10-17</td><td>1,120</td><td>133</td><td>1,141</td><td>140</td></tr>
<tr><td rowspan="2">Sexual assault</td><td>0-4</td><td>22</td><td>0</td><td>25</td><td>*</td></tr>
<tr><td>5-17</td><td>320</td><td>33</td><td>341</td><td>44</td></tr>
</table>
<p>* This figure is withheld under section 40(2) of the Freedom of Information Act 2000.</p>
</body></html>
"""
SHEETS = {"xlsx": "Calc MS Excel 2007 XML", "xls": "MS Excel 97", "ods": "calc8"}
LETTERS = {"docx": "MS Word 2007 XML", "doc": "MS Word 97", "rtf": "Rich Text Format", "pdf": "writer_pdf_Export"}


def converted(source: Path, kind: str, writer: str, reader: str = "") -> Path:
    profile = f"-env:UserInstallation={(source.parent / 'profile').as_uri()}"
    how = [f"--infilter={reader}"] if reader else []
    command = ["soffice", "--headless", profile, *how, "--convert-to", f"{kind}:{writer}", "--outdir", source.parent]
    subprocess.run([*command, source], check=True, capture_output=True)
    return source.with_suffix(f".{kind}")


def scanned(printed: Path) -> bytes:
    picture = pypdfium2.PdfDocument(printed)[0].render(scale=200 / 72).to_pil().convert("L")
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", dpi=(200, 200))
    return buffer.getvalue()


def test_merged_headers_say_the_same(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE)
    letter = converted(page, "odt", "writer8", "HTML (StarWriter)")
    files = [page, letter, *(converted(page, kind, writer, "HTML (StarCalc)") for kind, writer in SHEETS.items())]
    files += [converted(letter, kind, writer) for kind, writer in LETTERS.items()]
    contents = {file.name: file.read_bytes() for file in files} | {"scan.png": scanned(files[-1])}
    (tmp_path / "carried").mkdir()
    found = carried(tmp_path / "carried", {name: (lambda data=data: data) for name, data in contents.items()})
    assert len(found["page.html"]) == 20
    assert [name for name, said in found.items() if sayings(said) != sayings(found["page.html"])] == []

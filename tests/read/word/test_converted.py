"""DOC and RTF, with LibreOffice and without."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from flows.read.grid import Grid, Limits, Text
from flows.read.word import converted as office

RTF = (
    rb"{\rtf1\ansi Offences recorded:\par "
    rb"\trowd\cellx2000\cellx4000\intbl Sex\cell Count\cell\row "
    rb"\trowd\cellx2000\cellx4000\intbl Female\cell 529\cell\row "
    rb"\trowd\cellx2000\cellx4000\intbl Male\cell 147\cell\row \pard End \'a35\par}"
)


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


def shape(document_blocks: tuple[object, ...]) -> list[object]:
    return [
        [cell.text for cell in block.cells] if isinstance(block, Grid) else block.text
        for block in document_blocks
        if isinstance(block, (Grid, Text))
    ]


EXPECTED = ["Offences recorded:", ["Sex", "Count", "Female", "529", "Male", "147"], "End £5"]


@pytest.mark.usefixtures("without")
def test_rich_text_without_libreoffice_gives_text_and_simple_tables(tmp_path: Path) -> None:
    (tmp_path / "x.rtf").write_bytes(RTF)
    document = office.read(tmp_path / "x.rtf", Limits())
    assert shape(document.blocks) == EXPECTED
    assert document.partial
    assert "install LibreOffice" in document.notices[0].remedy


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_rich_text_with_libreoffice(tmp_path: Path) -> None:
    (tmp_path / "x.rtf").write_bytes(RTF)
    document = office.read(tmp_path / "x.rtf", Limits())
    assert shape(document.blocks) == EXPECTED
    assert (document.format, document.partial) == ("rtf", False)

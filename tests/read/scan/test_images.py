"""Picture files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from flows.read.grid import Limits, Text, UnreadableError
from flows.read.scan.images import read

if TYPE_CHECKING:
    from .conftest import Sheet


@pytest.mark.parametrize("ending", ["png", "jpg"])
def test_a_picture_is_a_page(sheet: Sheet, tmp_path: Path, ending: str) -> None:
    sheet.text(60, 60, "No information is held")
    path = tmp_path / f"reply.{ending}"
    sheet.image.save(path, dpi=(150, 150))
    document = read(path, Limits())
    assert document.pages == 1
    (text,) = document.blocks
    assert isinstance(text, Text)
    assert text.text == "No information is held"
    assert text.box is not None
    assert text.box.x0 == pytest.approx(60 * 72 / 150, abs=3)


def test_a_fax_of_several_pages(sheet: Sheet, tmp_path: Path) -> None:
    sheet.text(60, 60, "Recorded offences 36")
    blank = Image.new("1", sheet.image.size, 1)
    path = tmp_path / "fax.tif"
    page = sheet.image.convert("1")
    page.save(path, save_all=True, append_images=[blank, page], compression="group4", dpi=(150, 150))
    document = read(path, Limits())
    assert document.pages == 3
    assert [b.page for b in document.blocks] == [1, 3]
    assert [(n.check, n.place) for n in document.notices] == [("blank_page", "page 2")]
    cut = read(path, Limits(pages=1))
    assert cut.partial
    assert [b.page for b in cut.blocks] == [1]


def test_a_picture_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "reply.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\nnothing")
    with pytest.raises(UnreadableError, match=r"reply\.png.*ask for the file again"):
        read(path, Limits())


def test_a_resolution_that_no_page_has_is_not_believed(sheet: Sheet, tmp_path: Path) -> None:
    sheet.text(60, 60, "No information is held")
    path = tmp_path / "photo.png"
    sheet.image.resize((3600, 3600), Image.Resampling.BICUBIC).save(path, dpi=(72, 72))
    (block,) = read(path, Limits()).blocks
    assert isinstance(block, Text)
    assert block.text == "No information is held"
    assert block.box is not None
    assert block.box.x1 < 600

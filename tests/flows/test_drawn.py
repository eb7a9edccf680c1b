"""Pictures of pages are drawn once, and again where what is kept of them is damaged or of another reading."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from flows.ingestion.drawn import Drawings
from flows.read.page_pictures import Drawable, PagePicture

FILE = Drawable("d" * 64, b"%PDF", "pdf")
PAGES = [PagePicture(1, 595.0, 842.0, b"RIFF\x00\xff"), PagePicture(2, 842.0, 595.0, b"")]


def test_what_was_drawn_is_kept_until_its_document_goes(tmp_path: Path) -> None:
    drawings = Drawings(tmp_path)
    assert drawings.get(FILE) is None
    drawings.put(FILE, PAGES)
    assert drawings.get(FILE) == PAGES
    assert drawings.get(replace(FILE, turns={1: 1})) is None
    drawings.keep([FILE.key])
    assert drawings.get(FILE) == PAGES
    drawings.keep([])
    assert drawings.get(FILE) is None


@pytest.mark.parametrize("damaged", [b"", b"[[1, 2]]", b"\xff", b'[[1, 2.0, 3.0, "%"]]', b"{}7", b"null"])
def test_what_is_damaged_is_drawn_again(tmp_path: Path, damaged: bytes) -> None:
    drawings = Drawings(tmp_path)
    drawings.put(FILE, PAGES)
    (file,) = drawings.folder.iterdir()
    file.write_bytes(damaged)
    assert drawings.get(FILE) is None


def test_another_turn_of_its_pages_takes_the_place_of_the_first(tmp_path: Path) -> None:
    drawings = Drawings(tmp_path)
    drawings.put(FILE, PAGES)
    drawings.put(replace(FILE, turns={1: 1}), PAGES)
    assert (len(list(drawings.folder.iterdir())), drawings.get(FILE)) == (1, None)

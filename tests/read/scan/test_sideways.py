"""A scan that lies sideways or on its head is drawn as it is read: each cell's box lies on its print."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from flows.read.grid import Document, Grid, Limits
from flows.read.page_pictures import Drawable, page_pictures
from flows.read.pdf.reader import read as read_pdf
from flows.read.scan.images import read as read_image
from flows.read.store import dump, load

if TYPE_CHECKING:
    from .conftest import Sheet

TABLE = [["Age band", "2015/16", "2016/17"], ["Under 13", "128", "2,764"], ["Total", "7", "60"]]
TURNS = {Image.Transpose.ROTATE_90: 3, Image.Transpose.ROTATE_180: 2, Image.Transpose.ROTATE_270: 1}


@pytest.mark.parametrize(("turn", "ending"), [*zip(TURNS, ["png", "pdf", "pdf"], strict=True)])
def test_each_cell_lies_on_its_print(sheet: Sheet, tmp_path: Path, ending: str, turn: Image.Transpose) -> None:
    sheet.text(60, 40, "Recorded sexual offences, by age of victim")
    sheet.table(TABLE)
    file = tmp_path / f"scan.{ending}"
    lying = sheet.image.crop((0, 0, 900, 600)).transpose(turn)
    lying.save(file, **({"resolution": 150} if ending == "pdf" else {"dpi": (150, 150)}))
    document = (read_pdf if ending == "pdf" else read_image)(file, Limits())
    assert document.turns == {1: TURNS[turn]}
    assert load(dump(document)) == document
    drawable = Drawable("scan", file.read_bytes(), document.format, turns=document.turns)
    ((_, (page,), why),) = page_pictures([drawable], Limits())
    assert why == ""
    drawn = np.asarray(Image.open(io.BytesIO(page.webp)).convert("L"))
    assert ink_in(drawn, document, page.width) > 0.9


def ink_in(drawn: np.ndarray, document: Document, width: float) -> float:
    """Of the cells with text, the share with print in their boxes, as drawn."""
    (grid,) = (block for block in document.blocks if isinstance(block, Grid))
    scale = drawn.shape[1] / width
    inked = []
    for cell in (cell for cell in grid.cells if cell.text and cell.box):
        x0, top, x1, bottom = (round(edge * scale) for edge in cell.box)
        inked.append(bool((drawn[top + 4 : bottom - 4, x0 + 4 : x1 - 4] < 128).any()))
    assert len(inked) == 9
    return sum(inked) / len(inked)

"""Pictures of what was found: the rendered pages with tables, cells and blocks of text drawn over them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from flows.read.grid import Box, Cell, Document, Grid, Text, around
from flows.read.pdf.opening import opened

# Pixels a point.
_SCALE = 2.0
_TABLES = ((214, 39, 40), (31, 119, 180), (44, 160, 44), (148, 103, 189), (255, 127, 14))
_TEXT = (90, 90, 90)
_ASIDE = (190, 150, 40)
_DOUBT = (255, 200, 0, 90)
_HEADER = (0, 120, 255, 40)


def draw(path: Path, document: Document, folder: Path, passwords: Sequence[str] = ()) -> list[Path]:
    """Write one PNG a page that holds anything, `<name>-page-<number>.png`, into the folder; their paths in order.

    A colour stands for a table, so that one that runs over pages is seen to be one; doubted cells are yellow, header
    cells blue; text is grey, or brown where it is a page header, a footer, a footnote or an aside.
    """
    cells: defaultdict[int, list[tuple[int, Cell]]] = defaultdict(list)
    texts: defaultdict[int, list[Text]] = defaultdict(list)
    number = 0
    for block in document.blocks:
        if isinstance(block, Grid):
            number += 1
            for cell in block.cells:
                if cell.page is not None:
                    cells[cell.page].append((number, cell))
        elif block.page is not None:
            texts[block.page].append(block)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with opened(path, passwords) as source:
        for page in sorted(cells.keys() | texts.keys()):
            picture = source.rendered(page, _SCALE).convert("RGB")
            _draw_texts(picture, texts[page])
            _draw_cells(picture, cells[page])
            target = folder / f"{path.stem}-page-{page}.png"
            picture.save(target)
            written.append(target)
    return written


def _draw_texts(picture: Image.Image, texts: Sequence[Text]) -> None:
    brush = ImageDraw.Draw(picture)
    for text in texts:
        if text.box is None:
            continue
        plain = text.role in ("body", "heading", "list_item")
        x0, top, x1, bottom = _pixels(text.box)
        brush.rectangle((x0 - 2, top - 2, x1 + 2, bottom + 2), outline=_TEXT if plain else _ASIDE)
        brush.text((x0, max(0.0, top - 12)), text.role, fill=_TEXT if plain else _ASIDE)


def _draw_cells(picture: Image.Image, cells: Sequence[tuple[int, Cell]]) -> None:
    wash = ImageDraw.Draw(picture, "RGBA")
    boxes: defaultdict[int, list[Box]] = defaultdict(list)
    for table, cell in cells:
        if cell.box is None:
            continue
        boxes[table].append(cell.box)
        colour = _TABLES[(table - 1) % len(_TABLES)]
        fill = _DOUBT if cell.doubts else _HEADER if cell.header else None
        wash.rectangle(_pixels(cell.box), fill=fill, outline=(*colour, 255))
    for table, found in boxes.items():
        x0, top, x1, bottom = _pixels(around(found))
        colour = _TABLES[(table - 1) % len(_TABLES)]
        wash.rectangle((x0 - 3, top - 3, x1 + 3, bottom + 3), outline=(*colour, 255), width=3)
        wash.text((x0, max(0.0, top - 16)), f"table {table}", fill=(*colour, 255))


def _pixels(box: Box) -> tuple[float, float, float, float]:
    return box.x0 * _SCALE, box.top * _SCALE, box.x1 * _SCALE, box.bottom * _SCALE

"""PNG, JPEG and TIFF files: each picture in the file is a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image as Pictures
from PIL import ImageOps, ImageSequence, UnidentifiedImageError

from flows.read.grid import Block, Document, Grid, Limits, Notice, UnreadableError
from flows.read.scan.page import blocks_of, seen

PAPER_INCHES = 11.7
"""The longer side of A4: the size that a picture is taken to have where it does not say a credible one."""

_CREDIBLE_DPI = range(72, 1201)
LARGEST = 200_000_000
"""Pixels of a page that a scanner makes at the very most; what is larger is not opened."""


def read(path: Path, limits: Limits, passwords: Sequence[str] = ()) -> Document:
    """The tables and texts of every picture in the file. Pictures have no passwords; none is used.

    Raises UnreadableError where the file is no picture, or where none of its pictures can be decoded.
    """
    try:
        with Pictures.open(path) as file:
            return _document(file, path, limits)
    except (UnidentifiedImageError, OSError, SyntaxError, Pictures.DecompressionBombError) as error:
        raise UnreadableError(f"{path.name}: cannot be read as a picture ({error}); ask for the file again") from error


def _document(file: Pictures.Image, path: Path, limits: Limits) -> Document:
    blocks: list[Block] = []
    notices: list[Notice] = []
    turns: dict[int, int] = {}
    pages = cells = 0
    kind = (file.format or path.suffix.removeprefix(".")).lower()
    for frame in ImageSequence.Iterator(file):
        place = f"page {pages + 1}"
        if pages >= limits.pages or cells > limits.cells:
            notices.append(Notice("limit", f"{path.name} {place}: not read, nor what follows", place=place))
            return Document(kind, tuple(blocks), pages, notices=tuple(notices), partial=True, turns=turns)
        if frame.width * frame.height > LARGEST:
            notices.append(Notice("limit", f"{path.name} {place}: {frame.width} by {frame.height} pixels", place=place))
            return Document(kind, tuple(blocks), pages, notices=tuple(notices), partial=True, turns=turns)
        pages += 1
        try:
            picture = ImageOps.exif_transpose(frame)
        except OSError as error:
            if pages == 1:
                raise
            notices.append(Notice("damaged", f"{path.name} {place}: {error}", "Ask for the file again.", place))
            return Document(kind, tuple(blocks), pages - 1, notices=tuple(notices), partial=True, turns=turns)
        content, level = seen(picture, pages, dpi_of(picture))
        found = blocks_of(content, level)
        if level.quarters:
            turns[pages] = level.quarters
        if not found:
            notices.append(Notice("blank_page", f"{path.name} {place}: nothing legible", place=place, severity="info"))
        blocks += found
        cells += sum(len(block.cells) for block in found if isinstance(block, Grid))
    return Document(kind, tuple(blocks), pages, notices=tuple(notices), turns=turns)


def dpi_of(picture: Pictures.Image) -> float:
    """Pixels an inch: as the file says where a page of that size is credible, else as if it were A4."""
    said = picture.info.get("dpi", (0, 0))[0]
    longest = max(picture.size)
    if said and int(said) in _CREDIBLE_DPI and 4 <= longest / float(said) <= 24:
        return float(said)
    return longest / PAPER_INCHES

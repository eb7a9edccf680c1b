"""The table in a frame that a person draws on a page of a PDF or a scan; read where it can be killed."""

from __future__ import annotations

import io
import multiprocessing
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pebble import ProcessPool
from PIL import Image, ImageOps

from flows.read.grid import Box, Cell, FramedGrid, Limits, Method, around
from flows.read.page import Word
from flows.read.page_pictures import Drawable
from flows.read.processes.bounds import processor_seconds
from flows.read.processes.confinement import confine
from flows.read.processes.scratch import scratch_folder

GAP = 0.9
"""Free space, in heights of the words, that cells of one row leave between them."""
Placed = tuple[Word, Box]
"""A word as it is read, level, and where it lies on the page as that is shown."""


def words_on(file: Drawable, page: int, limits: Limits) -> list[Placed]:
    """The words on a page, 1-based; of one that is a picture, as they are recognised.

    Empty where none stand there and where the file cannot be read.
    """
    with scratch_folder() as scratch:
        context = multiprocessing.get_context("forkserver")
        starting = (str(scratch), limits.memory_bytes)
        with ProcessPool(1, initializer=confine, initargs=starting, context=context) as pool:
            arguments = [file, page, limits, str(scratch)]
            future = pool.schedule(_words, args=arguments, timeout=limits.clock_seconds)
            return [] if future.exception() else future.result()


def framed(words: Sequence[Placed], page: int, frame: Box, line: int = 0) -> FramedGrid:
    """The table of the words that lie in a frame, in points from the top left of the page. `line`: what asked for it.

    By free space alone: words at one height are a row, and what lies over one another a column.

    >>> def word(text, x0, top): return Word(text, box := Box(x0, top, x0 + 6 * len(text), top + 10)), box
    >>> label = [word("0", 0, 20), word("to", 9, 20), word("4", 24, 20)]
    >>> words = [word("Age", 0, 0), word("2016/17", 90, 1), *label, word("7", 120, 20), word("Page", 0, 90)]
    >>> texts(framed(words, 1, Box(0, 0, 200, 40)))
    [['Age', '2016/17'], ['0 to 4', '7']]
    """
    rows: list[list[Placed]] = []
    inside = [one for one in words if _inside(one[1], frame)]
    for one in sorted(inside, key=lambda one: (one[0].box.top + one[0].box.bottom, one[0].box.x0)):
        middle = (one[0].box.top + one[0].box.bottom) / 2
        if rows and middle < rows[-1][0][0].box.bottom:
            rows[-1].append(one)
        else:
            rows.append([one])
    pieces = [_pieces(row) for row in rows]
    columns: list[tuple[float, float]] = []
    for x0, x1 in sorted(_edges(piece) for row in pieces if len(row) > 1 for piece in row):
        if columns and x0 < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    cells = [cell for number, row in enumerate(pieces, 1) for cell in _cells(row, number, columns, page)]
    method: Method = "ocr" if any(one.confidence < 1.0 for one, _ in inside) else "pdf_text"
    return FramedGrid(len(rows), max(1, len(columns)) if rows else 0, tuple(cells), method, page, line=line)


def texts(grid: FramedGrid) -> list[list[str]]:
    """What stands in a table, row by row, all of one length."""
    held = {(cell.row, cell.column): cell.text for cell in grid.cells}
    return [[held.get((row, column), "") for column in range(1, grid.columns + 1)] for row in range(1, grid.rows + 1)]


def _pieces(row: Sequence[Placed]) -> list[list[Placed]]:
    """The words of a row, those together that no free space parts."""
    found: list[list[Placed]] = []
    for one in sorted(row, key=lambda one: one[0].box.x0):
        height = one[0].box.bottom - one[0].box.top
        if found and one[0].box.x0 - found[-1][-1][0].box.x1 < GAP * height:
            found[-1].append(one)
        else:
            found.append([one])
    return found


def _edges(piece: Sequence[Placed]) -> tuple[float, float]:
    return piece[0][0].box.x0, piece[-1][0].box.x1


def _cells(row: Sequence[list[Placed]], number: int, columns: Sequence[tuple[float, float]], page: int) -> list[Cell]:
    found: dict[int, Cell] = {}
    for piece in row:
        x0, x1 = _edges(piece)
        over = [n for n, (left, right) in enumerate(columns, 1) if x0 < right and left < x1] or [1]
        text, box = " ".join(one.text for one, _ in piece), around([box for _, box in piece])
        sure = min(one.confidence for one, _ in piece)
        doubts = tuple(sorted({doubt for one, _ in piece for doubt in one.doubts}))
        cell = Cell(number, over[0], text, page=page, box=box, confidence=sure, doubts=doubts)
        there = found.get(over[0])
        if there is not None:
            assert there.box is not None
            cell = replace(cell, text=f"{there.text} {text}", box=around([there.box, box]))
        found[over[0]] = cell
    return list(found.values())


def _inside(box: Box, frame: Box) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return frame.x0 <= x <= frame.x1 and frame.top <= y <= frame.bottom


def _words(file: Drawable, page: int, limits: Limits, scratch: str) -> list[Placed]:
    """What a process runs: the words of one page, from its picture where it does not say them."""
    with processor_seconds(limits.seconds):
        return _of_pdf(file, page, limits, Path(scratch)) if file.format == "pdf" else _of_picture(file, page)


def _of_pdf(file: Drawable, page: int, limits: Limits, scratch: Path) -> list[Placed]:
    from flows.read.pdf.content import raw_pages  # noqa: PLC0415  loads the PDF libraries, in the process alone
    from flows.read.pdf.opening import opened  # noqa: PLC0415
    from flows.read.pdf.pictures import Picture, needs_eyes, seen  # noqa: PLC0415

    path = scratch / "framed.pdf"
    path.write_bytes(file.content)
    with opened(path, file.passwords, limits) as source:
        for raw in raw_pages(source):
            if raw.number != page:
                continue
            content = raw.content()
            picture = seen(source, raw, content) if needs_eyes(raw, content) else None
            if isinstance(picture, Picture):
                return [(word, picture.displayed(word.box)) for word in picture.content.words]
            return [(word, word.box) for word in content.words]
    return []


def _of_picture(file: Drawable, page: int) -> list[Placed]:
    from flows.read.scan.images import LARGEST, dpi_of  # noqa: PLC0415  loads the scan's libraries, in the process alone
    from flows.read.scan.page import seen  # noqa: PLC0415

    with Image.open(io.BytesIO(file.content)) as whole:
        whole.seek(page - 1)
        if whole.width * whole.height > LARGEST:
            return []
        picture = ImageOps.exif_transpose(whole)
        content, level = seen(picture, page, dpi_of(picture))
        return [(word, level.as_hung(word.box)) for word in content.words]

"""The words in a frame that a person draws on a page of a PDF, as rows of cells; read where it can be killed."""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from pathlib import Path

from pebble import ProcessPool

from flows.read.grid import Box, Limits
from flows.read.page import Word
from flows.read.page_pictures import Drawable
from flows.read.processes.bounds import processor_seconds
from flows.read.processes.confinement import confine
from flows.read.processes.scratch import scratch_folder

GAP = 0.9
"""Free space, in heights of the words, that cells of one row leave between them."""


def framed(file: Drawable, page: int, frame: Box, limits: Limits) -> list[list[str]]:
    """The cells in a frame on a page, 1-based, in points from its top left: rows of texts, all of one length.

    Empty where no words stand there that a PDF holds as text, as on a scan, and where the file cannot be read.
    """
    if file.format != "pdf":
        return []
    with scratch_folder() as scratch:
        context = multiprocessing.get_context("forkserver")
        starting = (str(scratch), limits.memory_bytes)
        with ProcessPool(1, initializer=confine, initargs=starting, context=context) as pool:
            arguments = [file, page, limits, str(scratch)]
            future = pool.schedule(_words, args=arguments, timeout=limits.clock_seconds)
            words = [] if future.exception() else future.result()
    return rows_of_cells([word for word in words if _inside(word.box, frame)])


def rows_of_cells(words: Sequence[Word]) -> list[list[str]]:
    """Words as a table, by free space alone: those at one height are a row, and what lies over one another a column.

    >>> def word(text, x0, top): return Word(text, Box(x0, top, x0 + 6 * len(text), top + 10))
    >>> label = [word("0", 0, 20), word("to", 9, 20), word("4", 24, 20)]
    >>> rows_of_cells([word("Age", 0, 0), word("2016/17", 90, 1), *label, word("7", 120, 20)])
    [['Age', '2016/17'], ['0 to 4', '7']]
    """
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.box.top + one.box.bottom, one.box.x0)):
        middle = (word.box.top + word.box.bottom) / 2
        if rows and middle < rows[-1][0].box.bottom:
            rows[-1].append(word)
        else:
            rows.append([word])
    cells = [_cells(row) for row in rows]
    columns: list[tuple[float, float]] = []
    for x0, x1 in sorted((x0, x1) for row in cells if len(row) > 1 for x0, x1, _ in row):
        if columns and x0 < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    found = []
    for row in cells:
        texts = [""] * max(1, len(columns))
        for x0, x1, text in row:
            at = next((n for n, (left, right) in enumerate(columns) if x0 < right and left < x1), 0)
            texts[at] = f"{texts[at]} {text}".strip()
        found.append(texts)
    return found


def _cells(row: Sequence[Word]) -> list[tuple[float, float, str]]:
    """The cells of a row: left and right edge, and text."""
    found: list[tuple[float, float, str]] = []
    for word in sorted(row, key=lambda one: one.box.x0):
        height = word.box.bottom - word.box.top
        if found and word.box.x0 - found[-1][1] < GAP * height:
            found[-1] = (found[-1][0], word.box.x1, f"{found[-1][2]} {word.text}")
        else:
            found.append((word.box.x0, word.box.x1, word.text))
    return found


def _inside(box: Box, frame: Box) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return frame.x0 <= x <= frame.x1 and frame.top <= y <= frame.bottom


def _words(file: Drawable, page: int, limits: Limits, scratch: str) -> list[Word]:
    """What a process runs: the words of one page."""
    from flows.read.pdf.content import page_contents  # noqa: PLC0415  loads the PDF libraries, in the process alone

    path = Path(scratch) / "framed.pdf"
    path.write_bytes(file.content)
    with processor_seconds(limits.seconds):
        return next((list(one.words) for one in page_contents(path, file.passwords) if one.number == page), [])

"""Pictures of pages as a person sees them, of PDFs and scans, drawn in processes that can be killed."""

from __future__ import annotations

import io
import multiprocessing
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from pebble import ProcessPool
from PIL import Image, ImageOps, ImageSequence

from flows.read.grid import Limits
from flows.read.processes.bounds import processor_seconds
from flows.read.processes.confinement import confine
from flows.read.processes.scratch import scratch_folder

SCALE = 1.5
"""Pixels a point."""
_QUALITY = 60


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page: its 1-based number, its size in points, and its picture as WebP."""

    number: int
    width: float
    height: float
    webp: bytes


@dataclass(frozen=True, slots=True)
class Drawable:
    """A file to draw: what it is called by, its bytes, its format as the reader named it, and the passwords to try.

    `turns`: by how many quarters, anticlockwise, a page is turned to be read.
    """

    key: str
    content: bytes
    format: str
    passwords: tuple[str, ...] = ()
    turns: Mapping[int, int] = field(default_factory=dict)


def page_pictures(
    files: Iterable[Drawable], limits: Limits, workers: int = 2
) -> Iterator[tuple[str, list[PagePicture], str]]:
    """Each file's key with its pages in order, and why they are missing where drawing them failed; in the order given.

    No file can raise.
    """
    with scratch_folder() as scratch:
        context = multiprocessing.get_context("forkserver")
        starting = (str(scratch), limits.memory_bytes)
        with ProcessPool(workers, initializer=confine, initargs=starting, context=context) as pool:
            running: list[tuple[str, Future[list[PagePicture]]]] = []
            for file in files:
                arguments = [file, limits, str(scratch)]
                running.append((file.key, pool.schedule(_drawn, args=arguments, timeout=limits.clock_seconds)))
                if len(running) > 2 * workers:
                    yield _outcome(*running.pop(0))
            for key, future in running:
                yield _outcome(key, future)


def _outcome(key: str, future: Future[list[PagePicture]]) -> tuple[str, list[PagePicture], str]:
    error = future.exception()
    if error is not None:
        return key, [], f"its pages could not be drawn ({type(error).__name__}: {str(error)[:120]})"
    return key, future.result(), ""


def _drawn(file: Drawable, limits: Limits, scratch: str) -> list[PagePicture]:
    """What a process runs for one file."""
    with processor_seconds(limits.seconds):
        return list(_pdf_pages(file, limits, Path(scratch)) if file.format == "pdf" else _picture_pages(file, limits))


def _pdf_pages(file: Drawable, limits: Limits, scratch: Path) -> Iterator[PagePicture]:
    from flows.read.pdf.opening import opened  # noqa: PLC0415  loads the PDF libraries, in the process alone

    path = scratch / f"{file.key}.pdf"
    path.write_bytes(file.content)
    try:
        with opened(path, file.passwords) as source:
            for number in range(1, min(source.count, limits.pages) + 1):
                picture = _turned(source.rendered(number, SCALE), file.turns.get(number, 0))
                yield PagePicture(number, picture.width / SCALE, picture.height / SCALE, _webp(picture))
    finally:
        path.unlink()


def _picture_pages(file: Drawable, limits: Limits) -> Iterator[PagePicture]:
    from flows.read.scan.images import LARGEST, dpi_of  # noqa: PLC0415  loads the scan's libraries, in the process alone

    with Image.open(io.BytesIO(file.content)) as whole:
        for number, frame in enumerate(islice(ImageSequence.Iterator(whole), limits.pages), start=1):
            if frame.width * frame.height > LARGEST:
                return
            picture = _turned(ImageOps.exif_transpose(frame).convert("RGB"), file.turns.get(number, 0))
            dpi = dpi_of(frame)
            width, height = picture.width * 72 / dpi, picture.height * 72 / dpi
            size = (max(1, round(width * SCALE)), max(1, round(height * SCALE)))
            yield PagePicture(number, width, height, _webp(picture.resize(size)))


def _turned(picture: Image.Image, quarters: int) -> Image.Image:
    return picture.rotate(90 * quarters, expand=True) if quarters else picture


def _webp(picture: Image.Image) -> bytes:
    content = io.BytesIO()
    picture.convert("RGB").save(content, "WEBP", quality=_QUALITY, method=2)
    return content.getvalue()

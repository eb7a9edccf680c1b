"""Pictures of pages: their size in points, and what cannot be drawn says so and stops nothing."""

from __future__ import annotations

import io

import pikepdf
from PIL import Image

from flows.read.grid import Limits
from flows.read.page_pictures import SCALE, Drawable, page_pictures


def pdf(pages: int) -> bytes:
    content = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page(page_size=(400, 300))
        document.save(content)
    return content.getvalue()


def scan() -> bytes:
    content = io.BytesIO()
    Image.new("L", (800, 600), 255).save(content, "PNG", dpi=(144, 144))
    return content.getvalue()


def test_pages_are_drawn_at_their_size_and_a_broken_file_says_so() -> None:
    files = [
        Drawable("two", pdf(2), "pdf"),
        Drawable("broken", b"%PDF-1.7 no more", "pdf"),
        Drawable("scan", scan(), "png"),
    ]
    found = {key: (pages, why) for key, pages, why in page_pictures(files, Limits())}
    pages, why = found["two"]
    assert ([(page.number, page.width, page.height) for page in pages], why) == ([(1, 400, 300), (2, 400, 300)], "")
    with Image.open(io.BytesIO(pages[0].webp)) as picture:
        assert picture.size == (400 * SCALE, 300 * SCALE)
    assert found["broken"][0] == []
    assert "could not be drawn" in found["broken"][1]
    ((page,), _) = found["scan"]
    assert (round(page.width), round(page.height)) == (400, 300)

"""Pictures made to do harm."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable

import pytest
from PIL import Image

from flows.read.grid import Document

Outcome = Callable[..., Document]


def chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")


def png(width: int, height: int, *more: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + b"".join(more)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1_000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(2**31 - 1, 2**31 - 1), (2**31 - 1, 1), (1, 2**31 - 1), (0, 0), (120_000, 1_600)])
def test_a_size_beyond_any_scan_is_not_believed(hurried: Outcome, size: tuple[int, int]) -> None:
    document = hurried("size.png", png(*size))
    assert document.failure or document.partial or not document.blocks


def test_a_text_that_unpacks_to_gigabytes_is_not_unpacked(hurried: Outcome) -> None:
    text = b"Comment\0\0" + zlib.compress(b"5" * 60_000_000, 9)
    document = hurried("text.png", png(100, 100, chunk(b"zTXt", text)))
    assert document.failure or not document.blocks


def test_a_tiff_whose_pages_go_round_in_a_circle_ends(hurried: Outcome) -> None:
    buffer = io.BytesIO()
    Image.new("1", (80, 80), 1).save(buffer, "TIFF")
    data = bytearray(buffer.getvalue())
    at = struct.unpack_from("<I", data, 4)[0]
    count = struct.unpack_from("<H", data, at)[0]
    struct.pack_into("<I", data, at + 2 + 12 * count, at)
    document = hurried("circle.tiff", bytes(data))
    assert document.failure or document.partial or (document.pages or 0) <= 50


def test_more_pictures_than_pages_allowed_are_left_out(hurried: Outcome) -> None:
    frames = [Image.new("1", (8, 8), n % 2) for n in range(60)]
    buffer = io.BytesIO()
    frames[0].save(buffer, "TIFF", save_all=True, append_images=frames[1:])
    document = hurried("frames.tiff", buffer.getvalue())
    assert document.failure or (document.partial and document.pages == 50)
